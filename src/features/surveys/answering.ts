import { randomUUID } from "node:crypto";
import { type AnswerFault, type AskedQuestion, judgeAnswers, takesAnswers } from "@/domain/survey";
import type { SurveyQuestionKind } from "@/domain/vocabulary";
import { recordEngagement } from "@/features/engagement/mutations";
import { translator } from "@/lib/translate";
import { now, today } from "@/server/clock";
import { env } from "@/server/env";
import { type OpenedPartyLink, openPartyLink } from "@/server/party-links";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { OutsideAnswer } from "./schema";
import { lockedSurvey, surveyValues } from "./stored";

/** What somebody outside sees and sends. The link is the key: everything is read and written with the Access it opens, in its organisation. */
export interface OutsideQuestion extends AskedQuestion {
  question: string;
  kind: SurveyQuestionKind;
}

export interface OutsideSurvey {
  id: string;
  organization: string;
  /** Whom to turn to. */
  owner: string | null;
  title: string;
  introduction: string;
  language: string;
  anonymous: boolean;
  closesOn: string;
  /** The name the link was made for; empty of an anonymous survey. */
  recipient: string;
  questions: OutsideQuestion[];
  /** The answer that this person gave, to be changed until the survey closes; null: none so far. */
  own: { stamp: number; answeredOn: string; answers: Record<string, string> } | null;
}

/** What a link to a survey shows. Null for what is closed, expired, withdrawn, foreign or invented. Reading it changes nothing. */
export async function openSurveyLink(token: string): Promise<OutsideSurvey | null> {
  const link = await openPartyLink("survey", token);
  return link && readOutside(link);
}

async function readOutside(link: OpenedPartyLink): Promise<OutsideSurvey | null> {
  const { targetId } = link;
  if (targetId === null) return null;
  const organizationId = link.access.organization.id;
  return inTenant(link.access, async (tx) => {
    const invitation = await tx.surveyInvitation.findFirst({
      where: { organizationId, id: targetId, linkId: link.id, status: { not: "revoked" } },
      select: { id: true, surveyId: true },
    });
    const survey = await tx.survey.findFirst({ where: { organizationId, id: invitation?.surveyId ?? targetId } });
    const closesOn = survey?.closesOn?.toISOString().slice(0, 10) ?? null;
    if (!survey || closesOn === null || survey.anonymous !== (invitation === null)) return null;
    if (!takesAnswers({ status: survey.status as "open", closesOn }, today())) return null;
    const questions = await tx.surveyQuestion.findMany({
      where: { organizationId, surveyId: survey.id, position: { gte: 0 } },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, question: true, kind: true, options: true, required: true },
    });
    const owner = survey.ownerId ? await tx.userAccount.findFirst({ where: { id: survey.ownerId }, select: { name: true } }) : null;
    const own = invitation
      ? await tx.surveyResponse.findFirst({ where: { organizationId, invitationId: invitation.id }, include: { answers: true } })
      : null;
    return {
      id: survey.id,
      organization: link.access.organization.name,
      owner: owner?.name ?? null,
      title: survey.title,
      introduction: survey.introduction,
      language: survey.language,
      anonymous: survey.anonymous,
      closesOn,
      recipient: invitation ? link.recipient : "",
      questions: questions as OutsideQuestion[],
      own: own && {
        stamp: stampOf(own.version, own.answers),
        answeredOn: own.answeredOn.toISOString().slice(0, 10),
        answers: Object.fromEntries(own.answers.map(({ questionId, answer }) => [questionId, answer])),
      },
    };
  });
}

/** Grows with every change of the response or one of its answers. */
const stampOf = (version: number, answers: readonly { version: number }[]) =>
  answers.reduce((sum, answer) => sum + answer.version, version);

export type Answered =
  | { state: "taken"; surveyId: string; anonymous: boolean; closesOn: string }
  | { state: "faults"; faults: Record<string, AnswerFault> }
  /** Answered before, from this link or this browser, or changed in another window meanwhile. */
  | { state: "already" }
  | { state: "gone" };

/** An anonymous survey takes no more than this: somebody is playing with the link. */
const MOST_RESPONSES = 5_000;

/**
 * Takes an answer from outside. Named: one for each link, which may be changed until the survey closes. Anonymous: neither who answered nor when, finer
 * than the day, is stored with it.
 * @param answeredHere this browser has answered an anonymous survey before, as its cookie says
 */
export async function answerSurvey({ token, responseId, stamp, answers: given }: OutsideAnswer, answeredHere: boolean): Promise<Answered> {
  const link = await openPartyLink("survey", token);
  const shown = link && (await readOutside(link));
  if (!link || !shown) return { state: "gone" };
  const { answers, faults } = judgeAnswers(shown.questions, given);
  if (faults.size > 0) return { state: "faults", faults: Object.fromEntries(faults) };
  const taken: Answered = { state: "taken", surveyId: shown.id, anonymous: shown.anonymous, closesOn: shown.closesOn };
  const organizationId = link.access.organization.id;
  return change(link.access, async (record) => {
    const survey = surveyValues(await lockedSurvey(record, shown.id));
    // Closed or moved while somebody was writing.
    if (!takesAnswers(survey, today())) return { state: "gone" };
    const sent = await record.tx.surveyResponse.findFirst({
      where: { organizationId, id: responseId, surveyId: shown.id },
      select: { invitationId: true },
    });
    // The same sending once more: a line that broke after we had stored it.
    if (sent && stamp === null && (sent.invitationId === null || sent.invitationId === link.targetId)) return taken;
    if (shown.anonymous) {
      if (answeredHere) return { state: "already" };
      if ((await record.tx.surveyResponse.count({ where: { organizationId, surveyId: shown.id } })) >= MOST_RESPONSES)
        return { state: "gone" };
      await storeAnonymous(record, shown.id, responseId, link.partyId, answers);
      return taken;
    }
    const invitation = await record.get("survey-invitation", link.targetId ?? "");
    // Withdrawn while somebody was writing.
    if (invitation.values.status === "revoked") return { state: "gone" };
    return (await storeNamed(record, shown, invitation, { responseId, stamp }, answers)) ? taken : { state: "already" };
  });
}

/** The day begins at midnight for everybody, and ids are drawn at random: neither says who was before whom. */
async function storeAnonymous(
  record: RecordWriter,
  surveyId: string,
  responseId: string,
  partyId: string | null,
  answers: ReadonlyMap<string, string>,
): Promise<void> {
  const createdAt = `${today()}T00:00:00.000Z`;
  const response = { id: responseId, surveyId, partyId, respondent: "", answeredOn: today(), createdAt };
  await record.create("survey-response", response, { action: "answer" });
  const rows = [...answers].map(([questionId, answer]) => ({ id: randomUUID(), responseId, questionId, answer, createdAt }));
  await record.createMany("survey-answer", rows, { action: "answer" });
  const organizationId = record.access.organization.id;
  await record.tx.surveyResponse.updateMany({ where: { organizationId, id: responseId }, data: { updatedAt: createdAt } });
  await record.tx.surveyAnswer.updateMany({ where: { organizationId, responseId }, data: { updatedAt: createdAt } });
}

/** False where an answer stands that the sender has not seen. */
async function storeNamed(
  record: RecordWriter,
  { id: surveyId, title }: OutsideSurvey,
  invitation: Stored,
  { responseId, stamp }: { responseId: string; stamp: number | null },
  answers: ReadonlyMap<string, string>,
): Promise<boolean> {
  const organizationId = record.access.organization.id;
  const before = await record.tx.surveyResponse.findFirst({
    where: { organizationId, invitationId: invitation.id },
    include: { answers: true },
  });
  if (before) {
    if (stamp === null || stamp !== stampOf(before.version, before.answers)) return false;
    for (const [questionId, answer] of answers) {
      const stands = before.answers.find((one) => one.questionId === questionId);
      if (stands) await record.update("survey-answer", stands.id, stands.version, { answer }, { action: "answer" });
    }
    await record.update("survey-response", before.id, before.version, { answeredOn: today() }, { action: "answer" });
    return true;
  }
  const partyId = (invitation.values.partyId as string | null) ?? null;
  const respondent = String(invitation.values.recipientName);
  const response = { id: responseId, surveyId, invitationId: invitation.id, partyId, respondent, answeredOn: today() };
  await record.create("survey-response", response, { action: "answer" });
  const rows = [...answers].map(([questionId, answer]) => ({ responseId, questionId, answer }));
  await record.createMany("survey-answer", rows, { action: "answer" });
  const answered = { status: "answered", answeredAt: now().toISOString() };
  await record.update("survey-invitation", invitation.id, invitation.version, answered, { action: "answer" });
  const party = partyId && (await record.get("interested-party", partyId)).values;
  if (partyId && party && party.adverse !== true) {
    const { ref } = await record.get("survey", surveyId);
    const summary = translator("surveys")("engagementNamed", { ref: ref ?? "", title });
    await recordEngagement(record, { partyId, type: "survey", summary, participants: respondent, origin: "survey", originRef: ref ?? "" });
  }
  return true;
}

/** Of a browser that answered an anonymous survey: it says so and nothing else. */
export const answeredCookie = (surveyId: string) => `${env().secure ? "__Secure-" : ""}goldthread.survey.${surveyId.replaceAll("-", "")}`;
