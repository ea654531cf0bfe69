import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { ScoreDots } from "@/components/ui/score";
import { StatusMark } from "@/components/ui/status-mark";
import type { PriorityProposal } from "@/domain/priority";
import { translator } from "@/lib/translate";
import type { RequirementRecord } from "../queries";
import { OpenMark, RequirementMark } from "./requirement-marks";

interface SheetProps {
  /** "/nordwind" */
  home: string;
  record: RequirementRecord;
  /** The buttons of each decision; empty for whoever may not. */
  deeds: { relevance?: ReactNode; isms?: ReactNode; priority?: ReactNode; confirmation?: ReactNode; fulfilment?: ReactNode };
  /** Its golden thread, read first. */
  thread: ReactNode;
  /** What answers it, below the decisions. */
  links: ReactNode;
}

/** A requirement read from top to bottom like a row of the register, the thread first. */
export function RequirementSheet({ home, record, deeds, thread, links }: SheetProps) {
  const t = translator("requirements.sheet");
  const { values, party } = record;
  const word = (group: string, value: string | null) => (value ? translator(`vocabulary.${group}`)(value) : null);
  const person = (id: string | null) => (id ? (record.names[id] ?? t("somebody")) : null);
  const list = (items: Parameters<typeof KeyValueList>[0]["items"]) => <KeyValueList emptyLabel={t("nothing")} items={items} />;
  const decided = (by: string | null, at: string | null) => (at ? t("decidedBy", { name: person(by) ?? t("somebody"), date: at }) : null);
  return (
    <div className="flex flex-col gap-8">
      {values.status === "retired" && (
        <Callout tone="warn" title={t("retired", { date: values.retiredAt ?? "" })}>
          {values.retiredReason}
        </Callout>
      )}
      {record.placeholders.length > 0 && (
        <Callout tone="info" title={t("placeholders")}>
          <span className="font-mono">{record.placeholders.join(" ")}</span>
        </Callout>
      )}
      {thread}

      <Part title={t("what")} clause="4.2 b">
        {list([
          {
            label: t("party"),
            value: (
              <>
                <RefTag href={`${home}/interested-parties/${party.ref}`} retired={party.status === "retired"}>
                  {party.ref}
                </RefTag>{" "}
                {party.adverse ? <StatusMark shape="adverse">{party.name}</StatusMark> : party.name}
              </>
            ),
          },
          { label: t("statement"), value: values.statement },
          { label: t("partyWording"), value: values.partyWording },
          { label: t("translation"), value: values.translation },
          { label: t("kind"), value: word("requirementKind", values.kind) },
          { label: t("strength"), value: word("strength", values.strength) },
          {
            label: t("binding"),
            value:
              values.binding === "undecided" ? (
                <OpenMark>{word("binding", values.binding)}</OpenMark>
              ) : (
                <>
                  {word("binding", values.binding)}
                  <Force record={record} />
                </>
              ),
          },
          {
            label: t("cia"),
            value: [values.cia.map((goal) => word("cia", goal)).join(", "), values.ciaRationale].filter(Boolean).join("\n"),
          },
          { label: t("climateRelated"), value: values.climateRelated ? t("yes") : null },
          { label: t("managementSystems"), value: values.managementSystems.join(", ") },
        ])}
      </Part>

      <Part title={t("whence")}>
        {list([
          { label: t("sourceType"), value: word("sourceType", values.sourceType) ?? <OpenMark>{t("noSource")}</OpenMark> },
          { label: t("sourceRef"), value: values.sourceRef },
          { label: t("locator"), value: values.sourceLocator },
          {
            label: t("sources"),
            value: record.sources.map((source) => (
              <RecordLink key={source.id} href={`${home}/sources/${source.ref}`} record={source}>
                {source.title}
              </RecordLink>
            )),
          },
          {
            label: t("obligations"),
            note: "A.5.31",
            value: record.obligations.map((obligation) => (
              <RecordLink key={obligation.id} href={`${home}/obligations/${obligation.ref}`} record={obligation}>
                {[obligation.title, obligation.citation].filter(Boolean).join(", ")}
              </RecordLink>
            )),
          },
          {
            label: t("elicitation"),
            value: [
              [word("elicitationMethod", values.elicitationMethod), values.elicitedAt].filter(Boolean).join(", "),
              values.elicitationNote,
            ]
              .filter(Boolean)
              .join("\n"),
          },
        ])}
      </Part>

      <Part title={t("decisions")} id="decisions">
        <div className="border-t">
          <Decision
            title={t("relevance")}
            clause="4.2 b"
            mark={<RequirementMark group="requirementRelevance" value={values.relevance} />}
            by={decided(values.relevanceDecidedById, values.relevanceDecidedAt)}
            deed={deeds.relevance}
          >
            {values.discardReason || values.relevanceRationale}
          </Decision>
          <Decision
            title={t("isms")}
            clause="4.2 c"
            mark={
              values.relevance === "discarded" ? (
                <span className="text-muted">{t("notAsked")}</span>
              ) : (
                <RequirementMark group="ismsDecision" value={values.ismsDecision} />
              )
            }
            by={decided(values.ismsDecidedById, values.ismsDecidedAt)}
            deed={deeds.isms}
          >
            {values.ismsDecisionRationale}
            {values.howAddressed && (
              <p className="whitespace-pre-line">
                <span className="text-muted">{t(values.ismsDecision === "not_addressed" ? "whereInstead" : "how")} </span>
                {values.howAddressed}
              </p>
            )}
          </Decision>
          <Decision
            title={t("priority")}
            mark={
              values.priority ? (
                <StatusMark shape="decided">{word("priority", values.priority)}</StatusMark>
              ) : (
                <OpenMark>{t("notSet")}</OpenMark>
              )
            }
            by={decided(values.priorityDecidedById, values.priorityDecidedAt)}
            deed={deeds.priority}
          >
            {values.priorityJustification}
            <ProposalText proposal={record.proposal} />
          </Decision>
          <Decision title={t("confirmation")} mark={<ConfirmationMark record={record} />} deed={deeds.confirmation}>
            {values.confirmedAt && [values.confirmedBy, values.confirmationMethod].filter(Boolean).join(", ")}
          </Decision>
          <Decision
            title={t("fulfilment")}
            mark={<RequirementMark group="fulfilmentStatus" value={values.fulfilmentStatus} />}
            by={values.fulfilmentAssessedAt && t("assessedOn", { date: values.fulfilmentAssessedAt })}
            deed={deeds.fulfilment}
          >
            {values.fulfilmentNote}
          </Decision>
        </div>
      </Part>

      {links}

      <Part title={t("weight")}>
        {list([
          {
            label: t("impactIfUnmet"),
            value: values.impactIfUnmet && (
              <ScoreDots value={values.impactIfUnmet} label={t("impactOf5", { value: values.impactIfUnmet })} />
            ),
          },
          {
            label: t("impactCategories"),
            value: values.impactCategories.map((category) => word("impactCategory", category)).join(", "),
          },
          { label: t("orgImpact"), value: values.orgImpact },
          { label: t("ismsImpact"), value: values.ismsImpact },
          { label: t("benefit"), value: values.benefit },
          { label: t("measurableTarget"), value: values.measurableTarget },
          { label: t("concern"), value: values.concern },
          {
            label: t("dataHandling"),
            value: values.dataHandling.map((value) => translator("requirements.dataHandling")(value)).join(", "),
          },
        ])}
      </Part>

      <Part title={t("care")}>
        {list([
          {
            label: t("owner"),
            value: values.ownerId ? (
              person(values.ownerId)
            ) : (
              <OpenMark>{values.ownerLabel ? t("sheetOwner", { name: values.ownerLabel }) : t("unowned")}</OpenMark>
            ),
          },
          {
            label: t("effective"),
            value:
              [values.effectiveFrom, values.effectiveTo].some(Boolean) && `${values.effectiveFrom ?? "…"} – ${values.effectiveTo ?? "…"}`,
          },
          { label: t("communicatedAt"), value: values.communicatedAt },
          { label: t("lastReviewedAt"), value: values.lastReviewedAt },
          { label: t("note"), value: values.note },
        ])}
      </Part>
    </div>
  );
}

function Part({ title, clause, id, children }: { title: string; clause?: string; id?: string; children: ReactNode }) {
  return (
    <section id={id} className="scroll-mt-16">
      <h2 className="mb-2 font-serif text-xl font-semibold">
        {title}
        {clause && <span className="ml-3 font-mono text-[0.8125rem] font-normal text-muted">{clause}</span>}
      </h2>
      {children}
    </section>
  );
}

interface BlockProps {
  title: string;
  clause?: string;
  mark: ReactNode;
  by?: ReactNode;
  deed?: ReactNode;
  children?: ReactNode;
}

/** One decision: what was decided, why, by whom and when; and the button that decides it. */
function Decision({ title, clause, mark, by, deed, children }: BlockProps) {
  return (
    <div className="grid gap-x-6 gap-y-1 border-b py-3 text-[0.9375rem] sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
      <h3 className="text-sm text-muted">
        {title}
        {clause && <span className="block font-mono text-xs">{clause}</span>}
      </h3>
      <div className="min-w-0">
        <p className="font-medium">{mark}</p>
        {by && <p className="text-sm text-muted">{by}</p>}
        <div className="prose-width mt-1 whitespace-pre-line empty:hidden">{children}</div>
      </div>
      {deed && <div className="no-print">{deed}</div>}
    </div>
  );
}

function RecordLink({
  href,
  record,
  children,
}: {
  href: string;
  record: { ref: string; status: string; effectiveTo: string | null };
  children: ReactNode;
}) {
  const t = translator("requirements.sheet");
  return (
    <span className="block">
      <RefTag href={href} retired={record.status === "retired"}>
        {record.ref}
      </RefTag>{" "}
      {children}
      {record.effectiveTo && <span className="text-muted"> · {t("until", { date: record.effectiveTo })}</span>}
    </span>
  );
}

/** Why strength and binding are not free here. */
function Force({ record }: { record: RequirementRecord }) {
  const t = translator("requirements.force");
  const { force, because } = record.force;
  if (!force) return null;
  return <span className="block text-sm text-muted">{t(force, { because: because.map((reason) => t(reason)).join(", ") })}</span>;
}

/** The proposed priority with its sum, in one sentence for each reason. */
export function ProposalText({ proposal }: { proposal: PriorityProposal }) {
  const t = translator("requirements.proposal");
  const f = translator("requirements.force");
  const word = translator("vocabulary.priority");
  return (
    <div className="text-sm">
      <p>{proposal.proposed ? t("proposed", { priority: word(proposal.proposed) }) : t("none")}</p>
      <ul className="list-none text-muted">
        {proposal.because.map((reason) => (
          <li key={reason.code}>
            {reason.code === "power_times_impact"
              ? t("power_times_impact", { power: reason.power, impact: reason.impact, product: reason.product, gives: word(reason.gives) })
              : reason.gives !== null
                ? t(reason.code, { gives: word(reason.gives), because: reason.facts.map((fact) => f(fact)).join(", ") })
                : t(reason.code)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ConfirmationMark({ record }: { record: RequirementRecord }) {
  const t = translator("requirements.confirmation");
  const { confirmation, values, party } = record;
  if (values.confirmedAt) return <StatusMark shape="decided">{t("confirmedOn", { date: values.confirmedAt })}</StatusMark>;
  if (!confirmation.needed) return <span className="font-normal">{t(confirmation.because)}</span>;
  return <OpenMark>{t(confirmation.because, { party: party.representative || party.name })}</OpenMark>;
}
