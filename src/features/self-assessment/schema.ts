import { z } from "zod";
import { day, id, prose, reason, requiredProse, version } from "@/lib/zod-fields";

const checkId = () => z.string().regex(/^AC-\d{2}$/);
const needed = () => day().refine((value): value is string => value !== null, { params: { key: "required" } });

export const keptRunInput = z.strictObject({ note: prose(2_000) });
/** `subjects`: of the finding; "*" alone for the check as a whole. */
export const acceptanceInput = z.strictObject({
  check: checkId(),
  subjects: z.array(z.string().trim().min(1).max(200)).min(1).max(200),
  reason: requiredProse(1_000),
  acceptedUntil: needed(),
});
export const withdrawalInput = z.strictObject({ id: id(), version: version(), reason: reason() });

export type KeptRunInput = z.output<typeof keptRunInput>;
export type AcceptanceInput = z.output<typeof acceptanceInput>;
export type WithdrawalInput = z.output<typeof withdrawalInput>;
