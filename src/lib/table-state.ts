/**
 * The URL is the state of a table: a link to a filtered, sorted list can be sent to an auditor and shows the same rows.
 * Parsing never fails: what is not understood is dropped, because the address bar is typed by people.
 */
export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
export const DENSITIES = ["dense", "comfortable"] as const;
export type Density = (typeof DENSITIES)[number];

/** Names in the query that are the table's own; a filter may not be called like one of them. */
const RESERVED = ["page", "size", "sort", "q", "columns", "density", "view"] as const;
const MAX_SEARCH = 200;
const MAX_FILTER_VALUES = 50;
const MAX_PAGE = 1_000_000;

export interface TableColumnConfig<Column extends string = string> {
  readonly id: Column;
  readonly sortable?: boolean;
  /** May be left out by the reader. Default true; the first column stays for good. */
  readonly hideable?: boolean;
  /** Not shown until the reader asks for it. */
  readonly hidden?: boolean;
}

export interface TableConfig<Column extends string = string, Filter extends string = string> {
  readonly columns: readonly TableColumnConfig<Column>[];
  /** One entry for each filter; with `values`, any other value is dropped; without, any short text is taken (ids, tags). */
  readonly filters?: Readonly<Record<Filter, { readonly values?: readonly string[] }>>;
  readonly defaultSort: { readonly column: Column; readonly descending: boolean };
  readonly defaultPageSize?: PageSize;
  readonly defaultDensity?: Density;
}

export interface TableState<Column extends string = string, Filter extends string = string> {
  /** From 1. */
  page: number;
  pageSize: PageSize;
  sort: { column: Column; descending: boolean };
  /** The words searched for, trimmed; empty when nothing is searched. */
  q: string;
  /** Only filters with at least one value; values of one filter are alternatives, filters narrow each other. */
  filters: Partial<Record<Filter, string[]>>;
  /** The visible columns, in the order of the configuration. */
  columns: Column[];
  density: Density;
}

export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * Checks a configuration once, at module load, and keeps its literal types.
 * @throws Error when a filter has a reserved name or the default sort names no column.
 */
export function tableConfig<const Column extends string, const Filter extends string = never>(
  config: TableConfig<Column, Filter>,
): TableConfig<Column, Filter> {
  for (const name of Object.keys(config.filters ?? {})) {
    if ((RESERVED as readonly string[]).includes(name)) throw new Error(`A filter cannot be called "${name}"`);
  }
  if (!config.columns.some((column) => column.id === config.defaultSort.column)) throw new Error("The default sort names no column");
  return config;
}

/** The state that an address without a query stands for. */
export function defaultTableState<Column extends string, Filter extends string>(
  config: TableConfig<Column, Filter>,
): TableState<Column, Filter> {
  return {
    page: 1,
    pageSize: config.defaultPageSize ?? 50,
    sort: { ...config.defaultSort },
    q: "",
    filters: {},
    columns: config.columns.filter((column) => !column.hidden).map((column) => column.id),
    density: config.defaultDensity ?? "dense",
  };
}

/** Reads the state from a query; tolerant of rubbish, of doubled keys and of URLSearchParams or Next's plain object. */
export function parseTableState<Column extends string, Filter extends string>(
  searchParams: SearchParams | URLSearchParams,
  config: TableConfig<Column, Filter>,
): TableState<Column, Filter> {
  const state = defaultTableState(config);
  const all = (name: string): string[] => {
    if (searchParams instanceof URLSearchParams) return searchParams.getAll(name);
    if (!Object.hasOwn(searchParams, name)) return [];
    const value = searchParams[name];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  const first = (name: string): string => all(name)[0] ?? "";

  const page = first("page");
  if (/^\d{1,7}$/.test(page)) state.page = Math.min(Math.max(1, Number(page)), MAX_PAGE);
  const size = PAGE_SIZES.find((candidate) => String(candidate) === first("size"));
  if (size) state.pageSize = size;
  const sort = first("sort");
  const sorted = config.columns.find((column) => column.sortable && column.id === sort.replace(/^-/, ""));
  if (sorted) state.sort = { column: sorted.id, descending: sort.startsWith("-") };
  state.q = withoutControls(first("q")).trim().slice(0, MAX_SEARCH);
  for (const name of Object.keys(config.filters ?? {}) as Filter[]) {
    const allowed = config.filters?.[name].values;
    const values = [...new Set(all(name).map((value) => withoutControls(value)))].filter(
      (value) => value !== "" && value.length <= MAX_SEARCH && (!allowed || allowed.includes(value)),
    );
    if (values.length > 0) state.filters[name] = values.slice(0, MAX_FILTER_VALUES);
  }
  const wanted = first("columns").split(",");
  if (first("columns") !== "") {
    const chosen = config.columns.filter((column, index) => index === 0 || column.hideable === false || wanted.includes(column.id));
    if (chosen.length > 0) state.columns = chosen.map((column) => column.id);
  }
  const density = DENSITIES.find((candidate) => candidate === first("density"));
  if (density) state.density = density;
  return state;
}

/** The query that stands for a state; what equals the default is left out, so that addresses stay short. Empty or with a leading "?". */
export function tableQuery<Column extends string, Filter extends string>(
  state: TableState<Column, Filter>,
  config: TableConfig<Column, Filter>,
): string {
  const query = new URLSearchParams();
  const usual = defaultTableState(config);
  if (state.q) query.set("q", state.q);
  for (const name of Object.keys(config.filters ?? {}) as Filter[]) {
    for (const value of state.filters[name] ?? []) query.append(name, value);
  }
  if (state.sort.column !== usual.sort.column || state.sort.descending !== usual.sort.descending) {
    query.set("sort", `${state.sort.descending ? "-" : ""}${state.sort.column}`);
  }
  if (state.columns.join() !== usual.columns.join()) query.set("columns", state.columns.join(","));
  if (state.density !== usual.density) query.set("density", state.density);
  if (state.pageSize !== usual.pageSize) query.set("size", String(state.pageSize));
  if (state.page > 1) query.set("page", String(state.page));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/**
 * The address of a table with some of its state changed. A change of search, filter, sort or page size goes back to page 1,
 * because the old page number would mean other rows.
 */
export function tableHref<Column extends string, Filter extends string>(
  path: string,
  state: TableState<Column, Filter>,
  config: TableConfig<Column, Filter>,
  changes: Partial<TableState<Column, Filter>> = {},
): string {
  // A path may bring a query that stands for the plain list; any other query takes its place.
  const [base = path] = path.split("?");
  const restart = changes.page === undefined && ("q" in changes || "filters" in changes || "sort" in changes || "pageSize" in changes);
  const query = tableQuery({ ...state, ...changes, page: restart ? 1 : (changes.page ?? state.page) }, config);
  return query === "" ? path : base + query;
}

/** The filters with one value put in or taken out. */
export function toggleFilter<Filter extends string>(
  filters: Partial<Record<Filter, string[]>>,
  name: Filter,
  value: string,
): Partial<Record<Filter, string[]>> {
  const values = filters[name] ?? [];
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  const { [name]: _dropped, ...rest } = filters;
  return (next.length === 0 ? rest : { ...rest, [name]: next }) as Partial<Record<Filter, string[]>>;
}

/** True when a search or a filter narrows the list: an empty list then says "nothing matches", not "nothing here yet". */
export function isNarrowed(state: TableState): boolean {
  return state.q !== "" || Object.keys(state.filters).length > 0;
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL in text, and no search means a control character
  return text.replace(/[\u0000-\u001f\u007f]/g, " ");
}
