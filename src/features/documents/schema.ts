import { z } from "zod";
import { ISMS_DOCUMENT_TYPES } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const fields = {
  title: requiredLine(),
  type: z.enum(ISMS_DOCUMENT_TYPES),
  edition: line(60),
  approvedOn: day(),
  reviewDueAt: day(),
  quotedRegisterVersion: line(60),
  current: z.boolean().default(true),
  location: line(1_000),
  audience: line(),
  ownerId: optionalId(),
  note: prose(),
};
const target = { id: id(), version: version() };

export const newDocument = z.strictObject(fields);
export const documentChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const documentRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const documentReturn = z.strictObject({ ...target, reason: reason() });

export type NewDocument = z.output<typeof newDocument>;
export type DocumentChange = z.output<typeof documentChange>;
export type DocumentRetirement = z.output<typeof documentRetirement>;
export type DocumentReturn = z.output<typeof documentReturn>;
