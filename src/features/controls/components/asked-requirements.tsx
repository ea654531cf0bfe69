import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import type { AskedFor } from "@/features/threads/queries";
import { translator } from "@/lib/translate";

/** Who asked for a control or clause: the requirements that lean on it, what would go unmet without it first. */
export function AskedRequirements({ home, asked, none }: { home: string; asked: AskedFor | null; none: string }) {
  const [t, word] = [translator("controls.asked"), translator("vocabulary")];
  return (
    <section id="requirements" className="scroll-mt-4">
      <h2 className="mb-2 font-serif text-xl font-semibold">{t("title")}</h2>
      {!asked || asked.rows.length === 0 ? (
        <p className="border-t py-2 text-muted">{none}</p>
      ) : (
        <>
          <p className="mb-2 text-sm">
            {t("sentence", { total: asked.total, parties: asked.parties, sole: asked.sole, soleParties: asked.soleParties })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard */}
          <section className="scroll-region overflow-x-auto" aria-label={t("title")} tabIndex={0}>
            <table className="register min-w-200">
              <thead>
                <tr>
                  {(["ref", "statement", "party", "source", "decision", "rationale"] as const).map((column) => (
                    <th key={column} scope="col" className="text-left">
                      {t(`column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {asked.rows.map((row) => (
                  <tr key={row.id}>
                    <td>
                      <RefTag href={`${home}/requirements/${row.ref}`}>{row.ref}</RefTag>
                    </td>
                    <td className="max-w-96">
                      <span className="line-clamp-3">{row.statement}</span>
                      {row.sole && <StatusMark shape="minor">{t("sole")}</StatusMark>}
                    </td>
                    <td>
                      <RefTag href={`${home}/interested-parties/${row.partyRef}`}>{row.partyRef}</RefTag> {row.partyName}
                    </td>
                    <td>
                      {word(`requirementKind.${row.kind}`)}
                      {row.source && <span className="block text-muted">{row.source}</span>}
                    </td>
                    <td>
                      <StatusMark
                        shape={row.ismsDecision === "addressed" ? "decided" : row.ismsDecision === "undecided" ? "open" : "neutral"}
                      >
                        {word(`ismsDecision.${row.ismsDecision}`)}
                      </StatusMark>
                    </td>
                    <td className="max-w-64">{row.rationale}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </section>
  );
}
