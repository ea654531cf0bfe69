import { z } from "zod";
import { FINDING_ORIGINS, FINDING_SEVERITIES } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const needed = () => day().refine((value): value is string => value !== null, { params: { key: "required" } });

const fields = {
  title: requiredLine(),
  statement: prose(),
  clause: requiredLine(60),
  severity: z.enum(FINDING_SEVERITIES),
  origin: z.enum(FINDING_ORIGINS),
  auditName: line(),
  raisedAt: needed(),
  dueAt: needed(),
  ownerId: optionalId(),
  correction: prose(),
  cause: prose(),
  correctiveAction: prose(),
  effectivenessCheckedAt: day(),
  effectivenessNote: prose(),
  repeatOfId: optionalId(),
  recordRefs: z
    .array(z.string().trim().min(1).max(40))
    .max(200)
    .transform((refs) => [...new Set(refs)])
    .default([]),
  note: prose(),
};
const target = { id: id(), version: version() };

export const newFinding = z.strictObject(fields);
export const findingChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const findingClosing = z.strictObject({ ...target, reason: reason() });
/** Reopening and retiring ask why. */
export const findingDeed = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const recordSearch = z.strictObject({ q: line(200) });

export type NewFinding = z.output<typeof newFinding>;
export type FindingChange = z.output<typeof findingChange>;
export type FindingDeed = z.output<typeof findingClosing>;
