import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import { drawSample } from "@/features/audit-room/actions";
import { DrawForm } from "@/features/audit-room/components/forms";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { listSamples } from "@/features/audit-room/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<{ seed?: string | string[] }>;
}

export const metadata: Metadata = { title: translator("auditRoom.samples")("title") };

const COLUMNS = ["ref", "seed", "drawn", "by", "items", "asOf"] as const;

export default async function SamplesPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "audit-room:read");
  const { seed } = await searchParams;
  const samples = await listSamples(access);
  const t = translator("auditRoom.samples");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const room = `${home}/audit-room/samples`;
  return (
    <>
      <PageHeader title={t("title")} clause="Clause 4.2" lead={t("lead")} />
      <RoomTabs home={home} current="samples" notes={access.can("audit-note:write")} />
      {access.can("audit-sample:draw") && (
        <section aria-labelledby="draw" className="no-print mb-10 max-w-2xl">
          <h2 id="draw" className="mb-2 font-serif text-xl font-semibold">
            {t("draw")}
          </h2>
          <Words namespaces={["auditRoom"]}>
            <DrawForm href={room} seed={typeof seed === "string" ? seed.slice(0, 80) : ""} action={drawSample.bind(null, slug)} />
          </Words>
        </section>
      )}
      {samples.length === 0 ? (
        <section className="border-y py-6">
          <h2 className="font-serif text-xl font-semibold">{t("emptyTitle")}</h2>
          <p className="prose-width mt-1 text-muted">{t("empty")}</p>
        </section>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t("title")} tabIndex={0}>
          <table className="w-full min-w-120 text-sm">
            <thead>
              <tr className="border-b border-line-strong text-left text-muted">
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {samples.map((sample) => (
                <tr key={sample.ref} className="border-b align-baseline">
                  <th scope="row" className="py-2 pr-4 text-left font-normal">
                    <RefTag href={`${room}/${sample.ref}`}>{sample.ref}</RefTag>
                  </th>
                  <td className="py-2 pr-4 [overflow-wrap:anywhere]">{sample.seed}</td>
                  <td className="py-2 pr-4 whitespace-nowrap tabular-nums">{sample.drawnOn}</td>
                  <td className="py-2 pr-4">{sample.drawnBy ?? t("nobody")}</td>
                  <td className="py-2 pr-4 tabular-nums">{sample.items}</td>
                  <td className="py-2 tabular-nums">
                    <Link className="link" href={`${home}/history?before=${sample.sequence + 1}`} prefetch={false}>
                      {sample.sequence}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
