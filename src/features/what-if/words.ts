import type { StationLoss, Support } from "@/domain/what-if";
import { translator } from "@/lib/translate";
import type { Drop, LostRow, WhatIf } from "./queries";

function names(supports: readonly Support[]): string {
  const noRisk = translator("threads")("noRisk");
  return [...new Set(supports.map(({ ref }) => ref || noRisk))].join(", ");
}

function stationWords({ station, outcome, dropped, left }: StationLoss): string {
  const t = translator("whatIf.station");
  return t(`${station}_${outcome}`, { dropped: names(dropped), left: names(left) });
}

/** What a requirement would lose, in one or two sentences: "Without A.8.24 no control answers it. Still there: R-014, P-003." */
export function lossWords({ loss }: Pick<LostRow, "loss">): string {
  const t = translator("whatIf");
  const said = loss.stations.map(stationWords);
  if (loss.outcome !== "not") said.push(loss.remains.length > 0 ? t("remains", { refs: names(loss.remains) }) : t("nothingRemains"));
  return said.join(" ");
}

/** What is lost in all, in one sentence. */
export function summaryWords({ counts, parties, rows }: WhatIf): string {
  const t = translator("whatIf");
  if (rows.length === 0) return t("summaryNone");
  return t("summary", { entirely: counts.entirely, partly: counts.partly, not: counts.not, parties });
}

/** A dropped record and what falls with it. */
export function dropWords({ kind, falls, amount, period, behind }: Drop): string {
  const t = translator("whatIf");
  if (kind === "party") return falls.length > 0 ? t("fallsParty", { refs: falls.join(", ") }) : t("fallsNothing");
  if (kind !== "budget-line") return "";
  const money = amount ? `${amount.currency} ${new Intl.NumberFormat("en").format(amount.amount)}` : t("noAmount");
  const paid =
    falls.length > 0
      ? t("pays", { amount: [money, period].filter(Boolean).join(", "), refs: falls.join(", ") })
      : t("paysNothing", { amount: money });
  return behind ? `${paid} ${t("behind", behind)}` : paid;
}

/** What was not looked at, each a sentence. */
export function remarkWords({ own, notAddressed, looked, leaning }: WhatIf): string[] {
  const t = translator("whatIf");
  return [
    ...(looked < leaning ? [t("cut", { looked, leaning })] : []),
    ...(own > 0 ? [t("own", { count: own })] : []),
    ...(notAddressed > 0 ? [t("notAddressed", { count: notAddressed })] : []),
  ];
}
