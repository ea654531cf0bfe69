import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { CriterionResult, Trend } from "@/domain/criterion";
import { translator } from "@/lib/translate";
import type { CriterionRow } from "../queries";

const SHAPES: Record<CriterionResult, MarkShape> = { missed: "not-met", warning: "partly", met: "decided", not_measured: "open" };

export function ResultMark({ result }: { result: CriterionResult }) {
  return <StatusMark shape={SHAPES[result]}>{translator("monitoring")(`result.${result}`)}</StatusMark>;
}

/** Where a criterion stands; overdue is said beside it, for a value may be good and old. */
export function CriterionState({ criterion }: { criterion: Pick<CriterionRow, "result" | "overdue" | "status"> }) {
  if (criterion.status === "retired") return <StatusMark shape="retired">{translator("vocabulary.recordStatus")("retired")}</StatusMark>;
  return (
    <span className="inline-flex flex-wrap gap-x-3 gap-y-1">
      <ResultMark result={criterion.result} />
      {criterion.overdue && <StatusMark shape="overdue">{translator("monitoring")("overdue")}</StatusMark>}
    </span>
  );
}

export function TrendWord({ trend }: { trend: Trend | null }) {
  return trend && <span>{translator("monitoring")(`trend.${trend}`)}</span>;
}
