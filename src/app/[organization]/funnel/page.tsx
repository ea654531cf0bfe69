import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { FunnelPicture } from "@/features/funnel/components/funnel-picture";
import { funnelOf } from "@/features/funnel/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("funnel")("title") };
}

export default async function FunnelPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const { steps, beside } = await funnelOf(access);
  const t = translator("funnel");
  const home = `/${access.organization.slug}`;
  return (
    <>
      <PageHeader title={t("title")} clause={t("clause")} lead={t("lead")} />
      {steps.every((step) => step.count === 0) ? (
        <EmptyState title={t("emptyTitle")} ways={[{ href: `${home}/interested-parties`, label: t("steps.parties") }]}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <FunnelPicture home={home} steps={steps} />
          <h2 className="mt-10 mb-2 font-serif text-xl font-semibold">{t("besideTitle")}</h2>
          <ul className="text-sm">
            {beside.map((number) => (
              <li key={number.key} className="py-0.5">
                <Link
                  href={`${home}/${number.list}${number.query}`}
                  prefetch={false}
                  className="link inline-block w-14 text-right tabular-nums"
                  aria-label={t("open", { count: number.count, label: t(`beside.${number.key}`) })}
                >
                  {number.count}
                </Link>{" "}
                {t(`beside.${number.key}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
