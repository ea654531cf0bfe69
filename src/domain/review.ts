import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { REVIEW_ANSWER_VERDICTS, REVIEW_RESULTS, REVIEW_STATUSES, REVIEW_VERDICTS } from "@/domain/vocabulary";

/** A review of the register: its life, what may be said about a record, and when it may be closed. */
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];
export type ReviewAnswerVerdict = (typeof REVIEW_ANSWER_VERDICTS)[number];
export type ReviewResult = (typeof REVIEW_RESULTS)[number];

const NEXT: Readonly<Record<ReviewStatus, readonly ReviewStatus[]>> = {
  planned: ["open", "cancelled"],
  open: ["completed", "cancelled"],
  completed: [],
  cancelled: [],
};

/** Whether a review goes from one status to the other. Completed and cancelled are ends: what was found stays as evidence. */
export function mayBecome(from: ReviewStatus, to: ReviewStatus): boolean {
  return NEXT[from].includes(to);
}

/** "Still valid" needs no words; what changed, what should go and what is asked does. */
export function judgeVerdict(verdict: ReviewVerdict, note: string): Ruling<null, "note_needed"> {
  return verdict !== "open" && verdict !== "still_valid" && isBlank(note) ? refuse("note_needed", "note") : accept(null);
}

/** "No change" is an answer by itself; a change is said in words. */
export function judgeAnswer(verdict: ReviewAnswerVerdict, answer: string): Ruling<null, "answer_needed"> {
  return verdict === "change" && isBlank(answer) ? refuse("answer_needed", "answer") : accept(null);
}

export interface Closing {
  status: ReviewStatus;
  /** Refs of the first records without a verdict, and how many there are. */
  openItems: readonly string[];
  openItemCount: number;
  openPrompts: number;
  /** Records of which it was said that they changed or should go, and prompts that brought up a change. */
  changedItems: number;
  changedPrompts: number;
  participants: number;
  /** Different ones that are known. */
  departments: number;
  result: ReviewResult | null;
  outcome: string;
}

export interface ClosingProblem {
  code: "not_open" | "open_items" | "open_prompts" | "participants_needed" | "result_needed" | "result_contradicts" | "outcome_needed";
  field: "result" | "outcome" | null;
  count: number;
  refs: readonly string[];
}

/** Everything that stands in the way of closing it; nothing, when it may be closed. "No change" is a result, blank is none (rule 12). */
export function closingProblems(closing: Closing): ClosingProblem[] {
  const problem = (code: ClosingProblem["code"], field: ClosingProblem["field"] = null, count = 0, refs: readonly string[] = []) => ({
    code,
    field,
    count,
    refs,
  });
  if (!mayBecome(closing.status, "completed")) return [problem("not_open")];
  const found: ClosingProblem[] = [];
  if (closing.openItemCount > 0) found.push(problem("open_items", null, closing.openItemCount, closing.openItems));
  if (closing.openPrompts > 0) found.push(problem("open_prompts", null, closing.openPrompts));
  if (closing.participants < 1) found.push(problem("participants_needed"));
  if (closing.result === null) found.push(problem("result_needed", "result"));
  const changed = closing.changedItems + closing.changedPrompts;
  if (closing.result === "no_change" && changed > 0) found.push(problem("result_contradicts", "result", changed));
  if (isBlank(closing.outcome)) found.push(problem("outcome_needed", "outcome"));
  return found;
}

export type ClosingHint = "one_participant" | "one_department";

/** What an auditor would remark on and nothing forbids: key people from across the organisation take part. */
export function closingHints({ participants, departments }: Pick<Closing, "participants" | "departments">): ClosingHint[] {
  const found: ClosingHint[] = [];
  if (participants < 2) found.push("one_participant");
  if (departments < 2) found.push("one_department");
  return found;
}

/** "Name, department" of somebody without an account; what stands behind the last comma is the department. */
export function participantKey(text: string): { name: string; department: string } {
  const at = text.lastIndexOf(",");
  return at === -1 ? { name: text.trim(), department: "" } : { name: text.slice(0, at).trim(), department: text.slice(at + 1).trim() };
}
