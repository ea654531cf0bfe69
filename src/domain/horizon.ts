import { compareDays } from "@/domain/dates";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { HorizonSource, HorizonStatus } from "@/domain/vocabulary";

/**
 * What somebody saw coming: a law that is being made, a habit of the industry, what parties say. A note is assessed once: it has no effect, with the
 * reason, or it changes something and goes on as an event, an action, or both.
 */

/** An address of the web as it is stored; null: none was given. Anything but http and https is refused, and so are addresses that carry a password. */
export function readWebAddress(text: string): Ruling<string, "not_a_web_address"> {
  const given = text.trim();
  if (given === "") return accept("");
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    return refuse("not_a_web_address", "url");
  }
  const web = url.protocol === "https:" || url.protocol === "http:";
  if (!web || url.username !== "" || url.password !== "" || url.hostname === "") return refuse("not_a_web_address", "url");
  return accept(url.href);
}

/** Nobody has seen anything tomorrow. */
export function judgeSeen(seenOn: string, today: string): Ruling<null, "in_the_future"> {
  return compareDays(seenOn, today) > 0 ? refuse("in_the_future", "seenOn") : accept(null);
}

/** open -> no_effect or effect; both say why. Whoever sees it otherwise later takes the assessment back first. */
export function judgeAssessment(
  note: { status: HorizonStatus; retired: boolean },
  { verdict, assessment }: { verdict: Exclude<HorizonStatus, "open">; assessment: string },
): Ruling<{ status: HorizonStatus; assessment: string }, "retired" | "assessed" | "reason_needed"> {
  if (note.retired) return refuse("retired");
  if (note.status !== "open") return refuse("assessed");
  if (isBlank(assessment)) return refuse("reason_needed", "assessment");
  return accept({ status: verdict, assessment: assessment.trim() });
}

/** To be assessed past its day; on time on the day itself. */
export function isNoteOverdue(note: { status: HorizonStatus; dueOn: string | null; retiredAt: string | null }, today: string): boolean {
  return note.status === "open" && note.retiredAt === null && note.dueOn !== null && compareDays(today, note.dueOn) > 0;
}

const EVENTS: Readonly<Record<HorizonSource, readonly string[]>> = {
  law: ["law-change", "regulator-action", "political-change", "climate-event"],
  industry: ["need-changed", "client-requirement", "new-party", "new-market", "supplier-change"],
  feedback: ["complaint", "need-changed", "client-requirement", "new-party"],
  technology: ["new-technology", "new-processing", "supplier-change"],
  threat: ["threat-change", "incident-external", "supplier-incident"],
  other: ["need-changed", "new-party", "org-change"],
};

/** Kinds of event that a note of this source usually becomes, those switched off left out; the likeliest first, then all others. */
export function eventsForNote<Rule extends { key: string; active: boolean }>(source: HorizonSource, rules: readonly Rule[]): Rule[] {
  const usual = EVENTS[source];
  const place = ({ key }: Rule) => (usual.includes(key) ? usual.indexOf(key) : usual.length);
  return rules.filter(({ active }) => active).sort((a, b) => place(a) - place(b));
}
