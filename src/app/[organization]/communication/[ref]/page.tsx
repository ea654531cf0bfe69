import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import * as actions from "@/features/communication/actions";
import { DoneForm } from "@/features/communication/components/line-form";
import { LineRecordView } from "@/features/communication/components/line-record";
import { getLine, requirementsToName } from "@/features/communication/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
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

export default async function CommunicationLinePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "communication:read");
  const canWrite = access.can("communication:write");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const line = await getLine(access, ref);
    if (!line) return null;
    return {
      line,
      requirements: canWrite && line.status !== "retired" ? await requirementsToName(access, line.partyId) : [],
      history: access.can("history:read") ? await historyOf(access, "communication-item", line.id) : null,
    };
  });
  if (!found) notFound();
  const { line, requirements, history } = found;
  const t = translator("communication");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: line.id, version: line.version };
  const active = line.status !== "retired";
  return (
    <Words namespaces={["communication"]}>
      <PageHeader
        title={line.what}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: `${home}/communication` }, { label: ref }]}
        actions={
          canWrite &&
          (active ? (
            <>
              <LinkButton href={`${home}/communication/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                {t("edit")}
              </LinkButton>
              <RecordDeed
                record={record}
                action={actions.retireLine.bind(null, slug)}
                reason="required"
                label={t("retire")}
                title={t("retireTitle", { ref })}
              >
                {t("retireText")}
              </RecordDeed>
            </>
          ) : (
            <RecordDeed
              record={record}
              action={actions.bringBackLine.bind(null, slug)}
              reason="optional"
              label={t("bringBack")}
              title={t("bringBackTitle", { ref })}
            >
              {t("bringBackText")}
            </RecordDeed>
          ))
        }
      />
      <LineRecordView home={home} line={line} mayReadLog={access.can("engagement:read")} />
      {canWrite && active && !line.party.adverse && (
        <section aria-labelledby="carry-out-title" className="mt-8 max-w-5xl">
          <h2 id="carry-out-title" className="mb-3 font-serif text-xl font-semibold">
            {t("doneTitle", { ref })}
          </h2>
          <DoneForm
            key={line.version}
            action={actions.markDone.bind(null, slug)}
            record={{ ...record, ref }}
            initial={{ on: today(), type: "notice", how: line.how }}
            today={today()}
            requirements={requirements.map(({ id, ref: reference, statement }) => ({ value: id, reference, label: statement }))}
          />
        </section>
      )}
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=communication-item&ref=${ref}`} />}
    </Words>
  );
}
