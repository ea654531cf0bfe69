import { CATALOGUE } from "@/domain/catalogue";
import { addDays, compareDays, daysBetween } from "@/domain/dates";
import { matchTemplate } from "@/domain/import/party-names";
import data from "@/domain/reference/trigger-events.json" with { type: "json" };
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import { PARTY_CATEGORIES } from "@/domain/vocabulary";

/**
 * Events that start a review of the register: something happened, so the parties concerned are looked at again before the day that the organisation's
 * own rule gives. Missing that day breaks the own rule, not the standard.
 */
export interface TriggerRule {
  key: string;
  title: string;
  dueDays: number;
  /** Keys of the starter catalogue, or a category. */
  usualParties: readonly string[];
  prompts: readonly string[];
  /** Every party is looked at, not only the usual ones. */
  fullReview: boolean;
  correctiveActionNeeded: boolean;
  /** Of the organisation; otherwise one of our 36. */
  own: boolean;
  active: boolean;
  /** The organisation made something else of ours. */
  changed: boolean;
}

/** What an organisation keeps: its own rules, and ours where it changed something. */
export interface StoredRule {
  eventKey: string;
  title: string;
  dueDays: number;
  usualParties: readonly string[];
  prompts: readonly string[];
  fullReview: boolean;
  correctiveActionNeeded: boolean;
  own: boolean;
  active: boolean;
}

/** Our 36. Their days are a beginning: no source gives numbers. */
export const TRIGGER_RULES: readonly TriggerRule[] = data.events.map((event) => ({
  // In the order in which a kept rule is put together: both are compared as text.
  key: event.key,
  title: event.title,
  dueDays: event.default_due_days,
  usualParties: event.usual_parties,
  prompts: event.prompts,
  fullReview: event.full_review,
  correctiveActionNeeded: event.requires_corrective_action_link,
  own: false,
  active: true,
  changed: false,
}));

const OURS = new Map(TRIGGER_RULES.map((rule) => [rule.key, rule]));

/** Our rule of that key as we deliver it; null where it is none of ours. */
export function deliveredRule(key: string): TriggerRule | null {
  return OURS.get(key) ?? null;
}

/** Ours as the organisation changed them, in our order, then its own by their titles; those switched off are among them. */
export function rulesInForce(stored: readonly StoredRule[]): TriggerRule[] {
  const byKey = new Map(stored.map((rule) => [rule.eventKey, rule]));
  const asRule = (rule: StoredRule): TriggerRule => {
    const { title, dueDays, usualParties, prompts, fullReview, correctiveActionNeeded, active, eventKey: key } = rule;
    const ours = OURS.get(key);
    const made = { key, title, dueDays, usualParties, prompts, fullReview, correctiveActionNeeded, own: !ours, active, changed: false };
    return { ...made, changed: ours !== undefined && JSON.stringify(made) !== JSON.stringify(ours) };
  };
  const ours = TRIGGER_RULES.map((rule) => {
    const changed = byKey.get(rule.key);
    return changed ? asRule(changed) : rule;
  });
  const own = stored.filter(({ eventKey }) => !OURS.has(eventKey)).map(asRule);
  return [...ours, ...own.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0))];
}

/** What stands for a party in a rule: a template of the catalogue, or all parties of a category. */
export const USUAL_PARTY_KEYS: readonly string[] = [...PARTY_CATEGORIES, ...CATALOGUE.map(({ key }) => key)];

// Days -------------------------------------------------------------------------------------------------------------------------------------------

const LAST_DAY = "9999-12-31";

/** The day by which the review is to be completed. */
export function dueOn({ occurredOn, dueDays }: { occurredOn: string; dueDays: number }): string {
  return daysBetween(occurredOn, LAST_DAY) < dueDays ? LAST_DAY : addDays(occurredOn, dueDays);
}

/** Open past its day; on time on the day itself. */
export function isEventOverdue(event: { status: string; occurredOn: string; dueDays: number }, today: string): boolean {
  return event.status === "open" && compareDays(today, dueOn(event)) > 0;
}

/** How many days after it happened it was entered; 0 on the day itself. */
export function loggedAfter({ occurredOn, loggedOn }: { occurredOn: string; loggedOn: string }): number {
  return Math.max(0, daysBetween(occurredOn, loggedOn));
}

/** What has not happened yet is no event. */
export function judgeOccurrence(occurredOn: string, today: string): Ruling<null, "in_the_future"> {
  return compareDays(occurredOn, today) > 0 ? refuse("in_the_future", "occurredOn") : accept(null);
}

// Parties ----------------------------------------------------------------------------------------------------------------------------------------

export interface ProposableParty {
  id: string;
  name: string;
  templateKey: string | null;
  category: string;
}

export interface ProposedParty {
  id: string;
  /** It came from the template, it is called like it, it is of the category, or everybody is looked at. */
  because: "template" | "name" | "category" | "full_review";
  /** Which template or category; empty for a full review. */
  key: string;
}

/** Which of the register's parties an event of this kind usually concerns, each with the reason; the person ticks. In the order given, everybody else last. */
export function proposeParties(
  rule: Pick<TriggerRule, "usualParties" | "fullReview">,
  parties: readonly ProposableParty[],
): ProposedParty[] {
  const usual = new Set(rule.usualParties);
  const reasoned: ProposedParty[] = [];
  const everybodyElse: ProposedParty[] = [];
  for (const { id, name, templateKey, category } of parties) {
    const named = templateKey === null && usual.size > 0 ? matchTemplate(name) : null;
    if (templateKey !== null && usual.has(templateKey)) reasoned.push({ id, because: "template", key: templateKey });
    else if (named?.certain && usual.has(named.key)) reasoned.push({ id, because: "name", key: named.key });
    else if (usual.has(category)) reasoned.push({ id, because: "category", key: category });
    else if (rule.fullReview) everybodyElse.push({ id, because: "full_review", key: "" });
  }
  return [...reasoned, ...everybodyElse];
}

// Its end ----------------------------------------------------------------------------------------------------------------------------------------

export type ClosingRefusal = "not_open" | "review_not_completed" | "corrective_action_needed";

/** Closed when its review is completed ("no change" is a result) and, where one is needed, its corrective action exists. */
export function judgeClosing(event: {
  status: string;
  correctiveActionNeeded: boolean;
  correctiveActionId: string | null;
  reviewCompleted: boolean;
}): Ruling<null, ClosingRefusal> {
  if (event.status !== "open") return refuse("not_open");
  if (!event.reviewCompleted) return refuse("review_not_completed");
  if (event.correctiveActionNeeded && event.correctiveActionId === null) return refuse("corrective_action_needed");
  return accept(null);
}

export type DismissalRefusal = "not_open" | "has_review" | "reason_needed";

/** Dismissed is what needed no look at the register: entered twice, not ours. Who looked and changed nothing has reviewed. */
export function judgeDismissing(event: { status: string; reviewStatus: string | null }, reason: string): Ruling<null, DismissalRefusal> {
  if (event.status !== "open") return refuse("not_open");
  if (event.reviewStatus !== null && event.reviewStatus !== "cancelled") return refuse("has_review");
  return isBlank(reason) ? refuse("reason_needed", "reason") : accept(null);
}
