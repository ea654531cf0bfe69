import { FilterForm } from "@/components/form/filter-form";
import { REVIEW_VERDICTS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { ReviewItemRow } from "../item-rows";
import { type ItemFilter, itemQuery, REVIEW_ITEM_ENTITIES } from "../items";
import { ITEMS_PAGE } from "../queries";
import { type ItemDeeds, ItemTable } from "./item-table";
import { Pages } from "./pages";

interface ReviewItemsProps {
  home: string;
  /** "/nordwind/reviews/RV-002" */
  path: string;
  reviewId: string;
  filter: ItemFilter;
  page: { rows: readonly ReviewItemRow[]; matching: number };
  total: number;
  deeds: ItemDeeds | null;
}

/** The records of a review: narrowed by verdict, kind and words, a page at a time. */
export function ReviewItems({ home, path, reviewId, filter, page, total, deeds }: ReviewItemsProps) {
  const t = translator("reviews.items");
  const word = translator("vocabulary.reviewVerdict");
  const kind = translator("history.entity");
  const narrowed = filter.verdict !== null || filter.entity !== null || filter.q !== "";
  return (
    <section className="mt-10" aria-labelledby="review-items">
      <h2 id="review-items" className="mb-2 font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      {total === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <>
          <FilterForm
            action={path}
            label={t("show")}
            submitLabel={t("show")}
            fields={[
              { name: "q", label: t("search"), value: filter.q, wide: true },
              {
                name: "verdict",
                label: t("verdict"),
                value: filter.verdict ?? "",
                any: t("all"),
                options: REVIEW_VERDICTS.map((value) => ({ value, label: word(value) })),
              },
              {
                name: "kind",
                label: t("kind"),
                value: filter.entity ?? "",
                any: t("allKinds"),
                options: REVIEW_ITEM_ENTITIES.map((value) => ({ value, label: kind(value) })),
              },
            ]}
            clear={narrowed ? { href: path, label: t("all") } : undefined}
          />
          <p className="mb-2 text-sm text-muted">{t("shown", { shown: page.matching, total })}</p>
          {page.rows.length === 0 ? (
            <p className="text-muted">{t("empty")}</p>
          ) : (
            <ItemTable home={home} reviewId={reviewId} rows={page.rows} deeds={deeds} />
          )}
          <Pages
            label={t("pages")}
            page={filter.page}
            pages={Math.ceil(page.matching / ITEMS_PAGE)}
            href={(to) => `${path}${itemQuery(filter, { page: to })}`}
          />
        </>
      )}
    </section>
  );
}
