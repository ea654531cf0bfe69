import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import type { TableDesk } from "@/components/data-table/editing";
import { QualityMarks, type RowMarks } from "@/components/data-table/quality-marks";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { Menu } from "@/components/ui/menu";
import { RefTag } from "@/components/ui/ref-tag";
import { ScoreDots, SupportMark } from "@/components/ui/score";
import { StatusMark } from "@/components/ui/status-mark";
import { INFLUENCE_VECTORS, PARTY_CATEGORIES, PARTY_KINDS, PARTY_RELEVANCES, PARTY_STATUSES, PESTLE_FACTORS } from "@/domain/vocabulary";
import { exactQuery } from "@/lib/table-look";
import type { TableConfig } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { OwnerOption, PartyPage, PartyRow } from "../queries";
import type { PartyColumn, PartyFilter, PartyTableState } from "../table";
import { RelevanceMark, StatusOfParty } from "./party-marks";

interface PartyTableProps {
  /** "/nordwind" */
  home: string;
  config: TableConfig<PartyColumn, PartyFilter>;
  state: PartyTableState;
  page: PartyPage;
  owners: readonly OwnerOption[];
  /** What this organisation calls the vectors. */
  vectorNames: Readonly<Record<string, string>>;
  desk: TableDesk;
  canCreate: boolean;
  canExport: boolean;
  empty: ReactNode;
  /** Faults of the rows shown, by ref. */
  marks?: RowMarks;
}

/** The register of parties: the work place of clause 4.2 a. */
export function PartyTable({ home, config, state, page, owners, vectorNames, desk, canCreate, canExport, empty, marks }: PartyTableProps) {
  const t = translator("interestedParties");
  const path = `${home}/interested-parties`;
  const columns = columnsOf(home, vectorNames, marks);
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={config}
      state={state}
      columns={columns.filter((column) => config.columns.some((known) => known.id === column.id))}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.name}
      matching={page.matching}
      total={page.total}
      facets={facetsOf(state, owners, vectorNames)}
      searchLabel={t("searchLabel")}
      desk={desk}
      newHref={canCreate ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} query={exactQuery(state, config)} />}
      empty={empty}
    />
  );
}

function ExportMenu({ path, query }: { path: string; query: string }) {
  const t = translator("interestedParties");
  const href = (format: string) => `${path}/export?format=${format}${query.replace("?", "&")}`;
  return (
    <Menu
      label={t("export")}
      trigger={
        <>
          <Download aria-hidden className="size-4" />
          {t("export")}
        </>
      }
      items={[
        { label: t("exportCsv"), href: href("csv"), download: true },
        { label: t("exportXlsx"), href: href("xlsx"), download: true },
      ]}
    />
  );
}

function columnsOf(
  home: string,
  vectorNames: Readonly<Record<string, string>>,
  marks: RowMarks | undefined,
): RegisterColumn<PartyRow, PartyColumn>[] {
  const t = translator("interestedParties");
  const word = (group: string, value: string | null) => (value ? translator(`vocabulary.${group}`)(value) : null);
  const words = (group: string, values: string[] | null) => values?.map((value) => word(group, value)).join(", ");
  const yes = (value: boolean) => (value ? t("yes") : null);
  const cells: [PartyColumn, RegisterColumn<PartyRow>["cell"], Pick<RegisterColumn<PartyRow>, "align" | "main" | "width">?][] = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    [
      "name",
      (row) => (
        <>
          <Name row={row} />
          <QualityMarks marks={marks} reference={row.ref} />
        </>
      ),
      { main: true },
    ],
    ["category", (row) => word("partyCategory", row.category)],
    ["kind", (row) => word("partyKind", row.kind)],
    ["status", (row) => <StatusOfParty status={row.status} />],
    ["relevance", (row) => <RelevanceMark relevance={row.relevance} />],
    ["power", (row) => <Score row={row} name="power" />],
    ["interest", (row) => <Score row={row} name="interest" />],
    ["support", (row) => <SupportMark value={row.scoresAreTemplateDefaults ? null : row.support} label={supportLabel(row)} />],
    ["requirements", (row) => <Requirements row={row} home={home} />, { align: "end" }],
    ["owner", (row) => <Owner row={row} />],
    ["confirmed", (row) => <Confirmed row={row} />],
    ["lastReviewed", (row) => row.lastReviewedAt ?? <span className="text-muted">{t("cell.never")}</span>],
    ["vector", (row) => row.vector && vectorNames[row.vector]],
    ["pestle", (row) => words("pestle", row.pestle)],
    ["relation", (row) => words("partyRelation", row.relation)],
    ["representative", (row) => row.representative],
    ["adverse", (row) => yes(row.adverse)],
    ["imposesLaw", (row) => yes(row.imposesLaw)],
    ["rationale", (row) => <Text>{row.rationale}</Text>],
    ["identification", (row) => word("identificationMethod", row.identification)],
    ["attitude", (row) => word("attitude", row.attitude)],
    ["engagementCurrent", (row) => word("engagementLevel", row.engagementCurrent)],
    ["engagementTarget", (row) => word("engagementLevel", row.engagementTarget)],
    ["note", (row) => <Text>{row.note}</Text>],
  ];
  return cells.map(([id, cell, more]) => ({ id, header: t(`column.${id}`), cell, ...more }));
}

/** Auto layout would break a name into single words; it asks for its room itself. */
function Name({ row }: { row: PartyRow }) {
  const name = <bdi>{row.name}</bdi>;
  return (
    <span className="line-clamp-3 min-w-44 [overflow-wrap:anywhere]" title={row.name.length > 120 ? row.name : undefined}>
      {row.adverse ? <StatusMark shape="adverse">{name}</StatusMark> : name}
      {row.awaitsReview && (
        <span className="block text-[0.8125rem] font-normal text-warn">{translator("interestedParties.cell")("reviewMe")}</span>
      )}
    </span>
  );
}

function Score({ row, name }: { row: PartyRow; name: "power" | "interest" }) {
  const t = translator("interestedParties");
  const label = t(`column.${name}`);
  const value = row[name];
  if (value === null) return <ScoreDots value={null} label={t("cell.notAssessed", { name: label })} />;
  if (row.scoresAreTemplateDefaults) return <ScoreDots value={null} label={t("cell.fromCatalogue", { name: label, value })} />;
  return <ScoreDots value={value} label={t("cell.score", { name: label, value })} />;
}

function supportLabel(row: PartyRow): string {
  const t = translator("interestedParties");
  return row.support === null || row.scoresAreTemplateDefaults
    ? t("cell.notAssessed", { name: t("column.support") })
    : t("cell.support", { value: row.support });
}

function Text({ children }: { children: ReactNode }) {
  return children ? <span className="inline-block min-w-60 whitespace-pre-line">{children}</span> : null;
}

function Requirements({ row, home }: { row: PartyRow; home: string }) {
  const t = translator("interestedParties");
  return (
    <Link
      href={`${home}/requirements?party=${row.ref}`}
      prefetch={false}
      className="link"
      aria-label={t("cell.requirements", { count: row.requirements, name: row.name })}
    >
      {row.requirements}
    </Link>
  );
}

function Owner({ row }: { row: PartyRow }) {
  const t = translator("interestedParties.cell");
  if (row.ownerName) return <span className="whitespace-nowrap">{row.ownerName}</span>;
  return <StatusMark shape="open">{row.ownerLabel ? t("sheetOwner", { name: row.ownerLabel }) : t("unowned")}</StatusMark>;
}

function Confirmed({ row }: { row: PartyRow }) {
  const t = translator("interestedParties.cell");
  if (row.confirmedAt)
    return (
      <StatusMark shape="decided" className="whitespace-nowrap">
        {row.confirmedAt}
      </StatusMark>
    );
  return row.adverse ? <span className="text-muted">{t("neverAsked")}</span> : <StatusMark shape="open">{t("notConfirmed")}</StatusMark>;
}

function facetsOf(
  state: PartyTableState,
  owners: readonly OwnerOption[],
  vectorNames: Readonly<Record<string, string>>,
): Facet<PartyFilter>[] {
  const t = translator("interestedParties");
  const vocabulary = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const yesNo = [
    { value: "yes", label: t("yes") },
    { value: "no", label: t("no") },
  ];
  const facets: Facet<PartyFilter>[] = [
    { id: "status", label: t("column.status"), options: vocabulary("partyStatus", PARTY_STATUSES) },
    { id: "relevance", label: t("column.relevance"), options: vocabulary("partyRelevance", PARTY_RELEVANCES) },
    { id: "category", label: t("column.category"), options: vocabulary("partyCategory", PARTY_CATEGORIES) },
    { id: "kind", label: t("column.kind"), options: vocabulary("partyKind", PARTY_KINDS) },
    { id: "vector", label: t("column.vector"), options: INFLUENCE_VECTORS.map((value) => ({ value, label: vectorNames[value] ?? value })) },
    { id: "pestle", label: t("column.pestle"), options: vocabulary("pestle", PESTLE_FACTORS) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("filter.none") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "assessed", label: t("filter.assessed"), options: yesNo },
    { id: "confirmed", label: t("filter.confirmed"), options: yesNo },
    { id: "adverse", label: t("column.adverse"), options: yesNo },
    { id: "imposesLaw", label: t("column.imposesLaw"), options: yesNo },
  ];
  // Open points come by links; they stand among the filters only while they narrow the list, so that their chips have words.
  for (const point of [
    "awaitsReview",
    "undecided",
    "unowned",
    "unconfirmed",
    "noRequirement",
    "overdue",
    "notAddressed",
    "unsourced",
  ] as const) {
    if (state.filters[point]) facets.push({ id: point, label: t(`filter.${point}`), options: [{ value: "1", label: t("yes") }] });
  }
  return facets;
}
