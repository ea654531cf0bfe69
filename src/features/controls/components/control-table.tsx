import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { QualityMarks, type RowMarks } from "@/components/data-table/quality-marks";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { CONTROL_CONCEPTS, CONTROL_TYPES } from "@/domain/controls";
import { CIA, CONTROL_THEMES, IMPLEMENTATION_STATUSES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { ControlRow } from "../queries";
import { CONTROL_TABLE, type ControlColumn, type ControlFilterName, type ControlTableState } from "../table";

interface ControlTableProps {
  /** "/nordwind" */
  home: string;
  state: ControlTableState;
  page: { rows: ControlRow[]; matching: number; total: number };
  canWrite: boolean;
  empty: ReactNode;
  /** Faults of the rows shown, by ref. */
  marks?: RowMarks;
}

export function ControlTable({ home, state, page, canWrite, empty, marks }: ControlTableProps) {
  const t = translator("controls");
  const path = `${home}/controls`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={CONTROL_TABLE}
      state={state}
      columns={columns(marks)}
      rows={page.rows}
      rowId={(row) => row.ref}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets()}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      empty={empty}
    />
  );
}

/** C, I and A, as the field writes them, each with its word. */
function Goals({ goals }: { goals: readonly string[] }) {
  const word = translator("vocabulary.cia");
  return (
    <span className="whitespace-nowrap">
      {goals.map((goal) => (
        <abbr key={goal} title={word(goal)} className="mr-1.5 no-underline">
          {word(goal).charAt(0)}
        </abbr>
      ))}
    </span>
  );
}

function columns(marks: RowMarks | undefined): RegisterColumn<ControlRow, ControlColumn>[] {
  const [t, word, applicable] = [translator("controls"), translator("vocabulary"), translator("statement.applicable")];
  const cells: Cells<ControlRow, ControlColumn> = [
    ["ref", (row) => <RefTag retired={row.retired}>{row.ref}</RefTag>, { width: "5rem" }],
    [
      "title",
      (row) => (
        <>
          {row.title}
          <QualityMarks marks={marks} reference={row.ref} />
        </>
      ),
      { main: true, width: "20rem" },
    ],
    ["theme", (row) => word(`controlTheme.${row.theme}`)],
    ["types", (row) => row.types.map((type) => word(`controlType.${type}`)).join(", ")],
    ["cia", (row) => <Goals goals={row.cia} />],
    [
      "applicable",
      (row) => (
        <StatusMark shape={row.applicable === null ? "open" : row.applicable ? "decided" : "neutral"} className="whitespace-nowrap">
          {applicable(row.applicable === null ? "undecided" : row.applicable ? "yes" : "no")}
        </StatusMark>
      ),
    ],
    ["implementation", (row) => row.implementationStatus && word(`implementationStatus.${row.implementationStatus}`)],
    ["asked", (row) => row.asked, { align: "end" }],
    ["concepts", (row) => row.concepts.map((concept) => word(`controlConcept.${concept}`)).join(", ")],
  ];
  return columnsOf(cells, t);
}

function facets(): Facet<ControlFilterName>[] {
  const [t, word] = [translator("controls"), translator("vocabulary")];
  const worded = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: word(`${group}.${value}`) }));
  return [
    { id: "theme", label: t("column.theme"), options: worded("controlTheme", CONTROL_THEMES) },
    { id: "type", label: t("column.types"), options: worded("controlType", CONTROL_TYPES) },
    { id: "property", label: t("column.cia"), options: worded("cia", CIA) },
    { id: "concept", label: t("column.concepts"), options: worded("controlConcept", CONTROL_CONCEPTS) },
    {
      id: "applicable",
      label: t("column.applicable"),
      options: ["yes", "no", "undecided"].map((value) => ({ value, label: translator("statement.applicable")(value) })),
    },
    {
      id: "implementation",
      label: t("column.implementation"),
      options: [...worded("implementationStatus", IMPLEMENTATION_STATUSES), { value: "none", label: translator("statement")("noStatus") }],
    },
    { id: "asked", label: t("filter.asked"), options: ["yes", "no"].map((value) => ({ value, label: t(`filter.asked_${value}`) })) },
    { id: "origin", label: t("filter.origin"), options: ["annex", "own"].map((value) => ({ value, label: t(`filter.${value}`) })) },
    { id: "status", label: t("filter.status"), options: [{ value: "retired", label: t("filter.retired") }] },
  ];
}
