import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SheetTable } from "@/features/assurance/components/sheet-table";
import { listSheets } from "@/features/assurance/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("assurance")("title") };

export default async function AssurancePage({ params }: Props) {
  const access = await requireAccess((await params).organization, "assurance:read");
  const sheets = await listSheets(access);
  const t = translator("assurance");
  const home = `/${access.organization.slug}`;
  const shares = access.can("assurance:share");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 7.4"
        lead={t("lead")}
        actions={
          shares && (
            <LinkButton href={`${home}/assurance/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      {sheets.length === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("emptyExamplesLabel")}
          examples={[t("emptyExample1"), t("emptyExample2")]}
          ways={shares ? [{ href: `${home}/assurance/new`, label: t("add"), description: t("emptyWay"), icon: <Plus /> }] : []}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <SheetTable home={home} sheets={sheets} />
      )}
    </>
  );
}
