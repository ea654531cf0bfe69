import {
  type FulfilmentStatus,
  IMPACT_CATEGORIES,
  type ImpactCategory,
  type RequirementRelevance,
  type RequirementStatus,
} from "@/domain/vocabulary";

/** So many requirements of one kind of impact, by how far they are met. */
interface WorthOfCategory {
  category: ImpactCategory;
  all: number;
  met: number;
  partly: number;
  notMet: number;
  notAssessed: number;
}

/** What meeting the requirements is worth, and what ignoring them puts at stake. */
export interface Worth {
  /** All four, in the order of the vocabulary; one that no requirement names has zeros. */
  categories: WorthOfCategory[];
  /** Requirements that name at least one; fewer than the sum of the categories where one names several. */
  named: number;
  unnamed: number;
}

/** Requirements that say the same of impact and fulfilment, counted together. */
export interface WorthFacts {
  impactCategories: readonly string[];
  fulfilmentStatus: FulfilmentStatus;
  count: number;
}

/**
 * Whether meeting a requirement counts as worth something: it stands, was decided to be relevant, and is asked by a party with rights. What attackers
 * and competitors aim at is not met but prevented (rule 7).
 */
export function isWorthMeeting(requirement: { status: RequirementStatus; relevance: RequirementRelevance; adverse: boolean }): boolean {
  return requirement.status !== "retired" && requirement.relevance === "relevant" && !requirement.adverse;
}

/**
 * Counts requirements by kind of impact. A requirement with two kinds counts in both: each number is the length of a list, not a share of a whole.
 * The caller chooses them by `isWorthMeeting`.
 */
export function worthOf(requirements: Iterable<WorthFacts>): Worth {
  const categories = IMPACT_CATEGORIES.map((category) => ({ category, all: 0, met: 0, partly: 0, notMet: 0, notAssessed: 0 }));
  const worth: Worth = { categories, named: 0, unnamed: 0 };
  for (const { impactCategories, fulfilmentStatus, count } of requirements) {
    const own = categories.filter(({ category }) => impactCategories.includes(category));
    if (own.length === 0) worth.unnamed += count;
    else worth.named += count;
    for (const of of own) {
      of.all += count;
      of[COUNTED_AS[fulfilmentStatus]] += count;
    }
  }
  return worth;
}

const COUNTED_AS = { met: "met", partly: "partly", not_met: "notMet", not_assessed: "notAssessed" } as const satisfies Record<
  FulfilmentStatus,
  keyof WorthOfCategory
>;
