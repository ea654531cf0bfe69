import {
  type ColumnDef,
  columnVisibilityFeature,
  constructTable,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { TableConfig, TableState } from "@/lib/table-state";

/** One column of a register. `id` is the one of the table's configuration, which also says whether it sorts and hides. */
export interface RegisterColumn<Row, Column extends string = string> {
  id: Column;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers right, all else left. */
  align?: "start" | "end";
  /** Carries the link to the record. */
  main?: boolean;
  /** CSS width, as a wish: "16rem", "40%". */
  width?: string;
}

/**
 * The table is rendered on the server and never changes there, so its state needs no reactivity: an atom is a box. This spares the browser
 * the whole table library; every interaction is a link to another state.
 */
function box<T>(initial: T) {
  let value = initial;
  return {
    get: () => value,
    set: (next: T | ((before: T) => T)) => {
      value = typeof next === "function" ? (next as (before: T) => T)(value) : next;
    },
    subscribe: () => ({ unsubscribe: () => {} }),
  };
}

const still = {
  createOptionsStore: false,
  wrapExternalAtoms: false,
  addSubscription: () => {},
  createWritableAtom: box,
  createReadonlyAtom: <T>(read: () => T) => ({ get: read, subscribe: () => ({ unsubscribe: () => {} }) }),
  untrack: <T>(read: () => T) => read(),
  batch: (work: () => void) => work(),
  schedule: (work: () => void) => work(),
} as unknown as NonNullable<Parameters<typeof tableFeatures>[0]["coreReactivityFeature"]>;

const features = tableFeatures({ coreReactivityFeature: still, columnVisibilityFeature, rowSortingFeature, rowPaginationFeature });

interface ModelInput<Row, Column extends string, Filter extends string> {
  columns: readonly RegisterColumn<Row, Column>[];
  config: TableConfig<Column, Filter>;
  state: TableState<Column, Filter>;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Rows that match the search and filters, over all pages. */
  matching: number;
}

/** Columns, headers, visible cells, sorting and pages of one rendered table. Rows come sorted and cut from the database ("manual"). */
export function tableModel<Row extends object, Column extends string, Filter extends string>({
  columns,
  config,
  state,
  rows,
  rowId,
  matching,
}: ModelInput<Row, Column, Filter>) {
  const configured = new Map(config.columns.map((column, index) => [column.id, { ...column, first: index === 0 }]));
  const definitions = columns.map(
    (column): ColumnDef<typeof features, Row> => ({
      id: column.id,
      accessorFn: (row) => row,
      header: column.header,
      cell: (context) => column.cell(context.row.original),
      enableSorting: configured.get(column.id)?.sortable ?? false,
      enableHiding: !configured.get(column.id)?.first && configured.get(column.id)?.hideable !== false,
      sortDescFirst: false,
    }),
  );
  return constructTable({
    features,
    columns: definitions,
    data: rows as Row[],
    getRowId: rowId,
    manualSorting: true,
    manualPagination: true,
    rowCount: matching,
    enableSortingRemoval: false,
    state: {
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, state.columns.includes(column.id)])),
      sorting: [{ id: state.sort.column, desc: state.sort.descending }],
      pagination: { pageIndex: state.page - 1, pageSize: state.pageSize },
    },
  });
}
