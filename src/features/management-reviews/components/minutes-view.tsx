import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { Minutes } from "../queries";
import { FactSheetView } from "./fact-sheet";

/** The minutes as they are read, on screen and printed: what was signed, word for word. */
export function MinutesView({ minutes, home }: { minutes: Minutes; home: string }) {
  const t = translator("managementReviews");
  return (
    <article className="max-w-4xl">
      <KeyValueList
        emptyLabel={t("notSaid")}
        items={[
          { label: t("heldOn"), value: minutes.heldOn },
          { label: t("place"), value: minutes.place },
          { label: t("chair"), value: minutes.chair },
          { label: t("attendees"), value: attendeesInWords(minutes).join("\n") },
          { label: t("apologies"), value: minutes.apologies },
          { label: t("governingVersion"), value: minutes.governingVersion },
          { label: t("minutesRef"), value: minutes.minutesRef },
          {
            label: t("recordedOn"),
            value:
              minutes.enteredLate > 0 ? (
                <>
                  {minutes.recordedOn} <StatusMark shape="partly">{t("enteredLate", { days: minutes.enteredLate })}</StatusMark>
                </>
              ) : (
                minutes.recordedOn
              ),
          },
        ]}
      />
      {minutes.items.map((item) => (
        <section key={item.input} className="mt-7 break-inside-avoid-page" aria-labelledby={`minutes-${item.input}`}>
          <p className="font-mono text-xs text-muted">{t(`clauseOf.${item.input}`)}</p>
          <h2 id={`minutes-${item.input}`} className="font-serif text-lg font-semibold">
            {t(`input.${item.input}`)}
          </h2>
          <div className="mt-1 mb-2">
            {item.answer === "no_change" ? (
              <p>
                <StatusMark shape="decided">{t("noChange")}</StatusMark>
              </p>
            ) : (
              item.answer === "blank" && <p className="text-muted">{t("nothingSaid")}</p>
            )}
            {item.discussion && <Prose>{item.discussion}</Prose>}
            {item.decision && (
              <div className="mt-1">
                <span className="text-sm text-muted">{t("decision")}</span>
                <Prose>{item.decision}</Prose>
              </div>
            )}
          </div>
          <FactSheetView sheet={item.facts} home={null} open />
        </section>
      ))}
      <section className="mt-8" aria-labelledby="minutes-results">
        <h2 id="minutes-results" className="font-serif text-lg font-semibold">
          {t("results")}
        </h2>
        {minutes.decisions ? <Prose>{minutes.decisions}</Prose> : <p className="text-muted">{t("noDecisions")}</p>}
        {minutes.versions.map((version) => (
          <p key={version.number} className="mt-2">
            {t("approvedVersion", { number: version.number, names: version.approvedBy.join(", ") })}{" "}
            <span className="font-mono text-xs [overflow-wrap:anywhere] text-muted">{version.contentHash}</span>
          </p>
        ))}
      </section>
      <ActionList title={t("actionsRaised")} actions={minutes.raised} home={home} />
      <ActionList title={t("actionsCarried")} actions={minutes.carried} home={home} />
      <p className="mt-6">{minutes.nextOn ? t("nextOn", { day: minutes.nextOn }) : `${t("nextMeeting")}: ${t("noNext")}`}</p>
      {minutes.note && <Prose>{minutes.note}</Prose>}
    </article>
  );
}

/** Everybody who was there, one on each line, with who is of top management. */
export function attendeesInWords({ attendees, otherAttendees }: Pick<Minutes, "attendees" | "otherAttendees">): string[] {
  const t = translator("managementReviews");
  return [
    ...attendees.map(({ name, department, topManagement }) =>
      [name, department, topManagement ? t("topManagement") : ""].filter(Boolean).join(", "),
    ),
    ...otherAttendees,
  ];
}

export function ActionList({ title, actions, home }: { title: string; actions: Minutes["raised"]; home: string }) {
  const [t, d] = [translator("managementReviews"), translator("managementReviews.detail")];
  return (
    <section className="mt-6">
      <h3 className="font-semibold">{title}</h3>
      {actions.length === 0 ? (
        <p className="text-muted">{t("noActions")}</p>
      ) : (
        <ul className="mt-1 border-t text-[0.9375rem]">
          {actions.map(({ ref, title: what, owner, dueAt }) => (
            <li key={ref} className="flex flex-wrap items-baseline gap-x-3 border-b py-1.5 [&>*]:leading-6">
              <RefTag href={`${home}/actions/${ref}`}>{ref}</RefTag>
              <bdi className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">{what}</bdi>
              <span className="text-sm text-muted">
                {[owner ?? d("unowned"), dueAt ? d("dueOn", { day: dueAt }) : d("noDay")].join(", ")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Prose({ children }: { children: string }) {
  return (
    <p dir="auto" className="prose-width [overflow-wrap:anywhere] whitespace-pre-line">
      {children}
    </p>
  );
}
