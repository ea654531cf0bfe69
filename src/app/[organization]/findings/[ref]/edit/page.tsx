import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findRecords, updateFinding } from "@/features/findings/actions";
import { FindingForm } from "@/features/findings/components/finding-form";
import { formFieldsOf } from "@/features/findings/form-fields";
import { findingOptions, getFinding } from "@/features/findings/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("findings")("editTitle", { ref: (await params).ref }) };
}

export default async function EditFindingPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "finding:write");
  const finding = await getFinding(access, ref);
  if (!finding) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/findings`;
  if (finding.values.status !== "open") redirect(`${path}/${ref}`);
  // One transaction, so one of the few connections.
  const { owners, earlier } = await inTenant(access, async () => ({
    owners: await ownerOptions(access, { including: finding.values.ownerId }),
    earlier: await findingOptions(access, { except: finding.id }),
  }));
  const t = translator("findings");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause={finding.values.clause}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["findings", "vocabulary"]}>
        <FindingForm
          path={path}
          action={updateFinding.bind(null, slug)}
          initial={formFieldsOf(finding.values)}
          record={{ id: finding.id, ref, version: finding.version }}
          records={finding.records.map((record) => ({ value: record.ref, reference: record.ref, label: record.title }))}
          findRecords={findRecords.bind(null, slug)}
          earlier={earlier.map((one) => ({ value: one.id, reference: one.ref, label: one.title }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
