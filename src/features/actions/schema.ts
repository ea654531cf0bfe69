import { z } from "zod";
import { ACTION_KINDS } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const fields = {
  title: requiredLine(),
  description: prose(),
  requirementId: optionalId(),
  findingId: optionalId(),
  recordRefs: z
    .array(z.string().trim().min(1).max(40))
    .max(200)
    .transform((refs) => [...new Set(refs)])
    .default([]),
  dueAt: day(),
  ownerId: optionalId(),
  cause: prose(),
  note: prose(),
};
const target = { id: id(), version: version() };

/** Evidence is asked for in the auditor's room, not here. */
export const OWN_ACTION_KINDS = ["corrective", "improvement", "task"] as const satisfies readonly (typeof ACTION_KINDS)[number][];

export const newAction = z.strictObject({ ...fields, kind: z.enum(OWN_ACTION_KINDS) });
/** What was asked for as evidence stays that. */
export const actionChange = z.strictObject({ ...target, ...fields, kind: z.enum(ACTION_KINDS), reason: reason() });
export const actionDone = z.strictObject({ ...target, result: requiredProse(4_000) });
export const effectivenessInput = z.strictObject({
  ...target,
  effectivenessCheckedAt: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
  effectivenessNote: requiredProse(4_000),
});
export const actionDeed = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const actionReturn = z.strictObject({ ...target, reason: reason() });
export const recordSearch = z.strictObject({ q: line(200) });

export type NewAction = z.output<typeof newAction>;
export type ActionChange = z.output<typeof actionChange>;
export type ActionDone = z.output<typeof actionDone>;
export type EffectivenessInput = z.output<typeof effectivenessInput>;
export type ActionDeed = z.output<typeof actionReturn>;
