import type { MarkShape } from "@/components/ui/status-mark";
import type { ReviewVerdict } from "@/domain/review";

export const VERDICT_SHAPE: Record<ReviewVerdict, MarkShape> = {
  open: "open",
  still_valid: "decided",
  changed: "partly",
  retire: "not-met",
  question: "minor",
};
