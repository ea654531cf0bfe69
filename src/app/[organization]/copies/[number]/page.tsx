import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Words } from "@/components/words";
import { CopyProgress } from "@/features/copies/components/copy-progress";
import { CopyState, rowsOf, versionOf } from "@/features/copies/components/copy-table";
import { copyByNumber } from "@/features/copies/queries";
import { copyNumber } from "@/features/copies/schema";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { now } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string; number: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("copies")("number", { number: copyNumber((await params).number) ?? 0 }) };
}

/** One copy: what the register says of it, and its file while that is kept. */
export default async function CopyPage({ params }: Props) {
  const { organization, number } = await params;
  const access = await requireAccess(organization, "copy:read");
  const asked = copyNumber(number);
  const copy = asked === null ? null : await copyByNumber(access, asked);
  if (!copy) notFound();
  const t = translator("copies");
  const home = `/${access.organization.slug}`;
  const path = `${home}/copies/${copy.number}`;
  const own = access.user !== null && copy.madeById === access.user.id;
  const kept = copy.status === "ready" && copy.storedUntil !== null && copy.storedUntil > now().toISOString();
  return (
    <>
      <PageHeader
        title={copy.title}
        reference={t("number", { number: copy.number })}
        breadcrumbs={[{ href: `${home}/copies`, label: t("title") }]}
        marks={<CopyState copy={copy} />}
      />
      <div className="max-w-3xl">
        {copy.status === "making" && (
          <Words namespaces={["copies"]}>
            <div className="mb-6">
              <CopyProgress href={`${path}/progress`} start={copy.progress} />
              <p className="mt-2 text-sm text-muted">{t("makingText")}</p>
            </div>
          </Words>
        )}
        {copy.status === "failed" && (
          <Callout tone="error" title={t("failed")} className="mb-6">
            {copy.failure}
          </Callout>
        )}
        {kept && (
          <div className="mb-6 flex flex-wrap items-center gap-4">
            {own ? (
              <a href={`${path}/file`} className={buttonStyle({ variant: "primary" })}>
                {t("fetch", { format: copy.format.toUpperCase() })}
              </a>
            ) : (
              <p>{t("fetchBy", { name: copy.madeByName })}</p>
            )}
            <p className="text-sm text-muted">{t("keptUntil", { day: copy.storedUntil!.slice(0, 10) })}</p>
          </div>
        )}
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            { label: t("column.what"), value: `${copy.title} (${copy.format.toUpperCase()})` },
            { label: t("fileName"), value: copy.fileName },
            { label: t("column.rows"), value: rowsOf(copy) },
            { label: t("filter"), value: copy.filterText || t("noFilter") },
            { label: t("column.version"), value: versionOf(copy) },
            { label: t("classification"), value: copy.classification },
            { label: t("column.who"), value: copy.madeByName },
            { label: t("column.when"), value: `${copy.madeAt.slice(0, 16).replace("T", " ")} UTC` },
            {
              label: t("column.fingerprint"),
              note: "SHA-256",
              value: copy.sha256 && <span className="font-mono text-[0.8125rem]">{copy.sha256}</span>,
            },
            { label: t("size"), value: copy.bytes > 0 && t("bytes", { bytes: copy.bytes }) },
          ]}
        />
        {copy.status === "ready" && <p className="prose-width mt-4 text-sm text-muted">{t(`means.${copy.currency}`)}</p>}
      </div>
    </>
  );
}
