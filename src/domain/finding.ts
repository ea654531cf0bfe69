import { parseReference } from "@/domain/references";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { FindingSeverity } from "@/domain/vocabulary";

/** Findings of real audits, from being raised to being closed (10.2). What the self-assessment finds is another thing: domain/audit-checks. */
interface Closable {
  cause: string;
  correctiveAction: string;
  effectivenessCheckedAt: string | null;
  effectivenessNote: string;
}

export type ClosingGap = "cause" | "correctiveAction" | "effectivenessCheckedAt";

/** What a finding lacks before it can be closed: the cause, what was done about it, and whether that worked (10.2 b, d). Empty: it can be closed. */
export function gapsBeforeClosing(finding: Closable): ClosingGap[] {
  const gaps: [ClosingGap, boolean][] = [
    ["cause", isBlank(finding.cause)],
    ["correctiveAction", isBlank(finding.correctiveAction)],
    ["effectivenessCheckedAt", finding.effectivenessCheckedAt === null || isBlank(finding.effectivenessNote)],
  ];
  return gaps.flatMap(([gap, open]) => (open ? [gap] : []));
}

/** Open past its day; on time on the day itself. */
export function isFindingOverdue({ status, dueAt }: { status: string; dueAt: string }, today: string): boolean {
  return status === "open" && dueAt < today;
}

/**
 * The severity an auditor would mostly give to a repeat: what was minor the last time is raised to major (domain/rules.md 16). A hint; people grade.
 * Null where there is nothing to say.
 */
export function severityHint(severity: FindingSeverity, repeatOf: FindingSeverity | null): FindingSeverity | null {
  return repeatOf !== null && repeatOf !== "ofi" && severity === "minor" ? "major" : null;
}

/**
 * The clause or control that a finding cites, in the one form in which it is stored: "Clause 9.3.2 c", "A.5.31". A bare number is refused, for it can be
 * read in two ways (rule 1); a control of the 2013 edition is refused with what became of it. `suggestions` belong to the refusal.
 */
export function citedClause(
  text: string,
): Ruling<string, "clause_ambiguous" | "clause_legacy" | "clause_unknown"> & { suggestions?: string[] } {
  const parsed = parseReference(text);
  if (parsed.kind === "clause" || parsed.kind === "control") return accept(parsed.item ? `${parsed.ref} ${parsed.item}` : parsed.ref);
  if (parsed.kind === "legacy") return { ...refuse("clause_legacy", "clause"), suggestions: parsed.suggestions.map(({ ref }) => ref) };
  if (parsed.kind === "ambiguous") {
    const suggestions = parsed.readings
      .flatMap((reading) => (reading.kind === "legacy" ? reading.suggestions : [reading]))
      .map(({ ref }) => ref);
    return { ...refuse("clause_ambiguous", "clause"), suggestions };
  }
  return refuse("clause_unknown", "clause");
}

/** Days in their order: raised, then due, and nothing is checked or closed before it was raised. */
export function judgeDays(finding: {
  raisedAt: string;
  dueAt: string;
  effectivenessCheckedAt: string | null;
}): Ruling<null, "due_before_raised" | "checked_before_raised"> {
  if (finding.dueAt < finding.raisedAt) return refuse("due_before_raised", "dueAt");
  if (finding.effectivenessCheckedAt !== null && finding.effectivenessCheckedAt < finding.raisedAt) {
    return refuse("checked_before_raised", "effectivenessCheckedAt");
  }
  return accept(null);
}

/** Whether naming that finding as the earlier one would lead round in a circle. `earlier` gives of each finding the one it repeats. */
export function repeatsItself(id: string, repeatOf: string | null, earlier: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at = repeatOf; at !== null && !seen.has(at); at = earlier.get(at) ?? null) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
