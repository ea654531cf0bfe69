import { contactFromRepresentative } from "@/domain/party-contact";
import type { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export type OutsideLanguage = (typeof OUTSIDE_LANGUAGES)[number];

export interface ContactRow {
  id: string;
  version: number;
  name: string;
  role: string;
  email: string;
  phone: string;
  language: OutsideLanguage;
  noMail: boolean;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

/** Who speaks for a party, those who still do first. */
export async function contactsOf(access: Access, partyId: string): Promise<ContactRow[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ContactRow[]>`
      SELECT id, version, name, role, email, phone, language, no_mail AS "noMail", note, retired_at::text AS "retiredAt",
             retired_reason AS "retiredReason"
        FROM party_contact WHERE organization_id = ${access.organization.id}::uuid AND party_id = ${partyId}::uuid
       ORDER BY retired_at IS NOT NULL, created_at, id LIMIT 200`,
  );
}

/** The address that stands as the party's representative and is no contact yet; null: nothing to take over. */
export async function representativeToTakeOver(access: Access, partyId: string): Promise<{ name: string; email: string } | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const party = await tx.interestedParty.findFirst({
      where: { organizationId, id: partyId },
      select: { adverse: true, status: true, representative: true, representativeContact: true },
    });
    const ruling = party && contactFromRepresentative(party);
    if (!ruling?.ok) return null;
    const where = { organizationId, partyId, retiredAt: null, email: { equals: ruling.value.email, mode: "insensitive" as const } };
    return (await tx.partyContact.count({ where })) > 0 ? null : ruling.value;
  });
}

export interface Reachable {
  partyId: string;
  contactId: string;
  name: string;
  email: string;
  language: OutsideLanguage;
}

/**
 * Everybody who may be written to, by party and in the order in which they were entered: with an address, still speaking for the party, and not averse
 * to mail. Never of adverse or retired parties.
 * @param partyIds null: of all parties
 */
export async function reachable(access: Access, partyIds: readonly string[] | null): Promise<Reachable[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<Reachable[]>`
      SELECT c.party_id AS "partyId", c.id AS "contactId", c.name, c.email, c.language
        FROM party_contact c JOIN interested_party p ON p.organization_id = c.organization_id AND p.id = c.party_id
       WHERE c.organization_id = ${access.organization.id}::uuid AND c.retired_at IS NULL AND NOT c.no_mail AND c.email <> ''
         AND NOT p.adverse AND p.status <> 'retired'
         AND (${partyIds === null}::boolean OR c.party_id = ANY(${[...(partyIds ?? [])]}::uuid[]))
       ORDER BY c.party_id, c.created_at, c.id`,
  );
}
