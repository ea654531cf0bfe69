import type { FulfilmentStatus, ImpactCategory } from "@/domain/vocabulary";

/** The list of requirements that a number of the value statement counts, below the organisation's home. */
export function worthPath(category: ImpactCategory | "none", fulfilment?: FulfilmentStatus): string {
  return `/requirements?worth=1&impactCategories=${category}${fulfilment ? `&fulfilment=${fulfilment}` : ""}`;
}
