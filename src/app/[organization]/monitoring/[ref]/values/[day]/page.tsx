import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { correctMeasurement } from "@/features/monitoring/actions";
import { CorrectForm } from "@/features/monitoring/components/measure-form";
import { getCriterion } from "@/features/monitoring/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string; ref: string; day: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("monitoring")("correctThis", { day: (await params).day }) };
}

export default async function CorrectMeasurementPage({ params }: Props) {
  const { organization, ref, day } = await params;
  const access = await requireAccess(organization, "measurement:write");
  const criterion = await getCriterion(access, ref);
  const measurement = criterion?.measurements.find(({ measuredOn }) => measuredOn === day);
  if (!criterion || !measurement) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/monitoring`;
  if (criterion.values.status !== "active") redirect(`${path}/${ref}`);
  const t = translator("monitoring");
  const { id, version, measuredOn, value, note } = measurement;
  return (
    <>
      <PageHeader
        title={t("correctThis", { day })}
        reference={ref}
        lead={criterion.values.metric}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: day }]}
      />
      <Words namespaces={["monitoring"]}>
        <CorrectForm
          unit={criterion.values.unit}
          today={today()}
          correct={correctMeasurement.bind(null, slug)}
          measurement={{ id, version, measuredOn, value, note }}
          path={`${path}/${ref}`}
        />
      </Words>
    </>
  );
}
