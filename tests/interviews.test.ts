import { beforeAll, describe, expect, it } from "vitest";
import { getParty } from "@/features/interested-parties/queries";
import * as actions from "@/features/interviews/actions";
import { applyAnswer, closeInterview, createInterview, saveAnswer, updateInterview } from "@/features/interviews/mutations";
import { getInterview, guidedParty, interviewCandidates, listInterviews } from "@/features/interviews/queries";
import { answerInput, interviewInput, useInput } from "@/features/interviews/schema";
import { INTERVIEW_TABLE } from "@/features/interviews/table";
import { getRequirement } from "@/features/requirements/queries";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { Conflict, Forbidden, Invalid, NotFound, ReasonRequired } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { engine, openWorld } from "./support/world";

const world = openWorld();

describe.skipIf(world.skip)("interviews of Nordwind", () => {
  let mira: Access;
  let carla: Access;
  let council: { id: string; ref: string };
  let attackers: { id: string; ref: string };
  let foreign: { id: string };

  const begin = async (fields: Record<string, unknown> = {}) =>
    createInterview(
      carla,
      interviewInput.parse({
        partyId: council.id,
        heldOn: "2026-11-12",
        interviewees: "Chair of the works council",
        guide: "hr",
        ...fields,
      }),
    );
  const answer = async (interviewId: string, questionKey: string, text: string, access = carla) =>
    saveAnswer(access, answerInput.parse({ interviewId, questionKey, answer: text }));
  const use = async (target: { id: string; version: number }, fields: Record<string, unknown>, access = carla) =>
    applyAnswer(access, useInput.parse({ answerId: target.id, version: target.version, use: fields }));
  const party = () => getParty(mira, council.ref);
  const read = async (ref: string, access = mira) => {
    const found = await getInterview(access, ref);
    if (!found) throw new Error(`${ref} is not there`);
    return found;
  };

  beforeAll(async () => {
    if (world.skip) return;
    mira = await world.as("mira");
    carla = await world.as("carla");
    const entered = await change(mira, (record) =>
      record.createMany("interested-party", [
        { name: "Works council", category: "internal", kind: "group", templateKey: "works-council", status: "active" },
        { name: "Ransomware groups", category: "external", kind: "group", adverse: true, status: "active" },
      ]),
    );
    [council, attackers] = entered.map(({ id, ref }) => ({ id, ref: ref! })) as [typeof council, typeof attackers];
    const [theirs] = await change(await world.as("kim"), (record) =>
      record.createMany("interested-party", [{ name: "Kestrel client", category: "external" }]),
    );
    foreign = { id: theirs!.id };
  });

  it("begins with a ref, a party and the person who asks", async () => {
    const saved = await begin();
    expect(saved.ref).toBe("INT-001");
    const interview = await read(saved.ref);
    expect(interview).toMatchObject({
      status: "open",
      heldOn: "2026-11-12",
      method: "interview",
      interviewer: "Carla Neumann",
      party: { ref: council.ref },
      answers: [],
    });
  });

  it("is never held with attackers, nor with another house's party", async () => {
    await expect(begin({ partyId: attackers.id })).rejects.toMatchObject({ code: "interview-adverse" });
    await expect(begin({ partyId: foreign.id })).rejects.toThrow(Invalid);
    await expect(begin({ interviewerId: world.people.kim.id })).rejects.toThrow(Invalid);
    expect((await interviewCandidates(mira)).map(({ ref }) => ref)).toEqual([council.ref]);
    expect(await guidedParty(mira, attackers.ref)).toMatchObject({ adverse: true });
    expect(interviewInput.safeParse({ partyId: council.id, heldOn: "2026-02-31" }).success).toBe(false);
  });

  it("takes answers one by one, guarded by their version, also when two are the first", async () => {
    const { id, ref } = await begin();
    const first = await answer(id, "general-1", "Logs must not be used to measure performance.");
    await expect(answer(id, "general-1", "Something else", mira)).rejects.toThrow(Conflict);
    await expect(answer(id, "general-1", "Something else", mira)).rejects.toMatchObject({
      current: { values: { answer: "Logs must not be used to measure performance." }, version: 1 },
    });
    const save = (version: number, text: string) =>
      saveAnswer(carla, answerInput.parse({ interviewId: id, answerId: first.id, version, answer: text }));
    const second = await save(1, "Logs must never be used to measure performance.");
    expect(second.version).toBe(2);
    await expect(save(1, "A stale tab")).rejects.toThrow(Conflict);
    await saveAnswer(carla, answerInput.parse({ interviewId: id, question: "And the cameras? 🎥 مرحبا", answer: "Only at the doors." }));
    await expect(saveAnswer(carla, answerInput.parse({ interviewId: id, answer: "To nothing" }))).rejects.toThrow(Invalid);
    await expect(answer(id, "no-such-question", "x")).rejects.toMatchObject({ code: "interview-unknown_question" });
    expect((await read(ref)).answers.map(({ questionKey, version }) => [questionKey, version])).toEqual([
      ["general-1", 2],
      ["", 1],
    ]);
  });

  it("turns an answer into a requirement with the interview as its source", async () => {
    const { id, ref } = await begin();
    const said = await answer(id, "general-1", "Nobody may watch us with the log files.");
    const used = await use(said, {
      kind: "new-requirement",
      statement: "Log files are not used to measure performance.",
      requirementKind: "social",
    });
    expect(used).toMatchObject({ version: 2, made: { entity: "requirement", field: null } });
    const made = await getRequirement(mira, used.made.ref);
    expect(made?.values).toMatchObject({
      status: "draft",
      partyId: council.id,
      partyWording: "Nobody may watch us with the log files.",
      sourceType: "interview",
      sourceRef: `${ref}, 12 Nov 2026`,
      elicitationMethod: "interview",
      kind: "social",
      confirmedAt: null,
    });
    expect((await read(ref)).answers[0]!.usedFor).toEqual([`requirement ${used.made.ref}`]);
  });

  it("fills the field that the question is about, under the rules of that record", async () => {
    const { id, ref } = await begin();
    const said = await answer(id, "workshop-10", "They can stop any monitoring tool.");
    const before = await party();
    const scored = await use(said, { kind: "party-field", field: "power", value: 4, recordVersion: before.version });
    expect(scored.usedFor).toEqual([`interested-party ${council.ref} power`]);
    expect(await party()).toMatchObject({ power: 4, scoresAreTemplateDefaults: false });
    // The record has moved on: nobody overwrites what they have not seen.
    await expect(use(scored, { kind: "party-field", field: "power", value: 5, recordVersion: before.version })).rejects.toThrow(Conflict);
    await expect(use(scored, { kind: "party-field", field: "power", value: 6, recordVersion: 2 })).rejects.toThrow(Invalid);
    await expect(use(scored, { kind: "party-field", field: "status", value: "active", recordVersion: 2 })).rejects.toMatchObject({
      code: "interview-no_such_field",
    });
    const requirement = (await read(ref)).requirements[0]!;
    const benefit = await use(scored, {
      kind: "requirement-field",
      requirementId: requirement.id,
      field: "benefit",
      value: "  Trust in the tools ",
      recordVersion: requirement.version,
    });
    expect(benefit.usedFor).toHaveLength(2);
    expect((await getRequirement(mira, requirement.ref))?.values.benefit).toBe("Trust in the tools");
    expect((await read(ref)).requirements[0]!.values.benefit).toBe("Trust in the tools");
  });

  it("leaves no trace of a use that did not happen", async () => {
    const { id, ref } = await begin();
    const said = await answer(id, "general-2", "We would notice fewer complaints.");
    const { id: requirementId, version, ref: requirementRef } = (await read(ref)).requirements[0]!;
    const stale = { ...said, version: 7 };
    await expect(
      use(stale, { kind: "requirement-field", requirementId, field: "concern", value: "lost", recordVersion: version }),
    ).rejects.toThrow(Conflict);
    expect((await getRequirement(mira, requirementRef))?.values.concern).toBe("");
    await expect(
      use(said, { kind: "requirement-field", requirementId: foreign.id, field: "concern", value: "x", recordVersion: 1 }),
    ).rejects.toThrow(NotFound);
  });

  it("records a confirmation in the interview, by those who may confirm", async () => {
    const { id, ref } = await begin();
    const said = await answer(id, "general-12", "Yes, that is what we mean.");
    const { id: requirementId, version, ref: requirementRef } = (await read(ref)).requirements[0]!;
    const fields = { kind: "requirement-field", requirementId, field: "confirmedAt", value: "2026-11-12", recordVersion: version };
    await expect(use(said, fields)).rejects.toThrow(Forbidden);
    const held = (await read(ref)).heldOn;
    expect(held).toBe("2026-11-12");
    await use(said, fields, mira);
    expect((await getRequirement(mira, requirementRef))?.values).toMatchObject({
      confirmedAt: "2026-11-12",
      confirmedBy: "Chair of the works council",
      confirmationMethod: `${ref}, 12 Nov 2026`,
    });
    // From now on a change of it needs a reason.
    const again = await answer(id, "general-4", "Being watched.");
    const concern = { kind: "requirement-field", requirementId, field: "concern", value: "Being watched", recordVersion: version + 1 };
    await expect(use(again, concern)).rejects.toThrow(ReasonRequired);
    await use(again, { ...concern, reason: "Said in the same interview" });
  });

  it("makes a candidate of whom else to ask", async () => {
    const { id, ref } = await begin();
    const said = await answer(id, "general-13", "Ask the apprentices.");
    const used = await use(said, { kind: "new-party", name: "Apprentices", category: "internal" });
    expect(await getParty(mira, used.made.ref)).toMatchObject({
      name: "Apprentices",
      status: "candidate",
      identificationMethod: "interview",
      identificationNote: expect.stringContaining(`${ref}, 12 Nov 2026: Whom else should we ask?`),
    });
  });

  it("is evidence once it is closed: nothing in it changes", async () => {
    const { id, ref, version } = await begin();
    await expect(closeInterview(carla, { id, version })).rejects.toMatchObject({ code: "interview-empty" });
    const said = await answer(id, "general-1", "The last word.");
    const later = await begin({ heldOn: "2999-01-01" });
    await answer(later.id, "general-1", "Guessed");
    await expect(closeInterview(carla, later)).rejects.toMatchObject({ code: "interview-not_held_yet" });
    const closed = await closeInterview(carla, { id, version });
    await expect(answer(id, "general-2", "Too late")).rejects.toMatchObject({ code: "interview-closed" });
    await expect(use(said, { kind: "party-note", text: "Too late", recordVersion: 1 })).rejects.toMatchObject({ code: "interview-closed" });
    const change = interviewInput.parse({ partyId: council.id, heldOn: "2026-11-12" });
    await expect(updateInterview(carla, { id, version: closed.version, ...change })).rejects.toMatchObject({ code: "interview-closed" });
    expect((await read(ref)).answers).toMatchObject([{ answer: "The last word.", usedFor: [] }]);
  });

  it.skipIf(engine === "embedded")("loses no answer to somebody who closes at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, ref, version } = await begin();
      await answer(id, "general-1", "First");
      const [closing, answering] = await Promise.allSettled([closeInterview(mira, { id, version }), answer(id, "general-2", "Second")]);
      expect(closing.status).toBe("fulfilled");
      const saved = (await read(ref)).answers.length === 2;
      // Either it stands in the closed interview, or its writer was told.
      expect(answering.status).toBe(saved ? "fulfilled" : "rejected");
    }
  });

  it("lists conversations by what the address says, with what came of them", async () => {
    const list = async (query: string) => listInterviews(mira, parseTableState(new URLSearchParams(query), INTERVIEW_TABLE));
    const all = await list("");
    expect(all.total).toBeGreaterThan(5);
    expect(all.rows.find(({ answers }) => answers > 0)).toBeDefined();
    expect(all.rows.some(({ used }) => used > 0)).toBe(true);
    expect((await list("status=closed")).rows.every(({ status }) => status === "closed")).toBe(true);
    expect((await list("q=council%20100%25")).rows).toEqual([]);
    expect((await list("q=works%20council")).matching).toBe(all.total);
    expect((await list("interviewer=mine")).rows).toEqual([]);
    expect((await list("interviewer=none")).rows).toEqual([]);
    for (const sort of ["ref", "-party", "heldOn", "status", "method", "-interviewer"])
      expect((await list(`sort=${sort}`)).rows.length).toBe(all.rows.length);
  });

  it("stays in its house and behind its permission", async () => {
    const kim = await world.as("kim");
    expect(await getInterview(kim, "INT-001")).toBeNull();
    expect((await listInterviews(kim, parseTableState(new URLSearchParams(), INTERVIEW_TABLE))).total).toBe(0);
    const { id, version } = await read("INT-001");
    await expect(saveAnswer(kim, answerInput.parse({ interviewId: id, questionKey: "general-1", answer: "x" }))).rejects.toThrow(NotFound);
    await expect(closeInterview(kim, { id, version })).rejects.toThrow(NotFound);
    const call = async (name: "vera" | "aisha" | "carla") =>
      withRequest(await world.request(name), () => actions.closeInterview("nordwind", { id, version: 99 }));
    expect(await call("vera")).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await call("aisha")).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await call("carla")).toMatchObject({ ok: false });
  });
});
