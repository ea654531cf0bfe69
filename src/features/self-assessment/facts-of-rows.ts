import { type AuditFacts, readFacts } from "@/domain/audit-checks/facts";
import { sortKey } from "@/domain/normalise";
import type { Access } from "@/server/access";
import { connectionOf, inTenant } from "@/server/tenant";
import {
  asRequirement,
  type CarriedOwners,
  EVIDENCE,
  LINKS,
  OBJECTIVES,
  OBLIGATIONS,
  PARTIES,
  REQUIREMENTS,
  type RequirementRow,
  readOrg,
  SOA,
  SOURCES,
  USERS,
} from "./facts";

/**
 * The facts around a few records, enough for the checks of their quality and no more: a list marks the rows it shows, however large the register is.
 * What a check says about other records, or about the register as a whole, means nothing here.
 */
export type XrayedEntity = "interested-party" | "requirement" | "obligation" | "source";

const NOBODY: CarriedOwners = { byName: new Map(), byRecord: new Map() };

export async function readFactsOfRows(access: Access, entity: XrayedEntity, refs: readonly string[]): Promise<AuditFacts> {
  return inTenant(access, async (tx) => {
    const connection = connectionOf(tx);
    const organization = access.organization.id;
    const ask = <T extends object>(sql: string, values: readonly string[]): Promise<T[]> =>
      values.length === 0 ? Promise.resolve([]) : connection.rows<T>(sql, [organization, values], { often: true });
    const blank = readFacts({});
    if (!blank.ok) throw new Error("an empty register can be read");
    const facts: { -readonly [Name in keyof AuditFacts]: AuditFacts[Name] } = {
      ...blank.facts,
      org: await readOrg(connection, organization),
    };
    const parties = async (where: string, values: readonly string[]) => ask<AuditFacts["parties"][number]>(PARTIES(where), values);
    const requirements = async (where: string, values: readonly string[], ofRequirement = "true") =>
      (await ask<RequirementRow>(REQUIREMENTS(where, ofRequirement), values)).map((row) => asRequirement(row, NOBODY));
    switch (entity) {
      case "requirement": {
        facts.requirements = await requirements("ref = ANY($2::text[])", refs, OF_REFS);
        const ids = facts.requirements.map(({ id }) => id);
        facts.parties = await parties("id = ANY($2::uuid[])", [...new Set(facts.requirements.map(({ party_id }) => party_id))]);
        facts.links = [
          ...(await ask<AuditFacts["links"][number]>(LINKS("requirement_id = ANY($2::uuid[])"), ids)),
          ...(await ask<AuditFacts["links"][number]>(OBJECTIVES("l.requirement_id = ANY($2::uuid[])"), ids)),
        ];
        const targets = [...new Set(facts.links.map(({ target_ref }) => target_ref))];
        facts.soa = await ask(SOA("control_ref = ANY($2::text[])"), targets);
        facts.evidence = await ask(EVIDENCE("ref = ANY($2::text[])"), targets);
        facts.obligations = await ask(OBLIGATIONS("id = ANY($2::uuid[])"), [
          ...new Set(facts.requirements.flatMap(({ obligation_ids }) => obligation_ids)),
        ]);
        facts.sources = await ask(SOURCES("id = ANY($2::uuid[])"), [
          ...new Set(facts.requirements.flatMap(({ source_ids }) => source_ids)),
        ]);
        return facts;
      }
      case "interested-party": {
        const shown = await parties("ref = ANY($2::text[])", refs);
        // Those of the same name, so that it is seen which was there first.
        facts.parties = await parties("name_key = ANY($2::text[])", [...new Set(shown.map(({ name }) => sortKey(name)))]);
        const ids = shown.map(({ id }) => id);
        facts.requirements = await requirements(`r.id IN (${ONE_OF_EACH_PARTY})`, ids, `requirement_id IN (${ONE_OF_EACH_PARTY})`);
        return facts;
      }
      case "obligation": {
        facts.obligations = await ask(OBLIGATIONS("ref = ANY($2::text[])"), refs);
        facts.users = await connection.rows(USERS, [organization]);
        const ids = facts.obligations.map(({ id }) => id);
        facts.requirements = await requirements(
          `r.id IN (${ONE_OF_EACH_OBLIGATION})`,
          ids,
          `requirement_id IN (${ONE_OF_EACH_OBLIGATION})`,
        );
        facts.parties = await parties("id = ANY($2::uuid[])", [...new Set(facts.requirements.map(({ party_id }) => party_id))]);
        return facts;
      }
      case "source": {
        facts.sources = await ask(SOURCES("ref = ANY($2::text[])"), refs);
        const ids = facts.sources.flatMap(({ counterparty_party_id }) => counterparty_party_id ?? []);
        facts.parties = await parties("id = ANY($2::uuid[])", [...new Set(ids)]);
        return facts;
      }
    }
  });
}

const OF_REFS = "requirement_id IN (SELECT id FROM requirement WHERE organization_id = $1::uuid AND ref = ANY($2::text[]))";
/** A party is heard where one relevant requirement of it stands, whichever. */
const ONE_OF_EACH_PARTY = `SELECT DISTINCT ON (party_id) id FROM requirement
  WHERE organization_id = $1::uuid AND party_id = ANY($2::uuid[]) AND relevance = 'relevant' AND status <> 'retired' ORDER BY party_id`;
const ONE_OF_EACH_OBLIGATION = `SELECT DISTINCT ON (x.obligation_id) x.requirement_id FROM requirement_obligation x
   JOIN requirement q ON q.organization_id = x.organization_id AND q.id = x.requirement_id AND q.relevance = 'relevant' AND q.status <> 'retired'
   JOIN interested_party p ON p.organization_id = q.organization_id AND p.id = q.party_id AND p.status = 'active' AND p.relevance = 'relevant'
  WHERE x.organization_id = $1::uuid AND x.obligation_id = ANY($2::uuid[]) ORDER BY x.obligation_id`;
