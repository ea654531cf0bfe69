import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { AskState } from "@/domain/ask";
import { translator } from "@/lib/translate";

/** By the stored status of an ask. */
export const ASK_SHAPES: Readonly<Record<string, MarkShape>> = {
  waiting: "open",
  sent: "open",
  opened: "partly",
  answered: "decided",
  refused: "not-met",
  revoked: "retired",
};

const STATE_SHAPES: Readonly<Record<AskState, MarkShape>> = {
  open: "open",
  overdue: "overdue",
  answered: "decided",
  refused: "not-met",
  revoked: "retired",
  closed: "neutral",
  expired: "neutral",
};

/** Where an ask stands: while it is under way by what the mail did, otherwise by what ended it. */
export function AskMark({ ask }: { ask: { status: string; state: AskState } }) {
  if (ask.state === "open")
    return <StatusMark shape={ASK_SHAPES[ask.status] ?? "open"}>{translator("vocabulary.askStatus")(ask.status)}</StatusMark>;
  return <StatusMark shape={STATE_SHAPES[ask.state]}>{translator("asks.state")(ask.state)}</StatusMark>;
}

export function RoundMark({ round }: { round: { status: string; overdue: boolean } }) {
  const word = translator("vocabulary.askBatchStatus")(round.status);
  if (round.overdue) return <StatusMark shape="overdue">{translator("asks")("overdue")}</StatusMark>;
  return <StatusMark shape={round.status === "open" ? "open" : "decided"}>{word}</StatusMark>;
}
