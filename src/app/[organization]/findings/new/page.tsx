import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import type { AuditKind, FINDING_ORIGINS } from "@/domain/vocabulary";
import { auditOfRef } from "@/features/audit-programme/queries";
import { createFinding, findRecords } from "@/features/findings/actions";
import { FindingForm } from "@/features/findings/components/finding-form";
import { EMPTY_FINDING } from "@/features/findings/form-fields";
import { findingOptions } from "@/features/findings/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("findings")("newTitle") };

const USUAL_DAYS = 90;

const ORIGIN_OF = {
  internal: "internal_audit",
  customer: "customer_audit",
  certification: "certification_audit",
  surveillance: "certification_audit",
} as const satisfies Record<AuditKind, (typeof FINDING_ORIGINS)[number]>;

/** Also straight from the audit that raised it: ?audit=ACT-012. */
export default async function NewFindingPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "finding:write");
  // One transaction, so one of the few connections.
  const { audit: of } = await searchParams;
  const { audit, owners, earlier } = await inTenant(access, async () => ({
    audit: typeof of === "string" && access.can("action:read") ? await auditOfRef(access, of) : null,
    owners: await ownerOptions(access),
    earlier: await findingOptions(access),
  }));
  const t = translator("findings");
  const { slug } = access.organization;
  const path = `/${slug}/findings`;
  return (
    <>
      <PageHeader title={t("newTitle")} clause="Clause 10.2" breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <Words namespaces={["findings", "vocabulary"]}>
        <FindingForm
          path={path}
          action={createFinding.bind(null, slug)}
          initial={{
            ...EMPTY_FINDING,
            raisedAt: today(),
            dueAt: addDays(today(), USUAL_DAYS),
            ...(audit && { auditName: audit.title, origin: ORIGIN_OF[audit.auditKind], recordRefs: [audit.ref] }),
          }}
          records={audit ? [{ value: audit.ref, reference: audit.ref, label: audit.title }] : []}
          findRecords={findRecords.bind(null, slug)}
          earlier={earlier.map(({ id, ref, title }) => ({ value: id, reference: ref, label: title }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
