import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { LinkTargetType } from "@/domain/vocabulary";

/** A line of the budget and what it pays for, so that leadership sees whose requirements stand behind the money (5.1, 7.1). */

/** What money can be spent on: a clause, an objective or a part of the scope costs nothing by itself. */
const PAYABLE: readonly LinkTargetType[] = ["control", "risk", "policy", "procedure", "evidence"];

export function isPayable(type: LinkTargetType): boolean {
  return PAYABLE.includes(type);
}

interface PaidTarget {
  ref: string;
  /** Null: the ref names nothing that could be linked. */
  type: LinkTargetType | null;
  /** Null: nothing bears that ref. */
  state: "in_use" | "retired" | null;
}

/**
 * What a line may pay for: records that exist, are in use and can be paid for. What it paid for before stays, whatever has become of it since.
 * A refusal names the refs in `refs`.
 */
export function judgeTargets(
  targets: readonly PaidTarget[],
  before: readonly string[],
): { ok: true } | { ok: false; code: "unknown" | "not_payable" | "target_retired"; refs: string[] } {
  const added = targets.filter(({ ref }) => !before.includes(ref));
  const faults = {
    not_payable: added.filter(({ type }) => type !== null && !isPayable(type)),
    unknown: added.filter(({ type, state }) => type === null || (isPayable(type) && state === null)),
    target_retired: added.filter(({ state }) => state === "retired"),
  } as const;
  for (const code of ["unknown", "not_payable", "target_retired"] as const) {
    if (faults[code].length > 0) return { ok: false, code, refs: faults[code].map(({ ref }) => ref) };
  }
  return { ok: true };
}

/** An amount without its currency means nothing; the currency is a code of three letters. */
export function judgeAmount(line: { amount: number | null; currency: string }): Ruling<string, "currency_needed" | "currency_unknown"> {
  if (isBlank(line.currency)) return line.amount === null ? accept("") : refuse("currency_needed", "currency");
  const code = line.currency.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? accept(code) : refuse("currency_unknown", "currency");
}
