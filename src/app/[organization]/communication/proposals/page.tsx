import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { dismissProposal, takeProposals } from "@/features/communication/actions";
import { ProposalList, type ProposedLine } from "@/features/communication/components/proposal-list";
import { BLANK_LINE } from "@/features/communication/form-fields";
import { lineProposals, type ProposalRow } from "@/features/communication/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { triggerRules } from "@/features/triggers/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("communication")("proposals") };

export default async function CommunicationProposalsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "communication:write");
  const { party } = await searchParams;
  // One transaction, so one of the few connections.
  const { proposals, owners, rules } = await inTenant(access, async () => ({
    proposals: await lineProposals(access, { partyRef: typeof party === "string" ? party : null }),
    owners: await ownerOptions(access),
    rules: await triggerRules(access),
  }));
  const t = translator("communication");
  const { slug } = access.organization;
  const path = `/${slug}/communication`;
  const members = new Set(owners.map(({ id }) => id));
  return (
    <>
      <PageHeader
        title={t("proposals")}
        clause="Clause 7.4"
        lead={t("proposalsLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("proposals") }]}
      />
      {proposals.rows.length === 0 ? (
        <EmptyState title={t("proposalsEmptyTitle")}>{t("proposalsEmptyText")}</EmptyState>
      ) : (
        <Words namespaces={["communication"]}>
          {proposals.total > proposals.rows.length && (
            <p className="mb-3 text-sm text-muted">{t("proposalsTotal", { shown: proposals.rows.length, total: proposals.total })}</p>
          )}
          <ProposalList
            take={takeProposals.bind(null, slug)}
            dismiss={dismissProposal.bind(null, slug)}
            proposals={proposals.rows.map((row) => proposed(row, members))}
            owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
            events={rules.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </Words>
      )}
    </>
  );
}

function proposed(row: ProposalRow, members: ReadonlySet<string>): ProposedLine {
  const t = translator("communication");
  const { because } = row;
  const whatKey = because.kind === "grid" ? because.duty : row.eventKey === "supplier-change" ? "notice_other" : "notice";
  const why =
    because.kind === "grid"
      ? t("because.grid", { duty: t(`duty.${because.duty}`) })
      : [
          t("because.notice", { ref: row.requirementRefs.join(", "), statement: because.statement }),
          because.guessed && t("because.guessed"),
        ]
          .filter(Boolean)
          .join(" ");
  return {
    key: row.key,
    party: `${row.partyRef} ${row.partyName}`,
    because: why,
    line: {
      ...BLANK_LINE,
      partyId: row.partyId,
      what: t(`proposedWhat.${whatKey}`),
      frequencyDays: row.frequencyDays,
      eventKey: row.eventKey,
      clockHours: row.clockHours,
      withWhom: t("proposedWith"),
      how: t(`proposedHow.${row.how}`),
      ownerId: row.ownerId !== null && members.has(row.ownerId) ? row.ownerId : null,
      obligationId: row.obligationId,
      requirementIds: row.requirementIds,
    },
  };
}
