import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import { createObligation } from "@/features/obligations/actions";
import { ObligationForm } from "@/features/obligations/components/obligation-form";
import { EMPTY_OBLIGATION } from "@/features/obligations/form-fields";
import { startingPoint } from "@/features/requirements/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("obligations")("newTitle") };

/** Also straight from a party: ?party=IP-001. */
export default async function NewObligationPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "obligation:write");
  const query = await searchParams;
  const { party } = await startingPoint(access, { party: typeof query.party === "string" ? query.party : undefined });
  // One transaction, so one of the few connections.
  const { parties, owners } = await inTenant(access, async () => ({
    parties: await partyOptions(access, { including: party ? [party.id] : [] }),
    owners: await ownerOptions(access),
  }));
  const t = translator("obligations");
  const { slug } = access.organization;
  const path = `/${slug}/obligations`;
  return (
    <>
      <PageHeader title={t("newTitle")} clause="A.5.31" breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <Words namespaces={["obligations", "vocabulary"]}>
        <ObligationForm
          path={path}
          action={createObligation.bind(null, slug)}
          initial={{ ...EMPTY_OBLIGATION, authorityPartyId: party?.id ?? null }}
          parties={parties.map(({ id, ref, name }) => ({ value: id, label: name, reference: ref }))}
          findParties={findParties.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
