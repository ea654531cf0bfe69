import { StatusMark } from "@/components/ui/status-mark";
import { answerOf } from "@/domain/management-review";
import { readFactSheet } from "@/domain/management-review-facts";
import { translator } from "@/lib/translate";
import type { ManagementReviewRecord } from "../queries";
import { AgendaItem } from "./agenda-item";
import { FactSheetView } from "./fact-sheet";
import { Prose } from "./minutes-view";
import type { Ask } from "./review-form";

interface AgendaProps {
  review: ManagementReviewRecord;
  home: string;
  /** Null for whoever reads only. */
  write: Ask<{ id: string; version: number }> | null;
}

/** The ten inputs: what the register says beside what the meeting says about it. */
export function Agenda({ review, home, write }: AgendaProps) {
  const t = translator("managementReviews");
  return (
    <ol className="border-t">
      {review.items.map((item) => {
        const answer = answerOf(item);
        return (
          <li key={item.input} id={`input-${item.input}`} className="border-b py-5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
              <div>
                <p className="font-mono text-xs text-muted">{t(`clauseOf.${item.input}`)}</p>
                <h3 className="font-serif text-lg font-semibold">{t(`input.${item.input}`)}</h3>
                <p className="prose-width text-sm text-muted">{t(`hint.${item.input}`)}</p>
              </div>
              <StatusMark shape={answer === "blank" ? "open" : "decided"}>{t(`answer.${answer}`)}</StatusMark>
            </div>
            <div className="mt-3 grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_minmax(18rem,26rem)]">
              <FactSheetView sheet={readFactSheet(item.facts)} home={home} />
              {write ? (
                <AgendaItem item={item} name={t(`input.${item.input}`)} action={write} />
              ) : (
                <div className="text-[0.9375rem]">
                  {item.discussion ? (
                    <Prose>{item.discussion}</Prose>
                  ) : (
                    answer === "blank" && <p className="text-muted">{t("nothingSaid")}</p>
                  )}
                  {item.decision && (
                    <>
                      <p className="mt-2 text-sm text-muted">{t("decision")}</p>
                      <Prose>{item.decision}</Prose>
                    </>
                  )}
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
