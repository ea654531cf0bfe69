import { z } from "zod";
import { LONGEST_INTERVAL } from "@/domain/audit-programme";
import { ACTION_KINDS, AUDIT_KINDS } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, requiredProse, scale, version } from "@/lib/zod-fields";

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
/** An audit of the programme (9.2.2): it has a day, and may return. */
const audit = {
  title: fields.title,
  description: fields.description,
  recordRefs: fields.recordRefs,
  ownerId: fields.ownerId,
  note: fields.note,
  auditKind: z.enum(AUDIT_KINDS),
  auditor: line(),
  dueAt: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
  intervalMonths: scale(1, LONGEST_INTERVAL),
};
export const newAudit = z.strictObject(audit);
export const auditChange = z.strictObject({ ...target, ...audit, reason: reason() });
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
export type NewAudit = z.output<typeof newAudit>;
export type AuditChange = z.output<typeof auditChange>;
export type ActionDone = z.output<typeof actionDone>;
export type EffectivenessInput = z.output<typeof effectivenessInput>;
export type ActionDeed = z.output<typeof actionReturn>;
