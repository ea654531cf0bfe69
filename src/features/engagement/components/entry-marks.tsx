import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { isFeedbackOverdue } from "@/domain/engagement";
import { parseRef } from "@/domain/refs";
import type { EngagementStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";

const SHAPES: Record<EngagementStatus, MarkShape> = {
  recorded: "decided",
  new: "open",
  in_work: "open",
  answered: "partly",
  closed: "decided",
};

/** Where feedback stands; overdue is said, not only coloured. Other entries are simply recorded. */
export function EntryStatusMark({ entry, today }: { entry: { status: EngagementStatus; dueOn: string | null }; today: string }) {
  if (isFeedbackOverdue(entry, today)) return <StatusMark shape="overdue">{translator("engagement")("overdue")}</StatusMark>;
  return <StatusMark shape={SHAPES[entry.status]}>{translator("vocabulary.engagementStatus")(entry.status)}</StatusMark>;
}

/** The rooms in which the records stand that entries come from. */
const ROOMS: Readonly<Record<string, string>> = {
  ASK: "asks",
  SUR: "surveys",
  NTC: "notices",
  COM: "communication",
  CON: "conflicts",
  INT: "interviews",
  AS: "assurance",
  RV: "reviews",
  TRG: "trigger-events",
};

/** Where an entry comes from, with the way there. */
export function EntryOrigin({ home, origin, originRef }: { home: string; origin: string; originRef: string }) {
  const word = translator("vocabulary.engagementOrigin")(origin);
  const room = ROOMS[parseRef(originRef)?.prefix ?? ""];
  return (
    <>
      {word}
      {room && (
        <>
          {" "}
          <RefTag href={`${home}/${room}/${originRef}`}>{originRef}</RefTag>
        </>
      )}
    </>
  );
}
