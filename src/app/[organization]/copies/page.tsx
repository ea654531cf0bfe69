import type { Metadata } from "next";
import Link from "next/link";
import { FilterForm } from "@/components/form/filter-form";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { CheckFile } from "@/features/copies/components/check-file";
import { CopyTable } from "@/features/copies/components/copy-table";
import { listCopies } from "@/features/copies/queries";
import { LARGEST_CHECKED_MB } from "@/features/copies/schema";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: translator("copies")("title") };

export default async function CopiesPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "copy:read");
  const asked = await searchParams;
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const [kind, by] = [one("kind"), one("by")];
  const found = await listCopies(access, { kind, by, page: Number(/^\d{1,6}$/.exec(one("page"))?.[0] ?? 1) });
  const t = translator("copies");
  const home = `/${access.organization.slug}`;
  const path = `${home}/copies`;
  const to = (page: number) =>
    `${path}?${new URLSearchParams({ ...(kind ? { kind } : {}), ...(by ? { by } : {}), ...(page > 1 ? { page: String(page) } : {}) })}`;
  return (
    <>
      <PageHeader title={t("title")} clause="Clause 7.5.3" lead={t("lead")} />
      {found.total === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          ways={access.can("paper:export") ? [{ href: `${home}/papers`, label: t("emptyWay"), description: t("emptyWayText") }] : []}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <FilterForm
            action={path}
            label={t("narrow")}
            fields={[
              { name: "kind", label: t("column.what"), value: kind, any: t("anyKind"), options: found.kinds },
              { name: "by", label: t("column.who"), value: by, any: t("anybody"), options: found.people },
            ]}
            submitLabel={t("apply")}
            {...(kind || by ? { clear: { href: path, label: t("clear") } } : {})}
          />
          <p className="mb-2 text-sm text-muted">{t("shown", { matching: found.matching, total: found.total })}</p>
          {found.copies.length === 0 ? <p className="text-muted">{t("nothing")}</p> : <CopyTable home={home} copies={found.copies} />}
          <nav aria-label={t("pages")} className="no-print mt-4 flex items-center gap-6 text-sm">
            {found.page > 1 && (
              <Link className="link inline-block min-h-6" href={to(found.page - 1)} prefetch={false}>
                {t("newer")}
              </Link>
            )}
            {found.pages > 1 && <span className="text-muted">{t("pageOf", { page: found.page, pages: found.pages })}</span>}
            {found.page < found.pages && (
              <Link className="link inline-block min-h-6" href={to(found.page + 1)} prefetch={false}>
                {t("older")}
              </Link>
            )}
          </nav>
          <div className="mt-8 max-w-3xl">
            <Words namespaces={["copies"]}>
              <CheckFile home={home} largestMegabytes={LARGEST_CHECKED_MB} />
            </Words>
          </div>
        </>
      )}
    </>
  );
}
