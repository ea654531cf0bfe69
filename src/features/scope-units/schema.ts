import { z } from "zod";
import { SCOPE_UNIT_KINDS } from "@/domain/vocabulary";
import { id, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const fields = { title: requiredLine(), kind: z.enum(SCOPE_UNIT_KINDS), description: prose(), ownerId: optionalId(), note: prose() };
const target = { id: id(), version: version() };

export const newScopeUnit = z.strictObject(fields);
export const scopeUnitChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const scopeUnitRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const scopeUnitReturn = z.strictObject({ ...target, reason: reason() });

export type NewScopeUnit = z.output<typeof newScopeUnit>;
export type ScopeUnitChange = z.output<typeof scopeUnitChange>;
export type ScopeUnitRetirement = z.output<typeof scopeUnitRetirement>;
export type ScopeUnitReturn = z.output<typeof scopeUnitReturn>;
