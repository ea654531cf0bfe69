import { hash } from "node:crypto";
import { canonicalText } from "@/domain/audit-trail";
import { daysBetween } from "@/domain/dates";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import { MANAGEMENT_REVIEW_INPUTS, type ManagementReviewInput, type ManagementReviewStatus } from "@/domain/vocabulary";

/**
 * The management review (9.3): a meeting of top management with an agenda of ten inputs in the order of the clause, held on a day, minuted and signed.
 * "No change" is an answer, blank is not (rule 12). planned -> held -> signed; signed minutes are locked.
 */

export function orderOfInput(input: ManagementReviewInput): number {
  return MANAGEMENT_REVIEW_INPUTS.indexOf(input);
}

export type ItemAnswer = "discussed" | "no_change" | "blank";

/** What the minutes say about one input. Words beside the tick are a remark. */
export function answerOf({ discussion, noChange }: { discussion: string; noChange: boolean }): ItemAnswer {
  if (noChange) return "no_change";
  return isBlank(discussion) ? "blank" : "discussed";
}

/** The same in words: what the checks, a register file and the minutes read of inputs c and e. Empty where nobody said anything. */
export function answerInWords(item: { discussion: string; noChange: boolean }, noChange: string): string {
  return [item.noChange ? noChange : "", item.discussion.trim()].filter(Boolean).join(" ");
}

export function mayChangeReview({ status }: { status: ManagementReviewStatus }): Ruling<null, "signed"> {
  return status === "signed" ? refuse("signed") : accept(null);
}

/** planned -> held, on its day or later. */
export function judgeHeld(
  { status, heldOn }: { status: ManagementReviewStatus; heldOn: string },
  today: string,
): Ruling<{ status: "held" }, "signed" | "not_planned" | "in_future"> {
  if (status === "signed") return refuse("signed");
  if (status !== "planned") return refuse("not_planned");
  return heldOn > today ? refuse("in_future", "heldOn") : accept({ status: "held" });
}

export interface MeetingFacts {
  status: ManagementReviewStatus;
  heldOn: string;
  decisions: string;
  attendees: readonly { id: string; topManagement: boolean }[];
  /** People without an account; they do not stand for the management. */
  otherAttendees: readonly string[];
  items: readonly { input: ManagementReviewInput; discussion: string; noChange: boolean }[];
}

export type SigningStop =
  | { code: "not_held" | "in_future" | "no_attendees" | "no_top_management" | "no_decisions" }
  | { code: "item_blank"; input: ManagementReviewInput };

/** Everything that stands in the way of signing the minutes, in the order in which people would mend it; nothing: they can be signed. */
export function openForSigning(meeting: MeetingFacts, today: string): SigningStop[] {
  const stops: SigningStop[] = [];
  if (meeting.heldOn > today) stops.push({ code: "in_future" });
  else if (meeting.status === "planned") stops.push({ code: "not_held" });
  if (meeting.attendees.length === 0 && meeting.otherAttendees.length === 0) stops.push({ code: "no_attendees" });
  else if (!meeting.attendees.some(({ topManagement }) => topManagement)) stops.push({ code: "no_top_management" });
  for (const input of MANAGEMENT_REVIEW_INPUTS) {
    const item = meeting.items.find((one) => one.input === input);
    if (!item || answerOf(item) === "blank") stops.push({ code: "item_blank", input });
  }
  if (isBlank(meeting.decisions)) stops.push({ code: "no_decisions" });
  return stops;
}

/**
 * Whoever wrote the minutes does not sign them alone. A very small organisation may state why it has to be otherwise; the minutes then carry that reason.
 */
export function judgeSigner({
  signerId,
  writerIds,
  soleApproverReason,
}: {
  signerId: string;
  writerIds: readonly string[];
  soleApproverReason: string;
}): Ruling<{ exception: string }, "own_minutes"> {
  if (!writerIds.includes(signerId)) return accept({ exception: "" });
  return isBlank(soleApproverReason) ? refuse("own_minutes") : accept({ exception: soleApproverReason.trim() });
}

/** So many days after the meeting it was entered; 0: on its day or before. */
export function enteredLate({ heldOn, recordedOn }: { heldOn: string; recordedOn: string }): number {
  return Math.max(0, daysBetween(heldOn, recordedOn));
}

const USUAL_DAYS_TO_SIGN = 30;

/** So many days after the meeting it was signed, where that is more than the usual thirty; 0 otherwise. */
export function signedLate({ heldOn, signedOn }: { heldOn: string; signedOn: string | null }): number {
  const days = signedOn === null ? 0 : daysBetween(heldOn, signedOn);
  return days > USUAL_DAYS_TO_SIGN ? days : 0;
}

/** The minutes as they are signed: canonical JSON and its SHA-256. */
export function hashOfMinutes(minutes: object): { content: string; hash: string } {
  const content = canonicalText(minutes);
  return { content, hash: hash("sha256", content, "hex") };
}
