import type { SheetContent } from "@/domain/assurance";
import { canonicalText } from "@/domain/audit-trail";

/** What stands in a sheet that was handed out and is not so any more. Dates that pass change nothing: they stand in the sheet. */
export interface MovedOn {
  changed: string[];
  /** No longer in force, no longer addressed. */
  gone: string[];
  /** Addressed since, so a new sheet would hold them. */
  added: string[];
}

/** How far the register has moved on from a sheet; both are built with the same choice. */
export function movedOn(then: SheetContent, now: SheetContent): MovedOn {
  const linesOf = (content: SheetContent) =>
    new Map([...content.requirements, ...content.notAddressed].map((line) => [line.ref, canonicalText(line)]));
  const [before, after] = [linesOf(then), linesOf(now)];
  return {
    changed: [...before].filter(([ref, line]) => after.has(ref) && after.get(ref) !== line).map(([ref]) => ref),
    gone: [...before.keys()].filter((ref) => !after.has(ref)),
    added: [...after.keys()].filter((ref) => !before.has(ref)),
  };
}
