import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { memoryText } from "@/lib/table-look";
import { isNarrowed, PAGE_SIZES, type TableConfig, type TableState, tableHref, tableQuery, toggleFilter } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { BulkEdit } from "./bulk-edit";
import { CellEditing } from "./cell-editing";
import type { EditRow, TableDesk } from "./editing";
import { FilterMenu } from "./filter-menu";
import { PageCheckbox, RowCheckbox, Selection } from "./selection";
import { TableKeys } from "./table-keys";
import { type RegisterColumn, tableModel } from "./table-model";
import { TableSearch } from "./table-search";
import { ViewMenu } from "./view-menu";

export interface Facet<Filter extends string = string> {
  id: Filter;
  label: string;
  /** With the number of rows each would show; the server counts. */
  options: readonly { value: string; label: string; count?: number }[];
}

export interface DataTableProps<Row, Column extends string, Filter extends string> {
  /** What the table holds; its caption for a screen reader. */
  label: string;
  /** The page's own address, without a query. */
  path: string;
  config: TableConfig<Column, Filter>;
  state: TableState<Column, Filter>;
  columns: readonly RegisterColumn<Row, Column>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** Shown in the row's checkbox name. */
  rowName?: (row: Row) => string;
  /** Rows that match, over all pages, and all rows there are. */
  matching: number;
  total: number;
  facets?: readonly Facet<Filter>[];
  searchLabel?: string;
  /** The `n` key leads there. */
  newHref?: string;
  exportMenu?: ReactNode;
  /** Editing, saved views, memory: what makes the list a work place. */
  desk?: TableDesk;
  /** Shown when there is nothing at all. */
  empty: ReactNode;
}

/** The one table. The URL holds its state; search, filters, sort, columns and pages are links, so they work, can be sent and can be printed. */
export function DataTable<Row extends object, Column extends string, Filter extends string>(props: DataTableProps<Row, Column, Filter>) {
  const { label, path, config, state, columns, rows, rowId, rowHref, matching, total, facets = [], empty, newHref, desk = {} } = props;
  const t = translator("ui");
  const narrowed = isNarrowed(state as TableState);
  if (total === 0 && !narrowed) {
    return (
      <>
        <TableKeys newHref={newHref} editable={false} />
        {empty}
      </>
    );
  }
  const table = tableModel({ columns, config, state, rows, rowId, matching });
  const byId = new Map(columns.map((column) => [column.id as string, column]));
  const editing = desk.editing && desk.editing.fields.length > 0 ? desk.editing : null;
  const editOf = new Map(editing?.rows.map((row) => [row.id, row]));
  const inCell = new Set(editing?.fields.filter((field) => field.inCell).map((field) => field.id));
  const href = (changes: Partial<TableState<Column, Filter>>) => tableHref(path + (desk.plainQuery ?? ""), state, config, changes);
  const body = (
    <>
      <div className="no-print mb-3 flex flex-wrap items-center gap-2">
        <TableSearch
          path={path}
          query={tableQuery({ ...state, q: "", page: 1 }, config) || (desk.plainQuery ?? "")}
          value={state.q}
          label={props.searchLabel ?? t("search")}
        />
        {facets.map((facet) => (
          <FilterMenu
            key={facet.id}
            label={facet.label}
            chosen={state.filters[facet.id]?.length ?? 0}
            options={facet.options.map((option) => ({
              ...option,
              chosen: state.filters[facet.id]?.includes(option.value) ?? false,
              href: href({ filters: toggleFilter(state.filters, facet.id, option.value) }),
            }))}
          />
        ))}
        <span className="flex-1" />
        {desk.views}
        <ViewMenu
          memory={desk.memory}
          columns={table
            .getAllLeafColumns()
            .filter((column) => column.getCanHide())
            .map((column) => ({
              id: column.id,
              label: byId.get(column.id)?.header ?? column.id,
              visible: column.getIsVisible(),
              href: href({ columns: visibleAfterToggle(config, state, column.id as Column) }),
              remember: memoryText({ ...state, columns: visibleAfterToggle(config, state, column.id as Column) }),
            }))}
          densities={(["dense", "comfortable"] as const).map((density) => ({
            id: density,
            label: t(density),
            href: href({ density }),
            remember: memoryText({ ...state, density }),
            current: state.density === density,
          }))}
          sizes={PAGE_SIZES.map((size) => ({
            size,
            href: href({ pageSize: size }),
            remember: memoryText({ ...state, pageSize: size }),
            current: state.pageSize === size,
          }))}
        />
        {props.exportMenu}
      </div>
      <FilterChips {...props} />
      {rows.length === 0 ? (
        <div className="border-y py-8">
          <p className="font-medium">{t("nothingMatches")}</p>
          <p className="text-sm text-muted">{t("nothingMatchesText", { total })}</p>
          <Link href={href({ q: "", filters: {}, page: 1 })} className={classNames(buttonStyle({ size: "small" }), "mt-3")}>
            {t("clearFilters")}
          </Link>
        </div>
      ) : (
        // A region that scrolls must be reachable with the keyboard, and have a name.
        <section
          className="scroll-region relative overflow-auto lg:max-h-[max(24rem,calc(100dvh-11rem))]"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
          tabIndex={0}
          aria-label={t("tableRegion", { label })}
        >
          <table className="register" data-density={state.density}>
            <caption className="sr-only">{label}</caption>
            <thead>
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id}>
                  {editing && (
                    <th scope="col" className="no-print w-8">
                      <PageCheckbox label={t("selectPage")} />
                    </th>
                  )}
                  {group.headers.map((header) => {
                    const column = byId.get(header.column.id);
                    const sorted = header.column.getIsSorted();
                    return (
                      <th
                        key={header.id}
                        scope="col"
                        aria-sort={sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined}
                        className={column?.align === "end" ? "text-right" : "text-left"}
                        style={column?.width ? { width: column.width } : undefined}
                      >
                        {header.column.getCanSort() ? (
                          <Link
                            href={href({ sort: { column: header.column.id as Column, descending: sorted === "asc" } })}
                            scroll={false}
                            replace
                            prefetch={false}
                            className={classNames(
                              "inline-flex min-h-6 items-center gap-1 hover:text-ink",
                              sorted && "font-semibold text-ink",
                            )}
                          >
                            {column?.header}
                            {sorted === "asc" && <ArrowUp aria-hidden className="size-3.5" />}
                            {sorted === "desc" && <ArrowDown aria-hidden className="size-3.5" />}
                          </Link>
                        ) : (
                          column?.header
                        )}
                      </th>
                    );
                  })}
                </tr>
              ))}
            </thead>
            <tbody>
              {table.getRowModel().rows.map((row) => {
                const target = rowHref?.(row.original);
                const edit = editOf.get(row.id);
                return (
                  <tr key={row.id} data-href={target} data-row={edit && row.id}>
                    {editing && (
                      <td className="no-print">
                        <RowCheckbox id={row.id} label={t("selectRow", { name: props.rowName?.(row.original) ?? row.id })} />
                      </td>
                    )}
                    {row.getVisibleCells().map((cell) => {
                      const column = byId.get(cell.column.id);
                      const content = column?.cell(row.original);
                      return (
                        <td
                          key={cell.id}
                          className={column?.align === "end" ? "text-right" : undefined}
                          {...(canEdit(edit, cell.column.id, inCell) ? { "data-edit": cell.column.id, tabIndex: -1 } : {})}
                        >
                          {column?.main && target ? (
                            // A plain link, made soft by TableKeys: fifty client components less in each page.
                            <a href={target} data-row-link="" data-soft="" className="font-medium hover:underline">
                              {content}
                            </a>
                          ) : (
                            content
                          )}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      <Pager state={state} matching={matching} total={total} href={(page) => href({ page })} pages={Math.max(1, table.getPageCount())} />
      <TableKeys newHref={newHref} editable={editing !== null} />
    </>
  );
  if (!editing) return body;
  const query = tableQuery({ ...state, page: 1 }, config).replace("?", "");
  return (
    <Selection rows={editing.rows.map(({ id, ref, version }) => ({ id, ref, version }))} scope={query}>
      {body}
      <CellEditing editing={editing} />
      <BulkEdit editing={editing} query={query} matching={matching} withRetired={editing.rows.some((row) => row.retired)} />
    </Selection>
  );
}

/** A retired row is only brought back; what law or contract has set stands. */
function canEdit(row: EditRow | undefined, column: string, inCell: ReadonlySet<string>): boolean {
  return row !== undefined && !row.retired && inCell.has(column) && !row.fixed.includes(column);
}

/** What narrows the list, each part removable. */
function FilterChips<Row, Column extends string, Filter extends string>({
  path,
  config,
  state,
  facets = [],
  desk = {},
}: DataTableProps<Row, Column, Filter>) {
  const t = translator("ui");
  if (!isNarrowed(state as TableState)) return null;
  const list = path + (desk.plainQuery ?? "");
  const chips = (Object.keys(state.filters) as Filter[]).flatMap((id) =>
    (state.filters[id] ?? []).map((value) => {
      const facet = facets.find((candidate) => candidate.id === id);
      return {
        id,
        value,
        group: facet?.label ?? id,
        word: facet?.options.find((option) => option.value === value)?.label ?? value,
        href: tableHref(list, state, config, { filters: toggleFilter(state.filters, id, value) }),
      };
    }),
  );
  const chip = "inline-flex min-h-7 items-center gap-1.5 rounded-md border border-line-strong px-2 text-[0.8125rem] hover:bg-sunken";
  return (
    <ul aria-label={t("activeFilters")} className="mb-3 flex flex-wrap items-center gap-1.5">
      {state.q && (
        <li>
          <Link href={tableHref(list, state, config, { q: "" })} scroll={false} replace prefetch={false} className={chip}>
            {t("searchChip", { q: state.q })}
            <X aria-hidden className="no-print size-3.5" />
            <span className="sr-only">{t("remove")}</span>
          </Link>
        </li>
      )}
      {chips.map((item) => (
        <li key={`${item.id}=${item.value}`}>
          <Link href={item.href} scroll={false} replace prefetch={false} className={chip}>
            <span>
              <span className="text-muted">{item.group}:</span> {item.word}
            </span>
            <X aria-hidden className="no-print size-3.5" />
            <span className="sr-only">{t("remove")}</span>
          </Link>
        </li>
      ))}
      <li className="no-print">
        <Link
          href={tableHref(list, state, config, { q: "", filters: {} })}
          scroll={false}
          replace
          prefetch={false}
          className="link px-1 text-[0.8125rem]"
        >
          {t("clearFilters")}
        </Link>
      </li>
    </ul>
  );
}

interface PagerProps {
  state: { page: number; pageSize: number };
  matching: number;
  total: number;
  pages: number;
  href: (page: number) => string;
}

function Pager({ state, matching, total, pages, href }: PagerProps) {
  const t = translator("ui");
  const from = Math.min(matching, (state.page - 1) * state.pageSize + 1);
  const to = Math.min(matching, state.page * state.pageSize);
  const step = classNames(buttonStyle({ variant: "secondary", size: "small" }), "px-1.5");
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm">
      <p role="status" className="text-muted">
        {matching === total ? t("countAll", { total }) : t("countSome", { matching, total })}
        {pages > 1 && matching > 0 && state.page <= pages && ` · ${t("countRange", { from, to })}`}
      </p>
      {pages > 1 && (
        <nav aria-label={t("pages")} className="no-print flex items-center gap-2">
          {state.page > 1 ? (
            <Link
              href={href(Math.min(pages, state.page - 1))}
              scroll={false}
              prefetch={false}
              rel="prev"
              aria-label={t("previousPage")}
              className={step}
            >
              <ChevronLeft aria-hidden className="size-4" />
            </Link>
          ) : (
            <span aria-hidden className={classNames(step, "opacity-40")}>
              <ChevronLeft className="size-4" />
            </span>
          )}
          <span>{t("pageOf", { page: state.page, pages })}</span>
          {state.page < pages ? (
            <Link href={href(state.page + 1)} scroll={false} prefetch={false} rel="next" aria-label={t("nextPage")} className={step}>
              <ChevronRight aria-hidden className="size-4" />
            </Link>
          ) : (
            <span aria-hidden className={classNames(step, "opacity-40")}>
              <ChevronRight className="size-4" />
            </span>
          )}
        </nav>
      )}
    </div>
  );
}

function visibleAfterToggle<Column extends string>(
  config: TableConfig<Column, string>,
  state: TableState<Column, string>,
  id: Column,
): Column[] {
  const wanted = state.columns.includes(id) ? state.columns.filter((column) => column !== id) : [...state.columns, id];
  return config.columns.map((column) => column.id).filter((column) => wanted.includes(column));
}
