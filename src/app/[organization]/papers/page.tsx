import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { Currency } from "@/features/copies/components/currency";
import { lastCopies } from "@/features/copies/queries";
import { PaperForm } from "@/features/papers/components/paper-form";
import { PAPER_KINDS } from "@/features/papers/registry";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

export const metadata: Metadata = { title: translator("papers")("title") };

/** Every document that comes out of the register: what it is for, what can be chosen, and the last copy that left. */
export default async function PapersPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "paper:export");
  const kinds = PAPER_KINDS.filter((kind) => access.can(kind.permission));
  const choices = await inTenant(access, async () => {
    const all = new Map<string, Awaited<ReturnType<NonNullable<(typeof kinds)[number]["choices"]>>>>();
    for (const kind of kinds) all.set(kind.key, (await kind.choices?.(access)) ?? []);
    return all;
  });
  const last = access.can("copy:read")
    ? await lastCopies(
        access,
        kinds.map(({ key }) => key),
      )
    : new Map();
  const t = translator("papers");
  const home = `/${access.organization.slug}`;
  return (
    <>
      <PageHeader title={t("title")} clause="Clause 7.5" lead={t("lead")} />
      <Words namespaces={["papers"]}>
        <ul className="border-t">
          {kinds.map((kind) => {
            const copy = last.get(kind.key);
            return (
              <li
                key={kind.key}
                id={kind.key}
                className="grid scroll-mt-4 gap-x-8 gap-y-2 border-b py-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
              >
                <div>
                  <h2 className="text-base font-semibold">
                    {t(`kind.${kind.key}.title`)} <span className="ml-1 font-mono text-xs font-normal text-muted">{kind.clause}</span>
                  </h2>
                  <p className="prose-width text-sm text-muted">{t(`kind.${kind.key}.lead`)}</p>
                  {copy && (
                    <p className="mt-1 flex flex-wrap items-baseline gap-x-3 text-[0.8125rem] text-muted">
                      <Link className="link" href={`${home}/copies/${copy.number}`} prefetch={false}>
                        {t("last", { number: copy.number, day: copy.madeAt.slice(0, 10), version: copy.versionLabel })}
                      </Link>
                      <Currency currency={copy.currency} />
                    </p>
                  )}
                </div>
                <PaperForm
                  href={`${home}/papers/${kind.key}`}
                  title={t(`kind.${kind.key}.title`)}
                  formats={kind.formats}
                  choices={choices.get(kind.key) ?? []}
                />
              </li>
            );
          })}
        </ul>
      </Words>
      <p className="prose-width mt-4 text-sm text-muted">
        {t("elsewhere")}{" "}
        {access.can("control:read") && (
          <Link className="link" href={`${home}/statement-of-applicability`}>
            {t("statement")}
          </Link>
        )}
        {access.can("management-review:read") && (
          <>
            {" · "}
            <Link className="link" href={`${home}/management-reviews`}>
              {t("managementReviews")}
            </Link>
          </>
        )}
        {access.can("copy:read") && (
          <>
            {" · "}
            <Link className="link" href={`${home}/copies`}>
              {translator("copies")("title")}
            </Link>
          </>
        )}
      </p>
    </>
  );
}
