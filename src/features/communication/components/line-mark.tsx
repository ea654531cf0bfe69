import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { LineState } from "@/domain/communication";
import { translator } from "@/lib/translate";

const SHAPES: Record<LineState, MarkShape> = {
  overdue: "overdue",
  due_soon: "soon",
  planned: "decided",
  on_event: "decided",
  open: "open",
  retired: "retired",
};

/** When a line is due, and how it stands; overdue is said, not only coloured. */
export function LineMark({ line }: { line: { state: LineState; nextDueOn: string | null } }) {
  const word = translator("communication.state")(line.state);
  return (
    <span className="whitespace-nowrap">
      {line.nextDueOn && <span className="mr-2">{line.nextDueOn}</span>}
      {(line.state !== "planned" || !line.nextDueOn) && <StatusMark shape={SHAPES[line.state]}>{word}</StatusMark>}
    </span>
  );
}
