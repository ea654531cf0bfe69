import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { addDays } from "@/domain/dates";
import { getAction } from "@/features/actions/queries";
import * as horizonActions from "@/features/horizon/actions";
import * as notes from "@/features/horizon/mutations";
import { exportNotes, getNote, listNotes, upcomingObligations } from "@/features/horizon/queries";
import { newNote, noteAssessment, noteChange } from "@/features/horizon/schema";
import { HORIZON_TABLE } from "@/features/horizon/table";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { myWork } from "@/features/my-work/queries";
import { getEvent } from "@/features/triggers/queries";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict, Forbidden, Invalid, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();
const note = (more: Partial<z.input<typeof newNote>> = {}) =>
  newNote.parse({ source: "law", title: "Draft ordinance on reporting", seenOn: today(), ...more });
const assess = (saved: { id: string; version: number }, more: Partial<z.input<typeof noteAssessment>>) =>
  noteAssessment.parse({
    id: saved.id,
    version: saved.version,
    verdict: "effect",
    assessment: "We report in two steps from spring",
    ...more,
  });
const deed = (saved: { id: string; version: number }, reason = "Because") => ({ id: saved.id, version: saved.version, reason });
const state = (query: string) => parseTableState(new URLSearchParams(query), HORIZON_TABLE);
const list = async (access: Access, query = "") => (await listNotes(access, state(query))).rows.map(({ ref }) => ref);
const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return Object.keys(error.fieldErrors);
  if (error instanceof Refused) return error.code;
  throw error ?? new Error("was taken");
};

describe.skipIf(world.skip)("the horizon scan", () => {
  it("takes what was seen, with an address of the web only, and never of tomorrow", async () => {
    const carla = await world.as("carla");
    const saved = await notes.createNote(carla, note({ url: "https://example.org/draft", ownerId: world.people.carla.id }));
    expect(saved.ref).toBe("HZ-001");
    for (const url of ["javascript:alert(1)", "data:text/html,x", "example.org", "https://u:p@example.org"])
      expect(await fault(notes.createNote(carla, note({ url })))).toEqual(["url"]);
    expect(await fault(notes.createNote(carla, note({ seenOn: addDays(today(), 1) })))).toEqual(["seenOn"]);
    expect(await fault(notes.createNote(carla, note({ partyIds: [world.people.kim.id] })))).toEqual(["partyIds"]);
    expect(await fault(notes.createNote(carla, note({ ownerId: world.people.kim.id })))).toEqual(["ownerId"]);
    expect(newNote.safeParse({ source: "gossip", title: "x", seenOn: today() }).success).toBe(false);
    expect(newNote.safeParse({ source: "law", title: " ", seenOn: today() }).success).toBe(false);
    const changed = await notes.updateNote(
      carla,
      noteChange.parse({
        ...note({ title: "Ordinance on reporting", ownerId: world.people.carla.id }),
        id: saved.id,
        version: saved.version,
      }),
    );
    expect(changed.version).toBe(saved.version + 1);
    const stale = notes.updateNote(carla, noteChange.parse({ ...note({ title: "Older" }), id: saved.id, version: saved.version }));
    await expect(stale).rejects.toBeInstanceOf(Conflict);
    const work = await myWork(carla);
    expect(work.groups.flatMap(({ items }) => items)).toContainEqual(expect.objectContaining({ kind: "horizon", ref: "HZ-001" }));
  });

  it("goes on as an event with the parties concerned, and as an action; or changes nothing, with the reason", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, newParty.parse({ name: "Harbour Bank", category: "external", kind: "organisation" }));
    const saved = await notes.createNote(mira, note({ partyIds: [bank.id], ownerId: world.people.mira.id, dueOn: addDays(today(), -1) }));
    expect(await list(mira, "overdue=1")).toEqual([saved.ref]);
    expect(await list(mira, `party=${bank.ref}`)).toEqual([saved.ref]);
    expect(await fault(notes.assessNote(mira, assess(saved, { openAction: true })))).toEqual(["actionTitle"]);
    expect(await fault(notes.assessNote(mira, assess(saved, { openEvent: true, eventKey: "no-such" })))).toEqual(["eventKey"]);
    // Nothing of what failed is left behind.
    expect((await getNote(mira, saved.ref))?.values.status).toBe("open");
    const done = await notes.assessNote(
      mira,
      assess(saved, {
        openEvent: true,
        eventKey: "law-change",
        openAction: true,
        actionTitle: "Two-step report",
        actionOwnerId: world.people.carla.id,
      }),
    );
    expect(done.eventRef).toMatch(/^TRG-/);
    expect(done.reviewRef).toMatch(/^RV-/);
    expect((await getEvent(mira, done.eventRef!))?.parties.map(({ name }) => name)).toEqual(["Harbour Bank"]);
    expect((await getAction(mira, done.actionRef!))!).toBeTruthy();
    const [origin] = await world.sql("SELECT origin, origin_ref FROM action WHERE ref = $1", [done.actionRef]);
    expect(origin).toEqual({ origin: "horizon", origin_ref: saved.ref });
    const read = (await getNote(mira, saved.ref))!;
    expect(read).toMatchObject({
      overdue: false,
      event: { ref: done.eventRef },
      actions: [{ ref: done.actionRef }],
      decidedBy: "Mira Lindqvist",
    });
    expect(await fault(notes.assessNote(mira, assess(done, {})))).toBe("horizon-assessed");
    expect(await fault(notes.updateNote(mira, noteChange.parse({ ...note(), id: done.id, version: done.version })))).toBe(
      "horizon-assessed",
    );

    const reopened = await notes.reopenNote(mira, deed(done, "The final text differs"));
    const nothing = await notes.assessNote(mira, assess(reopened, { verdict: "no_effect", assessment: "Withdrawn", openEvent: true }));
    expect(nothing).toMatchObject({ eventRef: null, actionRef: null });
    expect(noteAssessment.safeParse({ id: saved.id, version: 1, verdict: "no_effect", assessment: " " }).success).toBe(false);
    const gone = await notes.retireNote(mira, deed(nothing, "Entered twice"));
    expect(await list(mira)).not.toContain(saved.ref);
    expect(await list(mira, "retired=1")).toEqual([saved.ref]);
    expect(await fault(notes.reopenNote(mira, deed(gone)))).toBe("horizon-retired");
    await notes.bringBackNote(mira, deed(gone));
    expect(await list(mira)).toContain(saved.ref);
  });

  it("opens events and actions only for who may, and refuses what no longer fits", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, newParty.parse({ name: "Canal Bank", category: "external", kind: "organisation" }));
    const saved = await notes.createNote(mira, note({ partyIds: [bank.id] }));
    const jonas = await world.as("jonas");
    for (const more of [
      { openEvent: true, eventKey: "law-change" },
      { openAction: true, actionTitle: "Read it" },
    ])
      await expect(notes.assessNote(jonas, assess(saved, more))).rejects.toBeInstanceOf(Forbidden);
    expect((await getNote(mira, saved.ref))?.values.status).toBe("open");
    const stranger = { ...note(), id: saved.id, version: saved.version };
    expect(await fault(notes.updateNote(mira, noteChange.parse({ ...stranger, requirementIds: [bank.id] })))).toEqual(["requirementIds"]);
    expect(await fault(notes.updateNote(mira, noteChange.parse({ ...stranger, obligationId: bank.id })))).toEqual(["obligationId"]);
    expect(await fault(notes.reopenNote(mira, deed(saved)))).toBe("horizon-open");
    expect(await fault(notes.bringBackNote(mira, deed(saved)))).toBe("horizon-not_retired");
    const gone = await notes.retireNote(mira, deed(saved));
    expect(await fault(notes.retireNote(mira, deed(gone)))).toBe("horizon-retired");
    expect(await fault(notes.updateNote(mira, noteChange.parse({ ...note(), id: gone.id, version: gone.version })))).toBe(
      "horizon-retired",
    );
    expect(await fault(notes.assessNote(mira, assess(gone, {})))).toBe("horizon-retired");
  });

  it("lists what is to be assessed first, and leaves as it is shown", async () => {
    const mira = await world.as("mira");
    const later = await notes.createNote(mira, note({ title: "Study on threats", source: "threat", dueOn: addDays(today(), 9) }));
    const sooner = await notes.createNote(mira, note({ title: "Study on habits", source: "industry", dueOn: addDays(today(), 2) }));
    const over = await notes.createNote(mira, note({ title: "Study on nothing", source: "other" }));
    await notes.assessNote(mira, assess(over, { verdict: "no_effect" }));
    expect(await list(mira, "q=study")).toEqual([sooner.ref, later.ref, over.ref]);
    expect(await list(mira, "source=threat&status=open")).toEqual([later.ref]);
    const { columns, rows } = await exportNotes(mira, state("q=study"));
    expect(columns[0]).toEqual({ key: "ref", label: "Ref" });
    expect(rows.map(({ status }) => status)).toEqual(["To be assessed", "To be assessed", "No effect"]);
  });

  it("shows laws that are known and not yet in force", async () => {
    const mira = await world.as("mira");
    const law = (title: string, effectiveFrom: string | null, more = {}) =>
      change(mira, (record) => record.create("obligation", { title, effectiveFrom, ...more }));
    const coming = await law("Act on reporting", addDays(today(), 90));
    await law("Act in force", addDays(today(), -90));
    await law("Act for others", addDays(today(), 90), { applicable: false });
    expect(await upcomingObligations(mira)).toMatchObject([{ ref: coming.ref, effectiveFrom: addDays(today(), 90), notes: [] }]);
    const saved = await notes.createNote(mira, note({ obligationId: coming.id }));
    expect((await upcomingObligations(mira))[0]?.notes).toEqual([saved.ref]);
    expect((await getNote(mira, saved.ref))?.obligation).toMatchObject({ ref: coming.ref });
  });

  it("is read by the auditor and not by viewers, and written by those who work on the register", async () => {
    const input = { source: "law", title: "Seen", seenOn: today() };
    for (const name of ["jonas", "aisha", "vera"] as const) {
      const refused = await withRequest(await world.request(name), () => horizonActions.createNote("nordwind", input));
      expect(refused, name).toMatchObject({ ok: false, kind: "forbidden" });
    }
    expect((await world.as("aisha")).can("horizon:read")).toBe(true);
    expect((await world.as("vera")).can("horizon:read")).toBe(false);
    const taken = await withRequest(await world.request("carla"), () => horizonActions.createNote("nordwind", input));
    expect(taken).toMatchObject({ ok: true });
  });
});
