import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { RefTag } from "@/components/ui/ref-tag";
import { partiesToTell } from "@/features/telling/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("telling")("title") };

export default async function ToTellPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "communication:read");
  const parties = await partiesToTell(access);
  const t = translator("telling");
  const path = `/${access.organization.slug}/communication`;
  const columns = ["changed", "listChanges", "never"] as const;
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 7.4"
        lead={t("lead")}
        breadcrumbs={[{ label: translator("communication")("title"), href: path }, { label: t("title") }]}
      />
      {parties.length === 0 ? (
        <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
      ) : (
        <div className="max-w-4xl overflow-x-auto">
          <table className="w-full text-left text-[0.9375rem]">
            <thead className="text-sm text-muted">
              <tr>
                <th scope="col" className="py-1.5 pr-4 font-normal">
                  {t("column.party")}
                </th>
                {columns.map((column) => (
                  <th key={column} scope="col" className="py-1.5 pl-4 text-right font-normal">
                    {t(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {parties.map((party) => (
                <tr key={party.id} className="border-t">
                  <td className="py-2 pr-4">
                    <RefTag href={`${path}/to-tell/${party.ref}`}>{party.ref}</RefTag>{" "}
                    <Link href={`${path}/to-tell/${party.ref}`} className="hover:underline">
                      <bdi>{party.name}</bdi>
                    </Link>
                  </td>
                  {columns.map((column) => (
                    <td key={column} className="py-2 pl-4 text-right tabular-nums">
                      {party[column] || "–"}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
