import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { translator } from "@/lib/translate";
import { entityWord, fieldLabel, instantInWords } from "../entry-lines";
import type { Verification } from "../queries";

/** What was found, problems first, each named: which entry, or which table, record and field. */
export function VerificationReport({ verification }: { verification: Verification }) {
  const t = translator("history");
  const { chainProblems, liveProblems, liveProblemCount, head } = verification;
  const cell = "py-2 pr-4 align-top";
  return (
    <>
      {verification.ok ? (
        <Callout title={t("verifiedTitle")}>{t("verifiedText")}</Callout>
      ) : (
        <Callout tone="error" title={t("problemsTitle", { count: chainProblems.length + liveProblemCount })}>
          {t("problemsText")}
        </Callout>
      )}
      <div className="mt-6 max-w-3xl">
        <KeyValueList
          emptyLabel={t("empty")}
          items={[
            { label: t("lookedAt"), value: instantInWords(verification.at) },
            { label: t("entries"), value: new Intl.NumberFormat("en").format(verification.entries) },
            { label: t("records"), value: new Intl.NumberFormat("en").format(verification.records) },
            {
              label: t("head"),
              value: <span className="font-mono text-sm break-all">{head.hash}</span>,
              note: `SHA-256 · ${head.sequence}`,
            },
            { label: t("took"), value: t("milliseconds", { count: verification.milliseconds }) },
          ]}
        />
      </div>
      {chainProblems.length > 0 && (
        <>
          <h2 className="mt-8 mb-2 font-serif text-xl font-semibold">{t("chainProblems")}</h2>
          <ul className="list-disc pl-5 text-sm">
            {chainProblems.map((problem, index) => (
              <li key={index} className="py-0.5">
                {t(`problem.${problem.kind}`, { sequence: problem.sequence, field: problem.field ?? "" })}
                {problem.entity && ` (${entityWord(problem.entity)} ${problem.entityRef ?? ""})`}
              </li>
            ))}
          </ul>
        </>
      )}
      {liveProblems.length > 0 && (
        <>
          <h2 className="mt-8 mb-2 font-serif text-xl font-semibold">{t("liveProblems")}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe, scrollable-region-focusable) */}
          <section className="overflow-x-auto" aria-label={t("liveProblems")} tabIndex={0}>
            <table className="w-full text-sm">
              <thead>
                <tr className="border-b border-line-strong text-left">
                  {["table", "recordLabel", "field", "expected", "found"].map((word) => (
                    <th key={word} scope="col" className={`${cell} font-medium`}>
                      {t(word)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {liveProblems.map((problem, index) => (
                  <tr key={index} className="border-b">
                    <td className={`${cell} font-mono`}>{problem.table}</td>
                    <td className={cell}>
                      {entityWord(problem.entity)} {problem.ref ?? ""}
                      <span className="block font-mono text-xs text-muted">{problem.id}</span>
                    </td>
                    {problem.kind === "field" ? (
                      <>
                        <td className={cell}>
                          {fieldLabel(problem.field ?? "")}
                          <span className="block font-mono text-xs text-muted">{problem.field}</span>
                        </td>
                        <td className={`${cell} whitespace-pre-line`}>{problem.expected || t("empty")}</td>
                        <td className={`${cell} whitespace-pre-line`}>{problem.found || t("empty")}</td>
                      </>
                    ) : (
                      <td className={cell} colSpan={3}>
                        {t(problem.kind)}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {liveProblemCount > liveProblems.length && (
            <p className="mt-2 text-sm text-muted">{t("moreProblems", { count: liveProblemCount - liveProblems.length })}</p>
          )}
        </>
      )}
    </>
  );
}
