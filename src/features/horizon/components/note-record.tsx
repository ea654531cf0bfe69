import { ExternalLink } from "lucide-react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { readWebAddress } from "@/domain/horizon";
import { translator } from "@/lib/translate";
import type { NoteRecord } from "../queries";
import { NoteStatusMark } from "./note-table";

/** A note read from top to bottom: what was seen, whom it concerns, what was made of it. */
export function NoteRecordView({ home, note, today }: { home: string; note: NoteRecord; today: string }) {
  const [t, word] = [translator("horizon"), translator("vocabulary")];
  const { values, parties, requirements, obligation, event, actions } = note;
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  const named = (room: string, rows: readonly { ref: string; name: string; retired?: boolean }[]) =>
    rows.length > 0 && (
      <ul>
        {rows.map(({ ref, name, retired }) => (
          <li key={ref}>
            <RefTag href={`${home}/${room}/${ref}`} retired={retired}>
              {ref}
            </RefTag>{" "}
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    );
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {values.retiredAt && <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt, reason: values.retiredReason })} />}
      {note.overdue && (
        <Callout tone="warn" title={t("overdueSince", { day: values.dueOn ?? "" })}>
          {t("overdueText")}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.status"), value: <NoteStatusMark note={values} today={today} /> },
          { label: t("column.assessment"), value: text(values.assessment) },
          {
            label: t("column.decidedBy"),
            value: values.decidedOn && t("assessedBy", { name: note.decidedBy ?? "", day: values.decidedOn }),
          },
          {
            label: t("column.event"),
            value: event && (
              <>
                <RefTag href={`${home}/trigger-events/${event.ref}`} retired={event.status === "dismissed"}>
                  {event.ref}
                </RefTag>{" "}
                <bdi>{event.title}</bdi>, {word(`triggerStatus.${event.status}`)}
              </>
            ),
          },
          {
            label: t("column.action"),
            value: actions.length > 0 && (
              <ul>
                {actions.map(({ ref, title, status, dueAt }) => (
                  <li key={ref}>
                    <RefTag href={`${home}/actions/${ref}`} retired={status === "retired"}>
                      {ref}
                    </RefTag>{" "}
                    <bdi>{title}</bdi>, {[word(`actionStatus.${status}`), dueAt].filter(Boolean).join(", ")}
                  </li>
                ))}
              </ul>
            ),
          },
          { label: t("column.source"), value: word(`horizonSource.${values.source}`) },
          { label: t("column.seenOn"), value: values.seenOn },
          { label: t("column.summary"), value: text(values.summary) },
          { label: t("column.url"), value: <WebLink url={values.url} /> },
          { label: t("column.parties"), value: named("interested-parties", parties) },
          { label: t("column.requirements"), value: named("requirements", requirements) },
          {
            label: t("column.obligation"),
            value: obligation && (
              <>
                {named("obligations", [obligation])}
                {obligation.effectiveFrom && obligation.effectiveFrom > today && (
                  <span className="text-sm text-muted">{t("effectiveFrom", { day: obligation.effectiveFrom })}</span>
                )}
              </>
            ),
          },
          { label: t("column.owner"), value: note.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.dueOn"), value: values.dueOn },
          { label: t("column.note"), value: text(values.note) },
        ]}
      />
    </div>
  );
}

/** The whole address as its own text, so that nobody is led elsewhere than it says. */
function WebLink({ url }: { url: string }) {
  const read = readWebAddress(url);
  if (url === "") return null;
  if (!read.ok) return <span className="break-all">{url}</span>;
  return (
    <a className="link break-all" href={url} rel="noopener noreferrer" target="_blank" referrerPolicy="no-referrer">
      {url}
      <ExternalLink aria-hidden className="ml-1 inline size-3.5" />
      <span className="sr-only"> ({translator("horizon")("opensElsewhere")})</span>
    </a>
  );
}
