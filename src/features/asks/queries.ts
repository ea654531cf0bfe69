import { type AskState, askState, isNamedRecipient, isOpenForAnswers, meaningOf, responseRate } from "@/domain/ask";
import type { AskAnswer, HowMetAnswer } from "@/domain/vocabulary";
import type { OutsideLanguage } from "@/features/contacts/queries";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { openPartyLink } from "@/server/party-links";
import { inTenant } from "@/server/tenant";
import { lastDayOf } from "./mails";
import { makePlan, type Plan } from "./plan";
import type { RoundChoice } from "./schema";

const iso = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : ((value as string | null) ?? null));

/** For whom a round would go out at this moment, about what, and who is left out and why. */
export async function planRound(access: Access, choice: RoundChoice): Promise<Plan> {
  return makePlan(access, choice);
}

// Rounds -----------------------------------------------------------------------------------------------------------------------------------------

export interface RoundRow {
  id: string;
  version: number;
  ref: string;
  title: string;
  status: "open" | "closed";
  dueOn: string;
  expiresAt: string;
  overdue: boolean;
  ownerName: string | null;
  createdOn: string;
  asked: number;
  answered: number;
  percent: number | null;
  refused: number;
  /** Answers that wait for a verdict. */
  waiting: number;
}

type StoredRound = Omit<RoundRow, "expiresAt" | "overdue" | "asked" | "answered" | "percent" | "refused"> & {
  expiresAt: unknown;
  createdAt: unknown;
  statuses: Record<string, number> | null;
};

async function readRounds(access: Access, ref: string | null): Promise<RoundRow[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<StoredRound[]>`
      SELECT * FROM (SELECT b.id, b.version, b.ref, b.title, b.status, b.due_on::text AS "dueOn", b.expires_at AS "expiresAt", u.name AS "ownerName",
             b.created_at AS "createdAt",
             (b.created_at AT TIME ZONE 'UTC')::date::text AS "createdOn",
             (SELECT json_object_agg(s.status, s.count) FROM (SELECT a.status, count(*)::int AS count FROM ask a
                WHERE a.organization_id = b.organization_id AND a.batch_id = b.id GROUP BY a.status) s) AS statuses,
             (SELECT count(*)::int FROM ask_item i JOIN ask a ON a.organization_id = i.organization_id AND a.id = i.ask_id
               WHERE i.organization_id = b.organization_id AND a.batch_id = b.id AND i.answer <> '' AND i.verdict = '') AS waiting
        FROM ask_batch b LEFT JOIN user_account u ON u.id = b.owner_id
       WHERE b.organization_id = ${access.organization.id}::uuid AND (${ref}::text IS NULL OR b.ref = ${ref}::text)
       ) found ORDER BY waiting > 0 DESC, status = 'open' DESC, "createdAt" DESC, ref DESC LIMIT 200`,
  );
  return rows.map(({ statuses, expiresAt, createdAt: _order, ...row }) => {
    const all = Object.entries(statuses ?? {}).flatMap(([status, count]) => new Array<string>(count).fill(status));
    const rate = responseRate(all);
    return {
      ...row,
      ...rate,
      expiresAt: iso(expiresAt)!,
      refused: statuses?.refused ?? 0,
      overdue: row.status === "open" && row.dueOn < today() && rate.answered < rate.asked,
    };
  });
}

/** The rounds: those with answers that wait first, then what is open, the newest first. */
export async function listRounds(access: Access): Promise<RoundRow[]> {
  return readRounds(access, null);
}

export interface AskRow {
  id: string;
  version: number;
  partyRef: string;
  partyName: string;
  recipientName: string;
  recipientEmail: string;
  language: OutsideLanguage;
  status: string;
  state: AskState;
  sentAt: string | null;
  openedAt: string | null;
  answeredAt: string | null;
  answeredBy: string;
  comment: string;
  reminders: number;
  lastRemindedAt: string | null;
  deliveryProblem: string;
  items: number;
}

export interface AnswerRow {
  id: string;
  version: number;
  requirementId: string;
  requirementRef: string;
  requirementVersion: number;
  /** In the words that were shown. */
  statement: string;
  /** How it reads today. */
  statementNow: string;
  howMet: string;
  answer: AskAnswer;
  proposal: string;
  comment: string;
  howMetAnswer: HowMetAnswer | "";
  answeredAt: string | null;
  answeredBy: string;
  recipientName: string;
  partyRef: string;
  partyName: string;
  verdict: string;
  verdictNote: string;
  decidedBy: string | null;
  decidedAt: string | null;
  /** Why what was said to be right is not confirmed at once. */
  waitsBecause: string | null;
}

export interface RoundRecord extends RoundRow {
  message: string;
  note: string;
  withHowMet: boolean;
  remindDays: number;
  ownerId: string | null;
  asks: AskRow[];
  matching: number;
  waitingAnswers: AnswerRow[];
  decidedAnswers: AnswerRow[];
}

export const ASKS_ON_A_PAGE = 100;
const MOST_ANSWERS = 100;

/** One round with a page of its asks and the answers, those that wait first. Null: none of this organisation. */
export async function getRound(
  access: Access,
  ref: string,
  { page = 1, status = null }: { page?: number; status?: string | null } = {},
): Promise<RoundRecord | null> {
  return inTenant(access, async (tx) => {
    const [row] = await readRounds(access, ref);
    if (!row) return null;
    const org = access.organization.id;
    const [batch] = await tx.$queryRaw<[Pick<RoundRecord, "message" | "note" | "withHowMet" | "remindDays" | "ownerId">]>`
      SELECT message, note, with_how_met AS "withHowMet", remind_days AS "remindDays", owner_id AS "ownerId"
        FROM ask_batch WHERE organization_id = ${org}::uuid AND id = ${row.id}::uuid`;
    const at = now().toISOString();
    const asks = await tx.$queryRaw<(Omit<AskRow, "state"> & { matching: number })[]>`
      SELECT a.id, a.version, p.ref AS "partyRef", p.name AS "partyName", a.recipient_name AS "recipientName", a.recipient_email AS "recipientEmail",
             a.language, a.status, a.sent_at AS "sentAt", a.opened_at AS "openedAt", a.answered_at AS "answeredAt", a.answered_by AS "answeredBy",
             a.comment, a.reminders, a.last_reminded_at AS "lastRemindedAt", a.delivery_problem AS "deliveryProblem",
             (SELECT count(*)::int FROM ask_item i WHERE i.organization_id = a.organization_id AND i.ask_id = a.id) AS items,
             count(*) OVER ()::int AS matching
        FROM ask a JOIN interested_party p ON p.organization_id = a.organization_id AND p.id = a.party_id
       WHERE a.organization_id = ${org}::uuid AND a.batch_id = ${row.id}::uuid AND (${status}::text IS NULL OR a.status = ${status}::text)
       ORDER BY a.status = 'refused' DESC, a.delivery_problem <> '' DESC, p.name_key, a.id
       LIMIT ${ASKS_ON_A_PAGE} OFFSET ${(page - 1) * ASKS_ON_A_PAGE}`;
    const answers = await tx.$queryRaw<(Omit<AnswerRow, "waitsBecause"> & { requirementStatus: string; adverse: boolean })[]>`
      SELECT i.id, i.version, i.requirement_id AS "requirementId", i.requirement_ref AS "requirementRef", r.version AS "requirementVersion",
             i.statement, r.statement AS "statementNow", r.status AS "requirementStatus", i.how_met AS "howMet", i.answer, i.proposal, i.comment,
             i.how_met_answer AS "howMetAnswer", i.answered_at AS "answeredAt", a.answered_by AS "answeredBy", a.recipient_name AS "recipientName",
             p.ref AS "partyRef", p.name AS "partyName", p.adverse, i.verdict, i.verdict_note AS "verdictNote", u.name AS "decidedBy",
             i.decided_at AS "decidedAt"
        FROM ask_item i JOIN ask a ON a.organization_id = i.organization_id AND a.id = i.ask_id
        JOIN requirement r ON r.organization_id = i.organization_id AND r.id = i.requirement_id
        JOIN interested_party p ON p.organization_id = a.organization_id AND p.id = a.party_id
        LEFT JOIN user_account u ON u.id = i.decided_by_id
       WHERE i.organization_id = ${org}::uuid AND a.batch_id = ${row.id}::uuid AND (i.answer <> '' OR i.how_met_answer <> '')
       ORDER BY i.verdict = '' AND i.answer <> '' DESC, a.answered_at DESC NULLS LAST, p.name_key, a.id, i.position LIMIT ${MOST_ANSWERS}`;
    const rows = answers.map(({ requirementStatus, adverse, ...answer }): AnswerRow => {
      const named = isNamedRecipient(answer.answeredBy, answer.recipientName);
      const { statement: statementShown, statementNow } = answer;
      const meaning = meaningOf({ answer: answer.answer, named, statementShown, statementNow, requirementStatus, adverse });
      return {
        ...answer,
        answeredAt: iso(answer.answeredAt),
        decidedAt: iso(answer.decidedAt),
        waitsBecause: meaning.kind === "wait" ? meaning.because : null,
      };
    });
    const waits = (answer: AnswerRow) => answer.verdict === "" && (answer.answer as string) !== "";
    return {
      ...row,
      ...batch,
      asks: asks.map(({ matching: _all, ...ask }) => ({
        ...ask,
        sentAt: iso(ask.sentAt),
        openedAt: iso(ask.openedAt),
        answeredAt: iso(ask.answeredAt),
        lastRemindedAt: iso(ask.lastRemindedAt),
        state: askState({ ...ask, batchStatus: row.status, expiresAt: row.expiresAt, dueOn: row.dueOn }, at),
      })),
      matching: asks[0]?.matching ?? 0,
      waitingAnswers: rows.filter(waits),
      decidedAnswers: rows.filter((answer) => !waits(answer)),
    };
  });
}

export interface AskOfParty {
  roundRef: string;
  title: string;
  recipientName: string;
  sentOn: string | null;
  answeredOn: string | null;
  answeredBy: string;
  status: string;
  dueOn: string;
}

/** When a party was asked and answered, the last first. */
export async function asksOfParty(access: Access, partyId: string): Promise<AskOfParty[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<AskOfParty[]>`
      SELECT b.ref AS "roundRef", b.title, a.recipient_name AS "recipientName", (a.sent_at AT TIME ZONE 'UTC')::date::text AS "sentOn",
             (a.answered_at AT TIME ZONE 'UTC')::date::text AS "answeredOn", a.answered_by AS "answeredBy", a.status, b.due_on::text AS "dueOn"
        FROM ask a JOIN ask_batch b ON b.organization_id = a.organization_id AND b.id = a.batch_id
       WHERE a.organization_id = ${access.organization.id}::uuid AND a.party_id = ${partyId}::uuid
       ORDER BY a.created_at DESC, a.id DESC LIMIT 10`,
  );
}

// Outside ----------------------------------------------------------------------------------------------------------------------------------------

export interface OutsideItem {
  id: string;
  statement: string;
  partyWording: string;
  translation: string;
  howMet: string;
  answer: AskAnswer | "";
  proposal: string;
  comment: string;
  howMetAnswer: HowMetAnswer | "";
  /** What we made of it, where a person did: it cannot be answered anew then. */
  verdict: string;
}

/** What the page outside shows: one party's own requirements, and nothing else of the register. */
export interface OutsideAsk {
  organization: string;
  party: string;
  recipientName: string;
  language: OutsideLanguage;
  title: string;
  message: string;
  withHowMet: boolean;
  dueOn: string;
  /** The last day on which the link works. */
  expiresOn: string;
  open: boolean;
  answeredAt: string | null;
  answeredBy: string;
  comment: string;
  items: OutsideItem[];
}

/** What a link shows; reading it changes nothing. Null: it opens nothing, whatever the reason. */
export async function outsideAsk(token: string): Promise<OutsideAsk | null> {
  const link = await openPartyLink("ask", token);
  if (!link?.targetId) return null;
  const { access, id, targetId } = link;
  return inTenant(access, async (tx) => {
    const org = access.organization.id;
    const [ask] = await tx.$queryRaw<
      (Omit<OutsideAsk, "organization" | "items" | "open" | "expiresOn"> & { status: string; batchStatus: string; expiresAt: Date })[]
    >`
      SELECT p.name AS party, a.recipient_name AS "recipientName", a.language, b.title, b.message, b.with_how_met AS "withHowMet",
             b.due_on::text AS "dueOn", b.expires_at AS "expiresAt", b.status AS "batchStatus", a.status, a.answered_at AS "answeredAt",
             a.answered_by AS "answeredBy", a.comment
        FROM ask a JOIN ask_batch b ON b.organization_id = a.organization_id AND b.id = a.batch_id
        JOIN interested_party p ON p.organization_id = a.organization_id AND p.id = a.party_id
       WHERE a.organization_id = ${org}::uuid AND a.id = ${targetId}::uuid AND a.link_id = ${id}::uuid AND NOT p.adverse`;
    if (!ask) return null;
    const { status, batchStatus, expiresAt, ...shown } = ask;
    if (status === "revoked") return null;
    // Their own wording belongs to the statement as it stands; where that has changed since, only what was asked is shown.
    const items = await tx.$queryRaw<OutsideItem[]>`
      SELECT i.id, i.statement, i.how_met AS "howMet", i.answer, i.proposal, i.comment, i.how_met_answer AS "howMetAnswer",
             CASE WHEN i.decided_by_id IS NULL THEN '' ELSE i.verdict END AS verdict,
             CASE WHEN r.statement = i.statement THEN r.party_wording ELSE '' END AS "partyWording",
             CASE WHEN r.statement = i.statement THEN r.translation ELSE '' END AS translation
        FROM ask_item i JOIN requirement r ON r.organization_id = i.organization_id AND r.id = i.requirement_id
       WHERE i.organization_id = ${org}::uuid AND i.ask_id = ${targetId}::uuid ORDER BY i.position, i.id`;
    return {
      ...shown,
      organization: access.organization.name,
      answeredAt: iso(shown.answeredAt),
      expiresOn: lastDayOf(expiresAt),
      open: isOpenForAnswers({ status, batchStatus, expiresAt: expiresAt.toISOString() }, now().toISOString()),
      items,
    };
  });
}
