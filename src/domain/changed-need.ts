import { NO_RISK_REF } from "@/domain/risk";
import type { LinkTargetType } from "@/domain/vocabulary";

/**
 * A need that changed may leave the controls, policies and risks behind it answering something that nobody asks any more (6.3, 8.1). Somebody looks at
 * them: that is a task, not a hope.
 */
export interface Need {
  status: string;
  statement: string;
  binding: string;
  strength: string | null;
  kind: string;
  relevance: string;
  ismsDecision: string;
  links: readonly { targetType: string; targetRef: string; rationale: string }[];
}

const WATCHED = ["statement", "binding", "strength", "kind", "relevance", "ismsDecision"] as const satisfies readonly (keyof Need)[];
export type WatchedField = (typeof WATCHED)[number];

const UNSAID: readonly unknown[] = [null, "", "undecided"];
/** Decided for the first time like this, a decision takes the ground from under what is linked already. */
const WITHDRAWS: readonly string[] = ["discarded", "not_addressed"];

/** Which of the fields that its answers rest on changed, of a need that was in force before and still is. What is said for the first time is no change. */
export function needChanges(before: Need, after: Need): WatchedField[] {
  if (before.status !== "active" || after.status !== "active") return [];
  return WATCHED.filter((field) => {
    const [was, is] = [before[field], after[field]];
    if (field === "statement") return collapsed(String(was)) !== collapsed(String(is));
    return was !== is && (!UNSAID.includes(was) || WITHDRAWS.includes(String(is)));
  });
}

const LOOKED_AT: readonly string[] = ["control", "policy", "procedure", "risk"] satisfies LinkTargetType[];

/** Refs of what somebody should look at when the need changes; empty: nothing answers it yet. */
export function targetsToLookAt({ links }: Pick<Need, "links">): string[] {
  return links.filter((link) => LOOKED_AT.includes(link.targetType) && link.targetRef !== NO_RISK_REF).map(({ targetRef }) => targetRef);
}

function collapsed(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
