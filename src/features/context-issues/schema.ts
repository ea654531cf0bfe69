import { z } from "zod";
import { CLIMATE_DECISIONS, ISSUE_CATEGORIES, PESTLE_FACTORS } from "@/domain/vocabulary";
import { choices, flag, id, ids, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const fields = {
  title: requiredLine(),
  category: z.enum(ISSUE_CATEGORIES),
  description: prose(),
  pestle: choices(PESTLE_FACTORS),
  climateRelated: flag(),
  ownerId: optionalId(),
  note: prose(),
};
const target = { id: id(), version: version() };

export const newIssue = z.strictObject(fields);
export type NewIssue = z.output<typeof newIssue>;
export const issueChange = z.strictObject({ ...target, ...fields, reason: reason() });
export type IssueChange = z.output<typeof issueChange>;
export const issueRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const issueReturn = z.strictObject({ ...target, reason: reason() });
/** The parties tied to an issue, all of them; those left out are no longer tied. */
export const issueParties = z.strictObject({ id: id(), partyIds: ids(1_000), reason: reason() });
export type IssueParties = z.output<typeof issueParties>;
export const climateDetermination = z.strictObject({
  version: version(),
  climateDecision: z.enum(CLIMATE_DECISIONS),
  climateRationale: prose(2_000),
});
export type ClimateDetermination = z.output<typeof climateDetermination>;
