import { z } from "zod";
import { EVIDENCE_TYPES, LINK_COVERAGES } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const fields = {
  title: requiredLine(),
  type: z.enum(EVIDENCE_TYPES),
  dated: day(),
  validUntil: day(),
  origin: line(),
  location: line(1_000),
  ownerId: optionalId(),
  note: prose(),
};
const target = { id: id(), version: version() };

/** Before the first byte: how the file is called and how long it is. */
export const uploadStart = z.strictObject({ name: z.string().min(1).max(1_000), size: z.int().min(0) });

export const newEvidence = z.strictObject({
  ...fields,
  /** A file that came in completely; null for a link or a place. */
  uploadId: optionalId(),
  /** Links the new evidence to a requirement in one go. */
  serves: z
    .strictObject({ requirementId: id(), rationale: line(1_000), coverage: z.enum(["", ...LINK_COVERAGES]).default("") })
    .nullable()
    .default(null),
});
export const evidenceChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const fileReplacement = z.strictObject({
  ...target,
  uploadId: id(),
  dated: day(),
  validUntil: day(),
  reason: requiredProse(1_000),
});
export const evidenceRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const evidenceReturn = z.strictObject({ ...target, reason: reason() });
export const nothing = z.strictObject({});

export type UploadStart = z.output<typeof uploadStart>;
export type NewEvidence = z.output<typeof newEvidence>;
export type EvidenceChange = z.output<typeof evidenceChange>;
export type FileReplacement = z.output<typeof fileReplacement>;
export type EvidenceRetirement = z.output<typeof evidenceRetirement>;
export type EvidenceReturn = z.output<typeof evidenceReturn>;
