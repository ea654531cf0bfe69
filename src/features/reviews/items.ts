import type { ReviewVerdict } from "@/domain/review";
import { REVIEW_VERDICTS } from "@/domain/vocabulary";
import type { SearchParams } from "@/lib/table-state";

/** Which of its records a review shows, as the address says it; what is not understood is left out. */
export const REVIEW_ITEM_ENTITIES = ["interested-party", "requirement", "obligation", "source"] as const;
export type ReviewItemEntity = (typeof REVIEW_ITEM_ENTITIES)[number];

export interface ItemFilter {
  verdict: ReviewVerdict | null;
  entity: ReviewItemEntity | null;
  q: string;
  page: number;
}

export function parseItemFilter(params: SearchParams): ItemFilter {
  const one = (name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return Array.isArray(value) ? value[0] : value;
  };
  const among = <Word extends string>(words: readonly Word[], value: string | undefined) =>
    (words as readonly string[]).includes(value ?? "") ? (value as Word) : null;
  const page = Number(one("page") ?? "1");
  return {
    verdict: among(REVIEW_VERDICTS, one("verdict")),
    entity: among(REVIEW_ITEM_ENTITIES, one("kind")),
    q: (one("q") ?? "").slice(0, 200),
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

/** The filter as a query, with a leading "?" unless it is empty. */
export function itemQuery(filter: ItemFilter, changed: Partial<ItemFilter> = {}): string {
  const { verdict, entity, q, page } = { ...filter, page: 1, ...changed };
  const query = new URLSearchParams();
  if (verdict) query.set("verdict", verdict);
  if (entity) query.set("kind", entity);
  if (q) query.set("q", q);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "" : `?${query}`;
}

const ROOMS: Readonly<Record<ReviewItemEntity, string>> = {
  "interested-party": "interested-parties",
  requirement: "requirements",
  obligation: "obligations",
  source: "sources",
};

/** Where the record stands, below the organisation's home. */
export function recordPath({ entity, ref }: { entity: ReviewItemEntity; ref: string }): string {
  return `/${ROOMS[entity]}/${ref}`;
}
