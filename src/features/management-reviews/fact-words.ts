import type { FactRow } from "@/domain/management-review-facts";
import { FULFILMENT_STATUSES, IMPACT_CATEGORIES } from "@/domain/vocabulary";
import { worthPath } from "@/lib/worth-path";

const ROOMS: Readonly<Record<string, string>> = {
  "interested-party": "interested-parties",
  requirement: "requirements",
  obligation: "obligations",
  "context-issue": "context",
  risk: "risks",
  finding: "findings",
  action: "actions",
  objective: "objectives",
  interview: "interviews",
  workshop: "workshops",
  "self-assessment": "self-assessment/runs",
  "trigger-event": "trigger-events",
  criterion: "monitoring",
  engagement: "engagement",
  review: "reviews",
};

/** The list that a number of the facts counts, as the register stands today; null where it has none. */
export function pathOfFigure(key: string): string | null {
  const [of, what, ...state] = key.split("_");
  const category = IMPACT_CATEGORIES.find((one) => one === what);
  if (of === "worth" && category) return worthPath(category, state.length > 0 ? "not_met" : undefined);
  const status = FULFILMENT_STATUSES.find((one) => key === `fulfilment_${one}`);
  return status ? `/requirements?relevance=relevant&fulfilment=${status}` : null;
}

/** The page of a record of the facts, below the organisation's home; null where it has none. */
export function pathOfFact({ entity, ref }: Pick<FactRow, "entity" | "ref">): string | null {
  const room = ROOMS[entity];
  return room ? `/${room}/${encodeURIComponent(ref)}` : null;
}
