import { describe, expect, it } from "vitest";
import {
  closeWorkshop,
  decideEntry,
  foundBy,
  LONGEST_ENTRY,
  LONGEST_NAME,
  mayAddEntry,
  mayChangeWorkshop,
  nameFrom,
  pastedLines,
} from "./workshop";

const open = { kind: "identification", status: "open" } as const;
const said = { status: "open" } as const;
const by = { partyId: null, reason: "", at: "2026-03-12T09:00:00.000Z", byId: "mira" };

describe("a workshop", () => {
  it("takes a pasted list line by line and cuts nothing", () => {
    const text = ["- Landlord", "", "2) Works council", "• Müller & Söhne 🏗", "  Landlord\t", "x".repeat(LONGEST_ENTRY + 1)].join("\r\n");
    const { lines, tooLong } = pastedLines(text);
    expect(lines).toEqual(["Landlord", "Works council", "Müller & Söhne 🏗", "Landlord"]);
    expect(tooLong).toEqual(["x".repeat(LONGEST_ENTRY + 1)]);
    expect(pastedLines(Array.from({ length: 300 }, (_, index) => `Party ${index}`).join("\n")).lines).toHaveLength(300);
    // A number that belongs to the name stays.
    expect(pastedLines("3M Deutschland\n24 Hour Couriers").lines).toEqual(["3M Deutschland", "24 Hour Couriers"]);
  });

  it("listens only while it is open, and only in an identification workshop", () => {
    expect(mayAddEntry(open).ok).toBe(true);
    expect(mayAddEntry({ ...open, status: "closed" })).toMatchObject({ ok: false, code: "closed" });
    expect(mayAddEntry({ kind: "voting", status: "open" })).toMatchObject({ ok: false, code: "other_kind" });
  });

  it("decides an entry once, with a reason where nothing comes of it", () => {
    expect(decideEntry(open, said, { ...by, outcome: "promoted", partyId: "p" })).toMatchObject({
      ok: true,
      value: { status: "promoted", partyId: "p", decidedById: "mira" },
    });
    expect(decideEntry(open, { status: "promoted" }, { ...by, outcome: "merged", partyId: "p" })).toMatchObject({
      ok: false,
      code: "entry_decided",
    });
    expect(decideEntry(open, said, { ...by, outcome: "dismissed" })).toMatchObject({ ok: false, code: "reason_needed" });
    expect(decideEntry(open, said, { ...by, outcome: "dismissed", partyId: "p", reason: " joke " })).toMatchObject({
      ok: true,
      value: { partyId: null, reason: "joke" },
    });
    expect(decideEntry({ ...open, status: "closed" }, said, { ...by, outcome: "promoted" })).toMatchObject({ ok: false, code: "closed" });
    expect(decideEntry(open, { status: "dismissed" }, { ...by, outcome: "open" })).toMatchObject({
      ok: true,
      value: { status: "open", reason: "", decidedAt: null },
    });
    expect(decideEntry(open, { status: "merged" }, { ...by, outcome: "open" })).toMatchObject({ ok: false, code: "entry_decided" });
  });

  it("says how a party was found", () => {
    expect(foundBy({ prompt: "", pestle: "legal" })).toEqual({ identificationMethod: "pestle", pestle: ["legal"], silent: false });
    expect(foundBy({ prompt: "never_in_the_room", pestle: null })).toEqual({
      identificationMethod: "brainstorm",
      pestle: [],
      silent: true,
    });
  });

  it("makes a name that fits, never through the middle of a character", () => {
    expect(nameFrom("Landlord")).toEqual({ name: "Landlord", rest: "" });
    const { name, rest } = nameFrom("🏗".repeat(300));
    expect(name.length).toBeLessThanOrEqual(LONGEST_NAME);
    expect(name).toBe(`${"🏗".repeat((name.length - 1) / 2)}…`);
    expect(rest).toHaveLength(600);
  });

  it("closes once, and is then read-only", () => {
    expect(closeWorkshop({ status: "revealed" }, { at: by.at })).toEqual({ ok: true, value: { status: "closed", closedAt: by.at } });
    expect(closeWorkshop({ status: "closed" }, { at: by.at }).ok).toBe(false);
    expect(mayChangeWorkshop({ status: "closed" }).ok).toBe(false);
    expect(mayChangeWorkshop({ status: "revealed" }).ok).toBe(true);
  });
});
