import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { updateEvidence } from "@/features/evidence/actions";
import { EvidenceForm } from "@/features/evidence/components/evidence-form";
import { formFieldsOf } from "@/features/evidence/form-fields";
import { getEvidence } from "@/features/evidence/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("evidence")("editTitle", { ref: (await params).ref }) };
}

export default async function EditEvidencePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "evidence:write");
  const evidence = await getEvidence(access, ref);
  if (!evidence) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/evidence`;
  if (evidence.values.status === "retired") redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: evidence.values.ownerId });
  const t = translator("evidence");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause="7.5.3"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["evidence", "vocabulary"]}>
        <EvidenceForm
          path={path}
          action={updateEvidence.bind(null, slug)}
          initial={formFieldsOf(evidence.values)}
          record={{ id: evidence.id, ref, version: evidence.version }}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          hasFile={evidence.values.contentHash !== null}
        />
      </Words>
    </>
  );
}
