import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import { createFinding, findRecords } from "@/features/findings/actions";
import { FindingForm } from "@/features/findings/components/finding-form";
import { EMPTY_FINDING } from "@/features/findings/form-fields";
import { findingOptions } from "@/features/findings/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("findings")("newTitle") };

const USUAL_DAYS = 90;

export default async function NewFindingPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "finding:write");
  // One transaction, so one of the few connections.
  const { owners, earlier } = await inTenant(access, async () => ({
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
          initial={{ ...EMPTY_FINDING, raisedAt: today(), dueAt: addDays(today(), USUAL_DAYS) }}
          records={[]}
          findRecords={findRecords.bind(null, slug)}
          earlier={earlier.map(({ id, ref, title }) => ({ value: id, reference: ref, label: title }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
