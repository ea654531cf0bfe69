import type { Metadata } from "next";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { dismissCandidate, withdrawDismissal } from "@/features/conflicts/actions";
import { CandidateList } from "@/features/conflicts/components/candidate-list";
import { DismissButton } from "@/features/conflicts/components/conflict-deeds";
import { candidatesOf, dismissals } from "@/features/conflicts/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("conflicts")("candidates.title") };

export default async function ConflictCandidatesPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "conflict:read");
  const { found, dismissed } = await inTenant(access, async () => ({
    found: await candidatesOf(access),
    dismissed: await dismissals(access),
  }));
  const t = translator("conflicts");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const canWrite = access.can("conflict:write");
  return (
    <Words namespaces={["conflicts"]}>
      <PageHeader
        title={t("candidates.title")}
        clause="Clause 4.2 c"
        lead={t("candidates.lead")}
        breadcrumbs={[{ label: t("title"), href: `${home}/conflicts` }, { label: t("candidates.title") }]}
      />
      <div className="max-w-5xl">
        {found.rows.length === 0 ? (
          <p className="text-muted">{t("candidates.none")}</p>
        ) : (
          <>
            <p className="mb-2 text-sm text-muted">
              {t("candidates.count", { count: found.rows.length })} {found.more && t("candidates.more")}
            </p>
            <CandidateList
              home={home}
              candidates={found.rows}
              canWrite={canWrite}
              dismiss={({ one, other }) => <DismissButton one={one} other={other} action={dismissCandidate.bind(null, slug)} />}
            />
          </>
        )}
        {dismissed.length > 0 && (
          <section aria-labelledby="dismissed-title" className="mt-10">
            <h2 id="dismissed-title" className="font-serif text-xl font-semibold">
              {t("candidates.dismissed")}
            </h2>
            <ul className="mt-2 border-t">
              {dismissed.map((pair) => (
                <li key={pair.id} className="flex flex-wrap items-baseline justify-between gap-3 border-b py-2">
                  <span className="min-w-0 flex-1 basis-72">
                    <span className="font-mono">{pair.refs}</span>{" "}
                    <span className="text-sm text-muted">{[pair.on, pair.by].filter(Boolean).join(" · ")}</span>
                    <span className="block whitespace-pre-line [overflow-wrap:anywhere]">{pair.reason}</span>
                  </span>
                  {canWrite && (
                    <RecordDeed
                      record={pair}
                      action={withdrawDismissal.bind(null, slug)}
                      reason="optional"
                      label={t("candidates.withdraw")}
                      title={t("candidates.withdrawTitle", { refs: pair.refs })}
                    >
                      {t("candidates.withdrawText")}
                    </RecordDeed>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Words>
  );
}
