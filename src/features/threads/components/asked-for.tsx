import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { AskedFor as Asked, AskedRow } from "../queries";

interface AskedForProps {
  /** "/nordwind" */
  home: string;
  asked: Asked;
}

/** Backwards from a target: who asked for it, and what would go unmet without it. For the page of any control, clause, risk, document or evidence. */
export function AskedFor({ home, asked }: AskedForProps) {
  const t = translator("threads.asked");
  const { ref, total, parties, sole, soleParties, rows } = asked;
  return (
    <section aria-labelledby="asked-for" className="mt-8">
      <h2 id="asked-for" className="mb-2 font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="prose-width mb-3">
        {total === 0 ? t("nobody", { ref }) : t("sentence", { ref, total, parties })}{" "}
        {total > 0 && (sole > 0 ? t("unmet", { sole, parties: soleParties }) : t("nothingUnmet"))}
      </p>
      {rows.length > 0 && (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line-strong text-left align-bottom">
                {["requirement", "party", "source", "force", "answer", "without"].map((column) => (
                  <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} home={home} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length < total && (
        <p className="mt-2 text-sm">
          <Link href={`${home}/threads?target=${encodeURIComponent(ref)}`} className="link">
            {t("more", { shown: rows.length, total })}
          </Link>
        </p>
      )}
    </section>
  );
}

function Row({ row, home }: { row: AskedRow; home: string }) {
  const t = translator("threads.asked");
  const word = (group: string, value: string) => translator(`vocabulary.${group}`)(value);
  const party = (
    <>
      <RefTag href={`${home}/interested-parties/${row.partyRef}`}>{row.partyRef}</RefTag> {row.partyName}
    </>
  );
  return (
    <tr className="border-b align-top">
      <td className="min-w-56 py-1.5 pr-4">
        <RefTag href={`${home}/requirements/${row.ref}`}>{row.ref}</RefTag> {row.statement}
      </td>
      <td className="min-w-32 py-1.5 pr-4">{row.adverse ? <StatusMark shape="adverse">{party}</StatusMark> : party}</td>
      <td className="min-w-32 py-1.5 pr-4">{row.source || <StatusMark shape="open">{t("noSource")}</StatusMark>}</td>
      <td className="py-1.5 pr-4">
        {word("requirementKind", row.kind)}
        <span className="block text-muted">{word("binding", row.binding)}</span>
      </td>
      <td className="min-w-40 py-1.5 pr-4">
        {row.ismsDecision !== "addressed" && (
          <StatusMark shape="open" className="flex">
            {word("ismsDecision", row.ismsDecision)}
          </StatusMark>
        )}
        {row.coverage && <span className="font-medium">{word("linkCoverage", row.coverage)} </span>}
        <span className="text-muted">{row.rationale}</span>
      </td>
      <td className="py-1.5">{row.sole ? <StatusMark shape="not-met">{t("wouldBeUnmet")}</StatusMark> : t("otherAnswer")}</td>
    </tr>
  );
}
