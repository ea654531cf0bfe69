import type { ActionResult } from "@/lib/action-result";
import { translator } from "@/lib/translate";
import type { NoticesOfEvent } from "../queries";
import { StartForm } from "./notice-forms";
import { NoticeList } from "./notice-list";

interface EventNoticesProps {
  home: string;
  event: { id: string; title: string };
  found: NoticesOfEvent;
  now: string;
  /** Null: the reader starts nothing, or the event is over. */
  start: ((input: unknown) => Promise<ActionResult<{ refs: string[] }>>) | null;
}

/** On an event: the clocks that run for it, and the lines of the plan whose clock it could start. Nothing where the plan has none for its kind. */
export function EventNotices({ home, event, found, now, start }: EventNoticesProps) {
  const t = translator("notices");
  const startable = start !== null && found.lines.length > 0;
  if (found.notices.length === 0 && !startable) return null;
  return (
    <section aria-labelledby="notices-title" className="mt-8 max-w-5xl">
      <h2 id="notices-title" className="font-serif text-xl font-semibold">
        {t("ofEvent")}
      </h2>
      {found.notices.length > 0 && (
        <div className="mt-2">
          <NoticeList home={home} notices={found.notices} />
        </div>
      )}
      {startable && (
        <div className="mt-3">
          <p className="prose-width mb-3 text-sm text-muted">{t("ofEventText")}</p>
          <StartForm
            key={found.lines.map(({ id }) => id).join()}
            action={start}
            triggerEventId={event.id}
            now={now}
            title={event.title}
            lines={found.lines.map(({ id, ref, what, partyRef, partyName, clockHours, concerned }) => ({
              value: id,
              label: `${partyRef} ${partyName}: ${what}`,
              hint: [ref, clockHours !== null && t("within", { hours: clockHours }), concerned && t("concerned")]
                .filter(Boolean)
                .join(" · "),
            }))}
            chosen={found.lines.filter(({ concerned }) => concerned).map(({ id }) => id)}
          />
        </div>
      )}
    </section>
  );
}
