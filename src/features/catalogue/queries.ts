import {
  CATALOGUE,
  type CatalogueStanding,
  type MatchReason,
  matchesByTemplate,
  partyKeyOfRequirement,
  standingOf,
} from "@/domain/catalogue";
import { sortKey } from "@/domain/normalise";
import type { InfluenceVector, PartyStatus } from "@/domain/vocabulary";
import { vectorNames } from "@/features/influence-map/queries";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { inTenant } from "@/server/tenant";

/** A party of the register as the catalogue compares it with its own. */
export interface CatalogueMatch {
  id: string;
  ref: string;
  name: string;
  status: PartyStatus;
  because: MatchReason;
}

export interface CatalogueRuling {
  id: string;
  version: number;
  reason: string;
  decidedAt: string;
  decidedBy: string | null;
}

export interface CatalogueEntryState {
  standing: CatalogueStanding;
  matches: CatalogueMatch[];
  /** Standing ruling; null where there is none or it was withdrawn. */
  ruling: CatalogueRuling | null;
  /** Requirements of the catalogue that one of the matches has already: catalogue key -> where. */
  taken: Record<string, { ref: string; partyId: string }>;
}

export interface OpenValue {
  ref: string;
  statement: string;
  partyRef: string;
  partyName: string;
}

export interface CatalogueState {
  /** By key of the catalogue party; every one of the catalogue is in it. */
  entries: Record<string, CatalogueEntryState>;
  /** How many stand where. */
  counts: Record<CatalogueStanding, number>;
  /** Candidates from the catalogue that nobody has looked at. */
  awaitingReview: number;
  /** Requirements whose placeholders nobody has filled, at most fifty. */
  openValues: OpenValue[];
  /** What this organisation calls the vectors. */
  vectorNames: Record<InfluenceVector, string>;
}

/** Where every party of the catalogue stands in this register: listed, retired, ruled out with a reason, or open. */
export async function catalogueState(access: Access): Promise<CatalogueState> {
  return inTenant(access, async (tx) => {
    const parties = await registeredParties(tx, access);
    const rulings = await rulingsOf(tx, access);
    const matches = matchesByTemplate(parties);
    const matchedIds = [...new Set([...matches.values()].flat().map(({ party }) => party.id))];
    const taken = await takenRequirements(tx, access, matchedIds);
    const openValues = await tx.$queryRaw<OpenValue[]>`
      SELECT r.ref, r.statement, p.ref AS "partyRef", p.name AS "partyName"
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.source_type = 'template' AND r.status <> 'retired' AND r.statement ~ '\\{[^{}]*\\}'
       ORDER BY length(r.ref), r.ref LIMIT 50`;
    const counts: CatalogueState["counts"] = { listed: 0, retired: 0, ruled_out: 0, open: 0 };
    const entries: CatalogueState["entries"] = {};
    for (const template of CATALOGUE) {
      const found = matches.get(template.key) ?? [];
      const ruling = rulings.get(template.key) ?? null;
      const standing = standingOf(found, ruling !== null);
      counts[standing] += 1;
      entries[template.key] = {
        standing,
        matches: found.map(({ party: { id, ref, name, status }, because }) => ({ id, ref, name, status, because })),
        ruling,
        taken: taken.get(template.key) ?? {},
      };
    }
    const awaitingReview = parties.filter((party) => party.awaitsReview).length;
    return { entries, counts, awaitingReview, openValues, vectorNames: await vectorNames(access) };
  });
}

type ComparedParty = {
  id: string;
  ref: string;
  name: string;
  status: PartyStatus;
  templateKey: string | null;
  adverse: boolean;
  awaitsReview: boolean;
};

/** Every party, as far as comparing with the catalogue needs it. With 5,000 parties this is half a megabyte, and no list is made of it. */
async function registeredParties(tx: Tx, access: Access): Promise<ComparedParty[]> {
  return tx.$queryRaw<ComparedParty[]>`
    SELECT id, ref, name, status, template_key AS "templateKey", adverse,
           (status = 'candidate' AND version = 1 AND (identification_method = 'template' OR (identification_method IS NULL AND template_key IS NOT NULL))) AS "awaitsReview"
      FROM interested_party WHERE organization_id = ${access.organization.id}::uuid ORDER BY (status = 'retired'), length(ref), ref`;
}

async function rulingsOf(tx: Tx, access: Access): Promise<Map<string, CatalogueRuling>> {
  const rows = await tx.$queryRaw<(CatalogueRuling & { key: string })[]>`
    SELECT e.template_key AS key, e.id, e.version, e.reason, e.decided_at::text AS "decidedAt", u.name AS "decidedBy"
      FROM catalogue_exclusion e LEFT JOIN user_account u ON u.id = e.decided_by_id
     WHERE e.organization_id = ${access.organization.id}::uuid AND e.withdrawn_at IS NULL`;
  return new Map(rows.map(({ key, ...ruling }) => [key, ruling]));
}

const STATEMENTS = new Map(
  CATALOGUE.flatMap(({ requirements }) => requirements.map(({ key, statement }) => [sortKey(statement).slice(0, 200), key])),
);
const REQUIREMENT_KEYS = [...STATEMENTS.values()];

/** Which requirements of the catalogue the matched parties have, by their origin or their unchanged words. The full comparison is made when merging. */
async function takenRequirements(tx: Tx, access: Access, partyIds: readonly string[]): Promise<Map<string, CatalogueEntryState["taken"]>> {
  const rows = await tx.$queryRaw<{ ref: string; partyId: string; locator: string | null; statementKey: string }[]>`
    SELECT ref, party_id AS "partyId", CASE WHEN source_type = 'template' THEN source_locator END AS locator, statement_key AS "statementKey"
      FROM requirement
     WHERE organization_id = ${access.organization.id}::uuid AND party_id = ANY(${[...partyIds]}::uuid[]) AND status <> 'retired'
       AND ((source_type = 'template' AND source_locator = ANY(${REQUIREMENT_KEYS}::text[])) OR statement_key = ANY(${[...STATEMENTS.keys()]}::text[]))`;
  const taken = new Map<string, CatalogueEntryState["taken"]>();
  for (const { ref, partyId, locator, statementKey } of rows) {
    const key = locator && REQUIREMENT_KEYS.includes(locator) ? locator : STATEMENTS.get(statementKey);
    const partyKey = key && partyKeyOfRequirement(key);
    if (!key || !partyKey) continue;
    taken.set(partyKey, { ...taken.get(partyKey), [key]: { ref, partyId } });
  }
  return taken;
}

/** Keys of the catalogue's parties that are in the register (retired ones too) and of those ruled out, for proposals and prompts. */
export async function knownTemplates(access: Access): Promise<{ listed: string[]; ruledOut: string[] }> {
  return inTenant(access, async (tx) => ({
    listed: [...matchesByTemplate(await registeredParties(tx, access)).keys()],
    ruledOut: [...(await rulingsOf(tx, access)).keys()],
  }));
}
