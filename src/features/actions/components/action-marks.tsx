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
