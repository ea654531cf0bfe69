import { z } from "zod";
import { MOST_TERMS, SHORTEST_TERM, termsOf } from "@/domain/erasure";
import { requiredLine, requiredProse } from "@/lib/zod-fields";

const terms = requiredProse(1_000)
  .transform(termsOf)
  .refine((all) => all.every((term) => term.length >= SHORTEST_TERM), { params: { key: "short_terms" } })
  .refine((all) => all.length <= MOST_TERMS, { params: { key: "many_terms" } });

export const erasureSearch = z.strictObject({ terms });

export const erasureInput = z.strictObject({
  terms,
  /** How many entries the person was shown: more or fewer by now, and nothing is erased. */
  entries: z.int().min(0),
  reason: requiredLine(1_000),
  password: z.string().min(1).max(200),
});
