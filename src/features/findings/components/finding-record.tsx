import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { titleOf } from "@/domain/references";
import { translator } from "@/lib/translate";
import type { FindingRecord } from "../queries";
import { FindingSeverityMark, FindingStatusMark } from "./finding-table";

interface FindingRecordProps {
  /** "/nordwind" */
  home: string;
  finding: FindingRecord;
  today: string;
}

/** A finding read from top to bottom: what is open, what was found, what was done about it, whether it worked. */
export function FindingRecordView({ home, finding, today }: FindingRecordProps) {
  const [t, word] = [translator("findings"), translator("vocabulary")];
  const { values, repeatOf, repeats } = finding;
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  const clauseTitle = titleOf(values.clause);
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {values.status === "retired" && (
        <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt ?? "", reason: values.retiredReason })} />
      )}
      {finding.overdue && <Callout tone="warn" title={t("overdueSince", { day: values.dueAt })} />}
      {finding.severityHint && repeatOf && (
        <Callout tone="warn" title={t("repeatTitle", { ref: repeatOf.ref })}>
          {t("severityHint")}
        </Callout>
      )}
      {finding.gaps.length > 0 && <Callout title={t("gapsTitle")}>{finding.gaps.map((gap) => t(`gap.${gap}`)).join(", ")}</Callout>}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.status"), value: <FindingStatusMark finding={values} today={today} /> },
          { label: t("column.severity"), value: <FindingSeverityMark severity={values.severity} /> },
          {
            label: t("column.clause"),
            value: (
              <>
                <span className="font-mono text-[0.8125rem]">{values.clause}</span> {clauseTitle}
              </>
            ),
          },
          { label: t("column.statement"), value: text(values.statement) },
          {
            label: t("column.records"),
            value: finding.records.length > 0 && (
              <ul>
                {finding.records.map((record) => (
                  <li key={record.ref}>
                    <RefTag href={home + record.path} retired={record.retired}>
                      {record.ref}
                    </RefTag>{" "}
                    <bdi>{record.title}</bdi>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            label: t("column.origin"),
            value: [word(`findingOrigin.${values.origin}`), values.auditName].filter(Boolean).join(", "),
          },
          { label: t("column.raisedAt"), value: values.raisedAt },
          { label: t("column.dueAt"), value: values.dueAt },
          { label: t("column.owner"), value: finding.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.repeatOf"), value: repeatOf && <OtherFinding home={home} finding={repeatOf} /> },
          ...(repeats.length > 0
            ? [
                {
                  label: t("repeatedBy"),
                  value: (
                    <ul>
                      {repeats.map((one) => (
                        <li key={one.ref}>
                          <OtherFinding home={home} finding={one} />
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
          { label: t("field.correction"), value: text(values.correction) },
          { label: t("column.cause"), value: text(values.cause) },
          { label: t("column.correctiveAction"), value: text(values.correctiveAction) },
          { label: t("field.effectivenessCheckedAt"), value: values.effectivenessCheckedAt },
          { label: t("field.effectivenessNote"), value: text(values.effectivenessNote) },
          ...(values.closedAt
            ? [{ label: t("column.closedAt"), value: t("closedBy", { day: values.closedAt, name: finding.closedBy ?? "–" }) }]
            : []),
          { label: t("column.note"), value: text(values.note) },
        ]}
      />
    </div>
  );
}

function OtherFinding({ home, finding }: { home: string; finding: NonNullable<FindingRecord["repeatOf"]> }) {
  return (
    <>
      <RefTag href={`${home}/findings/${finding.ref}`} retired={finding.status === "retired"}>
        {finding.ref}
      </RefTag>{" "}
      {finding.title} <span className="text-muted">({finding.raisedAt})</span> <FindingSeverityMark severity={finding.severity} />
    </>
  );
}
