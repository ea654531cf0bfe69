import Link from "next/link";
import { Shape, StatusMark } from "@/components/ui/status-mark";
import { classNames } from "@/lib/class-names";
import { translator } from "@/lib/translate";
import type { RiskMap, RiskRules } from "../queries";

interface RiskMapProps {
  /** "/nordwind/risks" */
  path: string;
  map: RiskMap;
  rules: RiskRules;
}

/** Where the threats stand, before treatment and with what is left. Each number opens its rows; what lies above the acceptance level bears a mark. */
export function RiskMaps({ path, map, rules }: RiskMapProps) {
  const t = translator("risks.map");
  return (
    <section className="mt-8 mb-8">
      <h2 className="font-serif text-xl font-semibold">{t("title")}</h2>
      <p className="prose-width mt-1 text-sm text-muted">{t("text", { level: rules.acceptanceLevel })}</p>
      <div className="mt-3 grid gap-6 xl:grid-cols-2">
        <Grid path={path} map={map} rules={rules} which="before" />
        <Grid path={path} map={map} rules={rules} which="left" />
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <li>
          <StatusMark shape="major">{t("above", { level: rules.acceptanceLevel })}</StatusMark>
        </li>
        {map.unassessed > 0 && (
          <li>
            <Link href={`${path}?unassessed=1`} className="link">
              {t("unassessed", { count: map.unassessed })}
            </Link>
          </li>
        )}
        {map.opportunities > 0 && (
          <li>
            <Link href={`${path}?kind=opportunity`} className="link">
              {t("opportunities", { count: map.opportunities })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function Grid({ path, map, rules, which }: RiskMapProps & { which: "before" | "left" }) {
  const t = translator("risks.map");
  const { likelihood, impact } = rules.scale;
  const count = (l: number, i: number) => map.cells.find((cell) => cell.likelihood === l && cell.impact === i)?.[which] ?? 0;
  const names = which === "before" ? ["likelihood", "impact"] : ["leftLikelihood", "leftImpact"];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a map that scrolls sideways must be reachable by keyboard
    <section className="scroll-region overflow-x-auto" aria-label={t(which)} tabIndex={0}>
      <table className="w-full min-w-110 border-collapse text-sm">
        <caption className="pb-1 text-left font-medium">{t(which)}</caption>
        <thead>
          <tr>
            <td className="w-32 p-1 align-bottom text-xs text-muted">{t("axes")}</td>
            {impact.map((name, i) => (
              <th key={name} scope="col" className="p-1 text-left align-bottom text-xs font-normal">
                <span className="font-mono text-muted">{i + 1}</span> {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {likelihood
            .map((name, l) => (
              <tr key={name}>
                <th scope="row" className="p-1 text-left text-xs font-normal">
                  <span className="font-mono text-muted">{l + 1}</span> {name}
                </th>
                {impact.map((impactName, i) => {
                  const [level, here] = [(l + 1) * (i + 1), count(l + 1, i + 1)];
                  const above = level > rules.acceptanceLevel;
                  return (
                    <td
                      key={impactName}
                      className={classNames("h-11 border border-line-strong p-1 align-top", above && here > 0 && "bg-danger-tint")}
                    >
                      <span className="flex items-center justify-between text-xs text-muted" aria-hidden>
                        <span className="font-mono">{level}</span>
                        {above && <Shape shape={here > 0 ? "major" : "minor"} className={here > 0 ? "" : "opacity-50"} />}
                      </span>
                      {here > 0 && (
                        <Link
                          href={`${path}?${names[0]}=${l + 1}&${names[1]}=${i + 1}&kind=threat`}
                          className="link flex min-h-6 items-center justify-center text-base font-semibold"
                          aria-label={t("cell", { count: here, likelihood: name, impact: impactName, level })}
                        >
                          {here}
                        </Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </section>
  );
}
