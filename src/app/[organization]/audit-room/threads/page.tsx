import type { Metadata } from "next";
import { TableSearch } from "@/components/data-table/table-search";
import { PageHeader } from "@/components/shell/page-header";
import { RefTag } from "@/components/ui/ref-tag";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { targetOptions } from "@/features/threads/queries";
import { parseTableState } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

export const metadata: Metadata = { title: translator("auditRoom.threads")("title") };

const MOST = 25;

export default async function AuditThreadsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "audit-room:read");
  const asked = (await searchParams).q;
  const q = (typeof asked === "string" ? asked : "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 200);
  const query = new URLSearchParams({ q, relevance: "relevant", size: String(MOST), sort: "ref" });
  const { requirements, targets } = await inTenant(access, async () => ({
    requirements: await listRequirements(access, parseTableState(query, REQUIREMENT_TABLE)),
    targets: await targetOptions(access, { q, type: null }),
  }));
  const t = translator("auditRoom.threads");
  const home = `/${access.organization.slug}`;
  const room = `${home}/audit-room/threads`;
  const sections = [
    {
      key: "forward",
      rows: requirements.rows.map(({ ref, statement }) => ({ ref, title: statement })),
      more: requirements.matching > requirements.rows.length,
    },
    { key: "backward", rows: targets, more: false },
  ];
  return (
    <>
      <PageHeader title={t("title")} clause="Clause 4.2 c" lead={t("lead")} />
      <RoomTabs home={home} current="threads" notes={access.can("audit-note:write")} />
      <div className="no-print mb-6">
        <TableSearch path={room} query="" value={q} label={t("search")} />
      </div>
      {sections.map(({ key, rows, more }) => (
        <section key={key} aria-labelledby={key} className="mb-8 max-w-5xl">
          <h2 id={key} className="mb-2 font-serif text-xl font-semibold">
            {t(key)}
          </h2>
          {rows.length === 0 ? (
            <p className="text-muted">{q === "" ? t("begin") : t("nothing", { q })}</p>
          ) : (
            <ul className="border-t text-[0.9375rem]">
              {rows.map(({ ref, title }) => (
                <li key={ref} className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 border-b py-1.5">
                  <RefTag href={`${room}/${encodeURIComponent(ref)}`}>{ref}</RefTag>
                  <span className="[overflow-wrap:anywhere]">{title}</span>
                </li>
              ))}
            </ul>
          )}
          {more && <p className="mt-2 text-sm text-muted">{t("some", { count: rows.length })}</p>}
        </section>
      ))}
    </>
  );
}
