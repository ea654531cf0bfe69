import { contactFromRepresentative } from "@/domain/party-contact";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { ContactChange, NewContact } from "./schema";

interface SavedContact {
  id: string;
  version: number;
}

/** Enters somebody who speaks for a party. Throws NotFound, Refused for a retired party and for an address that stands there already. */
export async function addContact(access: Access, input: NewContact): Promise<SavedContact> {
  return change(access, async (record) => {
    const party = await record.get("interested-party", input.partyId);
    if (party.values.status === "retired") throw new Refused("contact-party_retired");
    await requireNewAddress(record, access, input.partyId, input.email, null);
    return saved(await record.create("party-contact", { ...input }));
  });
}

/** Throws Conflict, NotFound, Refused for one that is retired. */
export async function updateContact(access: Access, { id, version, reason, ...values }: ContactChange): Promise<SavedContact> {
  return change(access, async (record) => {
    const before = await record.get("party-contact", id);
    await requireNewAddress(record, access, String(before.values.partyId), values.email, id);
    const patch = (contact: Stored) => {
      if (contact.values.retiredAt !== null) throw new Refused("contact-retired");
      return values;
    };
    return saved(await record.update("party-contact", id, version, patch, { reason }));
  });
}

/** They no longer speak for the party; who they were stays in the register until it is erased. */
export async function retireContact(access: Access, input: { id: string; version: number; reason: string }): Promise<SavedContact> {
  return change(access, async (record) => {
    const patch = (contact: Stored) => {
      if (contact.values.retiredAt !== null) throw new Refused("contact-retired");
      return { retiredAt: today(), retiredReason: input.reason };
    };
    return saved(await record.update("party-contact", input.id, input.version, patch, { action: "retire", reason: input.reason }));
  });
}

/** Makes a contact of the representative that stands with the party. Throws Refused where no address stands there, and for adverse parties. */
export async function takeOverRepresentative(
  access: Access,
  { partyId, language }: { partyId: string; language: string },
): Promise<SavedContact> {
  return change(access, async (record) => {
    const { values } = await record.get("interested-party", partyId);
    const ruling = contactFromRepresentative({
      adverse: values.adverse === true,
      status: String(values.status),
      representative: String(values.representative ?? ""),
      representativeContact: String(values.representativeContact ?? ""),
    });
    if (!ruling.ok) throw new Refused(`contact-${ruling.code}`);
    await requireNewAddress(record, access, partyId, ruling.value.email, null);
    return saved(await record.create("party-contact", { partyId, ...ruling.value, language }));
  });
}

/** One address stands once with a party: two entries of it would be asked twice. Whoever adds at the same time waits. */
async function requireNewAddress(
  record: RecordWriter,
  access: Access,
  partyId: string,
  email: string,
  except: string | null,
): Promise<void> {
  if (email === "") return;
  const organizationId = access.organization.id;
  await record.tx
    .$queryRaw`SELECT 1 FROM interested_party WHERE organization_id = ${organizationId}::uuid AND id = ${partyId}::uuid FOR UPDATE`;
  const where = { organizationId, partyId, retiredAt: null, email: { equals: email, mode: "insensitive" as const } };
  const found = await record.tx.partyContact.findFirst({ where, select: { id: true } });
  if (found && found.id !== except) throw new Refused("contact-address_taken");
}

function saved({ id, version }: Stored): SavedContact {
  return { id, version };
}
