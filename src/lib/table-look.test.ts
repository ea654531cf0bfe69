import { describe, expect, it } from "vitest";
import { exactQuery, memoryText, withMemory } from "./table-look";
import { defaultTableState, parseTableState, tableConfig, tableQuery } from "./table-state";

const config = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "name", sortable: true },
    { id: "owner", sortable: false },
    { id: "updated", sortable: true, hidden: true },
  ],
  filters: { category: { values: ["internal", "external"] } },
  defaultSort: { column: "ref", descending: false },
});

describe("the look of a list", () => {
  it("takes what the device remembers for usual, and rubbish for nothing", () => {
    const liked = withMemory(config, memoryText({ columns: ["ref", "updated"], density: "comfortable", pageSize: 100 }));
    const state = parseTableState({}, liked);
    expect(state).toMatchObject({ columns: ["ref", "updated"], density: "comfortable", pageSize: 100 });
    expect(tableQuery(state, liked)).toBe("");
    expect(parseTableState({ columns: "ref,owner", density: "dense" }, liked)).toMatchObject({
      columns: ["ref", "owner"],
      density: "dense",
    });
    expect(defaultTableState(withMemory(config, "columns=password&density=loud&size=9"))).toEqual({
      ...defaultTableState(config),
      columns: ["ref"],
    });
    expect(withMemory(config, undefined)).toBe(config);
  });

  it("writes a saved view so that it means the same on every device", () => {
    const query = exactQuery({ ...defaultTableState(config), page: 7 }, config);
    const elsewhere = withMemory(config, memoryText({ columns: ["ref"], density: "comfortable", pageSize: 25 }));
    expect(parseTableState(new URLSearchParams(query), elsewhere)).toEqual(defaultTableState(config));
  });
});
