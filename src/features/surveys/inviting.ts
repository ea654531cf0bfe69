import { v7 as uuid } from "uuid";
import { addDays } from "@/domain/dates";
import { linkForEachParty, MOST_RECIPIENTS, readRecipients } from "@/domain/survey";
import { reachable } from "@/features/contacts/queries";
import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import { now } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { type NewMail, queueMail } from "@/server/outbox";
import { issuePartyLinks } from "@/server/party-links";
import type { RecordWriter, Stored } from "@/server/record";
import { type SurveyValues, surveyValues } from "./stored";

export interface Recipient {
  partyId: string | null;
  name: string;
  email: string;
}

/**
 * The people who were chosen among the contacts and pasted, each address once; those who were asked before are left out. Throws Invalid with a sentence for
 * each line that is wrong, so that nobody is left out silently.
 */
export async function recipientsOf(
  record: RecordWriter,
  survey: SurveyValues,
  surveyId: string,
  { contactIds, pasted, pastedPartyId }: { contactIds: readonly string[]; pasted: string; pastedPartyId: string | null },
): Promise<Recipient[]> {
  const t = translator("surveys");
  if (pastedPartyId !== null && !survey.partyIds.includes(pastedPartyId))
    throw new Invalid({ pastedPartyId: translator("validation")("not_an_option") });
  const { recipients, faults } = readRecipients(pasted);
  if (faults.length > 0) {
    const sentences = faults.slice(0, 20).map(({ line, text, fault }) => t(`pasted.${fault}`, { line, text }));
    if (faults.length > 20) sentences.push(t("pasted.more", { count: faults.length - 20 }));
    throw new Invalid({ pasted: sentences.join("\n") });
  }
  const contacts = contactIds.length > 0 ? await reachable(record.access, survey.partyIds) : [];
  const chosen = contactIds.map((id) => contacts.find(({ contactId }) => contactId === id));
  if (chosen.some((contact) => !contact)) throw new Invalid({ contactIds: t("contactGone") });
  const pastedParty = pastedPartyId ?? (survey.partyIds.length === 1 ? survey.partyIds[0]! : null);
  const all: Recipient[] = [
    ...chosen.map((contact) => ({ partyId: contact!.partyId, name: contact!.name, email: contact!.email })),
    ...recipients.map(({ name, email }) => ({ partyId: pastedParty, name, email })),
  ];
  const asked = await record.tx.surveyInvitation.findMany({
    where: { organizationId: record.access.organization.id, surveyId, status: { not: "revoked" } },
    select: { recipientEmail: true },
  });
  const seen = new Set(asked.map(({ recipientEmail }) => recipientEmail.toLowerCase()));
  const fresh = all.filter(({ email }) => {
    const key = email.toLowerCase();
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
  if (fresh.length + asked.length > MOST_RECIPIENTS) throw new Refused("survey-too_many_recipients", { most: MOST_RECIPIENTS });
  return fresh;
}

/** Links, invitations and mails for these people. Named: a link each; anonymous: one for all, or one for each party where that makes nobody out. */
export async function inviteTo(record: RecordWriter, survey: Stored, recipients: readonly Recipient[]): Promise<{ invited: number }> {
  const values = surveyValues(survey);
  const ids = recipients.map(() => uuid());
  const links = values.anonymous ? await sharedLinks(record, survey, recipients) : await ownLinks(record, values, recipients, ids);
  const rows = recipients.map(({ partyId, name, email }, index) => ({
    id: ids[index]!,
    surveyId: survey.id,
    partyId,
    recipientName: name,
    recipientEmail: email,
    language: values.language,
    linkId: links[index]!,
  }));
  await record.createMany("survey-invitation", rows, { action: "invite" });
  await queueMail(
    record,
    rows.map((row) => mailTo(record, survey, row, "invitation")),
  );
  return { invited: rows.length };
}

const endOf = (day: string) => new Date(`${addDays(day, 1)}T00:00:00Z`);

async function ownLinks(record: RecordWriter, survey: SurveyValues, recipients: readonly Recipient[], ids: readonly string[]) {
  return issuePartyLinks(
    record,
    recipients.map(({ partyId, name }, index) => ({
      kind: "survey" as const,
      partyId,
      targetId: ids[index]!,
      recipient: name,
      language: survey.language,
      expiresAt: endOf(survey.closesOn!),
    })),
  );
}

/** Nothing that is stored with such a link says who uses it. */
async function sharedLinks(record: RecordWriter, survey: Stored, recipients: readonly Recipient[]): Promise<string[]> {
  const values = surveyValues(survey);
  const link = (partyId: string | null) => ({
    kind: "survey" as const,
    partyId,
    targetId: survey.id,
    recipient: translator("surveys")("anonymousActor", { ref: survey.ref ?? "" }),
    language: values.language,
    expiresAt: endOf(values.closesOn!),
  });
  let common = values.linkId;
  // Who is asked later gets the link for all: a group of late ones could be too small.
  const parties =
    common === null && linkForEachParty(recipients.map(({ partyId }) => partyId))
      ? [...new Set(recipients.map(({ partyId }) => partyId))].filter((id) => id !== null)
      : [];
  if (common === null) {
    const sole = values.partyIds.length === 1 ? values.partyIds[0]! : null;
    common = (await issuePartyLinks(record, [link(sole)]))[0]!;
    await record.update("survey", survey.id, survey.version, { linkId: common }, { action: "issue" });
  }
  const own = new Map<string | null, string>();
  const made = await issuePartyLinks(record, parties.map(link));
  for (const [index, party] of parties.entries()) own.set(party, made[index]!);
  return recipients.map(({ partyId }) => own.get(partyId) ?? common!);
}

interface Invited {
  id: string;
  recipientName: string;
  recipientEmail: string;
  linkId: string | null;
}

function mailTo(record: RecordWriter, survey: Stored, invitation: Invited, kind: "invitation" | "reminder", key = ""): NewMail {
  const { title, introduction, language, anonymous, closesOn } = surveyValues(survey);
  const t = outsideWords(language, "survey");
  const words = {
    organization: record.access.organization.name,
    title,
    name: invitation.recipientName === invitation.recipientEmail ? "" : invitation.recipientName,
    until: new Date(`${closesOn}T12:00:00Z`),
    link: "{link}",
  };
  const paragraphs = [
    words.name === "" ? t("mail.hello") : t("mail.helloName", words),
    t(`mail.${kind}`, words),
    kind === "invitation" ? introduction : "",
    "{link}",
    t("mail.until", words),
    t(anonymous ? "mail.anonymous" : "mail.named", words),
    anonymous && kind === "reminder" ? t("mail.answeredAlready") : "",
    t("mail.regards", words),
  ];
  return {
    kind: kind === "invitation" ? "survey" : "survey-reminder",
    toEmail: invitation.recipientEmail,
    toName: words.name,
    language,
    subject: t(kind === "invitation" ? "mail.subject" : "mail.reminderSubject", words),
    body: paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"),
    linkId: invitation.linkId,
    dedupeKey: `survey-${kind}:${invitation.id}${key}`,
    entity: "survey-invitation",
    recordId: invitation.id,
  };
}

/** The first mail once more, as a mail of its own. */
export function invitationAgain(record: RecordWriter, survey: Stored, { id, version, values }: Stored): NewMail {
  const { recipientName, recipientEmail, linkId } = values as unknown as Invited;
  return mailTo(record, survey, { id, recipientName, recipientEmail, linkId }, "invitation", `:again:${version}`);
}

/**
 * Queues a reminder for whoever was asked and has not answered; of an anonymous survey for everybody who was asked.
 * @param round "hand" or the closing day: by the day each is reminded once
 */
export async function remindUnanswered(record: RecordWriter, survey: Stored, round: string): Promise<{ reminded: number }> {
  const { anonymous } = surveyValues(survey);
  const invitations = await record.tx.surveyInvitation.findMany({
    where: {
      organizationId: record.access.organization.id,
      surveyId: survey.id,
      status: { in: ["waiting", "sent"] },
      linkId: { not: null },
    },
    select: { id: true, version: true, recipientName: true, recipientEmail: true, linkId: true, reminders: true },
  });
  if (round === "hand" && invitations.length === 0) throw new Refused(anonymous ? "survey-nobody_asked" : "survey-nobody_left");
  await queueMail(
    record,
    invitations.map((invitation) =>
      mailTo(record, survey, invitation, "reminder", round === "hand" ? `:${invitation.reminders + 1}` : `:${round}`),
    ),
  );
  const at = now().toISOString();
  for (const { id, version, reminders } of invitations)
    await record.update("survey-invitation", id, version, { reminders: reminders + 1, lastRemindedAt: at }, { action: "remind" });
  return { reminded: invitations.length };
}
