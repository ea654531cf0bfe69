import { withUnit } from "@/domain/criterion";
import { translator } from "@/lib/translate";
import type { CriterionRow } from "./queries";

/** "Missed", "Overdue": what is said about a criterion, in words. */
export function stateWords({ result, overdue, status }: Pick<CriterionRow, "result" | "overdue" | "status">): string[] {
  const t = translator("monitoring");
  if (status === "retired") return [translator("vocabulary.recordStatus")("retired")];
  return [t(`result.${result}`), ...(overdue ? [t("overdue")] : [])];
}

/** "at least 99.5 %" */
export function targetWords({ direction, target, unit }: Pick<CriterionRow, "direction" | "target" | "unit">): string {
  return translator("monitoring")(`target.${direction}`, { value: withUnit(target, unit) });
}
