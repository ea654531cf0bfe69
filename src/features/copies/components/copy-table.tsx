import Link from "next/link";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { CopyRow } from "../queries";
import { Currency } from "./currency";

/** The register of copies: one row for each file that left. */
export function CopyTable({ home, copies }: { home: string; copies: readonly CopyRow[] }) {
  const t = translator("copies");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t("title")} tabIndex={0}>
      <table className="w-full min-w-[56rem] text-sm">
        <thead>
          <tr className="border-b border-line-strong text-left text-[0.8125rem] text-muted">
            {(["number", "what", "rows", "version", "who", "when", "fingerprint", "state"] as const).map((column) => (
              <th key={column} scope="col" className="px-2 py-1.5 font-semibold first:pl-0">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {copies.map((copy) => (
            <tr key={copy.id} className="border-b align-top">
              <th scope="row" className="py-2 pr-2 text-left font-mono font-normal">
                <Link className="link inline-block min-h-6" href={`${home}/copies/${copy.number}`} prefetch={false}>
                  {copy.number}
                </Link>
              </th>
              <td className="max-w-80 px-2 py-2">
                {copy.title} <span className="font-mono text-xs text-muted">{copy.format.toUpperCase()}</span>
                {copy.filterText && (
                  <span className="block truncate text-[0.8125rem] text-muted" title={copy.filterText}>
                    {copy.filterText}
                  </span>
                )}
              </td>
              <td className="px-2 py-2 tabular-nums">{rowsOf(copy)}</td>
              <td className="px-2 py-2 font-mono text-[0.8125rem]">{versionOf(copy)}</td>
              <td className="px-2 py-2">{copy.madeByName}</td>
              <td className="px-2 py-2 tabular-nums">
                <time dateTime={copy.madeAt}>{copy.madeAt.slice(0, 16).replace("T", " ")}</time>
              </td>
              <td className="px-2 py-2 font-mono text-[0.8125rem] text-muted">{copy.sha256.slice(0, 10)}</td>
              <td className="px-2 py-2">
                <CopyState copy={copy} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function CopyState({ copy }: { copy: CopyRow }) {
  const t = translator("copies");
  if (copy.status === "making") return <StatusMark shape="open">{t("making", { progress: copy.progress })}</StatusMark>;
  if (copy.status === "failed") return <StatusMark shape="not-met">{t("failed")}</StatusMark>;
  return <Currency currency={copy.currency} />;
}

/** "36 of 214" */
export function rowsOf({ rowsShown, rowsTotal }: Pick<CopyRow, "rowsShown" | "rowsTotal">): string {
  return rowsShown === null ? "" : translator("copies")("rowsOf", { rows: rowsShown, total: rowsTotal ?? rowsShown });
}

export function versionOf({ versionLabel }: Pick<CopyRow, "versionLabel">): string {
  return versionLabel === "draft" ? translator("copies")("draft") : versionLabel;
}
