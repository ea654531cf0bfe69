import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { recordPath } from "@/lib/record-path";
import { translator } from "@/lib/translate";
import type { CheckFact } from "../walk";

const SHAPES = { shown: "decided", not_shown: "open", not_looked_at: "neutral" } as const;

/** The checks of one point as facts: shown, not shown for these records, not looked at. No severity and no remedy. */
export function CheckTable({ home, point, checks }: { home: string; point: number; checks: readonly CheckFact[] }) {
  const t = translator("auditRoom.points");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t("checksTable", { point })} tabIndex={0}>
      <table className="w-full min-w-120 text-sm">
        <caption className="sr-only">{t("checksTable", { point })}</caption>
        <thead>
          <tr className="border-b border-line-strong text-left text-muted">
            <th scope="col" className="py-1.5 pr-4 font-medium">
              {t("column.expected")}
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              {t("column.clause")}
            </th>
            <th scope="col" className="w-1/2 py-1.5 font-medium">
              {t("column.result")}
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <tr key={check.id} className="border-b align-baseline">
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                {translator("auditRoom.check")(check.id)}
                {check.ownRule && <span className="block text-muted">{t("ownRule", { rule: check.ownRule })}</span>}
              </th>
              <td className="py-2 pr-4 font-mono text-[0.8125rem] text-muted">{check.clause}</td>
              <td className="py-2">
                <Result home={home} check={check} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Result({ home, check }: { home: string; check: CheckFact }) {
  const t = translator("auditRoom.points");
  const { result, failed, sampled, subjects } = check;
  const expected = translator("auditRoom.check")(check.id);
  if (result === "shown") return <StatusMark shape={SHAPES.shown}>{t("shown")}</StatusMark>;
  if (result === "not_looked_at") {
    return (
      <StatusMark shape={SHAPES.not_looked_at}>
        {t("notLookedAt")}: {t("notLookedAtText")}
      </StatusMark>
    );
  }
  const whole = subjects.every(({ subject }) => subject === "register");
  return (
    <>
      <StatusMark shape={SHAPES.not_shown}>
        {t("notShown")} {whole ? t("notShownOnce") : t("notShownFor", { failed, sampled: Math.max(sampled, failed) })}
      </StatusMark>
      {!whole && (
        <span className="mt-0.5 flex flex-wrap gap-x-3 [&>*]:min-h-6 [&>*]:leading-6">
          {subjects.map(({ subject, record }) => {
            const path = record && recordPath(record);
            return (
              <RefTag key={subject} href={path ? home + path : undefined}>
                {subject}
              </RefTag>
            );
          })}
          {failed > subjects.length && (
            <Link className="link" href={`${home}/self-assessment/${check.id}`} aria-label={`${t("more", { count: failed })}: ${expected}`}>
              {t("more", { count: failed })}
            </Link>
          )}
        </span>
      )}
    </>
  );
}
