import { StatusMark } from "@/components/ui/status-mark";
import type { ManagementReviewStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";

export function ReviewStatusMark({ status }: { status: ManagementReviewStatus }) {
  return (
    <StatusMark shape={status === "signed" ? "decided" : status === "held" ? "partly" : "open"}>
      {translator("managementReviews.status")(status)}
    </StatusMark>
  );
}
