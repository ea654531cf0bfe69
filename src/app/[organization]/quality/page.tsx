import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { RefTag } from "@/components/ui/ref-tag";
import { listQuality } from "@/features/quality/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

const PAGE_SIZE = 50;

export const metadata: Metadata = { title: translator("quality")("title") };

/** Every mark of every record, by kind. */
export default async function QualityPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : null);
  const [kind, entity] = [one("kind"), one("of")];
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(one("page"))) || 1));
  const { rows, matching, kinds, entities } = await listQuality(access, { kind, entity, page, pageSize: PAGE_SIZE });
  const t = translator("quality");
  const home = `/${access.organization.slug}`;
  const href = (changes: { kind?: string | null; of?: string | null; page?: number }) => {
    const next = new URLSearchParams();
    const wanted = { kind, of: entity, ...changes };
    if (wanted.kind) next.set("kind", wanted.kind);
    if (wanted.of) next.set("of", wanted.of);
    if (wanted.page && wanted.page > 1) next.set("page", String(wanted.page));
    return `${home}/quality${next.size > 0 ? `?${next}` : ""}`;
  };
  const pages = Math.max(1, Math.ceil(matching / PAGE_SIZE));
  const choice = (label: string, target: string, chosen: boolean) => (
    <li key={target + label}>
      <Link href={target} className={chosen ? "font-semibold underline" : "link"} aria-current={chosen ? "true" : undefined}>
        {label}
      </Link>
    </li>
  );
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <nav aria-label={t("kinds")} className="no-print mb-2 text-sm">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {choice(t("all"), href({ kind: null }), !kind)}
          {kinds.map((each) => choice(`${t(`kind.${each.kind}`)} ${each.count}`, href({ kind: each.kind }), kind === each.kind))}
        </ul>
      </nav>
      <nav aria-label={t("entities")} className="no-print mb-4 text-sm">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {choice(t("all"), href({ of: null }), !entity)}
          {entities.map((each) => choice(`${t(`entity.${each.entity}`)} ${each.count}`, href({ of: each.entity }), entity === each.entity))}
        </ul>
      </nav>
      {rows.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <table className="w-full text-sm">
          <caption className="pb-1 text-left text-muted">{t("count", { count: matching })}</caption>
          <thead>
            <tr className="border-b border-line-strong text-left text-muted">
              {(["mark", "record", "title", "why"] as const).map((column) => (
                <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.ref} ${row.why}`} className="border-b border-line align-baseline">
                <td className="py-1.5 pr-4 whitespace-nowrap">{t(`kind.${row.kind}`)}</td>
                <td className="py-1.5 pr-4">
                  <RefTag href={row.path ? home + row.path : undefined}>{row.ref}</RefTag>
                </td>
                <td className="py-1.5 pr-4 [overflow-wrap:anywhere]">
                  <bdi>{row.title}</bdi>
                </td>
                <td className="py-1.5">{row.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pages > 1 && (
        <p className="no-print mt-3 flex gap-4 text-sm">
          {page > 1 && (
            <Link className="link" href={href({ page: page - 1 })} rel="prev" aria-label={t("previous")}>
              ‹
            </Link>
          )}
          <span className="tabular-nums">
            {page} / {pages}
          </span>
          {page < pages && (
            <Link className="link" href={href({ page: page + 1 })} rel="next" aria-label={t("next")}>
              ›
            </Link>
          )}
        </p>
      )}
    </>
  );
}
