import { addDays, compareDays } from "./dates";
import { confirmationNeed } from "./requirement";
import { accept, isBlank, type Ruling, refuse } from "./ruling";
import type {
  AskAnswer,
  HowMetAnswer,
  PartyRelevance,
  PartyStatus,
  RequirementRelevance,
  RequirementStatus,
  SourceType,
} from "./vocabulary";

/** Asking a party whether what was recorded as its need is right: who is asked, about what, what an answer becomes, when somebody is reminded. */

// Who and what -----------------------------------------------------------------------------------------------------------------------------------

/** Whether a party is asked at all. Adverse ones never are (rule 7), nor are those that the register does not count. */
export function mayBeAsked(party: {
  status: PartyStatus;
  relevance: PartyRelevance;
  adverse: boolean;
}): Ruling<null, "adverse" | "not_active" | "not_relevant"> {
  if (party.adverse) return refuse("adverse");
  if (party.status !== "active") return refuse("not_active");
  if (party.relevance !== "relevant") return refuse("not_relevant");
  return accept(null);
}

/** Which parties a round is made for. */
export const ROUND_STATES = ["unconfirmed", "outdated", "all"] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export type ItemReason = "unconfirmed" | "outdated" | "confirmed" | "law_confirms_itself" | "contract_confirms_itself";

/**
 * Whether a requirement of the party is proposed, ticked or not, and why. Laws and signed contracts need no confirmation (rule 9), so they stand unticked;
 * drafts, discarded and retired ones are shown to nobody: null.
 */
export function proposeItem(
  requirement: {
    status: RequirementStatus;
    relevance: RequirementRelevance;
    sourceType: SourceType | null;
    obligationCount: number;
    confirmedAt: string | null;
  },
  round: { state: RoundState; today: string; confirmMaxDays: number },
): { ask: boolean; because: ItemReason } | null {
  if (requirement.status !== "active" || requirement.relevance === "discarded") return null;
  const need = confirmationNeed({ ...requirement, party: { adverse: false } });
  if (need.because === "law_confirms_itself" || need.because === "contract_confirms_itself") return { ask: false, because: need.because };
  if (requirement.confirmedAt === null) return { ask: round.state !== "outdated", because: "unconfirmed" };
  if (compareDays(addDays(requirement.confirmedAt, round.confirmMaxDays), round.today) < 0)
    return { ask: round.state !== "unconfirmed", because: "outdated" };
  return { ask: round.state === "all", because: "confirmed" };
}

// What an answer becomes -------------------------------------------------------------------------------------------------------------------------

export type WaitReason = "somebody_else" | "statement_changed" | "retired" | "adverse";
export type Meaning = { kind: "nothing" } | { kind: "confirm" } | { kind: "proposal" } | { kind: "wait"; because: WaitReason };

/**
 * "Right" from whom we asked, about words that still stand, is a confirmation. From somebody else, or about words that changed since they were shown, it
 * waits for a person. "Change" and "no longer" are proposals always: nobody outside changes the register.
 */
export function meaningOf(facts: {
  answer: AskAnswer | "";
  named: boolean;
  statementShown: string;
  statementNow: string;
  requirementStatus: string;
  adverse: boolean;
}): Meaning {
  if (facts.answer === "") return { kind: "nothing" };
  if (facts.answer !== "right") return { kind: "proposal" };
  if (facts.adverse) return { kind: "wait", because: "adverse" };
  if (facts.requirementStatus === "retired") return { kind: "wait", because: "retired" };
  if (facts.statementShown !== facts.statementNow) return { kind: "wait", because: "statement_changed" };
  return facts.named ? { kind: "confirm" } : { kind: "wait", because: "somebody_else" };
}

/** Whether whoever answers is whom we asked: the same name, however it is typed. */
export function isNamedRecipient(answeredBy: string, recipient: string): boolean {
  const plain = (name: string) => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  return !isBlank(answeredBy) && plain(answeredBy) === plain(recipient);
}

export function verdictsFor(answer: AskAnswer | ""): readonly ("confirmed" | "accepted" | "declined")[] {
  if (answer === "") return [];
  return answer === "right" ? ["confirmed", "declined"] : ["accepted", "declined"];
}

// What is typed ----------------------------------------------------------------------------------------------------------------------------------

export const LONGEST_ANSWER = 4_000;
export const LONGEST_ANSWERER = 200;

export interface TypedItem {
  id: string;
  answer: AskAnswer | "";
  proposal: string;
  comment: string;
  howMetAnswer: HowMetAnswer | "";
}

export interface TypedAnswers {
  answeredBy: string;
  comment: string;
  items: readonly TypedItem[];
}

export type AnswerFault = "nothing_said" | "say_how" | "say_why" | "say_what_is_missing" | "who_answers" | "too_long";

/** What is missing or too much in an answer, each with its field ("<item>.proposal", "comment", "answeredBy", "items"). */
export function judgeAnswers(typed: TypedAnswers): { field: string; code: AnswerFault }[] {
  const faults: { field: string; code: AnswerFault }[] = [];
  for (const item of typed.items) {
    if (item.proposal.length > LONGEST_ANSWER) faults.push({ field: `${item.id}.proposal`, code: "too_long" });
    else if (item.answer === "change" && isBlank(item.proposal)) faults.push({ field: `${item.id}.proposal`, code: "say_how" });
    if (item.comment.length > LONGEST_ANSWER) faults.push({ field: `${item.id}.comment`, code: "too_long" });
    else if (isBlank(item.comment)) {
      if (item.answer === "no_longer") faults.push({ field: `${item.id}.comment`, code: "say_why" });
      else if (item.howMetAnswer === "not_met") faults.push({ field: `${item.id}.comment`, code: "say_what_is_missing" });
    }
  }
  if (typed.comment.length > LONGEST_ANSWER) faults.push({ field: "comment", code: "too_long" });
  if (typed.items.every(({ answer, howMetAnswer }) => answer === "" && howMetAnswer === "") && isBlank(typed.comment))
    faults.push({ field: "items", code: "nothing_said" });
  if (isBlank(typed.answeredBy)) faults.push({ field: "answeredBy", code: "who_answers" });
  else if (typed.answeredBy.length > LONGEST_ANSWERER) faults.push({ field: "answeredBy", code: "too_long" });
  return faults;
}

// Its life ---------------------------------------------------------------------------------------------------------------------------------------

interface AskLife {
  status: string;
  batchStatus: string;
  /** Instant at which the link ends. */
  expiresAt: string;
}

export type AskState = "open" | "overdue" | "answered" | "refused" | "revoked" | "closed" | "expired";

/** Where an ask stands at this instant. */
export function askState(ask: AskLife & { dueOn: string }, at: string): AskState {
  if (ask.status === "answered" || ask.status === "revoked") return ask.status;
  if (ask.batchStatus === "closed") return "closed";
  if (Date.parse(ask.expiresAt) <= Date.parse(at)) return "expired";
  if (ask.status === "refused") return "refused";
  return compareDays(ask.dueOn, at.slice(0, 10)) < 0 ? "overdue" : "open";
}

/** Whether an answer is taken, a first one or a new one: mail that came back does not matter to whoever holds the link. */
export function isOpenForAnswers(ask: AskLife, at: string): boolean {
  return ask.status !== "revoked" && ask.batchStatus === "open" && Date.parse(ask.expiresAt) > Date.parse(at);
}

export interface Remindable extends AskLife {
  /** The day on which the mail left; null: it has not. */
  sentOn: string | null;
  dueOn: string;
  /** So many days before it is due; 0: nobody is reminded. */
  remindDays: number;
  lastRemindedOn: string | null;
}

/**
 * Which reminder goes out today: one before it is due, one more once it is. At most one a day, none after an answer, a revocation, a close or the end of
 * the link, and none right behind the mail itself.
 */
export function reminderDue(ask: Remindable, today: string): "before" | "due" | null {
  if (ask.remindDays === 0 || ask.sentOn === null || (ask.status !== "sent" && ask.status !== "opened")) return null;
  if (!isOpenForAnswers(ask, `${today}T00:00:00.000Z`)) return null;
  if (ask.lastRemindedOn !== null && compareDays(ask.lastRemindedOn, today) >= 0) return null;
  if (compareDays(today, ask.dueOn) >= 0)
    return compareDays(ask.sentOn, today) < 0 && (ask.lastRemindedOn === null || compareDays(ask.lastRemindedOn, ask.dueOn) < 0)
      ? "due"
      : null;
  const from = addDays(ask.dueOn, -ask.remindDays);
  return ask.lastRemindedOn === null && compareDays(today, from) >= 0 && compareDays(ask.sentOn, from) < 0 ? "before" : null;
}

/** How many of those who could answer did. Withdrawn asks count for nothing; 100 % is said only when all have. */
export function responseRate(statuses: readonly string[]): { asked: number; answered: number; percent: number | null } {
  const asked = statuses.filter((status) => status !== "revoked").length;
  const answered = statuses.filter((status) => status === "answered").length;
  return { asked, answered, percent: asked === 0 ? null : Math.floor((answered / asked) * 100) };
}
