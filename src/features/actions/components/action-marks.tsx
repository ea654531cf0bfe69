import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { isActionOverdue } from "@/domain/action";
import { translator } from "@/lib/translate";
import type { ActionRow } from "../queries";

/** Where an action stands; overdue is said, not only coloured. */
export function ActionStatusMark({ action, today }: { action: Pick<ActionRow, "status" | "dueAt">; today: string }) {
  const word = translator("vocabulary.actionStatus");
  if (isActionOverdue(action, today)) return <StatusMark shape="overdue">{translator("actions")("overdue")}</StatusMark>;
  const shape: MarkShape = action.status === "done" ? "decided" : action.status === "retired" ? "retired" : "open";
  return <StatusMark shape={shape}>{word(action.status)}</StatusMark>;
}

const ROOM_OF: Readonly<Record<string, string>> = {
  changed_need: "requirements",
  review: "reviews",
  trigger: "trigger-events",
  management_review: "management-reviews",
  measurement: "monitoring",
  audit: "actions",
};

/** What opened an action by itself, with the way there. */
export function ActionOrigin({
  home,
  action,
  inTable = false,
}: {
  home: string;
  action: Pick<ActionRow, "origin" | "originRef">;
  inTable?: boolean;
}) {
  if (action.origin === "") return null;
  return (
    <span className="whitespace-nowrap">
      {translator("vocabulary.actionOrigin")(action.origin)}{" "}
      {action.originRef && (
        <RefTag inTable={inTable} href={`${home}/${ROOM_OF[action.origin]}/${action.originRef}`}>
          {action.originRef}
        </RefTag>
      )}
    </span>
  );
}
