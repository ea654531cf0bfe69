import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { withUnit } from "@/domain/criterion";
import { translator } from "@/lib/translate";
import type { CriterionRow } from "../queries";
import { targetWords } from "../words";

/** On the page of an action that a missed target opened: how the criterion stands now. */
export function MeasuredSince({ home, criterion }: { home: string; criterion: CriterionRow }) {
  const t = translator("monitoring");
  if (criterion.result === "not_measured") return null;
  const missed = criterion.result === "missed";
  const words = {
    ref: criterion.ref,
    value: withUnit(criterion.lastValue, criterion.unit),
    day: criterion.lastMeasuredOn ?? "",
    target: targetWords(criterion),
  };
  return (
    <Callout
      tone={missed ? "warn" : "info"}
      className="mb-4 max-w-5xl"
      actions={
        <Link href={`${home}/monitoring/${criterion.ref}`} className="link">
          {criterion.ref} {criterion.metric}
        </Link>
      }
    >
      {t(missed ? "missedStillAction" : "metAgainAction", words)}
    </Callout>
  );
}
