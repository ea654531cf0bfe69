import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { judgeApprover } from "@/domain/register-version";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import * as actions from "@/features/versions/actions";
import { DecideVersion } from "@/features/versions/components/decide-version";
import { EditVersion, SubmitVersion, WithdrawVersion } from "@/features/versions/components/prepare";
import { Redline } from "@/features/versions/components/redline";
import { Decisions, OpenComments, OpenConflicts, Returned, VersionRecord } from "@/features/versions/components/version-record";
import { VersionMark } from "@/features/versions/components/version-words";
import { parseRedlineFilter } from "@/features/versions/filter";
import { approvalFacts, type VersionFacts, versionFacts, versionRedline } from "@/features/versions/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { type Access, requireAccess } from "@/server/access";
import { NotFound } from "@/server/errors";

interface PageProps {
  params: Promise<{ organization: string; number: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: translator("versions")("versionTitle", { number: (await params).number }) };
}

export default async function VersionPage({ params, searchParams }: PageProps) {
  const { organization, number } = await params;
  const access = await requireAccess(organization, "version:read");
  const version = await versionOfPage(access, number);
  const filter = parseRedlineFilter(await searchParams);
  const redline = await versionRedline(access, number, filter);
  const waiting = version.status === "in_review" || version.status === "draft";
  const approval = waiting ? await approvalFacts(access, version.id) : null;
  const comments = await listComments(access, "register-version", version.id);
  const history = await historyOf(access, "register-version", version.id);
  const t = translator("versions");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/versions/${number}`;
  const base = redline && version.base ? version.base.number : null;
  return (
    <Words namespaces={["versionForm"]}>
      <PageHeader
        title={t("versionTitle", { number })}
        clause="Clause 7.5.2"
        breadcrumbs={[{ label: t("title"), href: `${home}/versions` }, { label: number }]}
        marks={<VersionMark status={version.status} />}
        actions={<Deeds access={access} version={version} />}
      />
      <Returned version={version} />
      {approval && <OpenComments home={home} comments={approval.openComments} />}
      {approval && <OpenConflicts home={access.can("conflict:read") ? home : null} conflicts={approval.openConflicts} />}
      <VersionRecord home={home} version={version} />
      <section aria-labelledby="redline" className="mt-10 max-w-5xl">
        <h2 id="redline" className="mb-1 font-serif text-xl font-semibold">
          {base ? t("redlineSince", { number: base }) : t("redlineFirst")}
        </h2>
        {redline ? (
          <>
            <p className="prose-width mb-4 text-sm text-muted">
              {t(version.status === "draft" ? "redlineDraft" : "redlineFrozen", { records: redline.records })}
            </p>
            <Redline
              home={home}
              redline={redline}
              filter={filter}
              href={(query) => `${path}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""))}#redline`}
              nothing={t("redlineNothing")}
            />
          </>
        ) : (
          <p className="text-muted">{t("fromFile")}</p>
        )}
      </section>
      {approval && version.status === "in_review" && access.can("approval:give") && access.user && (
        <Decide access={access} user={access.user} version={version} approval={approval} />
      )}
      <Decisions version={version} receiptHref={`${path}/receipt`} />
      <CommentSection
        entity="register-version"
        entityId={version.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=register-version&ref=${number}`} />
    </Words>
  );
}

async function versionOfPage(access: Access, number: string): Promise<VersionFacts> {
  try {
    return await versionFacts(access, number);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}

/** What whoever prepares may do with it now. */
async function Deeds({ access, version }: { access: Access; version: VersionFacts }) {
  const { slug } = access.organization;
  const t = translator("versions");
  const receipt = version.decisions.some(({ receipt }) => receipt) && (
    <LinkButton href={`/${slug}/versions/${version.number}/receipt`} prefetch={false} download>
      {t("receipt")}
    </LinkButton>
  );
  if (!access.can("version:prepare")) return receipt || null;
  if (version.status === "draft") {
    return (
      <>
        <EditVersion
          path={`/${slug}/versions`}
          version={version}
          people={(await ownerOptions(access)).map(({ id, name }) => ({ value: id, label: name }))}
          action={actions.updateVersion.bind(null, slug)}
        />
        <SubmitVersion version={version} action={actions.submitVersion.bind(null, slug)} />
      </>
    );
  }
  if (version.status === "in_review") return <WithdrawVersion version={version} action={actions.withdrawVersion.bind(null, slug)} />;
  return receipt || null;
}

interface DecideProps {
  access: Access;
  user: { id: string; email: string };
  version: VersionFacts;
  approval: Awaited<ReturnType<typeof approvalFacts>>;
}

function Decide({ access, user, version, approval }: DecideProps) {
  const t = translator("versions");
  const verdict = judgeApprover(version, user.id, approval.soleApproverReason);
  const blocked = approval.inMeeting && approval.meetings.length === 0;
  const { slug } = access.organization;
  return (
    <section aria-labelledby="decide" className="no-print mt-10 max-w-5xl">
      <h2 id="decide" className="mb-3 font-serif text-xl font-semibold">
        {t("decide")}
      </h2>
      {!verdict.allowed && <Callout tone="warn" title={t("ownApproval")} className="mb-4" />}
      {blocked && (
        <Callout
          tone="warn"
          title={t("noMeeting")}
          className="mb-4"
          actions={
            <>
              {access.can("management-review:write") && (
                <LinkButton size="small" href={`/${slug}/management-reviews/new`}>
                  {t("planMeeting")}
                </LinkButton>
              )}
              {access.can("organization:update") && (
                <LinkButton size="small" href={`/${slug}/settings#approval`}>
                  {t("toSettings")}
                </LinkButton>
              )}
            </>
          }
        >
          {t("noMeetingText")}
        </Callout>
      )}
      <DecideVersion
        action={actions.decideVersion.bind(null, slug)}
        version={{ id: version.id, version: version.version, number: version.number, contentHash: version.contentHash }}
        email={user.email}
        meetings={
          approval.inMeeting ? approval.meetings.map(({ id, ref, title, heldOn }) => ({ id, label: `${ref} ${title}, ${heldOn}` })) : null
        }
        openConflicts={approval.openConflicts.map(({ ref }) => ref)}
        exception={verdict.allowed && verdict.exceptionReason ? verdict.exceptionReason : null}
      />
    </section>
  );
}
