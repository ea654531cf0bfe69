import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import * as actions from "@/features/controls/actions";
import { ControlFacts } from "@/features/controls/components/control-facts";
import { ControlLife } from "@/features/controls/components/control-life";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { StatementLineOfControl } from "@/features/statement-of-applicability/components/statement-line";
import { AskedFor } from "@/features/threads/components/asked-for";
import { askedFor } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { controlOfPage } from "./control";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const { control } = await controlOfPage(await requireAccess(organization, "control:read"), ref);
  return { title: `${control.ref} ${control.title}` };
}

export default async function ControlPage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "control:read");
  const { control, own, line } = await controlOfPage(access, ref);
  const asked = await askedFor(access, ref);
  const canWrite = access.can("control:write");
  const owners = canWrite ? await ownerOptions(access, { including: line?.ownerId ?? null }) : [];
  const statementHistory = line?.entryId ? await historyOf(access, "soa-entry", line.entryId) : { items: [], more: false };
  const ownHistory = own ? await historyOf(access, "own-control", own.id) : { items: [], more: false };
  const comments = own ? await listComments(access, "own-control", own.id) : [];
  const t = translator("controls");
  const home = `/${organization}`;
  return (
    <Words namespaces={["controls", "statementForm"]}>
      <PageHeader
        title={control.title}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: `${home}/controls` }, { label: ref }]}
        actions={
          own &&
          canWrite && (
            <>
              {own.status === "active" && (
                <LinkButton href={`${home}/controls/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              <ControlLife
                control={{ id: own.id, ref, version: own.version }}
                deed={own.status === "active" ? "retire" : "bringBack"}
                asked={line?.asked ?? 0}
                action={(own.status === "active" ? actions.retireControl : actions.bringBackControl).bind(null, organization)}
              />
            </>
          )
        }
      />
      <div className="flex max-w-5xl flex-col gap-8">
        {own?.status === "retired" && (
          <Callout tone="warn" title={t("retiredOn", { day: own.retiredAt ?? "", reason: own.retiredReason })} />
        )}
        {line && <StatementLineOfControl access={access} line={line} owners={owners} />}
        {asked && <AskedFor home={home} asked={asked} />}
        <ControlFacts control={control} own={own} />
      </div>
      {own && (
        <CommentSection
          entity="own-control"
          entityId={own.id}
          comments={comments}
          actions={
            access.can("comment:write")
              ? { add: addComment.bind(null, organization), resolve: resolveComment.bind(null, organization) }
              : null
          }
        />
      )}
      <RecordHistory
        history={{
          items: [...statementHistory.items, ...ownHistory.items].sort((a, b) => b.sequence - a.sequence),
          more: statementHistory.more || ownHistory.more,
        }}
        slug={organization}
        moreHref={`${home}/history?ref=${ref}`}
      />
    </Words>
  );
}
