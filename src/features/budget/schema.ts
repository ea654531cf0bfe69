import { z } from "zod";
import { id, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const MOST = 2_000_000_000;

/** Whole units of the currency, also as the text that a form sends; empty is null. */
const amount = () =>
  z
    .union([
      z.literal("").transform(() => null),
      z.null(),
      z.int().min(0).max(MOST),
      z
        .string()
        .regex(/^\d{1,10}$/)
        .transform(Number)
        .pipe(z.int().min(0).max(MOST)),
    ])
    .default(null);

const fields = {
  title: requiredLine(),
  period: line(60),
  amount: amount(),
  currency: line(10),
  targetRefs: z
    .array(z.string().trim().min(1).max(40))
    .max(200)
    .transform((refs) => [...new Set(refs)])
    .default([]),
  ownerId: optionalId(),
  note: prose(),
};
const target = { id: id(), version: version() };

export const newBudgetLine = z.strictObject(fields);
export const budgetLineChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const budgetLineRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const budgetLineReturn = z.strictObject({ ...target, reason: reason() });
export const payableSearch = z.strictObject({ q: line(200) });

export type NewBudgetLine = z.output<typeof newBudgetLine>;
export type BudgetLineChange = z.output<typeof budgetLineChange>;
export type BudgetLineRetirement = z.output<typeof budgetLineRetirement>;
export type BudgetLineReturn = z.output<typeof budgetLineReturn>;
