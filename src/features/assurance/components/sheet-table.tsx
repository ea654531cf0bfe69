import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { SheetLinkState } from "@/domain/assurance";
import { translator } from "@/lib/translate";
import type { SheetRow } from "../queries";

const SHAPES: Record<SheetLinkState, MarkShape> = {
  none: "neutral",
  waiting: "open",
  opened: "decided",
  expired: "overdue",
  revoked: "retired",
};

/** Where the page of a sheet stands. */
export function SheetLinkMark({ state }: { state: SheetLinkState }) {
  return <StatusMark shape={SHAPES[state]}>{translator("assurance.linkState")(state)}</StatusMark>;
}

/** The sheets that were made, the newest first. */
export function SheetTable({ home, sheets }: { home: string; sheets: readonly SheetRow[] }) {
  const t = translator("assurance");
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[46rem] text-left text-sm">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr className="border-b text-muted">
            {(["ref", "party", "version", "madeOn", "link", "openings", "expires"] as const).map((key) => (
              <th key={key} scope="col" className="py-2 pr-4 font-medium">
                {t(`column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet) => (
            <tr key={sheet.id} className="border-b align-top">
              <th scope="row" className="py-2 pr-4 font-normal">
                <Link className="link" href={`${home}/assurance/${sheet.ref}`}>
                  <RefTag>{sheet.ref}</RefTag>
                </Link>
              </th>
              <td className="py-2 pr-4">
                <span className="block min-w-48">
                  <RefTag href={`${home}/interested-parties/${sheet.partyRef}`}>{sheet.partyRef}</RefTag> <bdi>{sheet.partyName}</bdi>
                </span>
                <span className="block text-muted">{sheet.title}</span>
              </td>
              <td className="py-2 pr-4 whitespace-nowrap">{sheet.versionLabel}</td>
              <td className="py-2 pr-4">
                <span className="whitespace-nowrap">{sheet.madeOn}</span>
                <span className="block text-muted">{sheet.madeBy}</span>
              </td>
              <td className="py-2 pr-4">
                <SheetLinkMark state={sheet.linkState} />
              </td>
              <td className="py-2 pr-4">
                {t("openings", { count: sheet.openings })}
                {sheet.firstOpenedAt && (
                  <span className="block text-muted">{t("openedFirst", { day: sheet.firstOpenedAt.slice(0, 10) })}</span>
                )}
              </td>
              <td className="py-2 pr-4 whitespace-nowrap">{sheet.expiresAt?.slice(0, 10) ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
