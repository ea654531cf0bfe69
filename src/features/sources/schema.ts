import { z } from "zod";
import { SOURCE_DOCUMENT_TYPES } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, version } from "@/lib/zod-fields";

const written = {
  title: requiredLine(),
  type: z.enum(SOURCE_DOCUMENT_TYPES),
  edition: line(),
  counterpartyPartyId: optionalId(),
  documentDate: day(),
  effectiveFrom: day(),
  effectiveTo: day(),
  location: line(1_000),
  ownerId: optionalId(),
  note: prose(),
};

export const sourceInput = z.strictObject(written);
export const sourceChange = z.strictObject({ id: id(), version: version(), reason: reason(), ...written });
export const sourceLifeInput = z.strictObject({ id: id(), version: version(), reason: reason() });
export const sourceSearchInput = z.strictObject({ q: line(200) });

export type SourceInput = z.output<typeof sourceInput>;
export type SourceChange = z.output<typeof sourceChange>;
export type SourceLifeInput = z.output<typeof sourceLifeInput>;
