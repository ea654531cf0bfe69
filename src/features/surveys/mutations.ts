import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { questionOf } from "@/domain/interview-guide";
import { judgeOpening, LEADING_QUESTIONS, MOST_QUESTIONS, takesAnswers } from "@/domain/survey";
import type { SurveyStatus } from "@/domain/vocabulary";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { once } from "@/server/jobs";
import { queueMail, type SettledMail } from "@/server/outbox";
import { revokePartyLink } from "@/server/party-links";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import { type AnswerUse, usedAnswer } from "./answer-use";
import { closeLocked } from "./closing";
import { invitationAgain, inviteTo, recipientsOf, remindUnanswered } from "./inviting";
import type {
  closingMove,
  InvitingInput,
  invitationTarget,
  NewSurvey,
  OpeningInput,
  QuestionInput,
  SurveyChange,
  SurveyDeed,
  SurveyUse,
} from "./schema";
import { lockedSurvey, type SavedSurvey, type SurveyValues, savedSurvey, surveyValues } from "./stored";

// The draft ------------------------------------------------------------------------------------------------------------------------------------------

/** Begins a survey, with the four questions of every interview where that is wanted. Throws Invalid for parties that are retired or adverse. */
export async function createSurvey(access: Access, { startWith, ...input }: NewSurvey): Promise<SavedSurvey> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    await requireParties(record, access, input.partyIds, []);
    const survey = await record.create("survey", { ...input, ownerId: input.ownerId ?? access.user?.id ?? null });
    if (startWith === "four") await addBankQuestions(record, survey.id, LEADING_QUESTIONS, 0);
    return savedSurvey(survey);
  });
}

/** Changes what a draft says. An open one keeps the words that people answer to. */
export async function updateSurvey(access: Access, { id, version, reason, ...input }: SurveyChange): Promise<SavedSurvey> {
  return change(access, async (record) => {
    const before = surveyValues(await lockedSurvey(record, id));
    refuseUnlessDraft(before);
    if (input.ownerId !== before.ownerId) await requireOwner(record, access, input.ownerId);
    await requireParties(record, access, input.partyIds, before.partyIds);
    return savedSurvey(await record.update("survey", id, version, input, { reason }));
  });
}

/** Adds a question of one's own, or changes one of the draft. A question of the bank that is reworded becomes one's own. */
export async function saveQuestion(access: Access, input: QuestionInput): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    refuseUnlessDraft(surveyValues(await lockedSurvey(record, input.surveyId)));
    const { surveyId, questionId, question, kind, options, required } = input;
    if (questionId) {
      const before = await record.get("survey-question", questionId);
      if (before.values.surveyId !== surveyId || Number(before.values.position) < 0) throw new NotFound();
      const questionKey = before.values.question === question ? before.values.questionKey : "";
      const { id, version } = await record.update("survey-question", questionId, input.version ?? 0, {
        question,
        kind,
        options,
        required,
        questionKey,
      });
      return { id, version };
    }
    const asked = await questionsIn(record, surveyId);
    if (asked.length >= MOST_QUESTIONS) throw new Refused("survey-too_many_questions", { most: MOST_QUESTIONS });
    const position = (asked.at(-1)?.position ?? -1) + 1;
    const { id, version } = await record.create("survey-question", { surveyId, position, question, kind, options, required });
    return { id, version };
  });
}

/** Adds questions of the bank as free text; those that are asked already are left out. */
export async function addFromBank(
  access: Access,
  { surveyId, keys }: { surveyId: string; keys: readonly string[] },
): Promise<{ added: number }> {
  return change(access, async (record) => {
    refuseUnlessDraft(surveyValues(await lockedSurvey(record, surveyId)));
    const asked = await questionsIn(record, surveyId);
    const wanted = [...new Set(keys)].filter((key) => !asked.some(({ questionKey }) => questionKey === key));
    if (wanted.some((key) => !questionOf(key))) throw new Refused("interview-unknown_question");
    if (asked.length + wanted.length > MOST_QUESTIONS) throw new Refused("survey-too_many_questions", { most: MOST_QUESTIONS });
    await addBankQuestions(record, surveyId, wanted, (asked.at(-1)?.position ?? -1) + 1);
    return { added: wanted.length };
  });
}

/** Takes a question out of a draft. What was drafted stays in the history; the row keeps a place below zero. */
export async function removeQuestion(
  access: Access,
  { id, version }: { id: string; version: number },
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    await questionOfDraft(record, id);
    const removed = await record.update("survey-question", id, version, { position: -1 }, { action: "delete" });
    return { id, version: removed.version };
  });
}

/** Changes places with the question above or below. At the end of the list nothing happens. */
export async function moveQuestion(
  access: Access,
  { id, version, direction }: { id: string; version: number; direction: "up" | "down" },
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const question = await questionOfDraft(record, id);
    const asked = await questionsIn(record, question.values.surveyId as string);
    const place = asked.findIndex((one) => one.id === id);
    const other = asked[direction === "up" ? place - 1 : place + 1];
    if (!other) return { id, version };
    await record.update("survey-question", other.id, other.version, { position: asked[place]!.position });
    const moved = await record.update("survey-question", id, version, { position: other.position });
    return { id, version: moved.version };
  });
}

// Opening, inviting, closing -------------------------------------------------------------------------------------------------------------------------

/** draft -> open: from now on its questions stand. Makes the links and queues the mails. Throws Invalid with what is wrong line by line, Refused. */
export async function openSurvey(access: Access, { id, version, ...who }: OpeningInput): Promise<SavedSurvey & { invited: number }> {
  return change(access, async (record) => {
    const survey = await lockedSurvey(record, id);
    const values = surveyValues(survey);
    const recipients = await recipientsOf(record, values, id, who);
    const adverse = await record.tx.interestedParty.count({
      where: { organizationId: access.organization.id, id: { in: values.partyIds }, adverse: true },
    });
    const questions = (await questionsIn(record, id)).length;
    const ruling = judgeOpening(values, { questions, recipients: recipients.length, adverse: adverse > 0, today: today() });
    if (!ruling.ok) throw new Refused(`survey-${ruling.code}`);
    const opened = await record.update("survey", id, version, ruling.value, { action: "open" });
    const { invited } = await inviteTo(record, opened, recipients);
    return { ...savedSurvey(await record.get("survey", id)), invited };
  });
}

/** Asks more people while it is open; whoever was asked already is left out. */
export async function inviteMore(access: Access, { id, ...who }: InvitingInput): Promise<{ invited: number }> {
  return change(access, async (record) => {
    const survey = await lockedSurvey(record, id);
    refuseUnlessOpen(surveyValues(survey));
    const recipients = await recipientsOf(record, surveyValues(survey), id, who);
    if (recipients.length === 0) throw new Refused("survey-nobody_asked");
    return inviteTo(record, survey, recipients);
  });
}

/** Reminds whoever has not answered; of an anonymous survey everybody who was sent the link, for nobody knows who answered. */
export async function remindSurvey(access: Access, { id }: { id: string }): Promise<{ reminded: number }> {
  return change(access, async (record) => {
    const survey = await lockedSurvey(record, id);
    refuseUnlessOpen(surveyValues(survey));
    return remindUnanswered(record, survey, "hand");
  });
}

/** Another closing day for an open survey and the links to it. */
export async function moveClosing(access: Access, { id, version, closesOn }: z.output<typeof closingMove>): Promise<SavedSurvey> {
  return change(access, async (record) => {
    const before = surveyValues(await lockedSurvey(record, id));
    if (before.status !== "open") throw new Refused("survey-not_open");
    if (closesOn < today()) throw new Invalid({ closesOn: translator("refusals")("survey-closing_day_over") });
    const moved = await record.update("survey", id, version, { closesOn }, { action: "move-closing" });
    const invitations = await record.tx.surveyInvitation.findMany({
      where: { organizationId: access.organization.id, surveyId: id },
      select: { linkId: true },
    });
    const links = [...new Set([before.linkId, ...invitations.map(({ linkId }) => linkId)].filter((link) => link !== null))];
    const stored = await record.tx.partyLink.findMany({
      where: { organizationId: access.organization.id, id: { in: links }, revokedAt: null },
      select: { id: true, version: true },
    });
    if (stored.length > 0) await record.updateMany("party-link", stored, { expiresAt: endOf(closesOn).toISOString() });
    return savedSurvey(moved);
  });
}

/** Withdraws one person's link. Who answered before keeps the answer. */
export async function revokeInvitation(
  access: Access,
  { id, version, reason }: z.output<typeof invitationTarget>,
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const invitation = await record.get("survey-invitation", id);
    const survey = surveyValues(await record.get("survey", invitation.values.surveyId as string));
    if (survey.anonymous) throw new Refused("survey-link_is_shared");
    if (["answered", "revoked"].includes(String(invitation.values.status))) throw new Refused("survey-invitation_settled");
    if (invitation.values.linkId) await revokePartyLink(record, invitation.values.linkId as string);
    const revoked = await record.update("survey-invitation", id, version, { status: "revoked" }, { action: "revoke", reason });
    return { id, version: revoked.version };
  });
}

/** open -> closed: no answer is taken any more. */
export async function closeSurvey(access: Access, { id, version, reason }: SurveyDeed): Promise<SavedSurvey> {
  return change(access, async (record) => {
    const survey = await lockedSurvey(record, id);
    if (surveyValues(survey).status !== "open") throw new Refused("survey-not_open");
    if (survey.version !== version) await record.update("survey", id, version, {});
    return savedSurvey(await closeLocked(record, survey, reason));
  });
}

/** Puts a draft or a closed survey aside, with a reason. */
export async function retireSurvey(access: Access, { id, version, reason }: SurveyDeed): Promise<SavedSurvey> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "open") throw new Refused("survey-open");
      if (values.retiredAt) throw new Refused("survey-retired");
      return { retiredAt: today(), retiredReason: reason };
    };
    return savedSurvey(await record.update("survey", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringSurveyBack(access: Access, { id, version, reason }: SurveyDeed): Promise<SavedSurvey> {
  return change(access, async (record) => {
    const patch = { retiredAt: null, retiredReason: "" };
    return savedSurvey(await record.update("survey", id, version, patch, { action: "bring-back", reason }));
  });
}

/** Says that the results of a closed survey were looked at; it leaves the owner's work. */
export async function markResultsRead(access: Access, { id, version, reason }: SurveyDeed): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const survey = await lockedSurvey(record, id);
    if (surveyValues(survey).status !== "closed") throw new Refused("survey-not_closed");
    if (survey.version !== version) await record.update("survey", id, version, {});
    record.note("survey", id, survey.ref ?? "", "read-results", { reason: reason || null });
    return { id, version };
  });
}

/** Sends the mail of an invitation that did not arrive once more, with the same link. Throws Refused where it arrived, is on its way, or nothing is taken. */
export async function mailInvitationAgain(
  access: Access,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const survey = await lockedSurvey(record, String((await record.get("survey-invitation", id)).values.surveyId));
    if (!takesAnswers(surveyValues(survey), today())) throw new Refused("survey-not_open");
    const patch = ({ values }: Stored) => {
      if (values.status !== "refused") throw new Refused("survey-mail_not_to_repeat");
      return { status: "waiting", deliveryProblem: "" };
    };
    const stored = await record.update("survey-invitation", id, version, patch, { action: "mail-again", reason });
    await queueMail(record, [invitationAgain(record, survey, stored)]);
    return { id, version: stored.version };
  });
}

// What becomes of an answer --------------------------------------------------------------------------------------------------------------------------

/**
 * Turns an answer into a requirement, a candidate, a note or the field it fills, with the survey as the source, and notes on the answer what became of it.
 * Throws Conflict, ReasonRequired, Refused, Forbidden.
 */
export async function applySurveyAnswer(access: Access, input: SurveyUse): Promise<AnswerUse> {
  return change(access, (record) => usedAnswer(record, access, input));
}

// Mail and the day -----------------------------------------------------------------------------------------------------------------------------------

/** What became of an invitation's mail, written in the change that marks the mail. */
export async function mailSettled(record: RecordWriter, mail: SettledMail): Promise<void> {
  const { id, version, values } = await record.get("survey-invitation", mail.recordId);
  // Who answered has the link, whatever the mail server says; who is withdrawn stays so.
  const settled = values.status === "answered" || values.status === "revoked";
  if (mail.status === "withdrawn" || mail.status === "waiting") {
    if (settled) return;
    const again = mail.status === "waiting";
    const reached = values.sentAt !== null;
    const deliveryProblem =
      mail.kind === "survey-reminder" && !again ? translator("surveys")("reminderHeldBack", { problem: mail.problem }) : mail.problem;
    const patch = { deliveryProblem, ...(reached ? {} : { status: again ? "waiting" : "refused" }) };
    await record.update("survey-invitation", id, version, patch, { action: again ? "mail-again" : "mail-taken-back" });
    return;
  }
  const patch: Values =
    mail.status === "sent"
      ? { sentAt: values.sentAt ?? mail.sentAt?.toISOString() ?? null, deliveryProblem: "", ...(settled ? {} : { status: "sent" }) }
      : { deliveryProblem: mail.problem.slice(0, 500), ...(settled ? {} : { status: "refused" }) };
  await record.update("survey-invitation", id, version, patch, { action: mail.status === "sent" ? "send" : "send-failed" });
}

/** Reminders before the closing day, and closing on the day after it; each once, however often it runs. */
export async function runDaily(access: Access): Promise<void> {
  const day = today();
  const open = await change(access, (record) =>
    record.tx.survey.findMany({
      where: { organizationId: access.organization.id, status: "open", closesOn: { not: null } },
      select: { id: true, closesOn: true, remindDays: true },
      orderBy: { id: "asc" },
    }),
  );
  for (const { id, closesOn, remindDays } of open) {
    const closes = closesOn!.toISOString().slice(0, 10);
    if (closes < day) {
      await once(access, "survey-close", `${id} ${closes}`, async (record) => {
        const survey = await lockedSurvey(record, id);
        const { status, closesOn: stands } = surveyValues(survey);
        if (status === "open" && stands !== null && stands < day) await closeLocked(record, survey, translator("surveys")("closedByDay"));
      });
    } else if (remindDays > 0 && daysUntil(closes, day) <= remindDays) {
      await once(access, "survey-remind", `${id} ${closes}`, async (record) => {
        const survey = await lockedSurvey(record, id);
        if (takesAnswers(surveyValues(survey), day)) await remindUnanswered(record, survey, closes);
      });
    }
  }
}

// Inside ---------------------------------------------------------------------------------------------------------------------------------------------

const daysUntil = (later: string, day: string) => Math.round((Date.parse(later) - Date.parse(day)) / 86_400_000);
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);

function refuseUnlessDraft({ status, retiredAt }: SurveyValues): void {
  if (retiredAt) throw new Refused("survey-retired");
  if (status !== ("draft" satisfies SurveyStatus)) throw new Refused("survey-not_draft");
}

function refuseUnlessOpen(survey: SurveyValues): void {
  if (!takesAnswers(survey, today())) throw new Refused("survey-not_open");
}

async function questionOfDraft(record: RecordWriter, id: string): Promise<Stored> {
  const question = await record.get("survey-question", id);
  if (Number(question.values.position) < 0) throw new NotFound();
  refuseUnlessDraft(surveyValues(await lockedSurvey(record, question.values.surveyId as string)));
  return record.get("survey-question", id);
}

async function questionsIn(record: RecordWriter, surveyId: string) {
  return record.tx.surveyQuestion.findMany({
    where: { organizationId: record.access.organization.id, surveyId, position: { gte: 0 } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, version: true, position: true, questionKey: true },
  });
}

async function addBankQuestions(record: RecordWriter, surveyId: string, keys: readonly string[], from: number): Promise<void> {
  const rows = keys.map((questionKey, index) => ({
    id: uuid(),
    surveyId,
    position: from + index,
    questionKey,
    question: questionOf(questionKey)?.question ?? "",
    kind: "text",
  }));
  await record.createMany("survey-question", rows);
}

/** Parties that can be asked: not retired, not adverse. What stood there already may have been retired since. */
async function requireParties(record: RecordWriter, access: Access, ids: readonly string[], stood: readonly string[]): Promise<void> {
  const organizationId = access.organization.id;
  const added = [...new Set(ids)].filter((id) => !stood.includes(id));
  const parties = await record.tx.interestedParty.findMany({
    where: { organizationId, id: { in: [...ids] } },
    select: { id: true, adverse: true, status: true },
  });
  if (parties.some(({ adverse }) => adverse)) throw new Invalid({ partyIds: translator("refusals")("survey-adverse") });
  const usable = parties.filter(({ status }) => status !== "retired");
  if (added.some((id) => !usable.some((party) => party.id === id)))
    throw new Invalid({ partyIds: translator("validation")("not_an_option") });
}
