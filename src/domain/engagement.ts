import { addDays, compareDays, daysBetween } from "@/domain/dates";
import { isMailAddress } from "@/domain/mail-address";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import { ENGAGEMENT_LEVELS, type EngagementStatus, type EngagementType } from "@/domain/vocabulary";

/**
 * The log of interactions: who was met, asked, told, trained and heard. Feedback is the one kind that asks for something: it is answered, followed up,
 * and whoever gave it is told what came of it.
 */
export type EngagementLevel = (typeof ENGAGEMENT_LEVELS)[number];

export interface LogEntry {
  type: EngagementType;
  heldOn: string;
  summary: string;
  /** Null: nobody knows yet who it was. */
  party: { adverse: boolean } | null;
  engagementSeen: EngagementLevel | null;
}

export type LogRefusal = "in_the_future" | "summary_needed" | "party_needed" | "adverse" | "no_level";

/** What starts from us. Attackers and competitors are listened to and met, never asked, told or trained. */
const STARTS_FROM_US: readonly EngagementType[] = ["interview", "survey", "notice", "training"];

/** Whether this can stand in the log. */
export function judgeEntry(entry: LogEntry, today: string): Ruling<null, LogRefusal> {
  if (compareDays(entry.heldOn, today) > 0) return refuse("in_the_future", "heldOn");
  if (isBlank(entry.summary)) return refuse("summary_needed", "summary");
  if (entry.party === null && entry.type !== "feedback") return refuse("party_needed", "partyId");
  if (entry.party?.adverse && STARTS_FROM_US.includes(entry.type)) return refuse("adverse", "partyId");
  if (entry.engagementSeen !== null && entry.party?.adverse !== false) return refuse("no_level", "engagementSeen");
  return accept(null);
}

/** Interactions in which a party can have been told how its requirements are met. */
export function canTellHowMet(type: EngagementType): boolean {
  return type === "notice" || type === "meeting";
}

/** Whether it can be noted at the requirements that the party was told how they are met. */
export function judgeTelling(entry: {
  type: EngagementType;
  adverse: boolean;
  requirementIds: readonly string[];
}): Ruling<null, "adverse_told" | "nothing_told"> {
  if (entry.adverse) return refuse("adverse_told");
  return canTellHowMet(entry.type) && entry.requirementIds.length === 0 ? refuse("nothing_told", "requirementIds") : accept(null);
}

/** Whether parties of this kind may be given a way to tell us something. */
export function mayBeGivenFeedbackLink(party: { adverse: boolean; status: string }): boolean {
  return !party.adverse && party.status !== "retired";
}

/** So much is taken through one link within a day; a link that stands on a web site is found by machines. */
export const MOST_FEEDBACK_A_DAY = 50;

/** So long a text can be told through a link at once, in characters as people count them. */
export const LONGEST_FEEDBACK = 4_000;

export type ToldFault = "needed" | "too_long" | "not_an_address";

/** What stands in the way of taking what somebody outside tells us, by field; empty: nothing. */
export function faultsOfTold(told: { text: string; fromName: string; fromEmail: string }): Partial<Record<keyof typeof told, ToldFault>> {
  const faults: Partial<Record<keyof typeof told, ToldFault>> = {};
  if (isBlank(told.text)) faults.text = "needed";
  else if ([...told.text.trim()].length > LONGEST_FEEDBACK) faults.text = "too_long";
  if (told.fromName.length > 200) faults.fromName = "too_long";
  if (!isBlank(told.fromEmail) && !isMailAddress(told.fromEmail)) faults.fromEmail = "not_an_address";
  return faults;
}

// Feedback ---------------------------------------------------------------------------------------------------------------------------------------

/** The day by which feedback is to be answered. */
export function feedbackDueOn(heldOn: string, dueDays: number): string {
  return addDays(heldOn, dueDays);
}

/** Not answered past its day; on time on the day itself. */
export function isFeedbackOverdue(entry: { status: string; dueOn: string | null }, today: string): boolean {
  return isUnanswered(entry.status) && entry.dueOn !== null && compareDays(today, entry.dueOn) > 0;
}

export function isUnanswered(status: string): boolean {
  return status === "new" || status === "in_work";
}

export interface Feedback {
  type: string;
  status: string;
  ownerId: string | null;
  response: string;
  outcome: string;
  toldOn: string | null;
}

export type FeedbackRefusal =
  | "no_feedback"
  | "not_new"
  | "owner_needed"
  | "closed"
  | "not_closed"
  | "response_needed"
  | "not_answered"
  | "outcome_needed"
  | "told_or_why"
  | "told_in_the_future"
  | "told_before_it_came"
  | "reason_needed";

/** new -> in_work: somebody of us takes it. */
export function takeFeedback(
  entry: Feedback,
  ownerId: string | null,
): Ruling<{ status: EngagementStatus; ownerId: string }, FeedbackRefusal> {
  if (entry.type !== "feedback") return refuse("no_feedback");
  if (entry.status !== "new") return refuse("not_new");
  if (ownerId === null) return refuse("owner_needed", "ownerId");
  return accept({ status: "in_work", ownerId });
}

/** new, in_work or answered -> answered, with what we say to it. Until it is closed, the answer may be put better. */
export function answerFeedback(
  entry: Feedback,
  { response, ownerId, today }: { response: string; ownerId: string | null; today: string },
): Ruling<{ status: EngagementStatus; response: string; respondedOn: string; ownerId: string | null }, FeedbackRefusal> {
  if (entry.type !== "feedback") return refuse("no_feedback");
  if (entry.status === "closed") return refuse("closed");
  if (isBlank(response)) return refuse("response_needed", "response");
  // Whoever answers what nobody had taken has taken it.
  return accept({ status: "answered", response, respondedOn: today, ownerId: entry.ownerId ?? ownerId });
}

/** answered -> closed: what came of it, and the day on which they were told or why nobody could be. */
export function closeFeedback(
  entry: Feedback & { heldOn: string },
  { outcome, toldOn, whyNotTold, today }: { outcome: string; toldOn: string | null; whyNotTold: string; today: string },
): Ruling<{ status: EngagementStatus; outcome: string; toldOn: string | null }, FeedbackRefusal> {
  if (entry.type !== "feedback") return refuse("no_feedback");
  if (entry.status === "closed") return refuse("closed");
  if (entry.status !== "answered" || isBlank(entry.response)) return refuse("not_answered");
  if (isBlank(outcome)) return refuse("outcome_needed", "outcome");
  const told = toldOn ?? entry.toldOn;
  if (told === null && isBlank(whyNotTold)) return refuse("told_or_why", "toldOn");
  if (told !== null && compareDays(told, today) > 0) return refuse("told_in_the_future", "toldOn");
  if (told !== null && compareDays(told, entry.heldOn) < 0) return refuse("told_before_it_came", "toldOn");
  return accept({ status: "closed", outcome, toldOn: told });
}

/** answered or closed -> in_work, with a reason. What they were told counts no longer: there will be something else to tell. */
export function reopenFeedback(entry: Feedback, reason: string): Ruling<{ status: EngagementStatus; toldOn: null }, FeedbackRefusal> {
  if (entry.type !== "feedback") return refuse("no_feedback");
  if (isUnanswered(entry.status)) return refuse("not_closed");
  if (isBlank(reason)) return refuse("reason_needed", "reason");
  return accept({ status: "in_work", toldOn: null });
}

// How engaged a party is ---------------------------------------------------------------------------------------------------------------------------

export interface Seen {
  ref: string;
  heldOn: string;
  engagementSeen: EngagementLevel | null;
}

/** The newest interaction in which it was seen how engaged the party is; of one day the one that was entered last. Null: it was never seen. */
export function lastSeen<T extends Seen>(entries: readonly T[]): (T & { engagementSeen: EngagementLevel }) | null {
  let found: T | null = null;
  for (const entry of entries) {
    if (entry.engagementSeen === null) continue;
    const days = found === null ? 1 : compareDays(entry.heldOn, found.heldOn);
    if (days > 0 || (days === 0 && later(entry.ref, found!.ref))) found = entry;
  }
  return found as (T & { engagementSeen: EngagementLevel }) | null;
}

/** Refs are drawn upwards; the longer number is the later one. */
const later = (a: string, b: string) => a.length > b.length || (a.length === b.length && a > b);

export interface EngagementGap {
  now: EngagementLevel | null;
  wanted: EngagementLevel | null;
  /** Levels still missing; 0: reached; null: one of the two is not said. */
  missing: number | null;
  /** Days since anything at all passed between us; null: never. */
  silentDays: number | null;
}

/** How far the party is from where it is wanted. */
export function engagementGap(
  party: { engagementCurrent: EngagementLevel | null; engagementTarget: EngagementLevel | null },
  lastHeldOn: string | null,
  today: string,
): EngagementGap {
  const { engagementCurrent: now, engagementTarget: wanted } = party;
  const missing = now === null || wanted === null ? null : Math.max(0, ENGAGEMENT_LEVELS.indexOf(wanted) - ENGAGEMENT_LEVELS.indexOf(now));
  return { now, wanted, missing, silentDays: lastHeldOn === null ? null : Math.max(0, daysBetween(lastHeldOn, today)) };
}
