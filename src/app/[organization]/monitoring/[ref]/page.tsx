import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordLife } from "@/components/record-life";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/monitoring/actions";
import { CriterionRecordView } from "@/features/monitoring/components/criterion-record";
import { MeasureForm } from "@/features/monitoring/components/measure-form";
import { getCriterion } from "@/features/monitoring/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function CriterionPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "criterion:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const criterion = await getCriterion(access, ref);
    return (
      criterion && {
        criterion,
        history: access.can("history:read") ? await historyOf(access, "criterion", criterion.id) : null,
      }
    );
  });
  if (!found) notFound();
  const { criterion, history } = found;
  const t = translator("monitoring");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/monitoring`;
  const record = { id: criterion.id, version: criterion.version };
  const active = criterion.values.status === "active";
  const canMeasure = active && access.can("measurement:write");
  return (
    <Words namespaces={["monitoring"]}>
      <PageHeader
        title={criterion.values.metric}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref }]}
        actions={
          access.can("criterion:write") && (
            <>
              {active && (
                <LinkButton href={`${path}/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {active ? (
                <RecordLife
                  record={record}
                  action={actions.retireCriterion.bind(null, slug)}
                  deed="retire"
                  label={t("retire")}
                  title={t("retireTitle", { ref })}
                >
                  {t("retireText")}
                </RecordLife>
              ) : (
                <RecordLife
                  record={record}
                  action={actions.bringBackCriterion.bind(null, slug)}
                  deed="bring-back"
                  label={t("bringBack")}
                  title={t("bringBackTitle", { ref })}
                >
                  {t("bringBackText")}
                </RecordLife>
              )}
            </>
          )
        }
      />
      <CriterionRecordView
        home={home}
        criterion={criterion}
        canReadActions={access.can("action:read")}
        newActionHref={access.can("action:write") ? `${home}/actions/new?requirement=${criterion.requirement.ref}` : null}
        correctHref={canMeasure ? (day) => `${path}/${ref}/values/${day}` : null}
        measureForm={
          canMeasure && (
            <MeasureForm
              criterion={{ id: criterion.id, ref, unit: criterion.values.unit }}
              today={today()}
              requirementSince={criterion.requirement.since}
              add={actions.addMeasurement.bind(null, slug)}
              correct={actions.correctMeasurement.bind(null, slug)}
              standing={criterion.measurements.map(({ id, version, measuredOn, value, note }) => ({
                id,
                version,
                measuredOn,
                value,
                note,
              }))}
            />
          )
        }
      />
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=criterion&ref=${ref}`} />}
    </Words>
  );
}
