import { describe, expect, it } from "vitest";
import { defaultTableState, isNarrowed, parseTableState, tableConfig, tableHref, toggleFilter } from "./table-state";

const config = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "name", sortable: true },
    { id: "owner", sortable: false },
    { id: "updated", sortable: true, hidden: true },
  ],
  filters: { category: { values: ["internal", "external"] }, tag: {} },
  defaultSort: { column: "ref", descending: false },
});

describe("the state of a table in the URL", () => {
  it("reads a link that Mira sent to Aisha", () => {
    const state = parseTableState(
      { q: " bank ", category: ["external", "internal"], sort: "-name", page: "2", size: "25", density: "comfortable" },
      config,
    );
    expect(state).toEqual({
      page: 2,
      pageSize: 25,
      sort: { column: "name", descending: true },
      q: "bank",
      filters: { category: ["external", "internal"] },
      columns: ["ref", "name", "owner"],
      density: "comfortable",
    });
  });

  it("drops what it does not understand instead of failing", () => {
    const rubbish = {
      page: "-3",
      size: "7000",
      sort: "password",
      category: "<script>",
      columns: ",,,",
      density: "loud",
      __proto__x: "1",
      q: "a\u0000b",
    };
    const state = parseTableState(rubbish, config);
    expect({ ...state, q: "", columns: [] }).toEqual({ ...defaultTableState(config), columns: [] });
    expect(state.q).toBe("a b");
    expect(state.columns).toEqual(["ref"]);
    expect(parseTableState({ sort: "owner" }, config).sort.column).toBe("ref");
    expect(parseTableState({ page: "99999999999999999999" }, config).page).toBe(1);
  });

  it("writes what it reads, and nothing for the usual state", () => {
    expect(tableHref("/nordwind/interested-parties", defaultTableState(config), config)).toBe("/nordwind/interested-parties");
    const state = parseTableState(new URLSearchParams("tag=a,b&tag=c&columns=ref,updated&sort=-updated&q=%26%3D&page=3&size=100"), config);
    const href = tableHref("/x", state, config);
    expect(parseTableState(new URLSearchParams(href.slice(3)), config)).toEqual(state);
  });

  it("goes back to page 1 when other rows are asked for, and stays when only the look changes", () => {
    const state = parseTableState({ page: "4" }, config);
    expect(tableHref("/x", state, config, { q: "bank" })).toBe("/x?q=bank");
    expect(tableHref("/x", state, config, { density: "comfortable" })).toBe("/x?density=comfortable&page=4");
  });

  it("puts filter values in and takes them out", () => {
    const once = toggleFilter<"category" | "tag">({}, "category", "internal");
    expect(once).toEqual({ category: ["internal"] });
    expect(toggleFilter(once, "category", "internal")).toEqual({});
    expect(isNarrowed({ ...defaultTableState(config), filters: once })).toBe(true);
    expect(isNarrowed(defaultTableState(config))).toBe(false);
  });

  it("refuses a filter with a name of its own", () => {
    expect(() => tableConfig({ columns: [{ id: "a" }], filters: { page: {} }, defaultSort: { column: "a", descending: false } })).toThrow(
      /page/,
    );
  });

  it("keeps the plain list reachable where an address without a query opens the role's own view", () => {
    const usual = defaultTableState(config);
    expect(tableHref("/x?view=all", usual, config)).toBe("/x?view=all");
    expect(tableHref("/x?view=all", usual, config, { q: "bank" })).toBe("/x?q=bank");
    expect(parseTableState({ view: "all" }, config)).toEqual(usual);
  });
});
