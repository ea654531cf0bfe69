import { parseTableState, type TableConfig, type TableState, tableQuery } from "./table-state";

/** How a list looks, apart from which rows it shows. */
type Look = Pick<TableState, "columns" | "density" | "pageSize">;

/**
 * The query of a state with nothing left out but the page: it means the same rows, columns and order on every device and after every change of what is usual.
 * For saved views and for files.
 */
export function exactQuery<Column extends string, Filter extends string>(
  state: TableState<Column, Filter>,
  config: TableConfig<Column, Filter>,
): string {
  const query = new URLSearchParams(tableQuery({ ...state, page: 1 }, config));
  query.set("sort", `${state.sort.descending ? "-" : ""}${state.sort.column}`);
  query.set("columns", state.columns.join(","));
  query.set("density", state.density);
  query.set("size", String(state.pageSize));
  return `?${query.toString()}`;
}

/** What a device keeps of how somebody likes a list to look. */
export function memoryText(state: Look): string {
  return new URLSearchParams({ columns: state.columns.join(","), density: state.density, size: String(state.pageSize) }).toString();
}

/** The configuration with the remembered look as what is usual. Rubbish, and columns that are no longer there or not for this reader, are dropped. */
export function withMemory<Column extends string, Filter extends string>(
  config: TableConfig<Column, Filter>,
  memory: string | undefined,
): TableConfig<Column, Filter> {
  if (!memory) return config;
  const { columns, density, pageSize } = parseTableState(new URLSearchParams(memory.slice(0, 2_000)), config);
  return {
    ...config,
    columns: config.columns.map((column) => ({ ...column, hidden: !columns.includes(column.id) })),
    defaultDensity: density,
    defaultPageSize: pageSize,
  };
}
