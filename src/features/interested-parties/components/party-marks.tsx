import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";

/** Where a party's record stands in its life. */
export const STATUS_SHAPES: Record<string, MarkShape> = { candidate: "open", active: "neutral", retired: "retired" };
/** What was decided about it: a hollow ring says that nobody has. */
export const RELEVANCE_SHAPES: Record<string, MarkShape> = { undecided: "open", relevant: "decided", not_relevant: "neutral" };

export function StatusOfParty({ status }: { status: string }) {
  return <StatusMark shape={STATUS_SHAPES[status] ?? "neutral"}>{translator("vocabulary.partyStatus")(status)}</StatusMark>;
}

export function RelevanceMark({ relevance }: { relevance: string }) {
  return <StatusMark shape={RELEVANCE_SHAPES[relevance] ?? "neutral"}>{translator("vocabulary.partyRelevance")(relevance)}</StatusMark>;
}
