import { z } from "zod";
import { flag, id, line, optionalId, reason, requiredProse, version } from "@/lib/zod-fields";

const key = z.string().min(1).max(60);

/** One party of the catalogue with those of its requirements that were ticked, and what fills their placeholders. */
const pick = z.strictObject({
  key,
  requirements: z
    .array(z.strictObject({ key, values: z.record(z.string().max(60), line(200)).default({}) }))
    .max(50)
    .default([]),
  /** The party of the register that gets the requirements; none: a new party. */
  mergeInto: optionalId(),
  /** A new party although the register has one of that name. */
  addAnyway: flag(),
});

export const pickInput = z.strictObject({
  picks: z.array(pick).min(1).max(60),
  /** Also link the controls and clauses that the catalogue suggests. */
  withLinks: flag(),
});
export type PickInput = z.output<typeof pickInput>;

export const ruleOutInput = z.strictObject({ key, reason: requiredProse(1_000) });
export const withdrawInput = z.strictObject({ id: id(), version: version(), reason: reason() });
