import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { ReviewStatus } from "@/domain/review";
import { translator } from "@/lib/translate";

const STATUS: Record<ReviewStatus, MarkShape> = { planned: "open", open: "partly", completed: "decided", cancelled: "retired" };

export function ReviewStatusMark({ status, overdue = false }: { status: ReviewStatus; overdue?: boolean }) {
  const word = translator("vocabulary.reviewStatus")(status);
  return overdue ? (
    <StatusMark shape="overdue">{`${word}, ${translator("reviews.list")("overdue").toLowerCase()}`}</StatusMark>
  ) : (
    <StatusMark shape={STATUS[status]}>{word}</StatusMark>
  );
}

/** Planned or under way and past its day. */
export function isReviewOverdue({ status, dueOn }: { status: ReviewStatus; dueOn: string | null }, today: string): boolean {
  return (status === "planned" || status === "open") && dueOn !== null && dueOn < today;
}
