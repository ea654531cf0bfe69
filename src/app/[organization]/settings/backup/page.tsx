import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { type BackupState, backupState } from "@/features/backups/queries";
import { instantInWords } from "@/features/history/entry-lines";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("backups")("title") };
}

export default async function BackupPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "organization:update");
  const { embedded } = await backupState(access);
  const t = translator("backups");
  const { slug } = access.organization;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t(embedded ? "embeddedLead" : "postgresqlLead")}
        breadcrumbs={[{ label: translator("organizations")("settings"), href: `/${slug}/settings` }, { label: t("title") }]}
      />
      <div className="flex max-w-3xl flex-col gap-8">
        {embedded && <Dumps state={embedded} />}
        <section>
          <h2 className="mb-2 font-serif text-xl font-semibold">{t("howTitle")}</h2>
          <p className="prose-width mb-2 text-sm">{t("howText")}</p>
          <p className="rounded-md bg-sunken px-4 py-3 font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
            npm run backup -- /media/elsewhere/goldthread.gtbackup.gz
          </p>
          <p className="prose-width mt-2 text-sm text-muted">{t("howKeys")}</p>
        </section>
        <section>
          <h2 className="mb-2 font-serif text-xl font-semibold">{t("againstTitle")}</h2>
          <ul className="prose-width list-disc pl-5 text-sm">
            {(embedded ? (["mistake", "disk", "power", "copy", "production"] as const) : (["owner", "schedule", "rehearse"] as const)).map(
              (key) => (
                <li key={key}>{t(`against.${key}`)}</li>
              ),
            )}
          </ul>
        </section>
      </div>
    </>
  );
}

function Dumps({ state }: { state: NonNullable<BackupState["embedded"]> }) {
  const t = translator("backups");
  const [last] = state.dumps;
  const size = (bytes: number) => t("megabytes", { size: Math.max(0.1, bytes / 1e6) });
  return (
    <section className="flex flex-col gap-4">
      {state.failure ? (
        <Callout tone="error" title={t("failedTitle", { at: instantInWords(state.failure.at) })}>
          {state.failure.message}
        </Callout>
      ) : (
        state.late && <Callout tone="warn" title={t(last ? "lateTitle" : "noneTitle")} />
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("last"), value: last ? `${instantInWords(last.at)}, ${size(last.bytes)}` : "" },
          { label: t("kept"), value: t("keptValue", { count: state.dumps.length }) },
          { label: t("oldest"), value: state.dumps.length > 1 ? instantInWords(state.dumps.at(-1)!.at) : "" },
          { label: t("folder"), value: state.folder },
        ]}
      />
    </section>
  );
}
