import { FileUp, Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import type { LinkTargetType } from "@/domain/vocabulary";
import { ActionsOf } from "@/features/actions/components/actions-of";
import { actionsOf } from "@/features/actions/queries";
import { undoEdits } from "@/features/bulk-edit/actions";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { ConflictsOf } from "@/features/conflicts/components/conflicts-of";
import { conflictsOf } from "@/features/conflicts/queries";
import { RequirementEntries } from "@/features/engagement/components/party-timeline";
import { entriesOnRequirement } from "@/features/engagement/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { CriteriaOfRequirement } from "@/features/monitoring/components/criteria-of-requirement";
import { criteriaOfRequirement } from "@/features/monitoring/queries";
import { chooseObjectives } from "@/features/objectives/actions";
import { ChooseObjectives } from "@/features/objectives/components/choose-objectives";
import { ServedObjectives } from "@/features/objectives/components/served-objectives";
import { objectiveOptions, objectivesOf } from "@/features/objectives/queries";
import * as actions from "@/features/requirements/actions";
import * as decisions from "@/features/requirements/components/decisions";
import { RequirementMark } from "@/features/requirements/components/requirement-marks";
import { ProposalText, RequirementSheet } from "@/features/requirements/components/requirement-sheet";
import { getRequirement } from "@/features/requirements/queries";
import * as threads from "@/features/threads/actions";
import { LinkSection } from "@/features/threads/components/link-section";
import { ThreadView } from "@/features/threads/components/thread-view";
import { linkSuggestions, threadOf } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
  searchParams: Promise<{ link?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

/** The kind with which each gap is usually closed; a gap of the thread leads here with its station. */
const START: Readonly<Record<string, LinkTargetType>> = { control: "control", risk: "risk", document: "policy", evidence: "evidence" };

export default async function RequirementPage({ params, searchParams }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "requirement:read");
  const found = await getRequirement(access, ref);
  if (!found) notFound();
  // One transaction, so one of the few connections.
  const canLink = found.values.status !== "retired" && access.can("requirement:update");
  const { answers, criteria, conflicts, comments, history, served, objectives, thread, suggestions, talks } = await inTenant(
    access,
    async () => ({
      thread: await threadOf(access, ref),
      answers: access.can("action:read") ? await actionsOf(access, { requirementId: found.id }) : [],
      criteria: access.can("criterion:read") ? await criteriaOfRequirement(access, found.id) : null,
      conflicts: access.can("conflict:read") ? await conflictsOf(access, { requirementId: found.id }) : null,
      suggestions: canLink ? await linkSuggestions(access, ref) : [],
      talks: access.can("engagement:read") ? await entriesOnRequirement(access, found.id) : [],
      comments: await listComments(access, "requirement", found.id),
      history: await historyOf(access, "requirement", found.id),
      served: access.can("objective:read") ? await objectivesOf(access, found.id) : [],
      objectives: access.can("objective:read") ? await objectiveOptions(access) : [],
    }),
  );
  const t = translator("requirements");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const { values, party, proposal } = found;
  const target = { id: found.id, ref, version: found.version };
  const retired = values.status === "retired";
  const may = (permission: Parameters<typeof access.can>[0]) => !retired && access.can(permission);
  const verb = (decided: boolean) => t(decided ? "decide.change" : "decide.button");
  return (
    <Words namespaces={["requirements", "objectives", "vocabulary", "threads"]}>
      <PageHeader
        title={values.statement}
        reference={ref}
        clause="4.2 b · 4.2 c"
        breadcrumbs={[
          { label: t("title"), href: `${home}/requirements` },
          { label: party.name, href: `${home}/requirements?party=${party.ref}` },
          { label: ref },
        ]}
        marks={<RequirementMark group="requirementStatus" value={values.status} />}
        actions={
          <>
            {may("requirement:update") && (
              <LinkButton href={`${home}/requirements/${ref}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
                {t("edit")}
              </LinkButton>
            )}
            {may("requirement:decide") && values.status === "draft" && (
              <decisions.LifeButton record={target} action={actions.activateRequirement.bind(null, slug)} deed="activate" />
            )}
            {may("requirement:retire") && (
              <decisions.LifeButton
                record={target}
                action={actions.retireRequirement.bind(null, slug)}
                bringBack={actions.bringBackRequirement.bind(null, slug)}
                deed="retire"
              />
            )}
            {retired && access.can("requirement:retire") && (
              <decisions.LifeButton record={target} action={actions.bringBackRequirement.bind(null, slug)} deed="bringBack" />
            )}
          </>
        }
      />
      <RequirementSheet
        home={home}
        record={found}
        thread={thread && <ThreadView home={home} record={thread} canClose={canLink} />}
        links={
          thread &&
          !(thread.thread.end && thread.links.length === 0) && (
            <>
              <LinkSection
                home={home}
                record={thread}
                suggestions={suggestions}
                start={START[String((await searchParams).link)]}
                actions={
                  canLink
                    ? {
                        link: threads.linkTargets.bind(null, slug),
                        change: threads.changeLink.bind(null, slug),
                        unlink: threads.unlinkTarget.bind(null, slug),
                        undo: undoEdits.bind(null, slug),
                        search: threads.targetOptions.bind(null, slug),
                      }
                    : null
                }
              />
              {canLink && access.can("evidence:write") && (
                <p className="mt-3">
                  <LinkButton href={`${home}/evidence/new?for=${ref}`} icon={<FileUp aria-hidden className="size-4" />}>
                    {translator("evidence")("add")}
                  </LinkButton>
                </p>
              )}
            </>
          )
        }
        deeds={{
          relevance: may("requirement:decide") && (
            <decisions.RelevanceDecision
              record={target}
              action={actions.decideRelevance.bind(null, slug)}
              label={verb(values.relevance !== "undecided")}
              values={{ relevance: values.relevance, cia: values.cia, ciaRationale: values.ciaRationale }}
            />
          ),
          isms: may("requirement:decide") && values.relevance === "relevant" && (
            <decisions.IsmsDecisionDialog
              record={target}
              action={actions.decideIsms.bind(null, slug)}
              label={verb(values.ismsDecision !== "undecided")}
              values={{
                ismsDecision: values.ismsDecision,
                ismsDecisionRationale: values.ismsDecisionRationale,
                howAddressed: values.howAddressed,
                links: values.links,
              }}
            />
          ),
          priority: may("requirement:decide") && !party.adverse && (
            <decisions.PriorityDecision
              record={target}
              action={actions.decidePriority.bind(null, slug)}
              label={verb(values.priority !== null)}
              values={{ priority: values.priority, priorityJustification: values.priorityJustification }}
              proposed={proposal.proposed}
              explanation={<ProposalText proposal={proposal} />}
            />
          ),
          confirmation: !party.adverse && (
            <>
              {may("requirement:confirm") && (
                <decisions.Confirmation
                  record={target}
                  action={actions.confirmRequirement.bind(null, slug)}
                  label={t("decide.confirm")}
                  withdrawLabel={t("decide.withdraw")}
                  confirmed={values.confirmedAt !== null}
                  representative={party.representative}
                  today={today()}
                />
              )}
              {may("ask:send") && values.status === "active" && (
                <LinkButton size="small" href={`${home}/asks/new?requirement=${ref}`}>
                  {translator("asks")("askParty")}
                </LinkButton>
              )}
            </>
          ),
          fulfilment: may("requirement:update") && (
            <decisions.FulfilmentAssessment
              record={target}
              action={actions.assessFulfilment.bind(null, slug)}
              label={t("decide.assess")}
              values={{ fulfilmentStatus: values.fulfilmentStatus, fulfilmentNote: values.fulfilmentNote }}
              today={today()}
            />
          ),
        }}
      />
      {access.can("objective:read") && (
        <ServedObjectives
          home={home}
          objectives={served}
          deed={
            may("requirement:update") &&
            objectives.length > 0 && (
              <ChooseObjectives
                requirement={target}
                chosen={served.filter(({ status }) => status === "active").map(({ id }) => id)}
                objectives={objectives}
                action={chooseObjectives.bind(null, slug)}
              />
            )
          }
        />
      )}
      {criteria && (
        <CriteriaOfRequirement
          home={home}
          criteria={criteria}
          fulfilmentStatus={values.fulfilmentStatus}
          newHref={may("criterion:write") ? `${home}/monitoring/new?requirement=${ref}` : null}
        />
      )}
      {access.can("action:read") &&
        (answers.length > 0 || values.fulfilmentStatus === "not_met" || values.fulfilmentStatus === "partly") && (
          <ActionsOf
            home={home}
            actions={answers}
            today={today()}
            newQuery={may("action:write") ? `requirement=${ref}` : null}
            none={translator("actions")("ofRequirementNone")}
          />
        )}
      {conflicts && (
        <ConflictsOf home={home} conflicts={conflicts} newQuery={may("conflict:write") && !party.adverse ? `requirement=${ref}` : null} />
      )}
      {talks.length > 0 && <RequirementEntries home={home} entries={talks} today={today()} />}
      <CommentSection
        entity="requirement"
        entityId={found.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=requirement&ref=${ref}`} />
    </Words>
  );
}
