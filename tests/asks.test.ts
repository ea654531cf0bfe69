import { afterEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { addDays } from "@/domain/dates";
import {
  answerAsk,
  closeRound,
  decideAnswer,
  handOutLink,
  mailSettled,
  noteOpened,
  previewRound,
  remindNow,
  reopenRound,
  resendAsk,
  revokeAsk,
  runDaily,
  sendRound,
} from "@/features/asks/mutations";
import { asksOfParty, getRound, listRounds, outsideAsk, planRound } from "@/features/asks/queries";
import { answerInput, newRound, verdictInput } from "@/features/asks/schema";
import { addContact, retireContact, updateContact } from "@/features/contacts/mutations";
import { contactChange, newContact } from "@/features/contacts/schema";
import * as parties from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { sendAgain, withdrawMail } from "@/features/mail/mutations";
import { createRequirement, retireRequirement, updateRequirement } from "@/features/requirements/mutations";
import { getRequirement } from "@/features/requirements/queries";
import { requirementChange, requirementInput } from "@/features/requirements/schema";
import { systemAccess } from "@/server/access";
import type { Access } from "@/server/access-value";
import { setClock, today } from "@/server/clock";
import { Conflict, Forbidden, Invalid, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { meanwhile } from "./support/meanwhile";
import { engine, openWorld } from "./support/world";

const world = openWorld();
afterEach(() => setClock(null));

const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return Object.keys(error.fieldErrors);
  if (error instanceof Refused) return error.code;
  if (error instanceof Conflict) return "conflict";
  if (error instanceof Forbidden) return "forbidden";
  throw error ?? new Error("was taken");
};

let count = 0;
/** An active relevant party with a contact and active requirements. */
async function partyWith(
  mira: Access,
  statements: readonly (string | Partial<z.input<typeof requirementInput>>)[],
  { adverse = false, contact = true, language = "de" as const, name = `Party ${++count}` } = {},
) {
  let party = await parties.createParty(mira, newParty.parse({ name, category: "external", kind: "organisation", adverse }));
  party = await parties.activateParty(mira, { ...party, reason: "" });
  party = await parties.decidePartyRelevance(mira, { ...party, relevance: "relevant", rationale: "They pay" });
  const person = contact
    ? await addContact(mira, newContact.parse({ partyId: party.id, name: `Anna ${count}`, email: `anna${count}@kunde.example`, language }))
    : null;
  const requirements = [];
  for (const given of statements) {
    const input = typeof given === "string" ? { statement: given } : given;
    const made = await createRequirement(
      mira,
      requirementInput.parse({
        partyId: party.id,
        kind: "business",
        sourceType: "interview",
        howAddressed: "By a runbook",
        ...input,
      } as never),
    );
    await world.sql("UPDATE requirement SET status = 'active', relevance = 'relevant', relevance_decided_at = now() WHERE id = $1", [
      made.id,
    ]);
    requirements.push(made);
  }
  return { party, person, requirements, name: `Anna ${count}`, email: `anna${count}@kunde.example` };
}

const round = (input: Partial<z.input<typeof newRound>>) =>
  newRound.parse({
    title: "Autumn round",
    dueOn: addDays(today(), 20),
    expiresOn: addDays(today(), 40),
    remindDays: 7,
    withHowMet: true,
    state: "all",
    expected: 1,
    ...input,
  });

/** Sends a round to these parties and says their links. */
async function ask(mira: Access, refs: string[], more: Partial<z.input<typeof newRound>> = {}) {
  const sent = await sendRound(mira, round({ partyRefs: refs, expected: refs.length, ...more }));
  const record = (await getRound(mira, sent.ref))!;
  const tokens: Record<string, string> = {};
  for (const one of record.asks) {
    const { link } = await handOutLink(mira, { id: one.id });
    tokens[one.partyRef] = link.split("/ask/")[1]!;
  }
  return { ...sent, record, tokens };
}

type Typed = Partial<{ answer: string; proposal: string; comment: string; howMetAnswer: string }>;
async function answer(token: string, items: Typed[], more: Partial<z.input<typeof answerInput>> = {}) {
  const page = (await outsideAsk(token))!;
  return answerAsk(
    answerInput.parse({
      token,
      seen: page.answeredAt,
      answeredBy: page.recipientName,
      items: items.map((item, index) => ({ id: page.items[index]!.id, ...item })),
      ...more,
    } as never),
  );
}

const verdict = (item: { id: string; version: number; requirementVersion: number }, more: object) =>
  verdictInput.parse({ id: item.id, version: item.version, requirementVersion: item.requirementVersion, ...more });

describe.skipIf(world.skip)("a round of asking", () => {
  it("says whom it asks, whom it leaves out and why; never an adverse party", async () => {
    const mira = await world.as("mira");
    const good = await partyWith(mira, ["Keys are kept by us", { statement: "Report within 24 hours", kind: "legal", sourceType: "law" }]);
    const bad = await partyWith(mira, ["Wants our data"], { adverse: true });
    const mute = await partyWith(mira, ["Open on Sundays"], { contact: false });
    const lawOnly = await partyWith(mira, [{ statement: "Signed clause 4", kind: "contractual", sourceType: "contract" }]);
    const plan = await planRound(mira, { state: "unconfirmed", partyRefs: [], requirementRefs: [] });
    expect(plan.recipients.map(({ ref }) => ref)).toEqual([good.party.ref]);
    expect(plan.recipients[0]!.items.map(({ ticked, because }) => [ticked, because])).toEqual([
      [true, "unconfirmed"],
      [false, "law_confirms_itself"],
    ]);
    expect(Object.fromEntries(plan.leftOut.map(({ ref, because }) => [ref, because]))).toEqual({
      [bad.party.ref]: "adverse",
      [mute.party.ref]: "no_contact",
      [lawOnly.party.ref]: "nothing_to_confirm",
    });
    // Also not when somebody names them, whatever else is sent along.
    expect(await fault(sendRound(mira, round({ partyRefs: [bad.party.ref], expected: 1 })))).toBe("ask-nobody");
    // Of a signed contract only what somebody ticks is asked.
    expect(await fault(sendRound(mira, round({ partyRefs: [lawOnly.party.ref] })))).toBe("ask-nobody");
    expect(await fault(sendRound(mira, round({ partyRefs: [good.party.ref], expected: 7 })))).toBe("ask-plan_moved");
    expect(await fault(sendRound(mira, round({ partyRefs: [good.party.ref], dueOn: addDays(today(), -1) })))).toEqual(["dueOn"]);
    expect(await fault(sendRound(mira, round({ partyRefs: [good.party.ref], expiresOn: addDays(today(), 1) })))).toEqual(["expiresOn"]);

    const preview = await previewRound(mira, round({ partyRefs: [good.party.ref], message: "Please <b>look</b>" }) as never);
    expect(preview).toMatchObject({ email: good.email, page: { language: "de", items: [{ statement: "Keys are kept by us" }] } });
    expect(preview.mail.body).toContain("Eine Anmeldung ist nicht nötig");
    const sent = await ask(mira, [good.party.ref, lawOnly.party.ref], { tick: [lawOnly.requirements[0]!.id] });
    expect(sent).toMatchObject({ ref: "ASK-001", asks: 2 });
    const mails = await world.sql<{ to_email: string; language: string; body: string; entity: string }>(
      "SELECT * FROM mail_message ORDER BY to_email",
    );
    expect(mails.map(({ to_email, language, entity }) => [to_email, language, entity])).toEqual(
      [good.email, lawOnly.email].sort().map((email) => [email, "de", "ask"]),
    );
    expect(mails[0]!.body).toContain("{link}");
    expect(mails.map(({ body }) => body).join()).not.toContain(sent.tokens[good.party.ref]!);
    // Asked already: not a second time while no answer is there.
    expect((await planRound(mira, { state: "all", partyRefs: [good.party.ref], requirementRefs: [] })).leftOut).toMatchObject([
      { because: "asked_already", roundRef: "ASK-001" },
    ]);
    // Each page shows its own party's needs and nobody else's.
    const page = (await outsideAsk(sent.tokens[good.party.ref]!))!;
    expect(page).toMatchObject({
      party: expect.any(String),
      open: true,
      items: [{ statement: "Keys are kept by us", howMet: "By a runbook" }],
    });
    const other = JSON.stringify(await outsideAsk(sent.tokens[lawOnly.party.ref]!));
    expect(other).toContain("Signed clause 4");
    expect(other).not.toContain("Keys are kept by us");
    expect(other).not.toContain(good.party.ref);
    // Looking at it changed nothing.
    expect((await getRound(mira, "ASK-001"))!.asks.map(({ status, openedAt }) => [status, openedAt])).toEqual([
      ["waiting", null],
      ["waiting", null],
    ]);
    const items = { items: [{ id: (await outsideAsk(sent.tokens[lawOnly.party.ref]!))!.items[0]!.id, answer: "right" as const }] };
    // An item of another party's ask is no item of this one.
    expect(await answer(sent.tokens[good.party.ref]!, [], items)).toEqual({ kind: "gone" });
    await noteOpened({ token: sent.tokens[good.party.ref]! });
    await noteOpened({ token: sent.tokens[good.party.ref]! });
    const asks = (await getRound(mira, "ASK-001"))!.asks;
    expect(asks.filter(({ status }) => status === "opened").map(({ partyRef }) => partyRef)).toEqual([good.party.ref]);
  });

  it("records a plain right from the person asked at once, and takes it back with them", async () => {
    const mira = await world.as("mira");
    const { party, requirements, name } = await partyWith(mira, ["Backups are tested", "Doors are locked", "Logs are kept"]);
    const sent = await ask(mira, [party.ref]);
    const token = sent.tokens[party.ref]!;
    const first = await answer(
      token,
      [
        { answer: "right", howMetAnswer: "fine" },
        { answer: "change", proposal: "Doors are locked <script>alert(1)</script>\u0000" },
        { answer: "no_longer", comment: "We left" },
      ],
      { comment: "Thank you", seesItself: true },
    );
    expect(first).toMatchObject({ kind: "received" });
    const confirmed = (await getRequirement(mira, requirements[0]!.ref))!.values;
    expect(confirmed).toMatchObject({ confirmedAt: today(), confirmedBy: name, confirmationMethod: `Asked in ${sent.ref}` });
    expect(await world.sql("SELECT confirmed_by FROM interested_party WHERE id = $1", [party.id])).toEqual([{ confirmed_by: name }]);
    // Nothing else of the register changed.
    expect((await getRequirement(mira, requirements[1]!.ref))!.values).toMatchObject({ statement: "Doors are locked", confirmedAt: null });
    expect((await getRequirement(mira, requirements[2]!.ref))!.values.status).toBe("active");
    const record = (await getRound(mira, sent.ref))!;
    expect(record).toMatchObject({ asked: 1, answered: 1, percent: 100, waiting: 2 });
    expect(record.waitingAnswers.map(({ answer: said, proposal }) => [said, proposal])).toEqual([
      ["change", "Doors are locked <script>alert(1)</script>"],
      ["no_longer", ""],
    ]);
    // The log of interactions knows it, once, however often they answer.
    await answer(token, [{ answer: "right" }, { answer: "right" }, { answer: "no_longer", comment: "We left" }]);
    expect(await world.sql("SELECT origin, origin_ref FROM engagement WHERE party_id = $1", [party.id])).toEqual([
      { origin: "ask", origin_ref: sent.ref },
    ]);
    expect((await getRequirement(mira, requirements[1]!.ref))!.values.confirmedBy).toBe(name);
    // They change their mind: what their answer confirmed is open again.
    await answer(token, [{ answer: "change", proposal: "Backups are tested weekly" }]);
    expect((await getRequirement(mira, requirements[0]!.ref))!.values.confirmedAt).toBeNull();
    expect((await listRounds(mira))[0]).toMatchObject({ ref: sent.ref, waiting: 2 });
    expect((await asksOfParty(mira, party.id))[0]).toMatchObject({ roundRef: sent.ref, answeredBy: name });
  });

  it("lets an answer wait where somebody else gave it, or the words changed since", async () => {
    const mira = await world.as("mira");
    const { party, requirements } = await partyWith(mira, ["Two keys", "One door"]);
    const sent = await ask(mira, [party.ref]);
    const before = (await getRequirement(mira, requirements[1]!.ref))!;
    const { statement: _old, ...same } = requirementInput.parse({
      partyId: party.id,
      statement: "x",
      kind: "business",
      sourceType: "interview",
      cia: ["integrity"],
    } as never);
    await updateRequirement(
      mira,
      requirementChange.parse({ ...same, statement: "Two doors", id: before.id, version: before.version, reason: "Talked" }),
    );
    await answer(sent.tokens[party.ref]!, [{ answer: "right" }, { answer: "right" }], { answeredBy: "Bert of the desk" });
    const record = (await getRound(mira, sent.ref))!;
    expect(record.waitingAnswers.map(({ waitsBecause }) => waitsBecause)).toEqual(["somebody_else", "statement_changed"]);
    const [other, moved] = record.waitingAnswers as [(typeof record.waitingAnswers)[0], (typeof record.waitingAnswers)[0]];
    await decideAnswer(mira, verdict(other, { verdict: "confirmed" }));
    expect((await getRequirement(mira, requirements[0]!.ref))!.values.confirmedBy).toBe("Bert of the desk");
    expect(await fault(decideAnswer(mira, verdict(moved, { verdict: "confirmed" })))).toEqual(["note"]);
    expect(await fault(decideAnswer(mira, verdict(moved, { verdict: "declined" })))).toEqual(["note"]);
    expect(await fault(decideAnswer(mira, verdict(moved, { verdict: "accepted" })))).toBe("ask-no_such_verdict");
    await decideAnswer(mira, verdict(moved, { verdict: "declined", note: "It was about one door", tell: true }));
    const [told] = await world.sql<{ body: string }>("SELECT body FROM mail_message WHERE kind = 'ask-verdict'");
    expect(told!.body).toContain("It was about one door");
    expect(await fault(decideAnswer(mira, verdict(other, { verdict: "declined", note: "No" })))).toBe("conflict");
    // What got a verdict stays as it was read.
    await answer(sent.tokens[party.ref]!, [{ answer: "change", proposal: "Three keys" }, { answer: "right" }]);
    expect((await getRound(mira, sent.ref))!.decidedAnswers.map(({ answer: said }) => said)).toEqual(["right", "right"]);
  });

  it("makes of a change what a person accepts, in their words or in ours", async () => {
    const mira = await world.as("mira");
    const { party, requirements } = await partyWith(mira, ["Reply in a week", "Keep logs", "Lock doors"]);
    const sent = await ask(mira, [party.ref]);
    await answer(sent.tokens[party.ref]!, [
      { answer: "change", proposal: "Reply in three days" },
      { answer: "change", proposal: "Keep logs for ever" },
      { answer: "no_longer", comment: "We moved out" },
    ]);
    const [theirs, ours, gone] = (await getRound(mira, sent.ref))!.waitingAnswers;
    const carla = await world.as("carla");
    expect(carla.can("requirement:confirm")).toBe(false);
    await decideAnswer(mira, verdict(theirs!, { verdict: "accepted" }));
    expect((await getRequirement(mira, requirements[0]!.ref))!.values).toMatchObject({
      statement: "Reply in three days",
      partyWording: "Reply in three days",
      confirmedAt: today(),
    });
    await decideAnswer(mira, verdict(ours!, { verdict: "accepted", statement: "Keep logs for a year", note: "The law sets an end" }));
    expect((await getRequirement(mira, requirements[1]!.ref))!.values).toMatchObject({
      statement: "Keep logs for a year",
      partyWording: "Keep logs for ever",
      confirmedAt: null,
    });
    await decideAnswer(mira, verdict(gone!, { verdict: "accepted" }));
    const retired = (await getRequirement(mira, requirements[2]!.ref))!.values as { status: string; retiredReason: string };
    expect(retired.status).toBe("retired");
    expect(retired.retiredReason).toContain("We moved out");
  });

  it("opens one action where the party does not see a need as met", async () => {
    const mira = await world.as("mira");
    const { party, requirements } = await partyWith(mira, ["Tell us of incidents"]);
    const sent = await ask(mira, [party.ref]);
    await answer(sent.tokens[party.ref]!, [{ answer: "right", howMetAnswer: "unclear" }]);
    await answer(sent.tokens[party.ref]!, [{ answer: "right", howMetAnswer: "not_met", comment: "Nobody told us in May" }]);
    const actions = await world.sql("SELECT description, origin, origin_ref, status FROM action WHERE requirement_id = $1", [
      requirements[0]!.id,
    ]);
    expect(actions).toMatchObject([{ origin: "ask", origin_ref: sent.ref, status: "open" }]);
    expect(actions[0]!.description).toContain("Nobody told us in May");
  });

  it("refuses what is too much or says nothing, with a sentence in their language, and keeps nothing of it", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["Short answers"]);
    const token = (await ask(mira, [party.ref])).tokens[party.ref]!;
    const id = (await outsideAsk(token))!.items[0]!.id;
    const long = await answer(token, [{ answer: "change", proposal: "x".repeat(50_000) }]);
    expect(long).toMatchObject({ kind: "faults", faults: { [`${id}.proposal`]: expect.stringContaining("zu lang") } });
    expect(await answer(token, [{ answer: "" }])).toMatchObject({ kind: "faults", faults: { items: expect.any(String) } });
    expect(await answer(token, [{ answer: "right" }], { answeredBy: " " })).toMatchObject({ faults: { answeredBy: expect.any(String) } });
    expect((await outsideAsk(token))!.answeredAt).toBeNull();
  });

  it("opens nothing where the link is invented, expired, revoked or of another organisation; all look alike", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["A link of one's own"]);
    const sent = await ask(mira, [party.ref]);
    const token = sent.tokens[party.ref]!;
    const invented = `${world.nordwind.id}.${"A".repeat(43)}`;
    const foreign = token.replace(world.nordwind.id, world.kestrel.id);
    for (const wrong of [invented, foreign, "", "x", `${token}x`]) {
      expect(await outsideAsk(wrong)).toBeNull();
      expect(await answerAsk(answerInput.parse({ token: wrong, answeredBy: "Eve", items: [], comment: "hello" }))).toEqual({
        kind: "gone",
      });
      expect(await noteOpened({ token: wrong })).toBeNull();
    }
    setClock(new Date(`${addDays(today(), 41)}T00:00:00.000Z`));
    expect(await outsideAsk(token)).toBeNull();
    expect(await answerAsk(answerInput.parse({ token, answeredBy: "Eve", items: [], comment: "hello" }))).toEqual({ kind: "gone" });
    setClock(null);
    // Also one of a party that turned out to be an adversary.
    await world.sql("UPDATE interested_party SET adverse = true WHERE id = $1", [party.id]);
    expect(await outsideAsk(token)).toBeNull();
    expect(await answerAsk(answerInput.parse({ token, answeredBy: "Eve", items: [], comment: "hello" }))).toEqual({ kind: "gone" });
    await world.sql("UPDATE interested_party SET adverse = false WHERE id = $1", [party.id]);
    const [one] = (await getRound(mira, sent.ref))!.asks;
    await revokeAsk(mira, { id: one!.id, version: one!.version, reason: "Wrong person" });
    expect(await outsideAsk(token)).toBeNull();
    expect(await fault(handOutLink(mira, { id: one!.id }))).toBe("ask-revoked");
    expect(await world.sql("SELECT status FROM mail_message WHERE record_id = $1", [one!.id])).toEqual([{ status: "withdrawn" }]);
    expect((await listRounds(mira)).find(({ ref }) => ref === sent.ref)).toMatchObject({ asked: 0, percent: null });
  });

  it("takes no answers once it is closed, and shows what was answered", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["Closing time"]);
    const sent = await ask(mira, [party.ref]);
    const closed = await closeRound(mira, { id: sent.id, version: sent.version, reason: "" });
    expect(await answer(sent.tokens[party.ref]!, [{ answer: "right" }])).toEqual({ kind: "closed" });
    expect((await outsideAsk(sent.tokens[party.ref]!))!.open).toBe(false);
    expect(await fault(remindNow(mira, { batchId: sent.id, askId: null }))).toBe("ask-closed");
    await reopenRound(mira, { id: sent.id, version: closed.version, reason: "" });
    expect(await answer(sent.tokens[party.ref]!, [{ answer: "right" }])).toMatchObject({ kind: "received" });
  });

  it("goes to another address with a link of its own; the old one is over, and old mail says nothing about the new address", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["Moved desks"]);
    const sent = await ask(mira, [party.ref]);
    const [one] = (await getRound(mira, sent.ref))!.asks;
    const [mail] = await world.sql<{ id: string }>("SELECT id FROM mail_message WHERE record_id = $1", [one!.id]);
    const settled = (id: string, status: "sent" | "bounced") =>
      change(mira, (record) =>
        mailSettled(record, { id, recordId: one!.id, kind: "ask", status, problem: "550 no such user", sentAt: new Date() }),
      );
    await settled(mail!.id, "sent");
    await settled(mail!.id, "bounced");
    const bounced = (await getRound(mira, sent.ref))!.asks[0]!;
    expect(bounced).toMatchObject({ status: "refused", deliveryProblem: "550 no such user" });
    await resendAsk(mira, {
      id: one!.id,
      version: bounced.version,
      recipientName: "Bert",
      recipientEmail: "bert@kunde.example",
      language: "fr",
    });
    expect(await outsideAsk(sent.tokens[party.ref]!)).toBeNull();
    const fresh = (await handOutLink(mira, { id: one!.id })).link.split("/ask/")[1]!;
    expect(await outsideAsk(fresh)).toMatchObject({ recipientName: "Bert", language: "fr" });
    await settled(mail!.id, "bounced");
    expect((await getRound(mira, sent.ref))!.asks[0]).toMatchObject({ status: "waiting", deliveryProblem: "" });
  });

  it("says that its mail was taken back by hand, and waits again once it was sent again", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["Taken back"]);
    const sent = await ask(mira, [party.ref]);
    const row = async () => (await getRound(mira, sent.ref))!.asks[0]!;
    const { id: askId } = await row();
    const mails = () =>
      world.sql<{ id: string; status: string }>("SELECT id, status FROM mail_message WHERE record_id = $1 ORDER BY created_at, id", [
        askId,
      ]);
    const [mail] = await mails();
    await withdrawMail(mira, { id: mail!.id });
    expect(await row()).toMatchObject({
      status: "refused",
      state: "refused",
      deliveryProblem: "It was taken back by hand before it left.",
    });
    await sendAgain(mira, { id: mail!.id });
    expect(await row()).toMatchObject({ status: "waiting", deliveryProblem: "" });
    await withdrawMail(mira, { id: mail!.id });
    const { recipientName, recipientEmail, language, version } = await row();
    await resendAsk(mira, { id: askId, version, recipientName, recipientEmail, language });
    expect(await row()).toMatchObject({ status: "waiting", deliveryProblem: "" });
    // The old mail carries a link that is over: what becomes of it says nothing about the new one.
    await sendAgain(mira, { id: mail!.id });
    await withdrawMail(mira, { id: mail!.id });
    expect(await row()).toMatchObject({ status: "waiting", deliveryProblem: "" });
    const actions = await world.sql<{ action: string }>(
      "SELECT action FROM history_entry WHERE entity = 'ask' AND entity_id = $1 ORDER BY sequence",
      [askId],
    );
    expect(actions.map(({ action }) => action).filter((action) => action !== "hand-out-link")).toEqual([
      "send",
      "mail-taken-back",
      "mail-again",
      "mail-taken-back",
      "send",
    ]);
    await closeRound(mira, { id: sent.id, version: sent.version, reason: "" });
  });

  it("goes nowhere once it is over, and never to a party that turned out to be adverse", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["Over A"]);
    const sent = await ask(mira, [party.ref]);
    const one = async () => (await getRound(mira, sent.ref))!.asks[0]!;
    const resend = async () => {
      const { id, version } = await one();
      return resendAsk(mira, { id, version, recipientName: "Bert", recipientEmail: "bert@kunde.example", language: "en" });
    };
    const { id } = await one();
    const set = (values: string) => world.sql(`UPDATE interested_party SET ${values} WHERE id = $1`, [party.id]);
    await set("adverse = true");
    expect(await fault(resend())).toBe("ask-party_adverse");
    expect(await fault(handOutLink(mira, { id }))).toBe("ask-party_adverse");
    await set("adverse = false");
    // A refused mail, so that nothing but the party stands against reminding.
    await world.sql("UPDATE ask SET status = 'sent', sent_at = now() - interval '2 days' WHERE id = $1", [id]);
    const remind = () => remindNow(mira, { batchId: sent.id, askId: id });
    for (const out of ["adverse = true", "adverse = false, status = 'retired', retired_at = current_date"]) {
      await set(out);
      expect(await remind()).toEqual({ reminded: 0, skipped: 1 });
    }
    await set("status = 'active', retired_at = NULL");
    await world.sql("UPDATE ask SET status = 'waiting', sent_at = now() - interval '2 days' WHERE id = $1", [id]);
    expect(await remind()).toEqual({ reminded: 0, skipped: 0 });
    const round = { id: sent.id, reason: "" };
    expect(await fault(reopenRound(mira, { ...round, version: sent.version }))).toBe("ask-open");
    const closed = await closeRound(mira, { ...round, version: sent.version });
    expect(await fault(closeRound(mira, { ...round, version: closed.version }))).toBe("ask-closed");
    expect(await fault(resend())).toBe("ask-closed");
    const reopened = await reopenRound(mira, { ...round, version: closed.version });
    setClock(new Date(`${addDays(today(), 41)}T00:00:00.000Z`));
    expect(await fault(resend())).toBe("ask-expired");
    expect(await fault(handOutLink(mira, { id }))).toBe("ask-expired");
    expect(await fault(remind())).toBe("ask-expired");
    const late = await closeRound(mira, { ...round, version: reopened.version });
    expect(await fault(reopenRound(mira, { ...round, version: late.version }))).toBe("ask-expired");
    setClock(null);
    await reopenRound(mira, { ...round, version: late.version });
    await answer(sent.tokens[party.ref]!, [{ answer: "change", proposal: "Over B" }]);
    expect(await fault(resend())).toBe("ask-answered");
    expect(await fault(revokeAsk(mira, { id, version: (await one()).version, reason: "" }))).toBe("ask-answered");
    // Who may not change requirements does not change them by a verdict, and nobody writes to an adversary about theirs.
    const [item] = (await getRound(mira, sent.ref))!.waitingAnswers;
    const jonas = await world.as("jonas");
    expect(await fault(decideAnswer(jonas, verdict(item!, { verdict: "accepted" })))).toBe("forbidden");
    await set("adverse = true");
    expect(await fault(decideAnswer(mira, verdict(item!, { verdict: "declined", note: "No", tell: true })))).toBe("ask-party_adverse");
    await set("adverse = false");
    await world.sql("UPDATE ask_item SET answer = 'no_longer', proposal = '' WHERE id = $1", [item!.id]);
    expect(await fault(decideAnswer(jonas, verdict(item!, { verdict: "accepted" })))).toBe("forbidden");
    const decided = await decideAnswer(mira, verdict(item!, { verdict: "declined", note: "It stays" }));
    expect(await fault(decideAnswer(mira, verdict({ ...item!, version: decided.version }, { verdict: "declined", note: "No" })))).toBe(
      "ask-decided",
    );
    const other = await partyWith(mira, ["Over C"]);
    const second = await ask(mira, [other.party.ref]);
    const [gone] = (await getRound(mira, second.ref))!.asks;
    const revoked = await revokeAsk(mira, { id: gone!.id, version: gone!.version, reason: "" });
    expect(await fault(revokeAsk(mira, { ...revoked, reason: "" }))).toBe("ask-revoked");
    const again = { ...revoked, recipientName: "Bert", recipientEmail: "bert@kunde.example", language: "en" };
    expect(await fault(resendAsk(mira, again))).toBe("ask-revoked");
  });

  it("takes an answer of a party that was retired since without confirming it, and gives what is to be done to who is still here", async () => {
    const mira = await world.as("mira");
    const { party, requirements } = await partyWith(mira, ["Retired since"]);
    const sent = await ask(mira, [party.ref]);
    await world.sql("UPDATE interested_party SET status = 'retired', retired_at = current_date WHERE id = $1", [party.id]);
    await world.sql("UPDATE requirement SET owner_id = $2 WHERE id = $1", [requirements[0]!.id, world.people.carla.id]);
    await world.sql("UPDATE membership SET ended_at = now() WHERE user_id = $1", [world.people.carla.id]);
    const said = [{ answer: "right", howMetAnswer: "unclear" }];
    expect(await answer(sent.tokens[party.ref]!, said, { seesItself: true })).toMatchObject({ kind: "received" });
    await world.sql("UPDATE membership SET ended_at = NULL WHERE user_id = $1", [world.people.carla.id]);
    expect(await world.sql("SELECT confirmed_by FROM interested_party WHERE id = $1", [party.id])).toEqual([{ confirmed_by: "" }]);
    const actions = await world.sql("SELECT owner_id FROM action WHERE requirement_id = $1", [requirements[0]!.id]);
    expect(actions).toEqual([{ owner_id: world.people.mira.id }]);
  });

  it.skipIf(engine === "embedded")("asks nobody twice when two send a round at the same moment", async () => {
    const mira = await world.as("mira");
    const olaf = await world.as("olaf");
    const { party } = await partyWith(mira, ["Asked once"]);
    const send = (access: Access) => sendRound(access, round({ partyRefs: [party.ref] }));
    expect(
      await fault(
        meanwhile(
          world,
          mira,
          () => send(mira),
          () => send(olaf),
        ),
      ),
    ).toBe("ask-nobody");
    expect(await asksOfParty(mira, party.id)).toHaveLength(1);
  });

  it.skipIf(engine === "embedded")("takes no answer that was under way when it was revoked", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["Under way"]);
    const sent = await ask(mira, [party.ref]);
    const [one] = (await getRound(mira, sent.ref))!.asks;
    const revoke = () => revokeAsk(mira, { id: one!.id, version: one!.version, reason: "" });
    expect(await meanwhile(world, mira, revoke, () => answer(sent.tokens[party.ref]!, [{ answer: "right" }]))).toEqual({ kind: "gone" });
  });

  it("reminds once before and once on the day, never whoever answered, wants no mail or was reminded today", async () => {
    const mira = await world.as("mira");
    const house = systemAccess(world.nordwind, "jobs");
    const a = await partyWith(mira, ["Remind A"]);
    const b = await partyWith(mira, ["Remind B"]);
    const c = await partyWith(mira, ["Remind C"]);
    const start = today();
    const sent = await ask(mira, [a.party.ref, b.party.ref, c.party.ref], {
      dueOn: addDays(start, 10),
      expiresOn: addDays(start, 30),
      remindDays: 3,
    });
    await world.sql("UPDATE ask SET status = 'sent', sent_at = now() WHERE batch_id = $1", [sent.id]);
    const reminded = async () =>
      (
        await world.sql<{ to_email: string }>("SELECT to_email FROM mail_message WHERE kind = 'ask-reminder' ORDER BY created_at, to_email")
      ).map(({ to_email }) => to_email);
    const on = async (days: number, hour = "08") => {
      setClock(new Date(`${addDays(start, days)}T${hour}:00:00.000Z`));
      await runDaily(house);
      await runDaily(house);
    };
    await on(6);
    expect(await reminded()).toEqual([]);
    await answer(sent.tokens[a.party.ref]!, [{ answer: "right" }]);
    const contact = contactChange.parse({ id: b.person!.id, version: b.person!.version, name: b.name, email: b.email, noMail: true });
    await updateContact(mira, contact);
    await on(7);
    expect(await reminded()).toEqual([c.email]);
    await on(7, "23");
    // The clock goes back an hour, and a day.
    await on(7, "22");
    await on(6);
    await on(8);
    expect(await reminded()).toEqual([c.email]);
    await on(10);
    await on(11);
    expect(await reminded()).toEqual([c.email, c.email]);
    expect(await remindNow(mira, { batchId: sent.id, askId: null })).toEqual({ reminded: 1, skipped: 1 });
    expect(await remindNow(mira, { batchId: sent.id, askId: null })).toEqual({ reminded: 0, skipped: 2 });
    await retireContact(mira, { id: c.person!.id, version: c.person!.version, reason: "Left" });
    setClock(new Date(`${addDays(start, 12)}T08:00:00.000Z`));
    expect(await remindNow(mira, { batchId: sent.id, askId: null })).toEqual({ reminded: 0, skipped: 2 });
    expect((await getRound(mira, sent.ref))!.asks.find(({ partyRef }) => partyRef === c.party.ref)).toMatchObject({ reminders: 3 });
  });

  it("whose reminder was taken back stays sent and says so", async () => {
    const mira = await world.as("mira");
    const { party } = await partyWith(mira, ["Reminded not"]);
    const sent = await ask(mira, [party.ref]);
    const row = async () => (await getRound(mira, sent.ref))!.asks[0]!;
    const { id: askId } = await row();
    const [first] = await world.sql<{ id: string }>("SELECT id FROM mail_message WHERE record_id = $1", [askId]);
    await change(mira, (record) =>
      mailSettled(record, { id: first!.id, recordId: askId, kind: "ask", status: "sent", problem: "", sentAt: new Date() }),
    );
    setClock(new Date(Date.now() + 2 * 86_400_000));
    await remindNow(mira, { batchId: sent.id, askId });
    const [reminder] = await world.sql<{ id: string }>("SELECT id FROM mail_message WHERE record_id = $1 AND kind = 'ask-reminder'", [
      askId,
    ]);
    await withdrawMail(mira, { id: reminder!.id });
    expect(await row()).toMatchObject({ status: "sent", deliveryProblem: expect.stringContaining("The last reminder did not go out") });
    await closeRound(mira, { id: sent.id, version: sent.version, reason: "" });
  });

  it("meets two at the same moment: two answers, two verdicts, a revocation while somebody answers", async () => {
    const mira = await world.as("mira");
    const { party, requirements } = await partyWith(mira, ["At once A", "At once B"]);
    const sent = await ask(mira, [party.ref]);
    const token = sent.tokens[party.ref]!;
    // Both have read the page before either answers, whoever is faster.
    const { answeredAt: seen } = (await outsideAsk(token))!;
    const both = await Promise.all([
      answer(token, [{ answer: "change", proposal: "One" }], { answeredBy: "First", seen }),
      answer(token, [{ answer: "change", proposal: "Two" }], { answeredBy: "Second", seen }),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["moved", "received"]);
    const [item] = (await getRound(mira, sent.ref))!.waitingAnswers;
    const olaf = await world.as("olaf");
    const verdicts = await Promise.allSettled([
      decideAnswer(mira, verdict(item!, { verdict: "accepted" })),
      decideAnswer(olaf, verdict(item!, { verdict: "declined", note: "No" })),
    ]);
    expect(verdicts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [lost] = verdicts.filter((one) => one.status === "rejected");
    expect((lost as PromiseRejectedResult).reason).toBeInstanceOf(Conflict);
    // A requirement that somebody retires while the party confirms it: both stand, nothing is lost.
    const second = await getRequirement(mira, requirements[1]!.ref);
    const race = await Promise.allSettled([
      answer(token, [{}, { answer: "right" }], { answeredBy: party.ref }),
      retireRequirement(olaf, { id: second!.id, version: second!.version, reason: "Over" }),
    ]);
    expect(race.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);

    const other = await partyWith(mira, ["At once C"]);
    const round2 = await ask(mira, [other.party.ref]);
    const [one] = (await getRound(mira, round2.ref))!.asks;
    const [said, revoked] = await Promise.allSettled([
      answer(round2.tokens[other.party.ref]!, [{ answer: "right" }]),
      revokeAsk(mira, { id: one!.id, version: one!.version, reason: "" }),
    ]);
    const answered = said.status === "fulfilled" && said.value.kind === "received";
    expect(answered).toBe(revoked.status === "rejected");
    const after = (await getRequirement(mira, other.requirements[0]!.ref))!.values;
    expect(after.confirmedAt !== null).toBe(answered);
  });

  it.skipIf(engine === "embedded")("of two thousand parties is one change and quick", async () => {
    const olaf = await world.as("olaf");
    const org = world.nordwind.id;
    await world.sql(
      `INSERT INTO interested_party (organization_id, id, ref, name, category, status, relevance, relevance_decided_at, name_key, search_text, created_at, updated_at)
       SELECT $1, gen_random_uuid(), 'IP-' || (10000 + n), 'Bulk ' || n, 'external', 'active', 'relevant', now(), 'bulk ' || n, 'bulk', now(), now() FROM generate_series(1, 2000) n`,
      [org],
    );
    await world.sql(
      `INSERT INTO party_contact (organization_id, id, party_id, name, email, created_at, updated_at)
       SELECT organization_id, gen_random_uuid(), id, name || ' desk', replace(name_key, ' ', '') || '@bulk.example', now(), now() FROM interested_party WHERE name LIKE 'Bulk %'`,
    );
    await world.sql(
      `INSERT INTO requirement (organization_id, id, ref, party_id, statement, status, kind, relevance, relevance_decided_at, source_type, statement_key, search_text, created_at, updated_at)
       SELECT p.organization_id, gen_random_uuid(), 'REQ-' || (row_number() OVER () + 100000), p.id, 'Need ' || k || ' of ' || p.name, 'active', 'business', 'relevant', now(), 'interview', 'need', 'need', now(), now()
         FROM interested_party p, generate_series(1, 2) k WHERE p.name LIKE 'Bulk %'`,
    );
    const plan = await planRound(olaf, { state: "unconfirmed", partyRefs: [], requirementRefs: [] });
    const others = plan.recipients.filter(({ name }) => !name.startsWith("Bulk ")).map(({ partyId }) => partyId);
    expect(plan.recipients.length - others.length).toBe(2000);
    const sent = await sendRound(olaf, round({ state: "unconfirmed", leaveOut: others, expected: 2000 }));
    expect(sent.asks).toBe(2000);
    expect(await world.sql("SELECT count(*)::int AS n FROM mail_message WHERE kind = 'ask' AND to_email LIKE '%@bulk.example'")).toEqual([
      { n: 2000 },
    ]);
    expect((await getRound(olaf, sent.ref))!.matching).toBe(2000);
  });
});
