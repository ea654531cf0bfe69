import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createEvidence } from "@/features/evidence/actions";
import { NewEvidenceForm } from "@/features/evidence/components/new-evidence-form";
import { UnfinishedUploads } from "@/features/evidence/components/unfinished-uploads";
import { servedRequirement } from "@/features/evidence/queries";
import { unfinishedUploads } from "@/features/evidence/uploads";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { evidenceSettings } from "@/server/env";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<{ for?: string | string[] }>;
}

export const metadata: Metadata = { title: translator("evidence")("newTitle") };

const MEGABYTE = 1024 * 1024;

export default async function NewEvidencePage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "evidence:write");
  const wanted = (await searchParams).for;
  const { owners, unfinished, serves } = await inTenant(access, async () => ({
    owners: await ownerOptions(access),
    unfinished: await unfinishedUploads(access),
    serves: typeof wanted === "string" && access.can("requirement:update") ? await servedRequirement(access, wanted) : null,
  }));
  const t = translator("evidence");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/evidence`;
  return (
    <>
      <PageHeader title={t("newTitle")} clause="7.5.3" breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <Words namespaces={["evidence", "vocabulary"]}>
        {unfinished.length > 0 && <UnfinishedUploads path={`${path}/uploads`} uploads={unfinished} />}
        <NewEvidenceForm
          home={home}
          action={createEvidence.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          limit={Math.floor(evidenceSettings().maxBytes / MEGABYTE)}
          serves={serves}
        />
      </Words>
    </>
  );
}
