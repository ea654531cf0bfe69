import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { AuditList, Coverage } from "@/features/audit-programme/components/programme";
import { auditProgramme } from "@/features/audit-programme/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("auditProgramme")("title") };

export default async function AuditProgrammePage({ params }: Props) {
  const access = await requireAccess((await params).organization, "action:read");
  const { planned, held, coverage } = await auditProgramme(access);
  const t = translator("auditProgramme");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("action:write");
  const day = today();
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 9.2.2"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/audit-programme/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      {planned.length + held.length === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("emptyExamplesLabel")}
          examples={[t("emptyExample1"), t("emptyExample2")]}
          ways={canWrite ? [{ href: `${home}/audit-programme/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <AuditList home={home} title={t("planned")} audits={planned} today={day} />
          <AuditList home={home} title={t("held")} audits={held} today={day} />
          <Coverage coverage={coverage} />
        </>
      )}
    </>
  );
}
