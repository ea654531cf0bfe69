import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { RecordLife } from "@/components/record-life";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { isLaw, isUnsettled } from "@/domain/conflict";
import { addDays } from "@/domain/dates";
import { CONFLICT_METHODS } from "@/domain/vocabulary";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import * as actions from "@/features/conflicts/actions";
import * as deeds from "@/features/conflicts/components/conflict-deeds";
import { ConflictRecordView, Weights } from "@/features/conflicts/components/conflict-record";
import { type ConflictRecord, getConflict } from "@/features/conflicts/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { recordsByRef } from "@/features/records/queries";
import { translator } from "@/lib/translate";
import { type Access, requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

const USUAL_DAYS_OF_ACTION = 30;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function ConflictPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "conflict:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const conflict = await getConflict(access, ref);
    if (!conflict) return null;
    return {
      conflict,
      process: conflict.processRef ? await recordsByRef(access, [conflict.processRef]) : [],
      owners: access.can("conflict:write") ? await ownerOptions(access) : [],
      comments: await listComments(access, "conflict", conflict.id),
      history: access.can("history:read") ? await historyOf(access, "conflict", conflict.id) : null,
    };
  });
  if (!found) notFound();
  const { conflict, process, owners, comments, history } = found;
  const t = translator("conflicts");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const { values } = conflict;
  const record = { id: conflict.id, ref, version: conflict.version };
  const living = values.retiredAt === null;
  const writes = living && access.can("conflict:write");
  const unsettled = living && isUnsettled(values.status);
  const people = owners.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Words namespaces={["conflicts"]}>
      <PageHeader
        title={values.title}
        reference={ref}
        clause="Clause 4.2 c"
        breadcrumbs={[{ label: t("title"), href: `${home}/conflicts` }, { label: ref }]}
        actions={<Head access={access} conflict={conflict} />}
      />
      <ConflictRecordView
        home={home}
        conflict={conflict}
        processHref={process[0] ? `${home}${process[0].path}` : null}
        deeds={{
          risk: writes && access.can("risk:write") && (
            <deeds.RiskButton record={record} action={actions.drawRisk.bind(null, slug)} title={values.title} owners={people} />
          ),
          action: writes && access.can("action:write") && (
            <deeds.ActionButton
              record={record}
              action={actions.openConflictAction.bind(null, slug)}
              owners={people}
              dueAt={addDays(today(), USUAL_DAYS_OF_ACTION)}
            />
          ),
        }}
      />
      {writes && unsettled && (
        <section aria-labelledby="step-title" className="no-print mt-8 max-w-5xl">
          <h2 id="step-title" className="mb-3 font-serif text-xl font-semibold">
            {t("stepTitle")}
          </h2>
          <deeds.StepForm
            record={record}
            action={actions.addStep.bind(null, slug)}
            today={today()}
            mayLog={access.can("engagement:write")}
          />
        </section>
      )}
      {unsettled && access.can("conflict:decide") && <Decide access={access} conflict={conflict} />}
      <CommentSection
        entity="conflict"
        entityId={conflict.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=conflict&ref=${ref}`} />}
    </Words>
  );
}

/** What may be done with it from the head of the page. */
function Head({ access, conflict }: { access: Access; conflict: ConflictRecord }) {
  const t = translator("conflicts");
  const { slug } = access.organization;
  const { ref, values } = conflict;
  const record = { id: conflict.id, ref, version: conflict.version };
  const writes = access.can("conflict:write");
  const decides = access.can("conflict:decide");
  if (values.retiredAt !== null) {
    return decides ? (
      <RecordLife
        record={record}
        action={actions.bringBackConflict.bind(null, slug)}
        deed="bring-back"
        label={t("bringBack")}
        title={t("bringBackTitle", { ref })}
      >
        {t("bringBackText")}
      </RecordLife>
    ) : null;
  }
  const unsettled = isUnsettled(values.status);
  return (
    <>
      {writes && unsettled && (
        <LinkButton href={`/${slug}/conflicts/${ref}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
          {t("edit")}
        </LinkButton>
      )}
      {writes && !unsettled && (
        <>
          <deeds.TellButton
            record={record}
            action={actions.tellConflict.bind(null, slug)}
            today={today()}
            mayLog={access.can("engagement:write")}
            primary={values.communicatedOn === null}
            to={values.communicatedTo || [...new Set(conflict.requirements.map(({ partyName }) => partyName))].join(", ")}
          />
          <deeds.ExampleButton record={record} action={actions.keepAsExample.bind(null, slug)} example={values.example} />
        </>
      )}
      {decides && !unsettled && (
        <RecordDeed
          record={record}
          action={actions.reopenConflict.bind(null, slug)}
          reason="required"
          label={t("reopen")}
          title={t("reopenTitle", { ref })}
        >
          {t("reopenText")}
        </RecordDeed>
      )}
      {decides && (
        <RecordLife
          record={record}
          action={actions.retireConflict.bind(null, slug)}
          deed="retire"
          label={t("retire")}
          title={t("retireTitle", { ref })}
        >
          {t("retireText")}
        </RecordLife>
      )}
    </>
  );
}

function Decide({ access, conflict }: { access: Access; conflict: ConflictRecord }) {
  const t = translator("conflicts");
  const word = translator("vocabulary.conflictMethod");
  const { values, requirements } = conflict;
  const laws = requirements.filter(({ kind }) => isLaw(kind));
  const wishes = requirements.length - laws.length;
  return (
    <section aria-labelledby="decide-title" className="no-print mt-10 max-w-5xl">
      <h2 id="decide-title" className="mb-3 font-serif text-xl font-semibold">
        {t("decide.title")}
      </h2>
      {laws.length > 0 && wishes > 0 && (
        <Callout className="mb-4" tone="warn" title={t("decide.lawTitle", { refs: laws.map(({ ref }) => ref).join(", ") })}>
          {t(conflict.readerIsTop ? "decide.lawTextTop" : "decide.lawText")}
        </Callout>
      )}
      {laws.length > 1 && (
        <Callout className="mb-4" title={t("decide.lawsTitle")}>
          {t("decide.lawsText")}
        </Callout>
      )}
      <deeds.DecideForm
        record={{ id: conflict.id, ref: conflict.ref, version: conflict.version }}
        action={actions.decideConflict.bind(null, access.organization.slug)}
        initial={{
          status: "resolved",
          method: values.method ?? "",
          prevailingRequirementId: "",
          impactAssessment: values.impactAssessment,
          resolution: values.resolution,
          rationale: values.rationale,
        }}
        methods={CONFLICT_METHODS.filter((method) => method !== "escalated" || conflict.readerIsTop).map((value) => ({
          value,
          label: word(value),
          hint: t(`methodHint.${value}`),
        }))}
        requirements={requirements.map(({ id, ref, partyName }) => ({ value: id, label: `${ref} ${partyName}` }))}
        weights={<Weights conflict={conflict} />}
      />
    </section>
  );
}
