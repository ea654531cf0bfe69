import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { CONTRACT_TYPES } from "@/domain/vocabulary";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import { findObligations } from "@/features/obligations/actions";
import { obligationOptions } from "@/features/obligations/queries";
import { createRequirement } from "@/features/requirements/actions";
import { RequirementForm } from "@/features/requirements/components/requirement-form";
import { EMPTY_REQUIREMENT, type RequirementFields } from "@/features/requirements/form-fields";
import { startingPoint } from "@/features/requirements/queries";
import { findSources } from "@/features/sources/actions";
import { sourceOptions } from "@/features/sources/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("requirements")("newTitle") };

/** A new requirement, also straight from a party, a document or an obligation: ?party=IP-001&source=SRC-001&obligation=OBL-001. */
export default async function NewRequirementPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:create");
  const query = await searchParams;
  const refOf = (name: string) => (typeof query[name] === "string" ? query[name] : undefined);
  const start = await startingPoint(access, { party: refOf("party"), source: refOf("source"), obligation: refOf("obligation") });
  // One transaction, so one of the few connections.
  const { parties, sources, obligations, owners } = await inTenant(access, async () => ({
    parties: await partyOptions(access, { including: start.party ? [start.party.id] : [] }),
    sources: await sourceOptions(access, { including: start.source ? [start.source.id] : [] }),
    obligations: await obligationOptions(access, { including: start.obligation ? [start.obligation.id] : [] }),
    owners: await ownerOptions(access),
  }));
  const t = translator("requirements");
  const { slug } = access.organization;
  const path = `/${slug}/requirements`;
  const back = start.party ? `/${slug}/interested-parties/${start.party.ref}` : path;
  return (
    <>
      <PageHeader
        title={start.party ? t("newFor", { name: start.party.name }) : t("newTitle")}
        clause="4.2 b"
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["requirements", "vocabulary", "wording"]}>
        <RequirementForm
          path={path}
          action={createRequirement.bind(null, slug)}
          initial={fieldsOf(start)}
          cancelHref={back}
          parties={parties.map(({ id, ref, name }) => ({ value: id, label: name, reference: ref }))}
          findParties={findParties.bind(null, slug)}
          sources={sources}
          findSources={findSources.bind(null, slug)}
          obligations={obligations}
          findObligations={findObligations.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}

/** What is known from where the person came; all of it can be changed. */
function fieldsOf({ party, source, obligation }: Awaited<ReturnType<typeof startingPoint>>): RequirementFields {
  const fields = {
    ...EMPTY_REQUIREMENT,
    partyId: party?.id ?? "",
    sourceIds: source ? [source.id] : [],
    obligationIds: obligation ? [obligation.id] : [],
  };
  if (obligation || party?.imposesLaw) return { ...fields, kind: "legal", sourceType: "law" };
  if (source && CONTRACT_TYPES.includes(source.type)) return { ...fields, kind: "contractual", sourceType: "contract" };
  return fields;
}
