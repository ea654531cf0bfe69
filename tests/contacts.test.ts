import { describe, expect, it } from "vitest";
import * as contactActions from "@/features/contacts/actions";
import { addContact, retireContact, takeOverRepresentative, updateContact } from "@/features/contacts/mutations";
import { contactsOf, reachable, representativeToTakeOver } from "@/features/contacts/queries";
import { contactChange, newContact } from "@/features/contacts/schema";
import { createParty, retireParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { Conflict, Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();
const code = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refused ? error.code : error instanceof Conflict ? "conflict" : error;
};
const party = (name: string, more: object = {}) => newParty.parse({ name, category: "external", kind: "organisation", ...more });

describe.skipIf(world.skip)("contacts of a party", () => {
  it("are added, changed under guard, and retired; only who may be written to is reachable", async () => {
    const carla = await world.as("carla");
    const mira = await world.as("mira");
    const bank = await createParty(mira, party("Harbour Bank"));
    const anna = await addContact(
      carla,
      newContact.parse({ partyId: bank.id, name: "Anna", email: " Anna@Bank.EXAMPLE ", language: "de" }),
    );
    const bert = await addContact(carla, newContact.parse({ partyId: bank.id, name: "Bert" }));
    expect((await contactsOf(mira, bank.id)).map(({ name, email }) => [name, email])).toEqual([
      ["Anna", "Anna@bank.example"],
      ["Bert", ""],
    ]);
    const reach = async () => (await reachable(mira, [bank.id])).map(({ name, language }) => [name, language]);
    expect(await reach()).toEqual([["Anna", "de"]]);
    const change = { id: bert.id, version: bert.version, name: "Bert", email: "bert@bank.example" };
    await updateContact(carla, contactChange.parse(change));
    expect(await code(updateContact(mira, contactChange.parse({ ...change, noMail: true })))).toBe("conflict");
    expect(await reach()).toEqual([
      ["Anna", "de"],
      ["Bert", "en"],
    ]);
    const [first, second] = await contactsOf(mira, bank.id);
    await updateContact(
      mira,
      contactChange.parse({ id: second!.id, version: second!.version, name: "Bert", email: "bert@bank.example", noMail: true }),
    );
    expect(await reach()).toEqual([["Anna", "de"]]);
    const same = newContact.parse({ partyId: bank.id, name: "Anna again", email: "ANNA@bank.example" });
    expect(await code(addContact(mira, same))).toBe("contact-address_taken");
    await retireContact(mira, { id: first!.id, version: first!.version, reason: "Left the bank" });
    expect(await code(retireContact(mira, { id: first!.id, version: first!.version + 1, reason: "Twice" }))).toBe("contact-retired");
    expect(await reach()).toEqual([]);
    await addContact(mira, same);
    expect((await contactsOf(mira, bank.id)).map(({ name }) => name)).toEqual(["Bert", "Anna again", "Anna"]);
    // Two people enter the same address at once: it stands there once.
    const both = await Promise.allSettled(
      [mira, carla].map((access) => addContact(access, newContact.parse({ partyId: bank.id, name: "Desk", email: "desk@bank.example" }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const retired = await retireParty(mira, { id: bank.id, version: bank.version, reason: "Closed" });
    expect(retired.id).toBe(bank.id);
    expect(await reach()).toEqual([]);
    expect(await code(addContact(mira, newContact.parse({ partyId: bank.id, name: "Late" })))).toBe("contact-party_retired");
    const left = { id: first!.id, version: first!.version + 1, name: "Anna", email: "anna2@bank.example" };
    expect(await code(updateContact(mira, contactChange.parse(left)))).toBe("contact-retired");
    expect(anna.version).toBe(1);
  });

  it("refuse everything that is not one plain address", () => {
    const id = "00000000-0000-4000-8000-000000000001";
    for (const email of ["a@b.example, c@d.example", "Anna <a@b.example>", "a@b.example\r\nBcc: all@x.example", "a b@c.example", "a@b"])
      expect(newContact.safeParse({ partyId: id, name: "Anna", email }).success, email).toBe(false);
    expect(newContact.safeParse({ partyId: id, name: "Anna\u0000" }).success).toBe(false);
    expect(newContact.safeParse({ partyId: id, name: "Anna", language: "xx" }).success).toBe(false);
    expect(newContact.safeParse({ partyId: id, name: "Anna", retiredAt: "2026-01-01" }).success).toBe(false);
  });

  it("are taken over from the representative; of an adverse party nobody is reached", async () => {
    const mira = await world.as("mira");
    const clinic = await createParty(
      mira,
      party("Clinic", { representative: "Dr. Petersen", representativeContact: "h.petersen@clinic.example (mornings)" }),
    );
    expect(await representativeToTakeOver(mira, clinic.id)).toEqual({ name: "Dr. Petersen", email: "h.petersen@clinic.example" });
    await takeOverRepresentative(mira, { partyId: clinic.id, language: "de" });
    expect(await representativeToTakeOver(mira, clinic.id)).toBeNull();
    expect(await code(takeOverRepresentative(mira, { partyId: clinic.id, language: "de" }))).toBe("contact-address_taken");
    const gang = await createParty(mira, party("Gang", { adverse: true, representativeContact: "ransom@gang.example" }));
    expect(await representativeToTakeOver(mira, gang.id)).toBeNull();
    expect(await code(takeOverRepresentative(mira, { partyId: gang.id, language: "en" }))).toBe("contact-adverse");
    await addContact(mira, newContact.parse({ partyId: gang.id, name: "Known address", email: "ransom@gang.example" }));
    expect(await reachable(mira, [gang.id])).toEqual([]);
    expect((await reachable(mira, null)).map(({ email }) => email)).toContain("h.petersen@clinic.example");
  });

  it("are personal data: viewers may not read them, readers may not write them", async () => {
    for (const [name, reads, writes] of [
      ["vera", false, false],
      ["aisha", true, false],
      ["jonas", true, false],
      ["carla", true, true],
      ["mira", true, true],
    ] as const) {
      const access = await world.as(name);
      expect([access.can("contact:read"), access.can("contact:write")], name).toEqual([reads, writes]);
    }
    const refused = await withRequest(await world.request("aisha"), () => contactActions.addContact("nordwind", {}));
    expect(refused).toMatchObject({ ok: false, kind: "forbidden" });
  });
});
