import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { createRisk } from "@/features/risks/actions";
import { RiskForm } from "@/features/risks/components/risk-form";
import { EMPTY_RISK } from "@/features/risks/form-fields";
import { adversePartyOptions, riskRules, startOfRisk } from "@/features/risks/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("risks")("newTitle") };

/** Also straight from an adverse party's aim, or from any requirement: ?from=REQ-012. */
export default async function NewRiskPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "risk:write");
  const { from } = await searchParams;
  // One transaction, so one of the few connections.
  const { start, parties, owners, rules } = await inTenant(access, async () => ({
    start: typeof from === "string" && access.can("requirement:update") ? await startOfRisk(access, from) : null,
    parties: await adversePartyOptions(access),
    owners: await ownerOptions(access),
    rules: await riskRules(access),
  }));
  const t = translator("risks");
  const { slug } = access.organization;
  const path = `/${slug}/risks`;
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        clause="Clause 6.1.1, Clause 6.1.2"
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      {start && (
        <Callout
          className="mb-6 max-w-3xl"
          title={t(start.adversePartyId ? "drawn.fromAim" : "drawn.fromRequirement", { ref: start.ref, party: start.partyName })}
        >
          {t("drawn.text")}
        </Callout>
      )}
      <Words namespaces={["risks", "vocabulary"]}>
        <RiskForm
          path={path}
          action={createRisk.bind(null, slug)}
          initial={{
            ...EMPTY_RISK,
            ...(start && {
              title: start.statement.slice(0, 300),
              description: start.concern,
              adversePartyId: start.adversePartyId,
            }),
            assessedAt: today(),
          }}
          requirementId={start?.requirementId}
          scale={rules.scale}
          acceptanceLevel={rules.acceptanceLevel}
          parties={parties.map(({ id, ref, name }) => ({ value: id, label: name, reference: ref }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
