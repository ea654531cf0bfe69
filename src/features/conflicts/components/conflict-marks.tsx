import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { ConflictStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";

const SHAPES: Record<ConflictStatus, MarkShape> = { open: "open", negotiating: "partly", resolved: "decided", accepted: "decided" };

/** Where a conflict stands; longer open than the rule allows is said, not only coloured. */
export function ConflictStatusMark({ status, open }: { status: ConflictStatus; open: { tooLong: boolean } | null }) {
  const word = translator("vocabulary.conflictStatus")(status);
  if (open?.tooLong) return <StatusMark shape="overdue">{translator("conflicts")("tooLong", { status: word })}</StatusMark>;
  return <StatusMark shape={SHAPES[status]}>{word}</StatusMark>;
}
