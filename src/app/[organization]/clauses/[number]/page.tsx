import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { CLAUSES, clauseOfNumber } from "@/domain/controls";
import { hrefOfReference } from "@/features/controls/hrefs";
import { getClause } from "@/features/controls/queries";
import { AskedFor } from "@/features/threads/components/asked-for";
import { askedFor } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string; number: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const clause = clauseOfNumber((await params).number);
  return { title: clause ? `${clause.ref} ${clause.title}` : translator("clauses")("title") };
}

export default async function ClausePage({ params }: PageProps) {
  const { organization, number } = await params;
  const access = await requireAccess(organization, "control:read");
  if (!clauseOfNumber(number)) notFound();
  const clause = await getClause(access, number);
  const asked = await askedFor(access, clause.ref);
  const t = translator("clauses");
  const home = `/${organization}`;
  const parts = CLAUSES.filter(({ parent }) => parent === number);
  return (
    <>
      <PageHeader
        title={clause.title}
        reference={clause.ref}
        breadcrumbs={[{ label: t("title"), href: `${home}/clauses` }, { label: clause.ref }]}
      />
      <div className="flex max-w-5xl flex-col gap-8">
        <KeyValueList
          emptyLabel={t("empty")}
          items={[
            { label: t("column.documented"), value: clause.documentedInformation ?? t("documentedNone") },
            { label: t("partyLink"), value: clause.partyLink ?? t("partyLinkNone") },
            ...(parts.length > 0
              ? [
                  {
                    label: t("parts"),
                    value: (
                      <ul className="flex flex-col gap-1">
                        {parts.map((part) => (
                          <li key={part.ref}>
                            <RefTag href={home + hrefOfReference(part.ref)}>{part.ref}</RefTag> {part.title}
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {asked && <AskedFor home={home} asked={asked} />}
      </div>
    </>
  );
}
