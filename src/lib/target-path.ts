import type { LinkTargetType } from "@/domain/vocabulary";

const ROOMS: Readonly<Record<LinkTargetType, string>> = {
  clause: "clauses",
  control: "controls",
  risk: "risks",
  policy: "documents",
  procedure: "documents",
  evidence: "evidence",
  objective: "objectives",
  scope: "scope",
};

/** The page of a target of the thread, below the organisation's home: "/controls/A.8.24", "/risks/R-014"; "Clause 9.3.2 c" has /clauses/9.3.2. */
export function targetPath({ type, ref }: { type: LinkTargetType; ref: string }): string {
  if (type === "clause") return `/clauses/${ref.split(" ")[1] ?? ""}`;
  return `/${ROOMS[type]}/${encodeURIComponent(ref)}`;
}
