import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import { REVIEWS_PAGE, type ReviewRow } from "../queries";
import { Pages } from "./pages";
import { isReviewOverdue, ReviewStatusMark } from "./review-marks";

interface ReviewListProps {
  home: string;
  rows: readonly ReviewRow[];
  total: number;
  page: number;
  today: string;
}

/** All reviews, those under way first. */
export function ReviewList({ home, rows, total, page, today }: ReviewListProps) {
  const t = translator("reviews.list");
  const word = translator("vocabulary");
  return (
    <section aria-labelledby="review-list">
      <h2 id="review-list" className="mb-2 font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t("title")} tabIndex={0}>
        <table className="w-full min-w-170 text-sm">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr className="border-b border-line-strong text-left text-muted">
              {(["ref", "name", "type", "status", "due", "completed", "result", "lead"] as const).map((column) => (
                <th key={column} scope="col" className="py-1.5 pr-3 font-medium">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.ref} className="border-b border-line align-baseline">
                <td className="py-2 pr-3 whitespace-nowrap">
                  <RefTag href={`${home}/reviews/${row.ref}`}>{row.ref}</RefTag>
                </td>
                <th scope="row" className="py-2 pr-3 text-left font-normal [overflow-wrap:anywhere]">
                  <Link className="hover:underline" href={`${home}/reviews/${row.ref}`}>
                    {row.title}
                  </Link>
                </th>
                <td className="py-2 pr-3 whitespace-nowrap">
                  {word(`reviewType.${row.type}`)}
                  {row.triggerRef && (
                    <>
                      {" "}
                      <RefTag href={`${home}/trigger-events/${row.triggerRef}`}>{row.triggerRef}</RefTag>
                    </>
                  )}
                </td>
                <td className="py-2 pr-3">
                  <ReviewStatusMark status={row.status} overdue={isReviewOverdue(row, today)} />
                  {row.left > 0 && <span className="block text-muted">{t("left", { count: row.left })}</span>}
                </td>
                <td className="py-2 pr-3 whitespace-nowrap tabular-nums">{row.dueOn ?? row.plannedOn}</td>
                <td className="py-2 pr-3 whitespace-nowrap tabular-nums">{row.completedOn}</td>
                <td className="py-2 pr-3">{row.result && word(`reviewResult.${row.result}`)}</td>
                <td className="py-2">{row.lead}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Pages
        label={t("pages")}
        page={page}
        pages={Math.ceil(total / REVIEWS_PAGE)}
        href={(to) => `${home}/reviews${to > 1 ? `?page=${to}` : ""}`}
      />
    </section>
  );
}
