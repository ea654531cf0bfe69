import { StatusMark } from "@/components/ui/status-mark";
import { type RiskScale, riskLevel } from "@/domain/risk";
import { translator } from "@/lib/translate";

interface RiskLevelProps {
  likelihood: number | null;
  impact: number | null;
  scale: RiskScale;
  /** The level lies above what the organisation accepts; said by shape and word. */
  above?: boolean;
}

/** The product and the words of the scale it comes from: "16 = Likely × Major". */
export function RiskLevel({ likelihood, impact, scale, above = false }: RiskLevelProps) {
  const t = translator("risks");
  const level = riskLevel(likelihood, impact);
  if (level === null || likelihood === null || impact === null) return <StatusMark shape="open">{t("notAssessed")}</StatusMark>;
  const words = t("levelWords", {
    likelihood: scale.likelihood[likelihood - 1] ?? String(likelihood),
    impact: scale.impact[impact - 1] ?? String(impact),
  });
  return (
    <span className="inline-flex min-w-40 flex-wrap items-baseline gap-x-2">
      <span className="font-semibold tabular-nums">{level}</span>
      <span className="text-sm text-muted">{words}</span>
      {above && (
        <StatusMark shape="major" className="text-sm">
          {t("above")}
        </StatusMark>
      )}
    </span>
  );
}
