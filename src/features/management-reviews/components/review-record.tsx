import { KeyValueList } from "@/components/ui/key-value-list";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { ManagementReviewRecord } from "../queries";
import { attendeesInWords } from "./minutes-view";

/** When, where, with whom. */
export function MeetingFacts({ review }: { review: ManagementReviewRecord }) {
  const t = translator("managementReviews");
  return (
    <div className="mb-8 max-w-4xl">
      <KeyValueList
        emptyLabel={t("notSaid")}
        items={[
          {
            label: t(review.status === "planned" ? "plannedOn" : "heldOn"),
            value: [review.heldOn, review.place].filter(Boolean).join(", "),
          },
          { label: t("chair"), value: review.chair },
          { label: t("attendees"), value: attendeesInWords(review).join("\n") },
          ...(review.apologies ? [{ label: t("apologies"), value: review.apologies }] : []),
          { label: t("governingVersion"), value: review.governingVersion || t("none") },
          ...(review.minutesRef ? [{ label: t("minutesRef"), value: review.minutesRef }] : []),
        ]}
      />
    </div>
  );
}

/** Who signed what, when, and how it is proved. */
export function SignatureFacts({ review }: { review: ManagementReviewRecord }) {
  const t = translator("managementReviews");
  return (
    <section className="mt-8 max-w-4xl" aria-labelledby="signature-title">
      <h2 id="signature-title" className="font-serif text-xl font-semibold">
        {t("signing")}
      </h2>
      <div className="mt-2">
        <KeyValueList
          emptyLabel={t("notSaid")}
          items={[
            {
              label: t("signedOn"),
              value: (
                <>
                  {t("signedByOn", { name: review.signedBy ?? "", day: review.signedAt?.slice(0, 16).replace("T", " ") ?? "" })} UTC{" "}
                  {review.signedLate > 0 && <StatusMark shape="partly">{t("signedLate", { days: review.signedLate })}</StatusMark>}
                </>
              ),
            },
            { label: t("hash"), value: <span className="font-mono text-[0.8125rem]">{review.signedHash}</span> },
            ...(review.receipt
              ? [
                  {
                    label: t("receipt"),
                    value: (
                      <details>
                        <summary className="min-h-6 cursor-pointer">{t("receiptText")}</summary>
                        <code className="mt-1 block text-xs [overflow-wrap:anywhere] whitespace-pre-wrap">{review.receipt}</code>
                      </details>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </section>
  );
}
