import { z } from "zod";
import { LONGEST_PARTY_NAME } from "@/domain/interested-party";
import {
  ATTITUDES,
  ENGAGEMENT_LEVELS,
  IDENTIFICATION_METHODS,
  INFLUENCE_VECTORS,
  PARTY_CATEGORIES,
  PARTY_KINDS,
  PARTY_RELATIONS,
  PARTY_RELEVANCES,
  PESTLE_FACTORS,
} from "@/domain/vocabulary";
import {
  choice,
  choices,
  day,
  flag,
  id,
  ids,
  line,
  names,
  optionalId,
  prose,
  reason,
  requiredLine,
  requiredProse,
  scale,
  version,
} from "@/lib/zod-fields";

/** What a person writes about a party. Status, relevance and confirmation have deeds of their own and are not among it. */
const fields = {
  name: requiredLine(LONGEST_PARTY_NAME),
  category: z.enum(PARTY_CATEGORIES),
  kind: z.enum(PARTY_KINDS).default("group"),
  relation: choices(PARTY_RELATIONS),
  members: names(),
  representative: line(),
  representativeContact: line(),
  identificationMethod: choice(IDENTIFICATION_METHODS),
  identificationNote: prose(),
  pestle: choices(PESTLE_FACTORS),
  influenceVector: choice(INFLUENCE_VECTORS),
  power: scale(1, 5),
  interest: scale(1, 5),
  support: scale(-2, 2),
  /** "These scores are ours": takes the template's scores over as they are. */
  scoresConfirmed: flag(),
  attitude: choice(ATTITUDES),
  engagementCurrent: choice(ENGAGEMENT_LEVELS),
  engagementTarget: choice(ENGAGEMENT_LEVELS),
  adverse: flag(),
  imposesLaw: flag(),
  silent: flag(),
  ownerId: optionalId(),
  issueIds: ids(),
  note: prose(),
};

export const newParty = z.strictObject(fields);
export type NewParty = z.output<typeof newParty>;

const target = { id: id(), version: version() };

export const partyChange = z.strictObject({ ...target, ...fields, reason: reason() });
export type PartyChange = z.output<typeof partyChange>;

export const relevanceDecision = z.strictObject({ ...target, relevance: z.enum(PARTY_RELEVANCES), rationale: prose(2_000) });
export const partyTarget = z.strictObject({ ...target, reason: reason() });
export const partyRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const partyConfirmation = z.strictObject({
  ...target,
  confirmedAt: day(),
  confirmedBy: line(),
  confirmationMethod: line(),
  reason: reason(),
});
export const confirmationWithdrawal = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const nameQuestion = z.strictObject({ name: line(), except: optionalId() });
export const partySearch = z.strictObject({ q: line(200) });
