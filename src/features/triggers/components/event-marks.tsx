import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { isEventOverdue } from "@/domain/trigger-event";
import type { TriggerStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";

const SHAPES: Record<TriggerStatus, MarkShape> = { open: "open", closed: "decided", dismissed: "retired" };

/** Where an event stands; overdue is said, not only coloured. */
export function EventStatusMark({
  event,
  today,
}: {
  event: { status: TriggerStatus; occurredOn: string; dueDays: number };
  today: string;
}) {
  if (isEventOverdue(event, today)) return <StatusMark shape="overdue">{translator("triggers")("overdue")}</StatusMark>;
  return <StatusMark shape={SHAPES[event.status]}>{translator("vocabulary.triggerStatus")(event.status)}</StatusMark>;
}

/** The day on which it was entered, and how much later than it happened. */
export function LoggedOn({ loggedOn, after }: { loggedOn: string; after: number }) {
  return (
    <span className="whitespace-nowrap">
      {loggedOn}
      {after > 0 && <span className="block text-sm text-muted">{translator("triggers")("loggedAfter", { days: after })}</span>}
    </span>
  );
}
