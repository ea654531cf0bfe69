import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { RefTag } from "@/components/ui/ref-tag";
import { openPointRows } from "@/features/overview/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; code: string }>;
  searchParams: Promise<{ mine?: string; page?: string }>;
}

const PAGE_SIZE = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  const t = translator("overview");
  return { title: t.has(`points.${code}`) ? t(`points.${code}`) : t("openTitle") };
}

export default async function OpenPointPage({ params, searchParams }: Props) {
  const { organization, code } = await params;
  const access = await requireAccess(organization, "interested-party:read");
  const query = await searchParams;
  const mine = query.mine === "1";
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(query.page)) || 1));
  const found = await openPointRows(access, code, { mine, page, pageSize: PAGE_SIZE });
  if (!found) notFound();
  const t = translator("overview");
  const home = `/${access.organization.slug}`;
  const here = `${home}/open-points/${code}`;
  const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
  const { clause, item } = found.point;
  return (
    <>
      <PageHeader
        title={t(`points.${code}`)}
        clause={clause ? `${clause}${item ? ` ${item}` : ""}` : undefined}
        lead={t("rowsTitle", { count: found.total })}
        breadcrumbs={[{ label: t("title"), href: home }, { label: t(`points.${code}`) }]}
      />
      <nav className="no-print mb-3 flex gap-4 text-sm" aria-label={t("openTitle")}>
        <Link className="link" href={here} aria-current={mine ? undefined : "page"}>
          {t("allRows")}
        </Link>
        <Link className="link" href={`${here}?mine=1`} aria-current={mine ? "page" : undefined}>
          {t("mineRows")}
        </Link>
      </nav>
      {found.rows.length === 0 ? (
        <p className="text-muted">{t("noRows")}</p>
      ) : (
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line-strong text-left text-muted">
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("columnRef")}
              </th>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("columnTitle")}
              </th>
              <th scope="col" className="py-1.5 font-medium">
                {t("columnOwner")}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row, index) => (
              <tr key={`${row.ref}-${index}`} className="border-b border-line align-baseline">
                <td className="py-2 pr-3 whitespace-nowrap">
                  <RefTag>{row.ref}</RefTag>
                </td>
                <td className="py-2 pr-3 [overflow-wrap:anywhere]">
                  {row.path ? (
                    <Link className="link" href={home + row.path}>
                      {row.title}
                    </Link>
                  ) : (
                    row.title
                  )}
                </td>
                <td className="py-2">{row.owner ?? <span className="text-muted">{t("none")}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pages > 1 && (
        <p className="no-print mt-3 flex gap-4 text-sm">
          {page > 1 && (
            <Link className="link" href={`${here}?page=${page - 1}${mine ? "&mine=1" : ""}`} rel="prev">
              ‹
            </Link>
          )}
          <span className="tabular-nums">
            {page} / {pages}
          </span>
          {page < pages && (
            <Link className="link" href={`${here}?page=${page + 1}${mine ? "&mine=1" : ""}`} rel="next">
              ›
            </Link>
          )}
        </p>
      )}
    </>
  );
}
