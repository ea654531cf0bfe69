import type { FactRow } from "@/domain/management-review-facts";

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

/** The page of a record of the facts, below the organisation's home; null where it has none. */
export function pathOfFact({ entity, ref }: Pick<FactRow, "entity" | "ref">): string | null {
  const room = ROOMS[entity];
  return room ? `/${room}/${encodeURIComponent(ref)}` : null;
}
