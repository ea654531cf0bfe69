import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import type { TableDesk } from "@/components/data-table/editing";
import { QualityMarks, type RowMarks } from "@/components/data-table/quality-marks";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { Menu } from "@/components/ui/menu";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { OBLIGATION_KINDS } from "@/domain/vocabulary";
import { exactQuery } from "@/lib/table-look";
import type { TableConfig } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { InForce, ObligationRow } from "../queries";
import type { ObligationColumn, ObligationFilter, ObligationTableState } from "../table";

interface ObligationTableProps {
  /** "/nordwind" */
  home: string;
  config: TableConfig<ObligationColumn, ObligationFilter>;
  state: ObligationTableState;
  desk: TableDesk;
  page: { rows: ObligationRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
  /** Faults of the rows shown, by ref. */
  marks?: RowMarks;
}

/** The legal register (A.5.31). */
export function ObligationTable({ home, config, state, desk, page, owners, canWrite, canExport, empty, marks }: ObligationTableProps) {
  const t = translator("obligations");
  const path = `${home}/obligations`;
  const file = (format: string) => `${path}/export?format=${format}${exactQuery(state, config).replace("?", "&")}`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={config}
      desk={desk}
      state={state}
      columns={columnsOf(home, marks)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facetsOf(state, owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={
        canExport && (
          <Menu
            label={t("export")}
            trigger={
              <>
                <Download aria-hidden className="size-4" />
                {t("export")}
              </>
            }
            items={[
              { label: t("exportCsv"), href: file("csv"), download: true },
              { label: t("exportXlsx"), href: file("xlsx"), download: true },
            ]}
          />
        )
      }
      empty={empty}
    />
  );
}

/** Law has dates: known but not in force yet, in force, ended. */
export function ForceMark({ force, from, to }: { force: InForce; from: string | null; to: string | null }) {
  const t = translator("obligations.force");
  if (force === "upcoming") return <StatusMark shape="soon">{t("from", { date: from ?? "" })}</StatusMark>;
  if (force === "ended") return <StatusMark shape="overdue">{t("endedOn", { date: to ?? "" })}</StatusMark>;
  return (
    <StatusMark shape="neutral" className="whitespace-nowrap">
      {to ? t("until", { date: to }) : t("in_force")}
    </StatusMark>
  );
}

export function VerifiedMark({ on, due }: { on: string | null; due: boolean }) {
  const t = translator("obligations");
  if (due) return <StatusMark shape="overdue">{on ? t("dueSince", { date: on }) : t("neverVerified")}</StatusMark>;
  return on ?? <span className="text-muted">{t("neverVerified")}</span>;
}

export function ApplicableMark({ applicable }: { applicable: boolean }) {
  const t = translator("obligations");
  return (
    <StatusMark shape={applicable ? "decided" : "neutral"} className="whitespace-nowrap">
      {t(applicable ? "applies" : "appliesNot")}
    </StatusMark>
  );
}

function columnsOf(home: string, marks: RowMarks | undefined): RegisterColumn<ObligationRow, ObligationColumn>[] {
  const t = translator("obligations");
  const clamp = (text: string) => text && <span className="line-clamp-2 min-w-56">{text}</span>;
  const cells: [ObligationColumn, RegisterColumn<ObligationRow>["cell"], Partial<RegisterColumn<ObligationRow, ObligationColumn>>?][] = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    ["citation", (row) => <span className="block min-w-32">{row.citation}</span>],
    [
      "title",
      (row) => (
        <>
          <span className="block min-w-56">{row.title}</span>
          <QualityMarks marks={marks} reference={row.ref} />
        </>
      ),
      { main: true, width: "20rem" },
    ],
    ["kind", (row) => translator("vocabulary.obligationKind")(row.kind)],
    ["jurisdiction", (row) => row.jurisdiction],
    [
      "authority",
      (row) =>
        row.partyRef && (
          <span className="block min-w-44">
            <RefTag href={`${home}/interested-parties/${row.partyRef}`}>{row.partyRef}</RefTag> {row.partyName}
          </span>
        ),
      { width: "14rem" },
    ],
    ["force", (row) => <ForceMark force={row.force} from={row.effectiveFrom} to={row.effectiveTo} />],
    ["applicable", (row) => <ApplicableMark applicable={row.applicable} />],
    ["requirements", (row) => <Count row={row} home={home} />, { align: "end" }],
    ["lastVerified", (row) => <VerifiedMark on={row.lastVerifiedAt} due={row.verificationDue} />],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["effectiveFrom", (row) => row.effectiveFrom],
    ["effectiveTo", (row) => row.effectiveTo],
    ["applicability", (row) => clamp(row.applicability)],
    ["howComplied", (row) => clamp(row.howComplied)],
    [
      "status",
      (row) => (
        <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>
          {translator("vocabulary.recordStatus")(row.status)}
        </StatusMark>
      ),
    ],
    ["note", (row) => clamp(row.note)],
  ];
  return cells.map(([id, cell, more]) => ({ id, header: t(`column.${id}`), cell, ...more }));
}

function Count({ row, home }: { row: ObligationRow; home: string }) {
  const t = translator("obligations");
  return (
    <Link
      href={`${home}/obligations/${row.ref}#requirements`}
      prefetch={false}
      className="link"
      aria-label={t("requirementsOf", { count: row.requirements, title: row.title })}
    >
      {row.requirements}
    </Link>
  );
}

function facetsOf(state: ObligationTableState, owners: ObligationTableProps["owners"]): Facet<ObligationFilter>[] {
  const t = translator("obligations");
  const vocabulary = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const yes = [{ value: "1", label: t("yes") }];
  const facets: Facet<ObligationFilter>[] = [
    { id: "kind", label: t("column.kind"), options: vocabulary("obligationKind", OBLIGATION_KINDS) },
    {
      id: "force",
      label: t("column.force"),
      options: (["upcoming", "in_force", "ended"] as const).map((value) => ({ value, label: t(`force.${value}`) })),
    },
    {
      id: "applicable",
      label: t("column.applicable"),
      options: [
        { value: "yes", label: t("applies") },
        { value: "no", label: t("appliesNot") },
      ],
    },
    { id: "status", label: t("column.status"), options: vocabulary("recordStatus", ["active", "retired"]) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "unverified", label: t("filter.unverified"), options: yes },
    { id: "unused", label: t("filter.unused"), options: yes },
  ];
  if (state.filters.authority) {
    facets.push({
      id: "authority",
      label: t("column.authority"),
      options: state.filters.authority.map((ref) => ({ value: ref, label: ref })),
    });
  }
  if (state.filters.unowned) facets.push({ id: "unowned", label: t("filter.unowned"), options: yes });
  return facets;
}
