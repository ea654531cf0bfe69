import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { mailProblem } from "@/lib/mail-problem";
import { translator } from "@/lib/translate";
import type { EntryRecord } from "../queries";
import { EntryOrigin, EntryStatusMark } from "./entry-marks";

interface EntryRecordProps {
  /** "/nordwind" */
  home: string;
  entry: EntryRecord;
  today: string;
}

/** An entry of the log read from top to bottom; of feedback also how it went on. */
export function EntryRecordView({ home, entry, today }: EntryRecordProps) {
  const t = translator("engagement");
  const { values } = entry;
  const feedback = values.type === "feedback";
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {values.retiredAt && <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt, reason: values.retiredReason })} />}
      {entry.overdue && (
        <Callout tone="warn" title={t("overdueSince", { day: values.dueOn ?? "" })}>
          {t("overdueText")}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[...what(home, entry, today), ...(feedback ? answer(home, entry) : entry.mails.length > 0 ? [mailsAbout(entry)] : [])]}
      />
    </div>
  );
}

type Items = Parameters<typeof KeyValueList>[0]["items"];
const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;

function what(home: string, entry: EntryRecord, today: string): Items {
  const [t, word] = [translator("engagement"), translator("vocabulary")];
  const { values, party } = entry;
  const feedback = values.type === "feedback";
  return [
    ...(feedback
      ? [
          { label: t("column.status"), value: <EntryStatusMark entry={values} today={today} /> },
          { label: t("column.feedbackKind"), value: values.feedbackKind && word(`feedbackKind.${values.feedbackKind}`) },
        ]
      : []),
    {
      label: t("column.party"),
      value: party ? (
        <>
          <RefTag href={`${home}/interested-parties/${party.ref}`} retired={party.retired}>
            {party.ref}
          </RefTag>{" "}
          <bdi>{party.name}</bdi>
        </>
      ) : (
        <StatusMark shape="open">{t("unknownParty")}</StatusMark>
      ),
    },
    ...(feedback
      ? [
          {
            label: t("form.from"),
            value: (values.fromName || values.fromEmail) && <bdi>{[values.fromName, values.fromEmail].filter(Boolean).join(" · ")}</bdi>,
          },
        ]
      : []),
    { label: feedback ? t("form.cameOn") : t("column.heldOn"), value: values.heldOn },
    { label: t("column.channel"), value: values.channel && word(`engagementChannel.${values.channel}`) },
    { label: feedback ? t("form.whatTheySaid") : t("column.summary"), value: text(values.summary) },
    ...(feedback ? [] : [{ label: t("form.participants"), value: values.participants && <bdi>{values.participants}</bdi> }]),
    { label: t("form.ours"), value: entry.ours.map(({ name }) => name).join(", ") },
    {
      label: t("column.requirements"),
      value: entry.requirements.length > 0 && (
        <ul>
          {entry.requirements.map((requirement) => (
            <li key={requirement.id}>
              <RefTag href={`${home}/requirements/${requirement.ref}`} retired={requirement.retired}>
                {requirement.ref}
              </RefTag>{" "}
              {requirement.statement}{" "}
              <span className="text-muted">
                {requirement.communicatedAt ? t("toldOnDay", { day: requirement.communicatedAt }) : t("form.untold")}
              </span>
            </li>
          ))}
        </ul>
      ),
    },
    {
      label: t("form.documents"),
      value: entry.documents.length > 0 && (
        <ul>
          {entry.documents.map((document) => (
            <li key={document.ref}>
              <RefTag href={`${home}${document.path}`} retired={document.retired}>
                {document.ref}
              </RefTag>{" "}
              {document.title}
            </li>
          ))}
        </ul>
      ),
    },
    { label: t("form.seen"), value: values.engagementSeen && word(`engagementLevel.${values.engagementSeen}`) },
    { label: t("column.origin"), value: <EntryOrigin home={home} origin={values.origin} originRef={values.originRef} /> },
    ...(entry.createdBy ? [{ label: t("loggedBy"), value: entry.createdBy }] : []),
    { label: t("column.note"), value: text(values.note) },
  ];
}

/** The mails that told them, each with what became of it. */
function mailsAbout({ mails }: EntryRecord): Items[number] {
  const word = translator("vocabulary.mailStatus");
  return {
    label: translator("engagement")("mails"),
    value: mails.length > 0 && (
      <ul>
        {mails.map((mail) => (
          <li key={mail.id}>
            {mail.createdAt.slice(0, 10)} <bdi>{mail.toEmail}</bdi> · {word(mail.status)}
            {mail.problem && <span className="block text-sm text-muted [overflow-wrap:anywhere]">{mailProblem(mail.problem)}</span>}
          </li>
        ))}
      </ul>
    ),
  };
}

function answer(home: string, entry: EntryRecord): Items {
  const [t, word] = [translator("engagement"), translator("vocabulary")];
  const { values, action } = entry;
  return [
    { label: t("column.owner"), value: entry.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
    { label: t("column.dueOn"), value: values.dueOn },
    {
      label: t("column.response"),
      value: values.response && (
        <>
          {text(values.response)}
          <span className="block text-sm text-muted">{values.respondedOn}</span>
        </>
      ),
    },
    { label: t("column.outcome"), value: text(values.outcome) },
    { label: t("column.toldOn"), value: values.toldOn },
    mailsAbout(entry),
    {
      label: t("action"),
      value: action && (
        <>
          <RefTag href={`${home}/actions/${action.ref}`} retired={action.status === "retired"}>
            {action.ref}
          </RefTag>{" "}
          {action.title} <span className="text-muted">{word(`actionStatus.${action.status}`)}</span>
        </>
      ),
    },
  ];
}
