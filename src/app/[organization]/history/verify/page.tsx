import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { VerificationReport } from "@/features/history/components/verification-report";
import { verifyHistory } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("history")("verifyTitle") };
}

export default async function VerifyPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "history:verify");
  const verification = await verifyHistory(access);
  const t = translator("history");
  const path = `/${access.organization.slug}/history`;
  return (
    <>
      <PageHeader
        title={t("verifyTitle")}
        lead={t("verifyLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("verifyTitle") }]}
        actions={
          <LinkButton href={`${path}/verify?at=${Date.parse(verification.at)}`} prefetch={false}>
            {t("again")}
          </LinkButton>
        }
      />
      <VerificationReport verification={verification} />
    </>
  );
}
