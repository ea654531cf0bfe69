import { mailAddressOf } from "./mail-address";
import { accept, isBlank, type Ruling, refuse } from "./ruling";

/** Somebody who speaks for a party, and whether they may be written to. */

export interface ContactState {
  email: string;
  noMail: boolean;
  retiredAt: string | null;
}

/** Whether mail may go to them: they still speak for the party, have an address, did not ask to be left alone, and the party is no adversary (rule 7). */
export function mayBeWrittenTo(contact: ContactState, party: { adverse: boolean; status: string }): boolean {
  return !party.adverse && party.status !== "retired" && contact.retiredAt === null && !contact.noMail && contact.email !== "";
}

/** The first mail address in what was written as "contact" of a representative, e.g. "Anna Berger <anna@kunde.example>, desk 4". Null: none. */
export function addressIn(text: string): string | null {
  for (const part of text.normalize("NFKC").split(/[\s<>,;()[\]"]+/)) {
    const address = mailAddressOf(part.replace(/^mailto:/i, "").replace(/[.:]+$/, ""));
    if (address) return address;
  }
  return null;
}

/**
 * The contact that the representative of a party makes: the name as it stands there, else the local part of the address.
 * Refused for adverse parties and where no address stands.
 */
export function contactFromRepresentative(party: {
  adverse: boolean;
  status: string;
  representative: string;
  representativeContact: string;
}): Ruling<{ name: string; email: string }, "adverse" | "party_retired" | "no_address"> {
  if (party.adverse) return refuse("adverse");
  if (party.status === "retired") return refuse("party_retired");
  const email = addressIn(party.representativeContact) ?? addressIn(party.representative);
  if (!email) return refuse("no_address");
  return accept({ name: isBlank(party.representative) ? email.split("@")[0]! : party.representative.trim(), email });
}
