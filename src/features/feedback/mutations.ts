import { addDays } from "@/domain/dates";
import {
  answerFeedback as answerRule,
  closeFeedback as closeRule,
  type Feedback,
  faultsOfTold,
  MOST_FEEDBACK_A_DAY,
  mayBeGivenFeedbackLink,
  reopenFeedback as reopenRule,
  takeFeedback as takeRule,
} from "@/domain/engagement";
import { mailAddressOf } from "@/domain/mail-address";
import type { Ruling } from "@/domain/ruling";
import { createAction } from "@/features/actions/mutations";
import { recordEngagement } from "@/features/engagement/mutations";
import { requireOwner } from "@/features/interested-parties/mutations";
import { createRequirement } from "@/features/requirements/mutations";
import { requirementInput } from "@/features/requirements/schema";
import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { queueMail } from "@/server/outbox";
import { issuePartyLink, openPartyLink, revokePartyLink } from "@/server/party-links";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type * as schema from "./schema";

export { takeInMail } from "./intake";

interface SavedFeedback {
  id: string;
  ref: string;
  version: number;
}

interface Target {
  id: string;
  version: number;
}

type FeedbackValues = Feedback & {
  heldOn: string;
  partyId: string | null;
  summary: string;
  fromName: string;
  fromEmail: string;
  note: string;
  actionId: string | null;
  requirementIds: string[];
  retiredAt: string | null;
};

// How it goes on -----------------------------------------------------------------------------------------------------------------------------------

/** new -> in_work. Throws Invalid for an owner who is no member, Refused for what is no new feedback. */
export async function takeFeedback(access: Access, { id, version, ownerId }: schema.TakeInput): Promise<SavedFeedback> {
  return change(access, async (record) => {
    await requireOwner(record, access, ownerId);
    return saved(await amend(record, { id, version }, "take", (entry) => takeRule(entry, ownerId)));
  });
}

/** Writes what we answer. Whoever answers what nobody had taken on has taken it on. */
export async function answerFeedback(access: Access, { id, version, response }: schema.AnswerInput): Promise<SavedFeedback> {
  return change(access, async (record) =>
    saved(
      await amend(record, { id, version }, "answer", (entry) =>
        answerRule(entry, { response, ownerId: access.user?.id ?? null, today: today() }),
      ),
    ),
  );
}

/** answered -> closed, with what came of it. Why nobody could be told stands in the note. */
export async function closeFeedback(access: Access, { id, version, ...input }: schema.CloseInput): Promise<SavedFeedback> {
  return change(access, async (record) =>
    saved(
      await amend(record, { id, version }, "close", (entry) => {
        const ruling = closeRule(entry, { ...input, today: today() });
        if (!ruling.ok || ruling.value.toldOn !== null) return ruling;
        const why = translator("feedback")("notToldBecause", { reason: input.whyNotTold });
        return { ok: true, value: { ...ruling.value, note: [entry.note, why].filter(Boolean).join("\n") } };
      }),
    ),
  );
}

/** answered or closed -> in_work, with a reason. */
export async function reopenFeedback(access: Access, { id, version, reason }: schema.ReopenInput): Promise<SavedFeedback> {
  return change(access, async (record) =>
    saved(await amend(record, { id, version }, "reopen", (entry) => reopenRule(entry, reason), reason)),
  );
}

/**
 * Queues the mail that tells them what came of it; that they were told is noted once it has gone out. Throws Refused where nothing is answered yet, a
 * mail about it is on its way, the party is adverse, or they asked not to be written to.
 */
export async function tellByMail(access: Access, { id, version, toEmail, language, message }: schema.TellInput): Promise<SavedFeedback> {
  return change(access, async (record) => {
    const stored = await lockedFeedback(record, { id, version });
    const entry = valuesOf(stored);
    if (entry.type !== "feedback") throw new Refused("engagement-no_feedback");
    if (entry.status !== "answered" && entry.status !== "closed") throw new Refused("engagement-not_answered");
    const organizationId = access.organization.id;
    if (entry.partyId && (await record.get("interested-party", entry.partyId)).values.adverse) throw new Refused("engagement-adverse_told");
    const address = mailAddressOf(toEmail || entry.fromEmail);
    if (!address) throw new Invalid({ toEmail: translator("validation")("not_a_mail_address") });
    const contacts = await record.tx.partyContact.findMany({
      where: { organizationId, email: { equals: address, mode: "insensitive" }, retiredAt: null },
      select: { partyId: true, noMail: true },
    });
    if (contacts.some(({ noMail }) => noMail)) throw new Refused("engagement-no_mail");
    // To whoever said it, or to somebody who speaks for that party: what was said goes to nobody else.
    const known =
      address === mailAddressOf(entry.fromEmail) || (entry.partyId && contacts.some(({ partyId }) => partyId === entry.partyId));
    if (!known) throw new Invalid({ toEmail: translator("refusals")("engagement-not_theirs") });
    const under = await record.tx.mailMessage.count({
      where: { organizationId, entity: "engagement", recordId: id, status: { in: ["waiting", "sending"] } },
    });
    if (under > 0) throw new Refused("engagement-mail_on_its_way");
    const t = outsideWords(language, "feedback");
    const of = { reference: stored.ref ?? "", organization: access.organization.name };
    await queueMail(record, [
      {
        kind: "feedback-answer",
        toEmail: address,
        toName: entry.fromName,
        language,
        subject: t("mailSubject", of),
        body: [
          entry.fromName ? t("mailGreetingTo", { name: entry.fromName }) : t("mailGreeting"),
          t("mailIntro", { ...of, day: entry.heldOn }),
          message,
          t("mailYourWords"),
          entry.summary
            .slice(0, 2_000)
            .split("\n")
            .map((line) => `> ${line}`)
            .join("\n"),
          t("mailClosing", of),
        ].join("\n\n"),
        entity: "engagement",
        recordId: id,
      },
    ]);
    record.note("engagement", id, stored.ref ?? "", "queue-mail");
    return saved(stored);
  });
}

const USUAL_DAYS = 30;

/** Opens the improvement that answers it. Throws Refused where it has one. */
export async function openActionOfFeedback(access: Access, input: schema.FeedbackAction): Promise<SavedFeedback & { actionRef: string }> {
  return change(access, async (record) => {
    const stored = await lockedFeedback(record, input);
    const entry = valuesOf(stored);
    if (entry.type !== "feedback") throw new Refused("engagement-no_feedback");
    if (entry.actionId !== null) throw new Refused("engagement-has_action");
    const party = entry.partyId ? (await record.get("interested-party", entry.partyId)).ref : null;
    const made = await createAction(
      access,
      {
        title: input.title,
        kind: "improvement",
        description: entry.summary,
        requirementId: null,
        findingId: null,
        recordRefs: party ? [party] : [],
        dueAt: input.dueAt ?? addDays(today(), USUAL_DAYS),
        ownerId: input.actionOwnerId,
        cause: translator("feedback")("actionCause", { ref: stored.ref ?? "", day: entry.heldOn }),
        note: "",
      },
      { origin: "feedback", originRef: stored.ref ?? "" },
    );
    const linked = await record.update("engagement", stored.id, input.version, { actionId: made.id }, { action: "open-task" });
    return { ...saved(linked), actionRef: made.ref };
  });
}

/** Makes a draft requirement of what was said. Throws Refused while nobody knows whose feedback it is. */
export async function requirementOfFeedback(
  access: Access,
  { id, version, statement, kind, strength }: schema.FeedbackRequirement,
): Promise<SavedFeedback & { requirementRef: string }> {
  return change(access, async (record) => {
    const stored = await lockedFeedback(record, { id, version });
    const entry = valuesOf(stored);
    if (entry.type !== "feedback") throw new Refused("engagement-no_feedback");
    if (entry.partyId === null) throw new Refused("engagement-whose");
    const made = await createRequirement(
      access,
      requirementInput.parse({
        partyId: entry.partyId,
        statement,
        partyWording: entry.summary,
        kind,
        strength,
        sourceType: "feedback",
        sourceRef: `${stored.ref}, ${entry.heldOn}`,
        elicitationMethod: "feedback",
        elicitedAt: entry.heldOn,
      }),
    );
    const linked = await record.update(
      "engagement",
      id,
      version,
      { requirementIds: [...entry.requirementIds, made.id] },
      { action: "use" },
    );
    return { ...saved(linked), requirementRef: made.ref };
  });
}

// Links --------------------------------------------------------------------------------------------------------------------------------------------

/** Makes a link through which a party, or everybody, can tell us something. Throws Refused for adverse and retired parties. */
export async function issueFeedbackLink(access: Access, input: schema.LinkInput): Promise<{ id: string }> {
  return change(access, async (record) => {
    const party = input.partyId === null ? null : await record.get("interested-party", input.partyId);
    if (party && !mayBeGivenFeedbackLink(party.values as { adverse: boolean; status: string })) throw new Refused("engagement-no_link");
    const expiresAt = input.days === null ? null : new Date(now().getTime() + input.days * 86_400_000);
    const recipient = input.recipient || (party ? String(party.values.name) : translator("feedback")("everybody"));
    return {
      id: await issuePartyLink(record, {
        kind: "feedback",
        partyId: input.partyId,
        targetId: null,
        recipient,
        language: input.language,
        expiresAt,
      }),
    };
  });
}

/** Ends a link. Throws NotFound for what is no link for feedback. */
export async function revokeFeedbackLink(access: Access, { id }: { id: string }): Promise<{ id: string }> {
  return change(access, async (record) => {
    if ((await record.get("party-link", id)).values.kind !== "feedback") throw new NotFound();
    await revokePartyLink(record, id);
    return { id };
  });
}

const SAME_WITHIN_MS = 3_600_000;

/** What became of what somebody outside told us. */
export type ToldOutcome =
  | { state: "taken"; ref: string }
  /** The link opens nothing, whatever the reason. */
  | { state: "gone" }
  | { state: "worn"; count: number }
  | { state: "faults"; faults: ReturnType<typeof faultsOfTold> };

/** What somebody outside tells us through a link. The same words sent again within the hour are the same feedback: a retry makes no second one. */
export async function giveFeedback({ token, feedbackKind, ...told }: schema.Told): Promise<ToldOutcome> {
  const link = await openPartyLink("feedback", token);
  if (!link) return { state: "gone" };
  const faults = faultsOfTold(told);
  if (Object.keys(faults).length > 0) return { state: "faults", faults };
  const text = storable(told.text).trim();
  const fromName = storable(told.fromName).trim().replace(/\s+/g, " ");
  const fromEmail = mailAddressOf(told.fromEmail) ?? "";
  const { access } = link;
  const organizationId = access.organization.id;
  return change(access, async (record): Promise<ToldOutcome> => {
    // Whoever comes through the same link at the same time waits, so that the limit is one.
    const [stands] = await record.tx.$queryRaw<{ revoked: boolean }[]>`
      SELECT revoked_at IS NOT NULL AS revoked FROM party_link WHERE organization_id = ${organizationId}::uuid AND id = ${link.id}::uuid FOR UPDATE`;
    if (stands?.revoked !== false) return { state: "gone" };
    if (link.partyId !== null) {
      const party = (await record.get("interested-party", link.partyId)).values;
      if (!mayBeGivenFeedbackLink(party as { adverse: boolean; status: string })) return { state: "gone" };
    }
    const at = now().getTime();
    const through = { organizationId, origin: "link", originRef: link.id };
    const again = await record.tx.engagement.findFirst({
      where: { ...through, summary: text, feedbackKind, fromEmail, createdAt: { gt: new Date(at - SAME_WITHIN_MS) } },
      select: { ref: true },
    });
    if (again) return { state: "taken", ref: again.ref };
    const lately = await record.tx.engagement.count({ where: { ...through, createdAt: { gt: new Date(at - 86_400_000) } } });
    if (lately >= MOST_FEEDBACK_A_DAY) return { state: "worn", count: MOST_FEEDBACK_A_DAY };
    const made = await recordEngagement(record, {
      partyId: link.partyId,
      type: "feedback",
      channel: "link",
      summary: text,
      feedbackKind,
      fromName,
      fromEmail,
      origin: "link",
      originRef: link.id,
    });
    if (!link.firstOpenedAt) {
      const stored = await record.get("party-link", link.id);
      await record.update("party-link", link.id, stored.version, { firstOpenedAt: now().toISOString() }, { action: "open" });
    }
    return { state: "taken", ref: made.ref ?? "" };
  });
}

/** What the database cannot hold, and signs that turn the order of writing, are taken out; everything else stays as it was typed. */
function storable(text: string): string {
  return (
    text
      .replace(/\p{Cs}/gu, "\ufffd")
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "")
  );
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

/** One step of a feedback: the rule is asked about the state that is guarded by the version, then written. */
async function amend(
  record: RecordWriter,
  { id, version }: Target,
  action: string,
  rule: (entry: FeedbackValues) => Ruling<object>,
  reason?: string,
): Promise<Stored> {
  const patch = (stored: Stored) => {
    const entry = valuesOf(stored);
    if (entry.retiredAt !== null) throw new Refused("engagement-retired");
    const ruling = rule(entry);
    if (ruling.ok) return ruling.value as Record<string, unknown>;
    if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(`engagement-${ruling.code}`) });
    throw new Refused(`engagement-${ruling.code}`);
  };
  return record.update("engagement", id, version, patch, { action, reason });
}

/** The feedback as it stands; who does something else with it at the same time waits, and who saw an earlier version is told. */
async function lockedFeedback(record: RecordWriter, { id, version }: Target): Promise<Stored> {
  await record.tx
    .$queryRaw`SELECT 1 FROM engagement WHERE organization_id = ${record.access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const stored = await record.update("engagement", id, version, {});
  if (valuesOf(stored).retiredAt !== null) throw new Refused("engagement-retired");
  return stored;
}

function valuesOf({ values }: Stored): FeedbackValues {
  return values as unknown as FeedbackValues;
}

function saved({ id, ref, version }: Stored): SavedFeedback {
  return { id, ref: ref ?? "", version };
}
