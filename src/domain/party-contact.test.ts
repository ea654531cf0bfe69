import { describe, expect, test } from "vitest";
import { addressIn, contactFromRepresentative, mayBeWrittenTo } from "./party-contact";

const contact = { email: "anna@kunde.example", noMail: false, retiredAt: null };
const party = { adverse: false, status: "active" };

describe("a contact", () => {
  test("is written to while they speak for a party that is no adversary and want mail", () => {
    expect(mayBeWrittenTo(contact, party)).toBe(true);
    expect(mayBeWrittenTo({ ...contact, noMail: true }, party)).toBe(false);
    expect(mayBeWrittenTo({ ...contact, retiredAt: "2026-01-01" }, party)).toBe(false);
    expect(mayBeWrittenTo({ ...contact, email: "" }, party)).toBe(false);
    expect(mayBeWrittenTo(contact, { ...party, adverse: true })).toBe(false);
    expect(mayBeWrittenTo(contact, { ...party, status: "retired" })).toBe(false);
  });

  test.each([
    ["Anna Berger <anna@kunde.example>, desk 4", "anna@kunde.example"],
    ["mailto:anna@kunde.example", "anna@kunde.example"],
    ["Write to anna@kunde.example.", "anna@kunde.example"],
    ["+49 30 1234", null],
    ["", null],
  ])("is found in %j", (text, address) => expect(addressIn(text)).toBe(address));

  test("is taken over from the representative where an address stands there", () => {
    const given = { ...party, representative: "Anna Berger", representativeContact: "anna@kunde.example" };
    expect(contactFromRepresentative(given)).toEqual({ ok: true, value: { name: "Anna Berger", email: "anna@kunde.example" } });
    expect(contactFromRepresentative({ ...given, representative: "" })).toMatchObject({ value: { name: "anna" } });
    expect(contactFromRepresentative({ ...given, representativeContact: "by phone" })).toMatchObject({ code: "no_address" });
    expect(contactFromRepresentative({ ...given, adverse: true })).toMatchObject({ code: "adverse" });
    expect(contactFromRepresentative({ ...given, status: "retired" })).toMatchObject({ code: "party_retired" });
  });
});
