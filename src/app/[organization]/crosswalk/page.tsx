import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import { FRAMEWORKS, findProvisions, type Provision } from "@/domain/crosswalk";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("crosswalk")("title") };

/** Where other frameworks ask about interested parties: read only, and on what each line rests. */
export default async function CrosswalkPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === "string" ? query[name].slice(0, 200) : "");
  const [key, q] = [FRAMEWORKS.some((framework) => framework.key === one("framework")) ? one("framework") : null, one("q")];
  const found = findProvisions({ key, q });
  const t = translator("crosswalk");
  const path = `/${access.organization.slug}/crosswalk`;
  const href = (framework: string | null) => {
    const next = new URLSearchParams({ ...(framework ? { framework } : {}), ...(q ? { q } : {}) });
    return next.size > 0 ? `${path}?${next}` : path;
  };
  const choice = (framework: string | null, label: string) => (
    <li key={label}>
      <Link
        href={href(framework)}
        className={framework === key ? "font-semibold underline" : "link"}
        aria-current={framework === key ? "true" : undefined}
      >
        {label}
      </Link>
    </li>
  );
  return (
    <>
      <PageHeader title={t("title")} clause="Clause 4.2" lead={t("lead")} />
      <form action={path} className="no-print mb-3 flex flex-wrap items-center gap-2">
        {key && <input type="hidden" name="framework" value={key} />}
        <input type="search" name="q" defaultValue={q} aria-label={t("search")} placeholder={t("search")} className="control max-w-80" />
        <Button type="submit">{t("find")}</Button>
      </form>
      <nav aria-label={t("frameworks")} className="no-print mb-6 text-sm">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {choice(null, t("all"))}
          {FRAMEWORKS.map((framework) => choice(framework.key, framework.key))}
        </ul>
      </nav>
      {found.length === 0 && <p className="text-muted">{t("none")}</p>}
      {found.map((framework) => (
        <section key={framework.key} className="mb-8" aria-labelledby={framework.key}>
          <h2 id={framework.key} className="font-serif text-xl font-semibold">
            {framework.title}
          </h2>
          <p className="text-sm text-muted">
            {[t("count", { count: framework.provisions.length }), framework.applies && t("applies", { applies: framework.applies })]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard */}
          <section className="scroll-region mt-2 overflow-x-auto" aria-label={framework.title} tabIndex={0}>
            <table className="w-full min-w-180 text-sm">
              <thead>
                <tr className="border-b border-line-strong text-left text-muted">
                  {(["ref", "title", "note", "use", "basis"] as const).map((column) => (
                    <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                      {t(`column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {framework.provisions.map((provision) => (
                  <tr key={`${provision.ref} ${provision.title}`} className="border-b border-line align-baseline">
                    <td className="py-1.5 pr-4 font-mono text-[0.8125rem]">{provision.ref}</td>
                    <td className="py-1.5 pr-4">{provision.title}</td>
                    <td className="py-1.5 pr-4">{provision.note}</td>
                    <td className="py-1.5 pr-4 font-mono text-[0.8125rem]">{provision.use}</td>
                    <td className="min-w-44 py-1.5">
                      <Basis provision={provision} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      ))}
    </>
  );
}

function Basis({ provision: { basis, standing } }: { provision: Provision }) {
  const t = translator("crosswalk");
  if (standing === "looked_up") return <StatusMark shape="decided">{t("lookedUp")}</StatusMark>;
  if (standing === "partly") return <StatusMark shape="partly">{t("partly", { basis })}</StatusMark>;
  return <StatusMark shape="open">{t("lawyer")}</StatusMark>;
}
