import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { startVersion } from "@/features/versions/actions";
import { StartVersion } from "@/features/versions/components/prepare";
import { VersionTable } from "@/features/versions/components/version-table";
import { listVersions } from "@/features/versions/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
}

export function generateMetadata(): Metadata {
  return { title: translator("versions")("title") };
}

export default async function VersionsPage({ params }: PageProps) {
  const { organization } = await params;
  const access = await requireAccess(organization, "version:read");
  const { rows, next } = await listVersions(access);
  const t = translator("versions");
  const home = `/${access.organization.slug}`;
  const inWork = rows.some(({ status }) => status === "draft" || status === "in_review");
  const people = access.can("version:prepare") && !inWork ? await ownerOptions(access) : null;
  return (
    <Words namespaces={["versionForm"]}>
      <PageHeader
        title={t("title")}
        clause="Clause 7.5.2, Clause 7.5.3"
        lead={t("lead")}
        actions={
          <>
            {rows.length > 0 && <LinkButton href={`${home}/versions/compare`}>{t("compareLink")}</LinkButton>}
            {people && (
              <StartVersion
                path={`${home}/versions`}
                action={startVersion.bind(null, access.organization.slug)}
                next={next}
                first={rows.length === 0}
                people={people.map(({ id, name }) => ({ value: id, label: name }))}
                ownerId={rows[0] ? null : (access.user?.id ?? null)}
              />
            )}
          </>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={t("emptyTitle")} examplesLabel={t("emptySteps")} examples={[t("emptyStep1"), t("emptyStep2"), t("emptyStep3")]}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <VersionTable home={home} rows={rows} />
      )}
    </Words>
  );
}
