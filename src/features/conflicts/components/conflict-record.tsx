import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { settleBy } from "@/domain/conflict";
import { translator } from "@/lib/translate";
import type { ConflictRecord } from "../queries";
import { ConflictStatusMark } from "./conflict-marks";

interface ConflictRecordProps {
  /** "/nordwind" */
  home: string;
  conflict: ConflictRecord;
  /** Where the document about settling conflicts stands; null where it is only named. */
  processHref: string | null;
  deeds: { risk: ReactNode; action: ReactNode };
}

/** A conflict read from top to bottom: what stands against what, what it would do, what was tried, how it was settled. */
export function ConflictRecordView({ home, conflict, processHref, deeds }: ConflictRecordProps) {
  const [t, word] = [translator("conflicts"), translator("vocabulary")];
  const { values, requirements, open } = conflict;
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  const prevailing = requirements.find(({ id }) => id === values.prevailingRequirementId);
  const settled = values.status === "resolved" || values.status === "accepted";
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {values.retiredAt !== null && <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt, reason: values.retiredReason })} />}
      {open?.tooLong && (
        <Callout tone="warn" title={t("tooLongTitle", { days: open.days })}>
          {t("tooLongText", { max: conflict.maxDays })}
        </Callout>
      )}
      {conflict.tellingOverdue && (
        <Callout tone="warn" title={t("notToldTitle")}>
          {t("notToldText")}
        </Callout>
      )}
      <section aria-labelledby="sides-title">
        <h2 id="sides-title" className="font-serif text-xl font-semibold">
          {t("sides")}
        </h2>
        <ul className="mt-2 grid gap-px overflow-hidden rounded-md border bg-line sm:grid-cols-2">
          {requirements.map((requirement) => (
            <li key={requirement.id} className="bg-surface p-4">
              <p className="text-sm">
                <RefTag href={`${home}/requirements/${requirement.ref}`} retired={requirement.retired}>
                  {requirement.ref}
                </RefTag>{" "}
                <RefTag href={`${home}/interested-parties/${requirement.partyRef}`}>{requirement.partyRef}</RefTag>{" "}
                <bdi>{requirement.partyName}</bdi>
              </p>
              <blockquote className="mt-1 font-serif text-lg [overflow-wrap:anywhere]">{requirement.statement}</blockquote>
              <p className="mt-2 text-sm text-muted">
                {[
                  word(`requirementKind.${requirement.kind}`),
                  requirement.strength && word(`strength.${requirement.strength}`),
                  requirement.sourceType && word(`sourceType.${requirement.sourceType}`),
                  [requirement.sourceRef, requirement.sourceLocator].filter(Boolean).join(", "),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              {settled && values.prevailingRequirementId === requirement.id && (
                <p className="mt-1">
                  <StatusMark shape="decided">{t("prevails")}</StatusMark>
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.status"), value: <ConflictStatusMark status={values.status} open={open} /> },
          {
            label: t("column.openedOn"),
            value: open
              ? t("openFor", { day: values.openedOn, days: open.days, by: settleBy(values.openedOn, conflict.maxDays) })
              : values.openedOn,
          },
          { label: t("column.owner"), value: conflict.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("form.description"), value: text(values.description) },
          ...(values.candidateRule ? [{ label: t("proposedBecause"), value: t(`opposition.${values.candidateRule}`) }] : []),
          { label: t("column.impact"), note: "6.1.1", value: text(values.impactAssessment) },
          {
            label: t("form.options"),
            value: values.options.length > 0 && (
              <ol className="list-decimal pl-5">
                {values.options.map((option) => (
                  <li key={option}>{option}</li>
                ))}
              </ol>
            ),
          },
          {
            label: t("process"),
            value:
              conflict.processRef &&
              (processHref ? <RefTag href={processHref}>{conflict.processRef}</RefTag> : <span>{conflict.processRef}</span>),
          },
          {
            label: t("column.risk"),
            note: "6.1.2",
            value: conflict.risk ? (
              <>
                <RefTag href={`${home}/risks/${conflict.risk.ref}`} retired={conflict.risk.retired}>
                  {conflict.risk.ref}
                </RefTag>{" "}
                {conflict.risk.title}
              </>
            ) : (
              deeds.risk
            ),
          },
          {
            label: t("column.action"),
            value: conflict.action ? (
              <>
                <RefTag href={`${home}/actions/${conflict.action.ref}`} retired={conflict.action.status === "retired"}>
                  {conflict.action.ref}
                </RefTag>{" "}
                {conflict.action.title} <span className="text-muted">{word(`actionStatus.${conflict.action.status}`)}</span>
              </>
            ) : (
              deeds.action
            ),
          },
          { label: t("column.note"), value: text(values.note) },
        ]}
      />
      {settled && (
        <section aria-labelledby="outcome-title">
          <h2 id="outcome-title" className="mb-2 font-serif text-xl font-semibold">
            {t(`outcome.${values.status}`)}
          </h2>
          <KeyValueList
            emptyLabel={translator("ui")("nothing")}
            items={[
              { label: t("column.method"), value: values.method && word(`conflictMethod.${values.method}`) },
              { label: t("column.resolution"), value: text(values.resolution) },
              { label: t("column.rationale"), value: text(values.rationale) },
              { label: t("column.prevailing"), value: prevailing ? `${prevailing.ref} ${prevailing.partyName}` : t("decide.noWinner") },
              {
                label: t("decidedByOn"),
                value: [conflict.decidedBy, values.decidedOn].filter(Boolean).join(", "),
              },
              {
                label: t("toldWhom"),
                note: "7.4",
                value: values.communicatedOn ? (
                  <>
                    {values.communicatedOn}
                    {"\n"}
                    {values.communicatedTo}
                  </>
                ) : (
                  <StatusMark shape={conflict.tellingOverdue ? "overdue" : "open"}>{t("notTold")}</StatusMark>
                ),
              },
              { label: t("column.example"), value: values.example ? t("keptAsExample") : null },
            ]}
          />
        </section>
      )}
      <Steps steps={conflict.steps} />
    </div>
  );
}

function Steps({ steps }: Pick<ConflictRecord, "steps">) {
  const t = translator("conflicts");
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title" className="font-serif text-xl font-semibold">
        {t("steps")}
      </h2>
      {steps.length === 0 ? (
        <p className="mt-1 text-muted">{t("noSteps")}</p>
      ) : (
        <ol className="mt-2 border-t">
          {steps.map((step) => (
            <li key={step.id} className="border-b py-2">
              <p className="text-sm text-muted">
                {[step.heldOn, step.participants, step.by && t("enteredBy", { name: step.by })].filter(Boolean).join(" · ")}
              </p>
              <p className="prose-width whitespace-pre-line [overflow-wrap:anywhere]">{step.what}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What speaks for each requirement: legal force first, then power x impact (rule 8). */
export function Weights({ conflict }: { conflict: ConflictRecord }) {
  const t = translator("conflicts");
  const word = translator("vocabulary");
  const winner = conflict.requirements.find(({ id }) => id === conflict.proposed);
  return (
    <div className="rounded-md border p-3 text-sm">
      <table className="w-full text-left">
        <caption className="mb-1 text-left font-medium">{t("weights.title")}</caption>
        <thead>
          <tr className="text-muted">
            <th scope="col" className="pr-3 font-normal">
              {t("weights.requirement")}
            </th>
            <th scope="col" className="pr-3 font-normal">
              {t("weights.force")}
            </th>
            <th scope="col" className="pr-3 text-right font-normal">
              {t("weights.power")}
            </th>
            <th scope="col" className="pr-3 text-right font-normal">
              {t("weights.impact")}
            </th>
            <th scope="col" className="text-right font-normal">
              {t("weights.product")}
            </th>
          </tr>
        </thead>
        <tbody>
          {conflict.requirements.map((requirement, at) => {
            const weight = conflict.weights[at]!;
            return (
              <tr key={requirement.id}>
                <td className="pr-3 font-mono whitespace-nowrap">{requirement.ref}</td>
                <td className="pr-3">{word(`requirementKind.${requirement.kind}`)}</td>
                <td className="pr-3 text-right">{weight.power ?? "?"}</td>
                <td className="pr-3 text-right">{weight.impact ?? "?"}</td>
                <td className="text-right">{weight.product ?? "?"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="mt-2 text-muted">{winner ? t("weights.speaksFor", { ref: winner.ref }) : t("weights.level")}</p>
    </div>
  );
}
