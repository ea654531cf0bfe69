import { findDocuments, findRequirementsOfParty } from "@/features/engagement/actions";
import type { EntryChoices } from "@/features/engagement/components/entry-form";
import { requirementsOfParty } from "@/features/engagement/queries";
import { findParties } from "@/features/interested-parties/actions";
import { partyOptions } from "@/features/interested-parties/queries";
import { recordsByRef } from "@/features/records/queries";
import { participantOptions } from "@/features/reviews/queries";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

/** What the form of an entry offers; of the party that it stands with, its requirements. */
export async function entryChoices(
  access: Access,
  stands: { partyId: string | null; people?: readonly string[]; documentRefs?: readonly string[] },
): Promise<EntryChoices> {
  const { slug } = access.organization;
  // One transaction, so one of the few connections.
  return inTenant(access, async () => {
    const parties = await partyOptions(access, { including: stands.partyId ? [stands.partyId] : [] });
    const people = await participantOptions(access, stands.people ?? []);
    const documents = await recordsByRef(access, stands.documentRefs ?? []);
    return {
      parties: parties.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name })),
      requirements: stands.partyId ? await requirementsOfParty(access, { partyId: stands.partyId }) : [],
      documents: documents.map(({ ref, title }) => ({ value: ref, reference: ref, label: title })),
      people: people.map(({ id, name }) => ({ value: id, label: name })),
      findParties: findParties.bind(null, slug),
      findRequirements: findRequirementsOfParty.bind(null, slug),
      findDocuments: findDocuments.bind(null, slug),
      today: today(),
      mayTell: access.can("requirement:update"),
    };
  });
}
