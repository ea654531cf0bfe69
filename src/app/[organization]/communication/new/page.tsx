import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { addLine } from "@/features/communication/actions";
import { LineForm } from "@/features/communication/components/line-form";
import { BLANK_LINE } from "@/features/communication/form-fields";
import { partyToPlan, requirementsToName } from "@/features/communication/queries";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import { obligationOptions } from "@/features/obligations/queries";
import { triggerRules } from "@/features/triggers/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("communication")("newTitle") };

/** A line by hand; ?party=IP-001 chooses the party, so that its requirements can be named at once. */
export default async function NewCommunicationPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "communication:write");
  const { party: ref } = await searchParams;
  const { slug } = access.organization;
  const path = `/${slug}/communication`;
  // One transaction, so one of the few connections.
  const { party, requirements, owners, rules, obligations } = await inTenant(access, async () => {
    const found = typeof ref === "string" ? await partyToPlan(access, ref) : null;
    return {
      party: found,
      requirements: found ? await requirementsToName(access, found.id) : null,
      owners: await ownerOptions(access),
      rules: (await triggerRules(access)).filter(({ active }) => active),
      obligations: await obligationOptions(access, { limit: 200 }),
    };
  });
  const parties = party
    ? [{ value: party.id, reference: party.ref, label: party.name }]
    : (await partyOptions(access, { limit: 50 }))
        .filter(({ adverse }) => !adverse)
        .map(({ id, ref: reference, name }) => ({ value: id, reference, label: name }));
  const t = translator("communication");
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        clause="Clause 7.4"
        lead={t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["communication"]}>
        <LineForm
          path={path}
          action={addLine.bind(null, slug)}
          initial={{ ...BLANK_LINE, partyId: party?.id ?? "", ownerId: access.user?.id ?? null }}
          record={null}
          parties={parties}
          findParties={findParties.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          events={rules.map(({ key, title }) => ({ value: key, label: title }))}
          obligations={obligations}
          requirements={requirements?.map(({ id, ref: reference, statement }) => ({ value: id, reference, label: statement })) ?? null}
        />
      </Words>
    </>
  );
}
