import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { replaceFile } from "@/features/evidence/actions";
import { ReplaceForm } from "@/features/evidence/components/replace-form";
import { getEvidence } from "@/features/evidence/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { evidenceSettings } from "@/server/env";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("evidence")("replaceTitle", { ref: (await params).ref }) };
}

const MEGABYTE = 1024 * 1024;

export default async function ReplaceFilePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "evidence:write");
  const evidence = await getEvidence(access, ref);
  if (!evidence) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/evidence`;
  if (evidence.values.status === "retired") redirect(`${path}/${ref}`);
  const t = translator("evidence");
  return (
    <>
      <PageHeader
        title={t("replaceTitle", { ref })}
        reference={ref}
        clause="7.5.3"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("replace") }]}
      />
      <Words namespaces={["evidence", "vocabulary"]}>
        <ReplaceForm
          path={path}
          action={replaceFile.bind(null, slug)}
          record={{ id: evidence.id, ref, version: evidence.version }}
          limit={Math.floor(evidenceSettings().maxBytes / MEGABYTE)}
        />
      </Words>
    </>
  );
}
