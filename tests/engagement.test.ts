import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { LONGEST_FEEDBACK, MOST_FEEDBACK_A_DAY } from "@/domain/engagement";
import { addContact } from "@/features/contacts/mutations";
import { newContact } from "@/features/contacts/schema";
import { bringBackEntry, logEntry, mailSettled, recordEngagement, retireEntry, updateEntry } from "@/features/engagement/mutations";
import { entriesOnRequirement, exportEntries, getEntry, listEntries, partyEngagement } from "@/features/engagement/queries";
import { entryChange, newEntry } from "@/features/engagement/schema";
import { ENGAGEMENT_TABLE } from "@/features/engagement/table";
import * as feedback from "@/features/feedback/mutations";
import { feedbackDoor, feedbackInbox, feedbackLinks } from "@/features/feedback/queries";
import { linkInput, tellInput } from "@/features/feedback/schema";
import { createParty, retireParty, updateParty } from "@/features/interested-parties/mutations";
import { newParty, partyChange } from "@/features/interested-parties/schema";
import { withdrawMail } from "@/features/mail/mutations";
import { createRequirement } from "@/features/requirements/mutations";
import { getRequirement } from "@/features/requirements/queries";
import { requirementInput } from "@/features/requirements/schema";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { setClock, today } from "@/server/clock";
import { Conflict, Invalid, NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { meanwhile } from "./support/meanwhile";
import { engine, openWorld } from "./support/world";

const world = openWorld();
const party = (name: string, more: Partial<z.input<typeof newParty>> = {}) =>
  newParty.parse({ name, category: "external", kind: "organisation", ...more });
const entry = (input: Partial<z.input<typeof newEntry>>) =>
  newEntry.parse({ type: "meeting", heldOn: today(), summary: "Spoke about access", ...input });
const rows = async (access: Access, query: string) =>
  (await listEntries(access, parseTableState(new URLSearchParams(query), ENGAGEMENT_TABLE))).rows.map(({ ref }) => ref);
const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return Object.keys(error.fieldErrors);
  if (error instanceof Refused) return error.code;
  if (error instanceof Conflict) return "conflict";
  throw error ?? new Error("was taken");
};
const tokenOf = (address: string) => address.split("/").at(-1)!;
const linkFor = async (access: Access, partyId: string | null, language = "en") => {
  const { id } = await feedback.issueFeedbackLink(access, linkInput.parse({ partyId, language, days: null, recipient: "" }));
  const link = (await feedbackLinks(access)).find((one) => one.id === id)!;
  return { ...link, token: tokenOf(link.address) };
};
const told = (token: string, text: string, more: object = {}) =>
  feedback.giveFeedback({ token, feedbackKind: "complaint", text, fromName: "Ada", fromEmail: "ada@bank.example", ...more });

describe.skipIf(world.skip)("the log of interactions", () => {
  it("holds what passed, with requirements of that party only, and is found by party, period, person and words", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Harbour Bank"));
    const other = await createParty(mira, party("Other Bank"));
    const need = await createRequirement(mira, requirementInput.parse({ partyId: bank.id, statement: "Encrypt", kind: "business" }));
    const foreign = await createRequirement(mira, requirementInput.parse({ partyId: other.id, statement: "Delete", kind: "business" }));
    expect(await fault(logEntry(mira, entry({ partyId: bank.id, requirementIds: [foreign.id] })))).toEqual(["requirementIds"]);
    expect(await fault(logEntry(mira, entry({ partyId: bank.id, documentRefs: ["E-999"] })))).toEqual(["documentRefs"]);
    expect(await fault(logEntry(mira, entry({ partyId: bank.id, ourParticipantIds: [world.people.kim.id] })))).toEqual([
      "ourParticipantIds",
    ]);
    expect(await fault(logEntry(mira, entry({ partyId: bank.id, heldOn: "2999-01-01" })))).toEqual(["heldOn"]);
    expect(await fault(logEntry(mira, entry({ partyId: null })))).toEqual(["partyId"]);
    const made = await logEntry(
      mira,
      entry({
        partyId: bank.id,
        requirementIds: [need.id],
        ourParticipantIds: [world.people.mira.id],
        participants: "Ada <b>Bold</b>",
        toldHowMet: true,
      }),
    );
    expect((await getRequirement(mira, need.ref))?.values.communicatedAt).toBe(today());
    expect(await rows(mira, `party=${bank.ref}&period=last30&person=mine&q=bank+access`)).toEqual([made.ref]);
    expect(await rows(mira, `party=${bank.ref}&period=older`)).toEqual([]);
    expect((await entriesOnRequirement(mira, need.id)).map(({ ref }) => ref)).toEqual([made.ref]);
    const { rows: exported } = await exportEntries(mira, parseTableState(new URLSearchParams(`party=${bank.ref}`), ENGAGEMENT_TABLE));
    expect(exported[0]).toMatchObject({ ref: made.ref, requirements: need.ref });
    expect((await getEntry(mira, made.ref))?.values).toMatchObject({ status: "recorded", origin: "hand", dueOn: null });
  });

  it("tells at the requirements only what is later, and says nothing to adverse parties", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Told Bank"));
    const need = await createRequirement(mira, requirementInput.parse({ partyId: bank.id, statement: "Encrypt", kind: "business" }));
    const meeting = (heldOn: string) => entry({ partyId: bank.id, requirementIds: [need.id], heldOn, toldHowMet: true });
    await logEntry(mira, meeting("2026-03-02"));
    await logEntry(mira, meeting("2026-02-01"));
    expect((await getRequirement(mira, need.ref))?.values.communicatedAt).toBe("2026-03-02");
    const attackers = await createParty(mira, party("Attackers", { adverse: true }));
    for (const type of ["notice", "survey", "interview", "training"] as const)
      expect(await fault(logEntry(mira, entry({ type, partyId: attackers.id })))).toEqual(["partyId"]);
    expect(await fault(logEntry(mira, entry({ partyId: attackers.id, toldHowMet: true })))).toBe("engagement-adverse_told");
    expect(await fault(logEntry(mira, entry({ partyId: attackers.id, engagementSeen: "leading" })))).toEqual(["engagementSeen"]);
    expect(await fault(feedback.issueFeedbackLink(mira, linkInput.parse({ partyId: attackers.id, language: "en" })))).toBe(
      "engagement-no_link",
    );
  });

  it("lets the newest interaction say how engaged the party is", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Levels Bank", { engagementTarget: "supportive" }));
    const seen = (heldOn: string, engagementSeen: "neutral" | "resistant" | "supportive") =>
      logEntry(mira, entry({ partyId: bank.id, heldOn, engagementSeen }));
    const first = await seen("2026-03-01", "neutral");
    await seen("2026-02-01", "resistant");
    const of = async () => partyEngagement(mira, bank.id);
    expect(await of()).toMatchObject({ gap: { now: "neutral", wanted: "supportive", missing: 1 }, seenIn: { ref: first.ref } });
    const last = await seen("2026-04-01", "supportive");
    expect((await of()).gap).toMatchObject({ now: "supportive", missing: 0 });
    await retireEntry(mira, { id: last.id, version: last.version, reason: "Somebody else" });
    expect((await of()).gap.now).toBe("neutral");
    await updateEntry(
      mira,
      entryChange.parse({
        id: first.id,
        version: first.version,
        partyId: bank.id,
        heldOn: "2026-03-01",
        summary: "Looked again",
        engagementSeen: "resistant",
      }),
    );
    expect((await of()).gap.now).toBe("resistant");
    const [stands] = await world.sql<{ version: number }>("SELECT version FROM interested_party WHERE id = $1", [bank.id]);
    await updateParty(
      mira,
      partyChange.parse({ ...party("Levels Bank"), id: bank.id, version: stands!.version, reason: "", engagementCurrent: "leading" }),
    );
    expect(await of()).toMatchObject({ gap: { now: "leading" }, seenIn: null });
  });

  it("is written inside other changes, and not at all where they fail", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Inside Bank"));
    const write = (fails: boolean) =>
      change(mira, async (record) => {
        await recordEngagement(record, { partyId: bank.id, type: "survey", summary: "Answered", origin: "survey", originRef: "SUR-001" });
        if (fails) throw new Refused("no");
      });
    await expect(write(true)).rejects.toThrow();
    expect((await partyEngagement(mira, bank.id)).total).toBe(0);
    await write(false);
    expect((await partyEngagement(mira, bank.id)).entries).toMatchObject([{ type: "survey", origin: "survey", originRef: "SUR-001" }]);
  });
});

describe.skipIf(world.skip)("feedback", () => {
  it("is taken on, answered, told by mail only when it went out, and closed with its outcome", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Heard Bank"));
    const { token } = await linkFor(mira, bank.id);
    const outcome = await told(token, "The notice came late");
    if (outcome.state !== "taken") throw new Error(outcome.state);
    const of = async () => (await getEntry(mira, outcome.ref))!;
    expect((await of()).values).toMatchObject({
      status: "new",
      partyId: bank.id,
      origin: "link",
      channel: "link",
      feedbackKind: "complaint",
    });
    const at = async () => ({ id: (await of()).id, version: (await of()).version });
    expect(await fault(feedback.takeFeedback(mira, { ...(await at()), ownerId: null }))).toEqual(["ownerId"]);
    expect(await fault(feedback.closeFeedback(mira, { ...(await at()), outcome: "x", toldOn: null, whyNotTold: "x" }))).toBe(
      "engagement-not_answered",
    );
    await feedback.takeFeedback(mira, { ...(await at()), ownerId: world.people.carla.id });
    expect(await fault(feedback.takeFeedback(mira, { ...(await at()), ownerId: world.people.carla.id }))).toBe("engagement-not_new");
    const stale = await at();
    await feedback.answerFeedback(mira, { ...stale, response: "We write within a day now" });
    expect(await fault(feedback.answerFeedback(mira, { ...stale, response: "Other" }))).toBe("conflict");
    const mail = (more: object = {}) =>
      tellInput.parse({ toEmail: "", language: "de", message: "Nun in einem Tag", id: stale.id, version: stale.version, ...more });
    expect(await fault(feedback.tellByMail(mira, mail({ ...(await at()), toEmail: "eve@elsewhere.example" })))).toEqual(["toEmail"]);
    await feedback.tellByMail(mira, mail(await at()));
    expect(await fault(feedback.tellByMail(mira, mail(await at())))).toBe("engagement-mail_on_its_way");
    expect((await of()).values.toldOn).toBeNull();
    const [queued] = await world.sql<{ id: string; subject: string; body: string; to_email: string }>(
      "SELECT id, subject, body, to_email FROM mail_message WHERE record_id = $1",
      [stale.id],
    );
    expect(queued).toMatchObject({ to_email: "ada@bank.example" });
    expect(queued!.subject).toContain(outcome.ref);
    expect(queued!.body).toContain("> The notice came late");
    const settle = (status: "sent" | "refused" | "bounced") =>
      change(mira, (record) =>
        mailSettled(record, {
          id: queued!.id,
          recordId: stale.id,
          kind: "feedback-answer",
          status,
          problem: "550 unknown",
          sentAt: new Date(),
        }),
      );
    await withdrawMail(mira, { id: queued!.id });
    expect((await of()).values.toldOn).toBeNull();
    expect((await of()).mails).toMatchObject([{ status: "withdrawn", problem: "taken-back" }]);
    expect(await world.sql("SELECT action FROM history_entry WHERE entity_id = $1 ORDER BY sequence DESC LIMIT 1", [stale.id])).toEqual([
      { action: "mail-taken-back" },
    ]);
    await settle("refused");
    expect((await of()).values.toldOn).toBeNull();
    await settle("sent");
    expect((await of()).values.toldOn).toBe(new Date().toISOString().slice(0, 10));
    expect(await fault(feedback.closeFeedback(mira, { ...(await at()), outcome: "", toldOn: null, whyNotTold: "" }))).toEqual(["outcome"]);
    await feedback.closeFeedback(mira, { ...(await at()), outcome: "A clock of 24 hours", toldOn: null, whyNotTold: "" });
    expect((await of()).values.status).toBe("closed");
    await settle("bounced");
    expect((await of()).values).toMatchObject({ status: "answered", toldOn: null });
    await feedback.closeFeedback(mira, {
      ...(await at()),
      outcome: "A clock of 24 hours",
      toldOn: null,
      whyNotTold: "Their mailbox is gone",
    });
    expect((await of()).values.note).toContain("Their mailbox is gone");
    expect(await fault(feedback.reopenFeedback(mira, { ...(await at()), reason: "" }))).toEqual(["reason"]);
  });

  it("becomes an action and a requirement with itself as the source", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Wish Bank"));
    const made = await logEntry(mira, entry({ type: "feedback", partyId: bank.id, feedbackKind: "suggestion", summary: "Name a contact" }));
    const opened = await feedback.openActionOfFeedback(mira, { ...made, title: "Name one", actionOwnerId: null, dueAt: null });
    expect(await fault(feedback.openActionOfFeedback(mira, { ...opened, title: "Again", actionOwnerId: null, dueAt: null }))).toBe(
      "engagement-has_action",
    );
    const [action] = await world.sql("SELECT origin, origin_ref FROM action WHERE ref = $1", [opened.actionRef]);
    expect(action).toEqual({ origin: "feedback", origin_ref: made.ref });
    const used = await feedback.requirementOfFeedback(mira, {
      id: made.id,
      version: opened.version,
      statement: "A contact is named",
      kind: "business",
      strength: "expectation",
    });
    const requirement = await getRequirement(mira, used.requirementRef);
    expect(requirement?.values).toMatchObject({
      sourceType: "feedback",
      elicitationMethod: "feedback",
      status: "draft",
      partyWording: "Name a contact",
    });
    expect((await getEntry(mira, made.ref))?.requirements.map(({ ref }) => ref)).toEqual([used.requirementRef]);
    const nobody = await logEntry(mira, entry({ type: "feedback", partyId: null, feedbackKind: "praise" }));
    expect(await fault(feedback.requirementOfFeedback(mira, { ...nobody, statement: "x", kind: "business", strength: null }))).toBe(
      "engagement-whose",
    );
  });

  it("is told by mail once it is answered, and never to adverse parties or to who wants no mail", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Quiet Bank"));
    const meeting = await logEntry(mira, entry({ partyId: bank.id }));
    const made = await logEntry(
      mira,
      entry({ type: "feedback", partyId: bank.id, feedbackKind: "complaint", fromEmail: "quiet@bank.example" }),
    );
    const tell = (target: { id: string; version: number }) =>
      feedback.tellByMail(mira, tellInput.parse({ id: target.id, version: target.version, toEmail: "", language: "en", message: "Done" }));
    expect(await fault(tell(meeting))).toBe("engagement-no_feedback");
    expect(await fault(tell(made))).toBe("engagement-not_answered");
    const answered = await feedback.answerFeedback(mira, { id: made.id, version: made.version, response: "Mended" });
    await world.sql("UPDATE interested_party SET adverse = true WHERE id = $1", [bank.id]);
    expect(await fault(tell(answered))).toBe("engagement-adverse_told");
    await world.sql("UPDATE interested_party SET adverse = false WHERE id = $1", [bank.id]);
    const contact = { partyId: bank.id, name: "Q", email: "Quiet@bank.example", language: "en", noMail: true };
    await addContact(mira, newContact.parse(contact));
    expect(await fault(tell(answered))).toBe("engagement-no_mail");
    expect(await world.sql("SELECT 1 FROM mail_message WHERE record_id = $1", [made.id])).toEqual([]);
  });

  it("stays as it is once it is retired, whatever is tried, and takes nothing that belongs to other interactions", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Retired Bank"));
    const meeting = await logEntry(mira, entry({ partyId: bank.id }));
    const task = { title: "Look", actionOwnerId: null, dueAt: null };
    const need = { statement: "x", kind: "business" as const, strength: null };
    expect(await fault(feedback.openActionOfFeedback(mira, { ...meeting, ...task }))).toBe("engagement-no_feedback");
    expect(await fault(feedback.requirementOfFeedback(mira, { ...meeting, ...need }))).toBe("engagement-no_feedback");
    expect(await fault(feedback.takeFeedback(mira, { ...meeting, ownerId: world.people.mira.id }))).toBe("engagement-no_feedback");
    expect(await fault(logEntry(mira, entry({ type: "feedback", partyId: bank.id })))).toEqual(["feedbackKind"]);
    const made = await logEntry(mira, entry({ type: "feedback", partyId: bank.id, feedbackKind: "complaint" }));
    const change = { partyId: bank.id, heldOn: today(), summary: "Other words" };
    expect(await fault(updateEntry(mira, entryChange.parse({ id: made.id, version: made.version, ...change })))).toEqual(["feedbackKind"]);
    expect(await fault(bringBackEntry(mira, { id: made.id, version: made.version, reason: "" }))).toBe("engagement-not_retired");
    const { id, version } = await retireEntry(mira, { id: made.id, version: made.version, reason: "Twice" });
    for (const work of [
      () => feedback.takeFeedback(mira, { id, version, ownerId: world.people.mira.id }),
      () => feedback.answerFeedback(mira, { id, version, response: "Late" }),
      () => feedback.openActionOfFeedback(mira, { id, version, ...task }),
      () => feedback.requirementOfFeedback(mira, { id, version, ...need }),
      () => feedback.tellByMail(mira, tellInput.parse({ id, version, toEmail: "a@b.example", language: "en", message: "Late" })),
      () => updateEntry(mira, entryChange.parse({ id, version, ...change, feedbackKind: "praise" })),
      () => retireEntry(mira, { id, version, reason: "Again" }),
    ])
      expect(await fault(work())).toBe("engagement-retired");
    await bringBackEntry(mira, { id, version, reason: "" });
  });

  it("shows what is overdue first", async () => {
    const mira = await world.as("mira");
    const old = await logEntry(
      mira,
      entry({ type: "feedback", partyId: null, feedbackKind: "question", heldOn: "2026-01-02", summary: "Old question" }),
    );
    const inbox = await feedbackInbox(mira);
    expect(inbox.rows[0]?.ref).toBe(old.ref);
    expect(inbox.counts.overdue).toBeGreaterThan(0);
  });
});

describe.skipIf(world.skip)("a link for feedback", () => {
  it("opens nothing once it is revoked or expired, from elsewhere, invented, or of a party that has gone", async () => {
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Gone Bank"));
    const link = await linkFor(mira, bank.id, "fr");
    expect(await feedbackDoor(link.token)).toMatchObject({ language: "fr" });
    const [own, secret] = link.token.split(".") as [string, string];
    for (const token of ["", "x", `${own}.${secret.slice(1)}`, `${world.kestrel.id}.${secret}`, "a".repeat(200)]) {
      expect(await feedbackDoor(token)).toBeNull();
      expect(await told(token, "Hello")).toEqual({ state: "gone" });
    }
    await retireParty(mira, { id: bank.id, version: bank.version, reason: "Gone" });
    expect(await feedbackDoor(link.token)).toBeNull();
    expect(await told(link.token, "Hello")).toEqual({ state: "gone" });
    const everybody = await linkFor(mira, null);
    await feedback.revokeFeedbackLink(mira, { id: everybody.id });
    expect(await told(everybody.token, "Hello")).toEqual({ state: "gone" });
    const { id } = await feedback.issueFeedbackLink(mira, linkInput.parse({ partyId: null, language: "en", days: 1, recipient: "A day" }));
    const short = (await feedbackLinks(mira)).find((one) => one.id === id)!;
    setClock(new Date(Date.now() + 2 * 86_400_000));
    expect(await feedbackDoor(tokenOf(short.address))).toBeNull();
    setClock(null);
  });

  it("refuses what is too long with a reason, keeps script as text, and takes a retry once", async () => {
    const mira = await world.as("mira");
    const { token } = await linkFor(mira, null);
    expect(await told(token, "x".repeat(50_000))).toEqual({ state: "faults", faults: { text: "too_long" } });
    expect(await told(token, "  ")).toEqual({ state: "faults", faults: { text: "needed" } });
    expect(await told(token, "Hello", { fromEmail: "a@b.example\r\nBcc: c@d.example" })).toEqual({
      state: "faults",
      faults: { fromEmail: "not_an_address" },
    });
    const script = "<script>alert(1)</script>\u0000\u202eHello";
    const taken = await told(token, script, { fromName: "Eve\r\nBcc: x" });
    if (taken.state !== "taken") throw new Error(taken.state);
    expect((await getEntry(mira, taken.ref))?.values).toMatchObject({
      summary: "<script>alert(1)</script>Hello",
      fromName: "Eve Bcc: x",
      partyId: null,
    });
    expect(await told(token, script)).toEqual(taken);
    expect((await told(token, "é".repeat(LONGEST_FEEDBACK))).state).toBe("taken");
  });

  it("is no link of another kind, and takes nothing that was under way when it was withdrawn", async () => {
    const mira = await world.as("mira");
    const link = await linkFor(mira, null);
    await world.sql("UPDATE party_link SET kind = 'assurance' WHERE id = $1", [link.id]);
    expect((await told(link.token, "Hello")).state).toBe("gone");
    await expect(feedback.revokeFeedbackLink(mira, { id: link.id })).rejects.toBeInstanceOf(NotFound);
    await world.sql("UPDATE party_link SET kind = 'feedback' WHERE id = $1", [link.id]);
    const revoke = () => feedback.revokeFeedbackLink(mira, { id: link.id });
    if (engine === "postgresql") expect(await meanwhile(world, mira, revoke, () => told(link.token, "Late"))).toEqual({ state: "gone" });
  });

  it("takes so much a day and no more, also at the same time", async () => {
    const mira = await world.as("mira");
    const { token } = await linkFor(mira, null);
    const answers = [];
    const atOnce = engine === "postgresql" ? 4 : 1;
    for (let sent = 0; sent < MOST_FEEDBACK_A_DAY + 4; sent += atOnce)
      answers.push(...(await Promise.all(Array.from({ length: atOnce }, (_, index) => told(token, `Message ${sent + index}`)))));
    expect(answers.filter(({ state }) => state === "taken")).toHaveLength(MOST_FEEDBACK_A_DAY);
    expect(answers.at(-1)).toEqual({ state: "worn", count: MOST_FEEDBACK_A_DAY });
  });
});
