import { z } from "zod";
import { parseVersionNumber } from "@/domain/register-version";
import { VERSION_DECISIONS } from "@/domain/vocabulary";
import { id, optionalId, prose, reason, requiredLine, version } from "@/lib/zod-fields";

const LONGEST_SUMMARY = 4_000;
const number = () => requiredLine(20).refine((text) => parseVersionNumber(text) !== null, { params: { key: "not_a_version" } });

export const newVersion = z.strictObject({
  step: z.enum(["minor", "major"]),
  ownerId: optionalId(),
  changeSummary: prose(LONGEST_SUMMARY),
});
export type NewVersion = z.output<typeof newVersion>;

export const versionChange = z.strictObject({
  id: id(),
  version: version(),
  number: number(),
  ownerId: optionalId(),
  changeSummary: prose(LONGEST_SUMMARY),
  note: prose(),
});
export type VersionChange = z.output<typeof versionChange>;

/** The version as it was on the person's page. */
export const submission = z.strictObject({ id: id(), version: version() });
export type Submission = z.output<typeof submission>;

export const decisionInput = z.strictObject({
  id: id(),
  version: version(),
  /** Of the content that was read. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.enum(VERSION_DECISIONS),
  comment: prose(LONGEST_SUMMARY),
  managementReviewId: optionalId(),
  /** Refs of conflicts that are not settled and that the approver read and accepts. */
  acceptedConflicts: z
    .array(z.string().max(40))
    .max(200)
    .transform((refs) => [...new Set(refs)])
    .optional(),
  conflictReason: prose(LONGEST_SUMMARY).optional(),
  password: z.string().max(200),
});
export type DecisionInput = z.output<typeof decisionInput>;

export const approvalRules = z.strictObject({
  id: id(),
  version: version(),
  approvalInReview: z.boolean(),
  soleApproverReason: prose(2_000),
  reason: reason(),
});
export type ApprovalRules = z.output<typeof approvalRules>;
