import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { instantWords } from "@/lib/clock-words";
import { translator } from "@/lib/translate";
import type { LineRecord } from "../queries";
import { LineMark } from "./line-mark";

/** A line read from top to bottom: what is planned, and below what was carried out and which clocks it started. */
export function LineRecordView({ home, line, mayReadLog }: { home: string; line: LineRecord; mayReadLog: boolean }) {
  const [t, word] = [translator("communication"), translator("vocabulary")];
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {line.status === "retired" && <Callout title={t("retiredBecause", { reason: line.retiredReason })} />}
      {line.party.adverse && line.status !== "retired" && <Callout tone="warn" title={t("adverseNow")} />}
      {line.state === "overdue" && (
        <Callout tone="warn" title={t("overdueSince", { day: line.nextDueOn ?? "" })}>
          {t("overdueText")}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          {
            label: t("column.party"),
            value: (
              <>
                <RefTag href={`${home}/interested-parties/${line.party.ref}`} retired={line.party.retired}>
                  {line.party.ref}
                </RefTag>{" "}
                <bdi>{line.party.name}</bdi>
              </>
            ),
          },
          { label: t("column.when"), value: line.when },
          { label: t("column.nextDue"), value: <LineMark line={line} /> },
          { label: t("column.withWhom"), value: line.withWhom },
          { label: t("column.how"), value: line.how },
          { label: t("column.owner"), value: line.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.lastDone"), value: line.lastDoneOn },
          {
            label: t("form.obligation"),
            value: line.obligation && (
              <>
                <RefTag href={`${home}/obligations/${line.obligation.ref}`}>{line.obligation.ref}</RefTag> {line.obligation.title}
              </>
            ),
          },
          {
            label: t("form.requirements"),
            value: line.requirements.length > 0 && (
              <ul>
                {line.requirements.map((requirement) => (
                  <li key={requirement.id} className="py-0.5">
                    <RefTag href={`${home}/requirements/${requirement.ref}`} retired={requirement.retired}>
                      {requirement.ref}
                    </RefTag>{" "}
                    {requirement.statement}{" "}
                    <span className="text-sm text-muted">
                      {requirement.communicatedAt ? t("toldOn", { day: requirement.communicatedAt }) : t("notTold")}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
          { label: t("column.note"), value: text(line.note) },
        ]}
      />
      {line.notices.length > 0 && (
        <section aria-labelledby="clocks-title">
          <h2 id="clocks-title" className="font-serif text-xl font-semibold">
            {t("clocks")}
          </h2>
          <ul className="mt-2 border-t">
            {line.notices.map((notice) => (
              <li key={notice.ref} className="flex flex-wrap justify-between gap-x-6 border-b py-2">
                <span>
                  <RefTag href={`${home}/notices/${notice.ref}`}>{notice.ref}</RefTag> {notice.title}
                </span>
                <span className="text-sm text-muted">
                  {[word(`noticeStatus.${notice.status}`), instantWords(new Date(notice.doneAt ?? notice.dueAt).toISOString())].join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mayReadLog && (
        <section aria-labelledby="done-title">
          <h2 id="done-title" className="font-serif text-xl font-semibold">
            {t("history")}
          </h2>
          {line.done.length === 0 ? (
            <p className="mt-1 text-sm text-muted">{t("neverDone")}</p>
          ) : (
            <ul className="mt-2 border-t">
              {line.done.map((entry) => (
                <li key={entry.ref} className="border-b py-2">
                  <RefTag href={`${home}/engagement/${entry.ref}`}>{entry.ref}</RefTag> {entry.summary}
                  <span className="block text-sm whitespace-pre-line text-muted">
                    {[`${entry.heldOn} · ${word(`engagementType.${entry.type}`)}`, entry.note].filter(Boolean).join("\n")}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}
