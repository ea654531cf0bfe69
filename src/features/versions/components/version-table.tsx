import Link from "next/link";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { VersionRow } from "../queries";
import { ShortHash, VersionMark } from "./version-words";

const COLUMNS = ["number", "status", "approved", "approver", "summary", "hash"] as const;

/** Every version, the newest first. */
export function VersionTable({ home, rows }: { home: string; rows: readonly VersionRow[] }) {
  const t = translator("versions");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
    <section className="scroll-region overflow-x-auto" aria-label={t("title")} tabIndex={0}>
      <table className="register min-w-200">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="text-left">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="text-left font-mono font-medium">
                <Link className="link" href={`${home}/versions/${row.number}`}>
                  {row.number}
                </Link>
              </th>
              <td>
                <VersionMark status={row.status} />
                {row.exceptionReason !== "" && (
                  <span className="block">
                    <StatusMark shape="minor">{t("exception")}</StatusMark>
                  </span>
                )}
              </td>
              <td className="whitespace-nowrap">
                {row.approvedOn}
                {row.supersededOn && <span className="block text-sm text-muted">{t("supersededOn", { day: row.supersededOn })}</span>}
              </td>
              <td>{row.approvers.join(", ")}</td>
              <td className="max-w-120 whitespace-pre-line">{row.changeSummary}</td>
              <td>
                <ShortHash hash={row.contentHash} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
