import { z } from "zod";
import { id, line, reason, version } from "@/lib/zod-fields";

/** Own names of the five vectors; an empty one stands for ours. */
export const vectorNaming = z.strictObject({
  id: id(),
  version: version(),
  legal_oversight: line(60),
  customers_market: line(60),
  owners_capital: line(60),
  workforce: line(60),
  supply_surroundings: line(60),
  reason: reason(),
});
export type VectorNaming = z.output<typeof vectorNaming>;
