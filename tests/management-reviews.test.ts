import { beforeAll, describe, expect, it } from "vitest";
import { readFactSheet } from "@/domain/management-review-facts";
import { isSignedBy, readSigned } from "@/domain/signed-text";
import { MANAGEMENT_REVIEW_INPUTS, type ManagementReviewInput } from "@/domain/vocabulary";
import { completeAction } from "@/features/actions/mutations";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import * as actions from "@/features/management-reviews/actions";
import * as mutations from "@/features/management-reviews/mutations";
import { getManagementReview, listManagementReviews } from "@/features/management-reviews/queries";
import { agendaItemChange, newManagementReview, raisedAction } from "@/features/management-reviews/schema";
import { paperAnswer } from "@/features/papers/frame";
import { importRegister } from "@/features/register-file/mutations";
import { exportRegister } from "@/features/register-file/queries";
import type { Access } from "@/server/access";
import { failureOf } from "@/server/action";
import { setClock } from "@/server/clock";
import { Conflict, NotFound, Refused } from "@/server/errors";
import { hashPassword } from "@/server/passwords";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { publicKeys } from "@/server/signing";
import { readPdf } from "./support/pdf-text";
import { engine, openWorld } from "./support/world";

const world = openWorld();
const PASSWORD = "a meeting is no formality";
const meeting = (fields: Record<string, unknown> = {}) =>
  newManagementReview.parse({ title: "Management review, spring", heldOn: "2026-05-12", place: "Room 4", ...fields });
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const failure = failureOf(error);
  return failure.kind === "invalid" ? failure.fieldErrors : failure.message;
};
const at = (instant: string) => setClock(new Date(instant));

describe.skipIf(world.skip)("a management review at Nordwind", () => {
  let mira: Access;
  let jonas: Access;
  let olaf: Access;

  beforeAll(async () => {
    if (world.skip) return;
    [mira, jonas, olaf] = [await world.as("mira"), await world.as("jonas"), await world.as("olaf")];
    const hash = await hashPassword(PASSWORD);
    await world.sql("UPDATE user_account SET password_hash = $1", [hash]);
    await world.sql("UPDATE membership SET is_top_management = true WHERE user_id = $1", [jonas.user!.id]);
    return () => setClock(null);
  });

  const attended = () => ({ chairId: jonas.user!.id, attendeeIds: [jonas.user!.id, mira.user!.id] });

  async function answerAll(ref: string, own: Partial<Record<ManagementReviewInput, string>> = {}): Promise<void> {
    const { items } = await getManagementReview(mira, ref);
    for (const { id, version, input } of items)
      await mutations.updateAgendaItem(mira, agendaItemChange.parse({ id, version, discussion: own[input] ?? "", noChange: !own[input] }));
  }

  async function held(fields: Record<string, unknown> = {}) {
    at("2026-05-12T09:00:00Z");
    const made = await mutations.createManagementReview(mira, meeting({ ...attended(), ...fields }));
    const { version } = await mutations.holdManagementReview(mira, made);
    await answerAll(made.ref, { c: "Two parties came, none went." });
    const results = { id: made.id, version, decisions: "The register goes on as it is.", nextOn: "2027-05-11", minutesRef: "", note: "" };
    return mutations.recordResults(mira, results);
  }

  const signing = async (ref: string, access = jonas) => {
    const { id, version, hash } = await getManagementReview(access, ref);
    return { id, version, hash, password: PASSWORD };
  };

  it("has its agenda in the order of the clause, filled from the register at once", async () => {
    at("2026-04-20T09:00:00Z");
    const party = await createParty(mira, newParty.parse({ name: "Insurer of the year", category: "external", kind: "organisation" }));
    const { ref } = await mutations.createManagementReview(mira, meeting(attended()));
    expect(ref).toMatch(/^MR-\d{3}$/);
    const review = await getManagementReview(jonas, ref);
    expect(review).toMatchObject({ status: "planned", periodFrom: null, periodTo: "2026-04-20", enteredLate: 0, chair: "Jonas Weber" });
    expect(review.items.map(({ input }) => input)).toEqual([...MANAGEMENT_REVIEW_INPUTS]);
    const needs = readFactSheet(review.items.find(({ input }) => input === "c")!.facts)!;
    expect(needs.figures.find(({ key }) => key === "partiesChanged")?.value).toBeGreaterThan(0);
    expect(needs.lists.find(({ key }) => key === "parties_added")?.rows.map((row) => row.ref)).toContain(party.ref);
    expect((await listManagementReviews(mira)).find((row) => row.ref === ref)).toMatchObject({ inputs: 10, answered: 0, topManagement: 1 });
    await expect(getManagementReview(await world.as("kim"), ref)).rejects.toThrow(NotFound);
  });

  it("says how many changes came after its facts, and asks again", async () => {
    at("2026-04-21T09:00:00Z");
    const { id, ref } = await mutations.createManagementReview(mira, meeting(attended()));
    await answerAll(ref, { b: "The new office" });
    expect((await getManagementReview(mira, ref)).changesSince).toBe(0);
    at("2026-04-28T09:00:00Z");
    await createParty(mira, newParty.parse({ name: "Landlord of the new office", category: "external", kind: "organisation" }));
    const stale = await getManagementReview(mira, ref);
    expect(stale.changesSince).toBe(1);
    const { version } = stale;
    await mutations.refreshFacts(mira, { id, version });
    const fresh = await getManagementReview(mira, ref);
    expect(fresh).toMatchObject({ changesSince: 0, periodTo: "2026-04-28" });
    // What people wrote stays.
    expect(fresh.items.find(({ input }) => input === "b")).toMatchObject({ discussion: "The new office" });
    expect(fresh.items.find(({ input }) => input === "c")!.facts).toContain("Landlord of the new office");
    await expect(mutations.refreshFacts(mira, { id, version })).rejects.toThrow(Conflict);
  });

  it("lets two minute-takers write beside each other, but not over each other", async () => {
    at("2026-05-12T09:00:00Z");
    const { ref } = await mutations.createManagementReview(mira, meeting(attended()));
    const [a, b] = (await getManagementReview(mira, ref)).items;
    const write = (access: Access, { id, version }: { id: string; version: number }, discussion: string) =>
      mutations.updateAgendaItem(access, agendaItemChange.parse({ id, version, discussion }));
    await Promise.all([write(mira, a!, "Mira about a"), write(olaf, b!, "Olaf about b")]);
    const same = await Promise.allSettled([write(mira, { id: a!.id, version: 2 }, "one"), write(olaf, { id: a!.id, version: 2 }, "two")]);
    expect(same.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(same.find((one) => one.status === "rejected")).toMatchObject({ reason: expect.any(Conflict) });
  });

  it("is not signed while an input is blank, nobody decided, nobody of top management was there or the day is to come", async () => {
    at("2026-05-12T09:00:00Z");
    const made = await mutations.createManagementReview(mira, meeting({ attendeeIds: [mira.user!.id], heldOn: "2026-05-20" }));
    expect(await refusal(mutations.holdManagementReview(mira, made))).toEqual({ heldOn: "The meeting has yet to take place." });
    expect(await refusal(mutations.signManagementReview(jonas, await signing(made.ref)))).toContain("13 things are open");
    at("2026-05-21T09:00:00Z");
    const { version } = await mutations.holdManagementReview(mira, made);
    const words = await refusal(mutations.signManagementReview(jonas, await signing(made.ref)));
    for (const part of ["needs and expectations", "Feedback", "top management", "decisions"]) expect(words).toContain(part);
    expect(await refusal(mutations.updateManagementReview(mira, { ...meeting({ heldOn: "2026-06-01" }), id: made.id, version }))).toEqual({
      heldOn: "The meeting has yet to take place.",
    });
    await expect(mutations.holdManagementReview(mira, { id: made.id, version })).rejects.toThrow(Refused);
  });

  it("is signed by somebody who did not write, with the password, and exactly as read", async () => {
    const { ref } = await held();
    at("2026-05-13T10:00:00Z");
    const input = await signing(ref);
    expect(await refusal(mutations.signManagementReview(jonas, { ...input, password: "guess" }))).toHaveProperty("password");
    expect(await refusal(mutations.signManagementReview(mira, input))).toContain("somebody else");
    const item = (await getManagementReview(mira, ref)).items[0]!;
    await mutations.updateAgendaItem(mira, agendaItemChange.parse({ id: item.id, version: item.version, discussion: "One more word" }));
    expect(await refusal(mutations.signManagementReview(jonas, input))).toContain("changed since you read them");

    const signed = await mutations.signManagementReview(jonas, await signing(ref));
    const review = await getManagementReview(jonas, ref);
    expect(review).toMatchObject({
      status: "signed",
      signedBy: "Jonas Weber",
      signedHash: signed.hash,
      hash: signed.hash,
      minutesRef: ref,
    });
    expect(review).toMatchObject({ changesText: "Two parties came, none went.", feedbackText: "No change.", inReview: null });
    expect(review.minutes.attendees).toContainEqual({ name: "Jonas Weber", topManagement: true, department: "" });
    const receipt = readSigned(review.receipt)!;
    const key = (await publicKeys()).find(({ keyId }) => keyId === receipt.keyId)!;
    expect(isSignedBy(key.publicKey, receipt.text, receipt.signature)).toBe(true);
    const told = JSON.parse(receipt.text) as { contentHash: string; sequence: number };
    const [entry] = await world.sql<{ action: string; entity: string }>(
      "SELECT action, entity FROM history_entry WHERE organization_id = $1 AND sequence = $2",
      [world.nordwind.id, told.sequence],
    );
    expect(told.contentHash).toBe(signed.hash);
    expect(entry).toEqual({ action: "sign", entity: "management-review" });
  });

  it("is locked once it is signed, by the application and by the database", async () => {
    const { id, ref } = await held();
    at("2026-05-13T10:00:00Z");
    const { version } = await mutations.signManagementReview(jonas, await signing(ref));
    const { items } = await getManagementReview(mira, ref);
    const [item] = items;
    const again = [
      () => mutations.updateManagementReview(mira, { ...meeting(attended()), id, version }),
      () => mutations.recordResults(mira, { id, version, decisions: "Other ones", nextOn: null, minutesRef: "", note: "" }),
      () => mutations.updateAgendaItem(mira, agendaItemChange.parse({ id: item!.id, version: item!.version, discussion: "Other" })),
      () => mutations.refreshFacts(mira, { id, version }),
      () => mutations.raiseAction(mira, raisedAction.parse({ reviewId: id, title: "Too late" })),
      async () => mutations.signManagementReview(olaf, await signing(ref, olaf)),
    ];
    for (const one of again) expect(await refusal(one())).toContain("signed and locked");
    // The one writer itself meets the wall of the database.
    for (const entity of ["management-review", "management-review-item"] as const) {
      const record = entity === "management-review" ? { id, version } : item!;
      const patch = entity === "management-review" ? { note: "x" } : { discussion: "x" };
      await expect(change(mira, (writer) => writer.update(entity, record.id, record.version, patch))).rejects.toThrow(/locked/);
    }
    await expect(
      change(mira, (writer) => writer.tx.$executeRaw`UPDATE signed_minutes SET content = '{}' WHERE management_review_id = ${id}::uuid`),
    ).rejects.toThrow();
  });

  it("lets the writer sign only where the organisation states why, and the history carries it", async () => {
    const { ref } = await held({ attendeeIds: [olaf.user!.id, jonas.user!.id] });
    const item = (await getManagementReview(olaf, ref)).items[0]!;
    await mutations.updateAgendaItem(olaf, agendaItemChange.parse({ id: item.id, version: item.version, discussion: "By the owner" }));
    at("2026-05-13T10:00:00Z");
    expect((await getManagementReview(olaf, ref)).signerRefused).toBe("own_minutes");
    const reason = "Three people work here.";
    await world.sql("UPDATE organization_profile SET sole_approver_reason = $1 WHERE organization_id = $2", [reason, world.nordwind.id]);
    try {
      expect((await getManagementReview(olaf, ref)).signerException).toBe(reason);
      await mutations.signManagementReview(olaf, await signing(ref, olaf));
    } finally {
      await world.sql("UPDATE organization_profile SET sole_approver_reason = '' WHERE organization_id = $1", [world.nordwind.id]);
    }
    expect((await getManagementReview(olaf, ref)).receipt).toContain(reason);
  });

  it("shows what was entered after the meeting, and a signature that came late", async () => {
    at("2026-06-24T09:00:00Z");
    const made = await mutations.createManagementReview(mira, meeting(attended()));
    const { version } = await mutations.holdManagementReview(mira, made);
    await answerAll(made.ref);
    await mutations.recordResults(mira, { id: made.id, version, decisions: "Noted.", nextOn: null, minutesRef: "", note: "" });
    await mutations.signManagementReview(jonas, await signing(made.ref));
    const review = await getManagementReview(jonas, made.ref);
    expect(review).toMatchObject({ enteredLate: 43, signedLate: 43 });
    expect(review.minutes.enteredLate).toBe(43);
  });

  it("covers what changed since the last signed one, and carries its open actions forward", async () => {
    const { id, ref } = await held();
    at("2026-05-13T10:00:00Z");
    const owner = { ownerId: mira.user!.id, dueAt: "2026-07-01" };
    const open = await mutations.raiseAction(mira, raisedAction.parse({ reviewId: id, title: "Ask the insurer", ...owner }));
    const done = await mutations.raiseAction(mira, raisedAction.parse({ reviewId: id, title: "Tell the board", ...owner }));
    await mutations.signManagementReview(jonas, await signing(ref));
    const signed = await getManagementReview(mira, ref);
    expect(signed.minutes.raised.map((one) => one.ref)).toEqual([open.ref, done.ref]);

    at("2026-09-01T10:00:00Z");
    await completeAction(mira, { id: done.id, version: 1, result: "Told." });
    const party = await createParty(mira, newParty.parse({ name: "Came in summer", category: "external", kind: "group" }));
    at("2026-10-01T10:00:00Z");
    const next = await mutations.createManagementReview(mira, meeting({ heldOn: "2026-10-20", title: "Autumn", ...attended() }));
    const review = await getManagementReview(mira, next.ref);
    expect(review).toMatchObject({ periodFrom: signed.periodTo, fromSequence: signed.toSequence, carriedActionRefs: [open.ref] });
    const [a, , c] = review.items.map(({ facts }) => readFactSheet(facts)!);
    expect(a!.lists.find(({ key }) => key === "carriedOpen")?.rows.map((row) => row.ref)).toEqual([open.ref]);
    expect(a!.lists.find(({ key }) => key === "carriedDone")?.rows.map((row) => row.ref)).toEqual([done.ref]);
    const added = c!.lists.find(({ key }) => key === "parties_added")!.rows.map((row) => row.ref);
    expect(added).toEqual([party.ref]);
  });

  it("takes people of the organisation only, and a next day that comes later", async () => {
    at("2026-05-12T09:00:00Z");
    const kim = world.people.kim.id;
    expect(await refusal(mutations.createManagementReview(mira, meeting({ attendeeIds: [kim] })))).toHaveProperty("attendeeIds");
    expect(await refusal(mutations.createManagementReview(mira, meeting({ chairId: kim })))).toHaveProperty("chairId");
    const { id, version } = await mutations.createManagementReview(mira, meeting());
    const results = { id, version, decisions: "", nextOn: "2026-05-12", minutesRef: "", note: "" };
    expect(await refusal(mutations.recordResults(mira, results))).toHaveProperty("nextOn");
  });

  it("is written by the ISMS manager, signed by leadership, and read by the auditor", async () => {
    const { ref } = await held();
    const input = await signing(ref);
    const as = async (name: "mira" | "jonas" | "carla" | "aisha" | "vera", work: () => Promise<{ ok: boolean }>) =>
      withRequest(await world.request(name), work);
    for (const name of ["jonas", "carla", "aisha", "vera"] as const)
      expect(await as(name, () => actions.createManagementReview("nordwind", meeting()))).toMatchObject({ ok: false, kind: "forbidden" });
    for (const name of ["mira", "carla", "aisha", "vera"] as const)
      expect(await as(name, () => actions.signManagementReview("nordwind", input))).toMatchObject({ ok: false, kind: "forbidden" });
    expect((await world.as("aisha")).can("management-review:read")).toBe(true);
    expect((await world.as("vera")).can("management-review:read")).toBe(false);
  });

  const pdfOf = async (access: Access, kind: string, query = "") => {
    const answer = await paperAnswer(access, kind, "pdf", new URLSearchParams(query));
    return readPdf(Buffer.from(await answer.arrayBuffer()));
  };

  it("leaves as minutes with hash and signer, and before that as a draft that says so", async () => {
    const { ref } = await held();
    at("2026-05-13T10:00:00Z");
    const draft = await pdfOf(jonas, "minutes", `ref=${ref}`);
    expect(draft.pages.join(" ")).toContain("Draft minutes");
    const { hash } = await mutations.signManagementReview(jonas, await signing(ref));
    const { pages, universalAccess } = await pdfOf(jonas, "minutes", `ref=${ref}`);
    const text = pages.join(" ");
    expect(universalAccess).toBe(true);
    for (const part of ["Minutes of the management review", "Jonas Weber", hash.slice(0, 16), "Two parties came, none went."])
      expect(text.replace(/\s+/g, " ")).toContain(part);
    expect(text).not.toContain("Draft minutes");
  });

  it("brings its pack: what the meeting is asked to decide, and the facts", async () => {
    at("2026-05-12T09:00:00Z");
    const { ref } = await mutations.createManagementReview(mira, meeting(attended()));
    const text = (await pdfOf(mira, "management-review-pack", `ref=${ref}`)).pages.join(" ");
    for (const part of ["What the meeting is asked to decide", "9.3.2 c", "9.3.2 e"]) expect(text).toContain(part);
  });

  it("briefs leadership on two pages, also with 300 parties whose names are long", async () => {
    at("2026-10-30T09:00:00Z");
    const long = "of the association of municipal waterworks and sewage plants in the northern districts, section for information security";
    await change(mira, async (record) => {
      const parties = await record.createMany(
        "interested-party",
        Array.from({ length: 300 }, (_, index) => ({
          name: `Member ${index} ${long}`,
          category: "external",
          kind: "organisation",
          status: "active",
          ...(index % 3 ? { relevance: "relevant", relevanceRationale: "Pays.", relevanceDecidedAt: "2026-01-01" } : {}),
        })),
      );
      await record.createMany(
        "requirement",
        parties.map(({ id }, index) => ({
          partyId: id,
          statement: `${long} wants answer ${index} within ${index + 1} hours, in writing, with the name of whoever stands for it`,
          kind: "contractual",
          binding: "requirement",
          status: "active",
          relevance: "relevant",
          relevanceDecidedAt: "2026-01-01",
          fulfilmentAssessedAt: "2026-01-02",
          fulfilmentStatus: index % 2 ? "not_met" : "partly",
        })),
      );
      await record.createMany(
        "action",
        parties.slice(0, 40).map((_, index) => ({ title: `${long} ${index}`, kind: "task", status: "open", dueAt: "2026-09-01" })),
      );
      await record.createMany(
        "budget-line",
        parties.slice(0, 40).map((_, index) => ({ title: `${long} ${index}`, amount: 1000 * index, currency: index % 2 ? "EUR" : "CHF" })),
      );
    });
    const { pages } = await pdfOf(jonas, "leadership-briefing");
    expect(pages.length).toBeLessThanOrEqual(2);
    for (const part of ["What changed", "What is to be decided", "What is late", "What is not met", "What it costs"])
      expect(pages.join(" ")).toContain(part);
  });

  it("goes out in the register file and comes into another house without loss, signed minutes and chair included", async () => {
    const { ref } = await held();
    at("2026-05-13T10:00:00Z");
    await mutations.signManagementReview(jonas, await signing(ref));
    await mutations.createManagementReview(mira, meeting(attended()));
    const before = await exportRegister(mira);
    const kim = await world.as("kim");
    await importRegister(kim, JSON.parse(JSON.stringify(before)));
    const after = await exportRegister(kim);
    const told = (file: typeof before) => {
      const names = new Map(file.users.map(({ id, name }) => [id, name]));
      const name = (id: string | null) => (id ? names.get(id) : null);
      return {
        meetings: file.mreviews.map((one) => ({
          ...one,
          chair_id: name(one.chair_id),
          signed_by: name(one.signed_by),
          attendee_ids: one.attendee_ids.map(name),
        })),
        items: file.mreview_items.map(({ created_at: _, ...item }) => item).sort((a, b) => (a.id < b.id ? -1 : 1)),
      };
    };
    expect(before.mreviews.find((one) => one.ref === ref)).toMatchObject({ status: "signed", minutes: expect.stringContaining(ref) });
    expect(told(after)).toEqual(told(before));
    const [signed] = await world.sql<{ id: string }>("SELECT id FROM management_review WHERE organization_id = $1 AND status = 'signed'", [
      world.kestrel.id,
    ]);
    await expect(world.sql("UPDATE management_review SET note = 'x' WHERE id = $1", [signed!.id])).rejects.toThrow(/locked/);
    const forged = before.mreviews.map((one) => (one.ref === ref ? { ...one, minutes: one.minutes.replace("Jonas", "Joana") } : one));
    expect(await refusal(importRegister(kim, { ...JSON.parse(JSON.stringify(before)), mreviews: forged }))).toHaveProperty(
      `mreviews[${forged.findIndex((one) => one.ref === ref)}].signed_hash`,
    );
  });

  it.skipIf(engine === "embedded")("is signed once by two who sign at the same moment", async () => {
    const { ref } = await held();
    at("2026-05-13T10:00:00Z");
    await world.sql("UPDATE membership SET role = 'leadership' WHERE user_id = $1", [world.people.carla.id]);
    try {
      const carla = await world.as("carla");
      const both = await Promise.allSettled([
        mutations.signManagementReview(jonas, await signing(ref)),
        mutations.signManagementReview(carla, await signing(ref, carla)),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const rows = await world.sql(
        "SELECT 1 FROM signed_minutes s JOIN management_review m ON m.id = s.management_review_id WHERE m.ref = $1",
        [ref],
      );
      expect(rows).toHaveLength(1);
    } finally {
      await world.sql("UPDATE membership SET role = 'contributor' WHERE user_id = $1", [world.people.carla.id]);
    }
  });
});
