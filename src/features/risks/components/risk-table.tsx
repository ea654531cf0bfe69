import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import { QualityMarks, type RowMarks } from "@/components/data-table/quality-marks";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { isAboveAcceptance, needsAcceptance } from "@/domain/risk";
import { RISK_KINDS, RISK_TREATMENTS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { RiskRow, RiskRules } from "../queries";
import { RISK_TABLE, type RiskColumn, type RiskFilter, type RiskTableState } from "../table";
import { RiskLevel } from "./risk-level";

interface RiskTableProps {
  /** "/nordwind" */
  home: string;
  state: RiskTableState;
  page: { rows: RiskRow[]; matching: number; total: number };
  rules: RiskRules;
  owners: readonly { id: string; name: string }[];
  today: string;
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
  /** Faults of the rows shown, by ref. */
  marks?: RowMarks;
}

/** Risks and opportunities, the greatest of what is left first. */
export function RiskTable({ home, state, page, rules, owners, today, canWrite, canExport, empty, marks }: RiskTableProps) {
  const t = translator("risks");
  const path = `${home}/risks`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={RISK_TABLE}
      state={state}
      columns={columns(home, rules, today, marks)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners, rules)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={RISK_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(
  home: string,
  { scale, acceptanceLevel }: RiskRules,
  today: string,
  marks: RowMarks | undefined,
): RegisterColumn<RiskRow, RiskColumn>[] {
  const [t, word] = [translator("risks"), translator("vocabulary")];
  const cells: Cells<RiskRow, RiskColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "4.5rem" }],
    [
      "title",
      (row) => (
        <>
          <span className="block min-w-56">{row.title}</span>
          <QualityMarks marks={marks} reference={row.ref} />
        </>
      ),
      { main: true, width: "22rem" },
    ],
    ["kind", (row) => <RiskKindMark kind={row.kind} />],
    ["level", (row) => <RiskLevel likelihood={row.likelihood} impact={row.impact} scale={scale} />],
    ["treatment", (row) => <Treatment row={row} acceptanceLevel={acceptanceLevel} />],
    [
      "left",
      (row) => (
        <RiskLevel
          likelihood={row.residualLikelihood ?? row.likelihood}
          impact={row.residualImpact ?? row.impact}
          scale={scale}
          above={isAboveAcceptance(row, acceptanceLevel)}
        />
      ),
    ],
    [
      "requirements",
      (row) => (
        <a
          href={`${home}/risks/${row.ref}#requirements`}
          data-soft=""
          className="link"
          aria-label={t("requirementsOf", { count: row.requirements, title: row.title })}
        >
          {row.requirements}
        </a>
      ),
      { align: "end" },
    ],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["reviewDueAt", (row) => <ReviewDue day={row.reviewDueAt} overdue={row.reviewDueAt !== null && row.reviewDueAt < today} />],
    [
      "party",
      (row) =>
        row.partyRef && (
          <span className="block min-w-44">
            <RefTag inTable href={`${home}/interested-parties/${row.partyRef}`}>
              {row.partyRef}
            </RefTag>{" "}
            {row.partyName}
          </span>
        ),
    ],
    ["assessedAt", (row) => row.assessedAt],
    ["accepted", (row) => row.acceptedAt && t("acceptedBy_on", { name: row.acceptedBy ?? "", day: row.acceptedAt })],
    [
      "status",
      (row) => <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>{word(`recordStatus.${row.status}`)}</StatusMark>,
    ],
    ["description", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.description}</span>, { width: "24rem" }],
    ["treatmentNote", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.treatmentNote}</span>, { width: "24rem" }],
    ["note", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.note}</span>],
  ];
  return columnsOf(cells, t);
}

export function RiskKindMark({ kind }: { kind: RiskRow["kind"] }) {
  const word = translator("vocabulary.riskKind");
  return kind === "opportunity" ? <StatusMark shape="opportunity">{word(kind)}</StatusMark> : word(kind);
}

/** The day of the next review; overdue is said, not only coloured. */
export function ReviewDue({ day, overdue }: { day: string | null; overdue: boolean }) {
  const t = translator("risks");
  if (day === null) return <span className="text-muted">{t("noReview")}</span>;
  return overdue ? <StatusMark shape="overdue">{t("overdueSince", { day })}</StatusMark> : day;
}

function Treatment({ row, acceptanceLevel }: { row: RiskRow; acceptanceLevel: number }) {
  const t = translator("risks");
  if (row.treatment === null) return <StatusMark shape="open">{t("untreated")}</StatusMark>;
  const word = translator("vocabulary.riskTreatment")(row.treatment);
  return needsAcceptance(row, acceptanceLevel) && row.acceptedAt === null ? (
    <StatusMark shape="open">{t("unaccepted", { word })}</StatusMark>
  ) : (
    word
  );
}

function facets(state: RiskTableState, owners: RiskTableProps["owners"], { scale }: RiskRules): Facet<RiskFilter>[] {
  const t = translator("risks");
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const yes = (id: RiskFilter) => ({ id, label: t(`filter.${id}`), options: [{ value: "1", label: t("yes") }] });
  const all: Facet<RiskFilter>[] = [
    { id: "kind", label: t("column.kind"), options: words("riskKind", RISK_KINDS) },
    {
      id: "treatment",
      label: t("column.treatment"),
      options: [...words("riskTreatment", RISK_TREATMENTS), { value: "none", label: t("untreated") }],
    },
    yes("above"),
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    yes("overdue"),
    { id: "status", label: t("column.status"), options: words("recordStatus", ["active", "retired"]) },
  ];
  // Reached by links; shown so that they can be taken away.
  for (const id of ["unaccepted", "unassessed", "unlinked"] as const) if (state.filters[id]) all.push(yes(id));
  if (state.filters.party) {
    all.push({ id: "party", label: t("column.party"), options: state.filters.party.map((ref) => ({ value: ref, label: ref })) });
  }
  const cells = {
    likelihood: ["field.likelihood", scale.likelihood],
    impact: ["field.impact", scale.impact],
    leftLikelihood: ["field.residualLikelihood", scale.likelihood],
    leftImpact: ["field.residualImpact", scale.impact],
  } as const;
  for (const id of Object.keys(cells) as (keyof typeof cells)[]) {
    const [label, names] = cells[id];
    if (state.filters[id]) all.push({ id, label: t(label), options: names.map((name, n) => ({ value: String(n + 1), label: name })) });
  }
  return all;
}
