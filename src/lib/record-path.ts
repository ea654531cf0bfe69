import type { ConcernedRecord } from "@/domain/audit-checks/check";

/** The kinds of records that a finding opens, and the rooms they stand in. What has no room of its own here (a version, a review) opens nothing. */
const ROOMS: Partial<Record<string, string>> = {
  "interested-party": "interested-parties",
  requirement: "requirements",
  source: "sources",
  obligation: "obligations",
  "soa-entry": "controls",
  document: "documents",
  finding: "findings",
  trigger: "trigger-events",
  indicator: "monitoring",
};

/** The page of a record that a finding names, below the organisation's home; null where there is none. */
export function recordPath({ entity, id, ref }: Pick<ConcernedRecord, "entity" | "id" | "ref">): string | null {
  // The list of changes reads backwards from an entry.
  if (entity === "change") return /^\d{1,15}$/.test(id) ? `/history?before=${Number(id) + 1}` : "/history";
  const room = ROOMS[entity];
  return room ? `/${room}/${encodeURIComponent(ref)}` : null;
}
