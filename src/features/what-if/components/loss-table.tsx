import { RefTag } from "@/components/ui/ref-tag";
import { Chip, type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { isLegal, OUTCOMES, type Outcome } from "@/domain/what-if";
import { translator } from "@/lib/translate";
import type { LostRow } from "../queries";
import { lossWords } from "../words";

const SHAPES: Record<Outcome, MarkShape> = { entirely: "not-met", partly: "partly", not: "decided" };

/** Whose requirements lose what, the hardest first: one table for each degree. */
export function LossTable({ home, rows }: { home: string; rows: readonly LostRow[] }) {
  const t = translator("whatIf");
  return OUTCOMES.map((outcome) => {
    const here = rows.filter(({ loss }) => loss.outcome === outcome);
    return (
      here.length > 0 && (
        <section key={outcome} aria-labelledby={`outcome-${outcome}`} className="mb-6">
          <h2 id={`outcome-${outcome}`} className="mb-2 font-serif text-xl font-semibold">
            <StatusMark shape={SHAPES[outcome]}>{t(`outcomeTitle.${outcome}`, { count: here.length })}</StatusMark>
          </h2>
          <div className="overflow-x-auto">
            <table className="w-full text-sm">
              <thead>
                <tr className="border-b border-line-strong text-left align-bottom">
                  {["loss", "party", "kind"].map((column) => (
                    <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                      {t(`column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {here.map((row) => (
                  <Row key={row.id} home={home} row={row} />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )
    );
  });
}

function Row({ home, row }: { home: string; row: LostRow }) {
  const [t, word] = [translator("whatIf"), translator("vocabulary")];
  return (
    <tr className="break-inside-avoid border-b align-top">
      <td className="min-w-64 py-1.5 pr-4 [overflow-wrap:anywhere]">
        <RefTag href={`${home}/requirements/${row.ref}`}>{row.ref}</RefTag> <bdi>{row.statement}</bdi>
        <span className="mt-0.5 block font-medium">{lossWords(row)}</span>
      </td>
      <td className="min-w-32 py-1.5 pr-4 [overflow-wrap:anywhere]">
        <RefTag href={`${home}/interested-parties/${row.partyRef}`}>{row.partyRef}</RefTag> <bdi>{row.partyName}</bdi>
      </td>
      <td className="py-1.5 pr-4">
        {word(`requirementKind.${row.kind}`)} {isLegal(row.kind) && <Chip shape="major">{t("law")}</Chip>}
        <span className="block text-muted">{word(`binding.${row.binding}`)}</span>
      </td>
    </tr>
  );
}
