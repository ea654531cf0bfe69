import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { effectivenessDueOn } from "@/domain/action";
import { translator } from "@/lib/translate";
import type { ActionRecord } from "../queries";
import { ActionOrigin, ActionStatusMark } from "./action-marks";

interface ActionRecordProps {
  /** "/nordwind" */
  home: string;
  action: ActionRecord;
  today: string;
}

/** An action read from top to bottom: what is to be done, why, what came of it, whether it worked. */
export function ActionRecordView({ home, action, today }: ActionRecordProps) {
  const [t, word] = [translator("actions"), translator("vocabulary")];
  const { values, requirement, finding } = action;
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  const lookBy = effectivenessDueOn(values);
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {values.status === "retired" && (
        <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt ?? "", reason: values.retiredReason })} />
      )}
      {action.overdue && <Callout tone="warn" title={t("overdueSince", { day: values.dueAt ?? "" })} />}
      {lookBy && (
        <Callout tone={lookBy < today ? "warn" : "info"} title={t("uncheckedTitle", { day: values.doneAt ?? "" })}>
          {t(lookBy < today ? "lookOverdue" : "lookBy", { day: lookBy })}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.status"), value: <ActionStatusMark action={values} today={today} /> },
          { label: t("column.kind"), value: word(`actionKind.${values.kind}`) },
          { label: t("field.auditKind"), value: values.auditKind && word(`auditKind.${values.auditKind}`) },
          { label: t("field.auditor"), value: values.auditor },
          {
            label: t("field.intervalMonths"),
            value: values.intervalMonths && translator("auditProgramme")("everyMonths", { count: values.intervalMonths }),
          },
          { label: t("column.origin"), value: values.origin && <ActionOrigin home={home} action={values} /> },
          { label: t("column.description"), value: text(values.description) },
          {
            label: t("field.finding"),
            value: finding && (
              <>
                <RefTag href={`${home}/findings/${finding.ref}`}>{finding.ref}</RefTag> {finding.title}
              </>
            ),
          },
          {
            label: t("field.requirement"),
            value: requirement && (
              <>
                <RefTag href={`${home}/requirements/${requirement.ref}`}>{requirement.ref}</RefTag> <bdi>{requirement.title}</bdi>
              </>
            ),
          },
          {
            label: t("field.records"),
            value: action.records.length > 0 && (
              <ul>
                {action.records.map((record) => (
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
          { label: t("column.owner"), value: action.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.dueAt"), value: values.dueAt },
          { label: t("column.requestedBy"), value: action.requestedBy },
          { label: t("column.cause"), value: text(values.cause) },
          { label: t("column.doneAt"), value: values.doneAt },
          { label: t("column.result"), value: text(values.result) },
          {
            label: t("column.effectiveness"),
            value:
              values.effectivenessCheckedAt && t("effectivenessOn", { day: values.effectivenessCheckedAt, note: values.effectivenessNote }),
          },
          { label: t("column.note"), value: text(values.note) },
        ]}
      />
    </div>
  );
}
