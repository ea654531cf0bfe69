import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { OPPOSITIONS } from "@/domain/conflict-oppositions";
import { openConflict } from "@/features/conflicts/actions";
import { NewConflictForm } from "@/features/conflicts/components/conflict-form";
import { requirementChoices } from "@/features/conflicts/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { findRequirements } from "@/features/objectives/actions";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("conflicts")("newTitle") };

/** From a requirement (?requirement=REQ-001) or from a candidate (two of them, and the rule that proposed them). */
export default async function NewConflictPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "conflict:write");
  const query = await searchParams;
  const refs = [query.requirement ?? []].flat().slice(0, 20);
  const rule = OPPOSITIONS.find(({ key }) => key === query.rule)?.key ?? "";
  const { chosen, owners } = await inTenant(access, async () => ({
    chosen: refs.length > 0 ? await requirementChoices(access, { refs }) : [],
    owners: await ownerOptions(access),
  }));
  const t = translator("conflicts");
  const { slug } = access.organization;
  const path = `/${slug}/conflicts`;
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        clause="Clause 4.2 c"
        lead={t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["conflicts"]}>
        <NewConflictForm
          path={path}
          action={openConflict.bind(null, slug)}
          candidateRule={rule}
          initial={{
            title: rule
              ? t("proposedTitle", { parties: chosen.map(({ partyName }) => partyName).join(" / "), what: t(`opposition.${rule}`) }).slice(
                  0,
                  200,
                )
              : "",
            description: "",
            requirementIds: chosen.map(({ id }) => id),
            openedOn: today(),
            ownerId: access.user?.id ?? null,
            impactAssessment: "",
            options: "",
            note: "",
          }}
          today={today()}
          chosen={chosen.map(({ id, ref, statement, partyName }) => ({ value: id, reference: ref, label: statement, hint: partyName }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          find={findRequirements.bind(null, slug)}
        />
      </Words>
    </>
  );
}
