import { v7 as uuid } from "uuid";
import { isOpenForAnswers, mayBeAsked, verdictsFor } from "@/domain/ask";
import { addDays } from "@/domain/dates";
import type { AskAnswer, PartyRelevance, PartyStatus } from "@/domain/vocabulary";
import { confirmRequirement, restateRequirement, retireRequirement } from "@/features/requirements/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { dropWaitingMail, queueMail, type SettledMail } from "@/server/outbox";
import { issuePartyLink, issuePartyLinks, openPartyLink, partyLinkAddress, revokePartyLink } from "@/server/party-links";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { type Answered, lockedAsk, takeAnswers } from "./answering";
import { askMail, lastDayOf, verdictMail } from "./mails";
import { makePlan, ticked } from "./plan";
import { remind, remindDue } from "./reminding";
import type { AnswerInput, NewRound, RoundPreview, VerdictInput } from "./schema";

interface Saved {
  id: string;
  version: number;
}

const LONGEST_DAYS = 400;
/** A round of thousands is one change; it may take this long. */
const SENDING_MS = 120_000;

const endOf = (day: string) => new Date(`${addDays(day, 1)}T00:00:00.000Z`);

// Rounds -----------------------------------------------------------------------------------------------------------------------------------------

/**
 * Asks many parties at once: asks, links and mails stand or fall together.
 * Throws Invalid for days that do not fit, Refused where nobody would be asked or the register moved on since the page was shown.
 */
export async function sendRound(access: Access, input: NewRound): Promise<Saved & { ref: string; asks: number }> {
  const { title, message, withHowMet, dueOn, expiresOn, remindDays, note } = input;
  checkDays(dueOn, expiresOn);
  return change(
    access,
    async (record) => {
      const organizationId = access.organization.id;
      // Two people sending at once would ask the same parties twice.
      await record.tx.$queryRaw`SELECT 1 FROM organization_profile WHERE organization_id = ${organizationId}::uuid FOR UPDATE`;
      const chosen = ticked(await makePlan(access, input), input);
      if (chosen.length === 0) throw new Refused("ask-nobody");
      if (chosen.length !== input.expected) throw new Refused("ask-plan_moved", { count: chosen.length });
      const expiresAt = endOf(expiresOn);
      const batch = await record.create(
        "ask-batch",
        {
          title,
          message,
          withHowMet,
          dueOn,
          expiresAt: expiresAt.toISOString(),
          remindDays,
          note,
          status: "open",
          ownerId: access.user?.id ?? null,
        },
        { action: "send" },
      );
      const asks = chosen.map((recipient) => ({ ...recipient, id: uuid() }));
      const links = await issuePartyLinks(
        record,
        asks.map(({ id, partyId, contact }) => ({
          kind: "ask" as const,
          partyId,
          targetId: id,
          recipient: contact.name,
          language: contact.language,
          expiresAt,
        })),
      );
      await record.createMany(
        "ask",
        asks.map(({ id, partyId, contact }, index) => ({
          id,
          batchId: batch.id,
          partyId,
          recipientName: contact.name,
          recipientEmail: contact.email,
          language: contact.language,
          linkId: links[index]!,
          status: "waiting",
        })),
        { action: "send" },
      );
      await record.createMany(
        "ask-item",
        asks.flatMap(({ id: askId, items }) =>
          items.map((item, position) => ({
            askId,
            position,
            requirementId: item.id,
            requirementRef: item.ref,
            statement: item.statement,
            howMet: withHowMet ? item.howAddressed : "",
          })),
        ),
      );
      const letter = { organization: access.organization.name, title, message, dueOn, expiresOn };
      await queueMail(
        record,
        asks.map(({ id, contact, items }, index) => ({
          kind: "ask",
          toEmail: contact.email,
          toName: contact.name,
          language: contact.language,
          ...askMail("first", { ...letter, language: contact.language, recipientName: contact.name, count: items.length }),
          linkId: links[index]!,
          dedupeKey: `ask:${id}:first`,
          entity: "ask",
          recordId: id,
        })),
      );
      return { id: batch.id, ref: batch.ref!, version: batch.version, asks: asks.length };
    },
    { timeout: SENDING_MS },
  );
}

/** The mail to the first recipient and what the page would show them, in their language. Nothing is sent. Throws Refused where nobody would be asked. */
export async function previewRound(access: Access, input: RoundPreview) {
  checkDays(input.dueOn, input.expiresOn);
  const [first] = ticked(await makePlan(access, input), input);
  if (!first) throw new Refused("ask-nobody");
  const { title, message, withHowMet, dueOn, expiresOn } = input;
  const { name: recipientName, email, language } = first.contact;
  const organization = access.organization.name;
  const letter = { organization, title, message, dueOn, expiresOn, language, recipientName, count: first.items.length };
  return {
    email,
    mail: askMail("first", letter),
    page: {
      organization,
      party: first.name,
      recipientName,
      language,
      title,
      message,
      withHowMet,
      dueOn,
      expiresOn,
      open: true,
      answeredAt: null,
      answeredBy: "",
      comment: "",
      items: first.items.map(({ id, statement, howAddressed }) => ({
        id,
        statement,
        partyWording: "",
        translation: "",
        howMet: withHowMet ? howAddressed : "",
        answer: "" as const,
        proposal: "",
        comment: "",
        howMetAnswer: "" as const,
        verdict: "",
      })),
    },
  };
}

function checkDays(dueOn: string, expiresOn: string): void {
  const t = translator("refusals");
  const faults: Record<string, string> = {};
  if (dueOn < today()) faults.dueOn = t("ask-due_in_the_past");
  if (expiresOn < dueOn) faults.expiresOn = t("ask-expires_before_due");
  else if (expiresOn > addDays(today(), LONGEST_DAYS)) faults.expiresOn = t("ask-expires_too_late", { days: LONGEST_DAYS });
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

/** open -> closed: no answers are taken and nobody is reminded any more; the links show what was answered until they expire. */
export async function closeRound(access: Access, input: { id: string; version: number; reason: string }): Promise<Saved> {
  return setStatus(access, input, "closed", "close");
}

/** closed -> open, where the links still work. */
export async function reopenRound(access: Access, input: { id: string; version: number; reason: string }): Promise<Saved> {
  return setStatus(access, input, "open", "reopen");
}

async function setStatus(
  access: Access,
  { id, version, reason }: { id: string; version: number; reason: string },
  status: "open" | "closed",
  action: string,
): Promise<Saved> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === status) throw new Refused(`ask-${status}`);
      if (status === "open" && Date.parse(String(values.expiresAt)) <= now().getTime()) throw new Refused("ask-expired");
      return { status };
    };
    const stored = await record.update("ask-batch", id, version, patch, { action, reason });
    return { id, version: stored.version };
  });
}

// One ask ----------------------------------------------------------------------------------------------------------------------------------------

/** Locks the ask and its round and reads both. Throws NotFound. */
async function lockAsk(record: RecordWriter, id: string): Promise<{ ask: Stored; batch: Stored }> {
  await record.tx
    .$queryRaw`SELECT 1 FROM ask WHERE organization_id = ${record.access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const ask = await record.get("ask", id);
  return { ask, batch: await record.get("ask-batch", String(ask.values.batchId)) };
}

function requireOpen({ ask, batch }: { ask: Stored; batch: Stored }): void {
  const { status } = ask.values;
  if (status === "revoked") throw new Refused("ask-revoked");
  if (status === "answered") throw new Refused("ask-answered");
  if (batch.values.status === "closed") throw new Refused("ask-closed");
  const life = { status: String(status), batchStatus: "open", expiresAt: String(batch.values.expiresAt) };
  if (!isOpenForAnswers(life, now().toISOString())) throw new Refused("ask-expired");
}

/** Ends the link of one ask: from then on it opens nothing. */
export async function revokeAsk(access: Access, input: { id: string; version: number; reason: string }): Promise<Saved> {
  return change(access, async (record) => {
    const { ask } = await lockAsk(record, input.id);
    if (ask.values.status === "revoked") throw new Refused("ask-revoked");
    if (ask.values.status === "answered") throw new Refused("ask-answered");
    const stored = await record.update("ask", input.id, input.version, { status: "revoked" }, { action: "revoke", reason: input.reason });
    await dropWaitingMail(record, "ask", input.id);
    await revokePartyLink(record, String(ask.values.linkId));
    return { id: input.id, version: stored.version };
  });
}

/** Sends an ask to another address, with a link of its own; the old link opens nothing from then on. */
export async function resendAsk(
  access: Access,
  input: { id: string; version: number; recipientName: string; recipientEmail: string; language: string },
): Promise<Saved> {
  return change(access, async (record) => {
    const found = await lockAsk(record, input.id);
    requireOpen(found);
    const { ask, batch } = found;
    await requireAskable(record, String(ask.values.partyId));
    const { recipientName, recipientEmail, language } = input;
    await dropWaitingMail(record, "ask", input.id);
    await revokePartyLink(record, String(ask.values.linkId));
    const linkId = await issuePartyLink(record, {
      kind: "ask",
      partyId: String(ask.values.partyId),
      targetId: input.id,
      recipient: recipientName,
      language,
      expiresAt: new Date(String(batch.values.expiresAt)),
    });
    const patch = { recipientName, recipientEmail, language, linkId, status: "waiting", sentAt: null, openedAt: null, deliveryProblem: "" };
    const stored = await record.update("ask", input.id, input.version, patch, { action: "send" });
    const { title, message, dueOn } = batch.values as { title: string; message: string; dueOn: string };
    const count = await record.tx.askItem.count({ where: { organizationId: access.organization.id, askId: input.id } });
    const expiresOn = lastDayOf(new Date(String(batch.values.expiresAt)));
    const organization = access.organization.name;
    await queueMail(record, [
      {
        kind: "ask",
        toEmail: recipientEmail,
        toName: recipientName,
        language,
        ...askMail("first", { organization, title, message, dueOn, expiresOn, language, recipientName, count }),
        linkId,
        dedupeKey: `ask:${linkId}:first`,
        entity: "ask",
        recordId: input.id,
      },
    ]);
    return { id: input.id, version: stored.version };
  });
}

async function requireAskable(record: RecordWriter, partyId: string): Promise<void> {
  const { values } = await record.get("interested-party", partyId);
  const ruling = mayBeAsked(values as unknown as { status: PartyStatus; relevance: PartyRelevance; adverse: boolean });
  if (!ruling.ok) throw new Refused(`ask-party_${ruling.code}`);
}

/** The link of an ask, to be handed over by hand. That it was handed out stands in the history. Throws Refused where it opens nothing any more. */
export async function handOutLink(access: Access, { id }: { id: string }): Promise<{ link: string }> {
  return change(access, async (record) => {
    const { ask, batch } = await lockAsk(record, id);
    if (ask.values.status === "revoked") throw new Refused("ask-revoked");
    if (Date.parse(String(batch.values.expiresAt)) <= now().getTime()) throw new Refused("ask-expired");
    await requireAskable(record, String(ask.values.partyId));
    record.note("ask", id, String(ask.values.recipientName), "hand-out-link");
    return { link: partyLinkAddress(access.organization.id, "ask", String(ask.values.linkId)) };
  });
}

/** Reminds all of a round who did not answer, or one of them; whoever was reminded today is left alone. Throws Refused where the round takes no answers. */
export async function remindNow(
  access: Access,
  { batchId, askId }: { batchId: string; askId: string | null },
): Promise<{ reminded: number; skipped: number }> {
  return change(access, async (record) => {
    const batch = await record.get("ask-batch", batchId);
    if (batch.values.status === "closed") throw new Refused("ask-closed");
    if (Date.parse(String(batch.values.expiresAt)) <= now().getTime()) throw new Refused("ask-expired");
    return remind(record, batch, askId);
  });
}

// Verdicts ---------------------------------------------------------------------------------------------------------------------------------------

/**
 * What we make of an answer that waits: confirmed; accepted, which changes or retires the requirement; or declined with a reason.
 * Throws Conflict where somebody gave a verdict, or the party another answer, or the requirement changed in the meantime.
 */
export async function decideAnswer(access: Access, input: VerdictInput): Promise<Saved> {
  const { id, version, verdict, note, tell } = input;
  return change(access, async (record) => {
    const { ask, batch } = await lockAsk(record, String((await record.get("ask-item", id)).values.askId));
    const item = await record.get("ask-item", id);
    // Told apart from a refusal: whoever was slower sees what stands there now.
    if (item.version !== version) await record.update("ask-item", id, version, {});
    const answer = item.values.answer as AskAnswer | "";
    if (item.values.verdict !== "") throw new Refused("ask-decided");
    if (!verdictsFor(answer).includes(verdict)) throw new Refused("ask-no_such_verdict");
    const t = translator("refusals");
    if (verdict === "declined" && note === "") throw new Invalid({ note: t("ask-say_why") });
    const statement = verdict === "accepted" && answer === "change" ? input.statement || String(item.values.proposal) : "";
    await carryOut(record, access, { ask, batch, item, input: { ...input, statement } });
    const stored = await record.update(
      "ask-item",
      id,
      version,
      { verdict, verdictNote: note, decidedById: access.user?.id ?? null, decidedAt: now().toISOString() },
      { action: "decide", reason: note },
    );
    if (tell) await tellVerdict(record, { ask, item, verdict, statement, note });
    return { id, version: stored.version };
  });
}

async function carryOut(
  record: RecordWriter,
  access: Access,
  { ask, batch, item, input }: { ask: Stored; batch: Stored; item: Stored; input: VerdictInput },
): Promise<void> {
  const t = translator("asks.log");
  const { answeredBy, answeredAt } = ask.values as { answeredBy: string; answeredAt: string };
  const ref = batch.ref ?? "";
  const target = { id: String(item.values.requirementId), version: input.requirementVersion };
  const on = answeredAt.slice(0, 10);
  const method = t("method", { ref });
  if (input.verdict === "confirmed") {
    const now = await record.get("requirement", target.id);
    if (now.values.statement !== item.values.statement && input.note === "")
      throw new Invalid({ note: translator("refusals")("ask-say_why_still") });
    const reason = [t("confirmed", { ref, name: answeredBy }), input.note].filter(Boolean).join(" ");
    await confirmRequirement(access, { ...target, confirmedAt: on, confirmedBy: answeredBy, confirmationMethod: method, reason });
  } else if (input.verdict === "accepted" && item.values.answer === "change") {
    if (!access.can("requirement:update")) throw new Forbidden("requirement:update");
    const proposal = String(item.values.proposal);
    const reason = [t("changed", { ref, name: answeredBy }), input.note].filter(Boolean).join(" ");
    await restateRequirement(access, {
      ...target,
      statement: input.statement,
      partyWording: proposal,
      confirmation: input.statement === proposal ? { on, by: answeredBy, method } : null,
      reason,
    });
  } else if (input.verdict === "accepted") {
    if (!access.can("requirement:retire")) throw new Forbidden("requirement:retire");
    const reason = t("noLonger", { ref, name: answeredBy, words: String(item.values.comment) });
    await retireRequirement(access, { ...target, reason: reason.slice(0, 1_000) });
  }
}

async function tellVerdict(
  record: RecordWriter,
  { ask, item, verdict, statement, note }: { ask: Stored; item: Stored; verdict: string; statement: string; note: string },
): Promise<void> {
  const { recipientName, recipientEmail, language, partyId } = ask.values as Record<string, string>;
  await requireAskable(record, partyId!);
  const organization = record.access.organization.name;
  const shown = { organization, recipientName: recipientName!, language: language!, verdict, note, newStatement: statement };
  const answered = { statement: String(item.values.statement), answer: String(item.values.answer) };
  await queueMail(record, [
    {
      kind: "ask-verdict",
      toEmail: recipientEmail!,
      toName: recipientName,
      language,
      ...verdictMail({ ...shown, ...answered }),
      dedupeKey: `ask-verdict:${item.id}:${item.version}`,
    },
  ]);
}

// From outside -----------------------------------------------------------------------------------------------------------------------------------

/** Takes the answers that came through a link; see answering.ts. */
export async function answerAsk(input: AnswerInput): Promise<Answered> {
  return takeAnswers(input);
}

/** Notes that somebody, not a program, opened the page. Says nothing about the link. */
export async function noteOpened({ token }: { token: string }): Promise<null> {
  const link = await openPartyLink("ask", token);
  if (!link?.targetId || link.firstOpenedAt !== null) return null;
  await change(link.access, async (record) => {
    const ask = await lockedAsk(record, link);
    if (!ask || ask.openedAt !== null) return;
    const at = now().toISOString();
    const status = ask.status === "waiting" || ask.status === "sent" || ask.status === "refused" ? "opened" : ask.status;
    await record.update("ask", ask.id, ask.version, { openedAt: at, status }, { action: "open" });
    const current = await record.get("party-link", link.id);
    if (current.values.firstOpenedAt === null)
      await record.update("party-link", link.id, current.version, { firstOpenedAt: at }, { action: "open" });
  });
  return null;
}

// By itself --------------------------------------------------------------------------------------------------------------------------------------

/** What became of the mail of an ask. Mail to an address it was sent to before says nothing about the one it stands with now. */
export async function mailSettled(record: RecordWriter, mail: SettledMail): Promise<void> {
  const { ask } = await lockAsk(record, mail.recordId);
  const { status, sentAt, recipientEmail } = ask.values as Record<string, string | null>;
  const where = { organizationId: record.access.organization.id, id: mail.id };
  const message = await record.tx.mailMessage.findFirst({ where, select: { toEmail: true, linkId: true } });
  if (message && message.toEmail !== recipientEmail) return;
  if (mail.status === "withdrawn" || mail.status === "waiting") {
    const patch = message?.linkId === ask.values.linkId ? heldBack(mail, { status: String(status), sentAt: sentAt ?? null }) : null;
    if (patch)
      await record.update("ask", ask.id, ask.version, patch, { action: mail.status === "waiting" ? "mail-again" : "mail-taken-back" });
    return;
  }
  if (mail.status === "sent") {
    const patch = { sentAt: sentAt ?? (mail.sentAt ?? now()).toISOString(), deliveryProblem: "" };
    const onItsWay = status === "waiting" || status === "refused";
    await record.update("ask", ask.id, ask.version, onItsWay ? { ...patch, status: "sent" } : patch, { action: "send" });
    return;
  }
  const undelivered = status === "waiting" || status === "sent";
  const patch = { deliveryProblem: mail.problem.slice(0, 1_000) || mail.status };
  await record.update("ask", ask.id, ask.version, undelivered ? { ...patch, status: "refused" } : patch, { action: "send" });
}

/** What an ask says once its mail will not go out, or waits again. Null: nothing, for it went out before or is over. */
function heldBack(mail: SettledMail, { status, sentAt }: { status: string; sentAt: string | null }) {
  if (status === "answered" || status === "revoked") return null;
  if (mail.status === "waiting")
    return status === "refused" && sentAt === null ? { status: "waiting", deliveryProblem: "" } : { deliveryProblem: "" };
  if (mail.kind === "ask-reminder") return { deliveryProblem: translator("asks.record")("reminderHeldBack", { problem: mail.problem }) };
  return status === "waiting" ? { status: "refused", deliveryProblem: mail.problem } : null;
}

/** Reminds whoever is due today, round by round, each round once a day. */
export async function runDaily(access: Access): Promise<void> {
  await remindDue(access);
}
