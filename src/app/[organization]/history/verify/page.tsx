import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { VersionList } from "@/features/audit-packs/components/version-list";
import { checkVersions } from "@/features/audit-packs/version-check";
import { makeCheckpoint } from "@/features/checkpoints/actions";
import { CheckpointList, KeyList } from "@/features/checkpoints/components/checkpoint-list";
import { MakeCheckpoint } from "@/features/checkpoints/components/make-checkpoint";
import { checkpointReport } from "@/features/checkpoints/queries";
import { checkFiles } from "@/features/evidence/actions";
import { CheckFiles } from "@/features/evidence/components/check-files";
import { VerificationReport } from "@/features/history/components/verification-report";
import { entityWord } from "@/features/history/entry-lines";
import { verifyHistory } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("history")("verifyTitle") };
}

export default async function VerifyPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "history:verify");
  const verification = await verifyHistory(access);
  const [versions, checkpoints] = [await checkVersions(access), await checkpointReport(access)];
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
      <VersionList versions={versions} entityWord={entityWord} />
      <CheckpointList report={checkpoints}>
        {access.can("checkpoint:make") && (
          <Words namespaces={["checkpoints"]}>
            <MakeCheckpoint action={makeCheckpoint.bind(null, access.organization.slug)} />
          </Words>
        )}
      </CheckpointList>
      <KeyList keys={checkpoints.keys} />
      {access.can("evidence:download") && (
        <section aria-labelledby="stored-files" className="mt-10">
          <h2 id="stored-files" className="font-serif text-xl font-semibold">
            {translator("evidence.check")("title")}
          </h2>
          <p className="prose-width mt-1 text-muted">{translator("evidence.check")("lead")}</p>
          <Words namespaces={["evidence"]}>
            <CheckFiles path={`/${access.organization.slug}/evidence`} action={checkFiles.bind(null, access.organization.slug)} />
          </Words>
        </section>
      )}
    </>
  );
}
