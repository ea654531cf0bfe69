import { INFLUENCE_VECTORS, type InfluenceVector } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";

/** What the vectors are called here: the organisation's own names, or ours. */
export async function vectorNames(access: Access): Promise<Record<InfluenceVector, string>> {
  const { names } = await vectorProfile(access);
  return names;
}

export interface VectorProfile {
  /** The record that holds the names, for changing them. */
  id: string;
  version: number;
  /** Own names in the order of the vocabulary; none: ours. */
  own: string[];
  names: Record<InfluenceVector, string>;
}

/** The names with what is needed to change them. Throws NotFound. */
export async function vectorProfile(access: Access): Promise<VectorProfile> {
  const profile = await inTenant(access, (tx) =>
    tx.organizationProfile.findUnique({
      where: { organizationId: access.organization.id },
      select: { id: true, version: true, influenceVectorNames: true },
    }),
  );
  if (!profile) throw new NotFound();
  const ours = translator("vocabulary.influenceVector");
  const own = profile.influenceVectorNames;
  const names = Object.fromEntries(INFLUENCE_VECTORS.map((vector, index) => [vector, own[index] || ours(vector)]));
  return { id: profile.id, version: profile.version, own, names: names as Record<InfluenceVector, string> };
}

export interface MapRequirement {
  ref: string;
  statement: string;
  relevance: string;
  ismsDecision: string;
}

export interface MapParty {
  ref: string;
  name: string;
  adverse: boolean;
  relevance: string;
  vector: InfluenceVector | null;
  /** All that are not retired; `requirements` holds the first of them. */
  requirementCount: number;
  requirements: MapRequirement[];
}

export interface InfluenceMap {
  parties: MapParty[];
  /** Parties that are not retired, shown or not. */
  total: number;
}

/** What one page can draw; beyond, every branch leads to its list. */
const MOST_PARTIES = 1_000;
const MOST_REQUIREMENTS = 3_000;
const MOST_OF_ONE_PARTY = 25;
const STATEMENT_LENGTH = 160;

/** Parties with their requirements, for the map: one statement, cut to what a page can draw. Statements are shortened. */
export async function influenceMap(access: Access): Promise<InfluenceMap> {
  const found = await inTenant(
    access,
    (tx) => tx.$queryRaw<(MapParty & { total: number })[]>`
      WITH p AS (
        SELECT id, ref, name, adverse, relevance, influence_vector, (count(*) OVER ())::int AS total FROM interested_party
         WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired' ORDER BY length(ref), ref LIMIT ${MOST_PARTIES}
      ), r AS (
        SELECT r.party_id, r.ref, left(r.statement, ${STATEMENT_LENGTH}) AS statement, r.relevance, r.isms_decision,
               row_number() OVER (PARTITION BY r.party_id ORDER BY length(r.ref), r.ref) AS place, count(*) OVER (PARTITION BY r.party_id) AS count
          FROM requirement r WHERE r.organization_id = ${access.organization.id}::uuid AND r.status <> 'retired' AND r.party_id IN (SELECT id FROM p)
      ), shown AS (
        SELECT * FROM r WHERE place <= ${MOST_OF_ONE_PARTY} ORDER BY place, party_id LIMIT ${MOST_REQUIREMENTS}
      )
      SELECT p.ref, p.name, p.adverse, p.relevance, p.influence_vector AS vector, p.total,
             coalesce((SELECT max(c.count) FROM r c WHERE c.party_id = p.id AND c.place = 1), 0)::int AS "requirementCount",
             coalesce(s.requirements, '[]') AS requirements
        FROM p LEFT JOIN (SELECT party_id, json_agg(json_build_object('ref', ref, 'statement', statement, 'relevance', relevance, 'ismsDecision', isms_decision)
                                                    ORDER BY place) AS requirements FROM shown GROUP BY party_id) s ON s.party_id = p.id
       ORDER BY length(p.ref), p.ref`,
  );
  return { parties: found.map(({ total: _total, ...party }) => party), total: found[0]?.total ?? 0 };
}
