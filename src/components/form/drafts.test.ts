import { describe, expect, it } from "vitest";
import { type Draft, draftKey, forgetDraftsOf, forgetOldDrafts, hasMovedOn, readDraft, restore, saysMore, writeDraft } from "./drafts";

function memory(): Storage {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    clear: () => map.clear(),
    get length() {
      return map.size;
    },
  };
}

const NOW = new Date("2026-03-02T14:05:00.000Z");
const draft = (values: Draft["values"], more: Partial<Draft> = {}): Draft => ({
  at: NOW.toISOString(),
  version: 3,
  base: {},
  values,
  ...more,
});
const mira = { person: "mira", organization: "nordwind" };

describe("a draft on a shared machine", () => {
  it("is one person's in one organisation", () => {
    const store = memory();
    writeDraft(store, draftKey(mira, "requirement:REQ-045"), draft({ note: "mine" }));
    const read = (person: string, organization: string) =>
      readDraft(store, draftKey({ person, organization }, "requirement:REQ-045"), { note: "" }, NOW);
    expect(read("mira", "nordwind")?.values).toEqual({ note: "mine" });
    expect(read("vera", "nordwind")).toBeNull();
    expect(read("mira", "kestrel")).toBeNull();
  });

  it("goes when its person signs out, and nobody else's with it", () => {
    const store = memory();
    writeDraft(store, draftKey(mira, "a"), draft({ a: 1 }));
    writeDraft(store, draftKey({ person: "carla", organization: "nordwind" }, "a"), draft({ a: 1 }));
    store.setItem("goldthread:shortcuts", "off");
    forgetDraftsOf(store, "mira");
    expect(store.length).toBe(2);
    forgetDraftsOf(store, null);
    expect(store.length).toBe(1);
  });

  it("goes after seven days, and when it cannot be read", () => {
    const store = memory();
    const key = draftKey(mira, "a");
    writeDraft(store, key, draft({ a: 1 }, { at: "2026-02-23T14:04:00.000Z" }));
    expect(readDraft(store, key, { a: 0 }, NOW)).toBeNull();
    writeDraft(store, key, draft({ a: 1 }));
    store.setItem(draftKey(mira, "b"), "{rubbish");
    forgetOldDrafts(store, NOW);
    expect(store.length).toBe(1);
    expect(readDraft(store, draftKey(mira, "b"), {}, NOW)).toBeNull();
  });

  it("takes only fields that the form still has", () => {
    const store = memory();
    writeDraft(store, "goldthread:draft:x", draft({ note: "n", gone: "g" }));
    const kept = readDraft(store, "goldthread:draft:x", { note: "" }, NOW)!;
    expect(kept.values).toEqual({ note: "n" });
    expect(saysMore(kept, { note: "n" })).toBe(false);
    expect(saysMore(kept, { note: "" })).toBe(true);
  });
});

describe("a draft of a record that moved on", () => {
  it("is seen by the version", () => {
    expect(hasMovedOn(draft({}), 3)).toBe(false);
    expect(hasMovedOn(draft({}), 4)).toBe(true);
    expect(hasMovedOn(draft({}, { version: null }), undefined)).toBe(false);
  });

  it("keeps both: mine where only I wrote, theirs where only they did, and asks where both did", () => {
    const kept = draft(
      { statement: "mine", note: "my note", owner: "carla" },
      { base: { statement: "old", note: "old note", owner: "carla" } },
    );
    expect(restore(kept, { statement: "theirs", note: "old note", owner: "jonas", other: 1 })).toEqual({
      values: { statement: "mine", note: "my note", owner: "jonas", other: 1 },
      contested: ["statement"],
      takenOver: ["owner"],
    });
  });
});
