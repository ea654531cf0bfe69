import { INFLUENCE_VECTORS, PARTY_CATEGORIES, type PartyRelevance, type PartyStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export const BOARD_GROUPS = ["vector", "category"] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

export interface BoardParty {
  id: string;
  ref: string;
  name: string;
  status: PartyStatus;
  relevance: PartyRelevance;
  adverse: boolean;
  /** From the catalogue, and nobody has looked at it. */
  awaitsReview: boolean;
  requirements: number;
}

export interface BoardCard {
  /** A vector or a category; null: the parties that have none. */
  key: string | null;
  /** The organisation's own name of the vector; null: the usual one. */
  ownName: string | null;
  /** All of them, also those that the card has no room for. */
  total: number;
  undecided: number;
  parties: BoardParty[];
}

/** A card shows this many; the rest stands behind the number. */
const ROOM = 15;

/** The register by type: one card for each vector or category, empty ones too, because the empty ones are the question. Retired parties are left out. */
export async function partyBoard(access: Access, by: BoardGroup): Promise<BoardCard[]> {
  const organizationId = access.organization.id;
  const column = by === "vector" ? Prisma.raw("p.influence_vector") : Prisma.raw("p.category");
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<(BoardParty & { key: string | null; total: number; undecided: number })[]>`
      SELECT b.*, (SELECT count(*)::int FROM requirement r
                    WHERE r.organization_id = ${organizationId}::uuid AND r.party_id = b.id AND r.status <> 'retired') AS requirements
        FROM (SELECT p.id, p.ref, p.name, p.status, p.relevance, p.adverse, ${column} AS key, p.name_key,
                     (p.status = 'candidate' AND p.version = 1 AND (p.identification_method = 'template' OR (p.identification_method IS NULL AND p.template_key IS NOT NULL))) AS "awaitsReview",
                     count(*) OVER card::int AS total, (count(*) FILTER (WHERE p.relevance = 'undecided') OVER card)::int AS undecided,
                     row_number() OVER (PARTITION BY ${column} ORDER BY (p.relevance = 'not_relevant'), p.name_key, p.id) AS place
                FROM interested_party p WHERE p.organization_id = ${organizationId}::uuid AND p.status <> 'retired'
              WINDOW card AS (PARTITION BY ${column})) b
       WHERE b.place <= ${ROOM} ORDER BY b.place`;
    const [profile] = await tx.$queryRaw<{ names: string[] }[]>`
      SELECT influence_vector_names AS names FROM organization_profile WHERE organization_id = ${organizationId}::uuid`;
    const keys: readonly string[] = by === "vector" ? INFLUENCE_VECTORS : PARTY_CATEGORIES;
    const card = (key: string | null, ownName: string | null): BoardCard => {
      const own = rows.filter((row) => row.key === key);
      return {
        key,
        ownName,
        total: own[0]?.total ?? 0,
        undecided: own[0]?.undecided ?? 0,
        parties: own.map(({ id, ref, name, status, relevance, adverse, awaitsReview, requirements }) => ({
          id,
          ref,
          name,
          status,
          relevance,
          adverse,
          awaitsReview,
          requirements,
        })),
      };
    };
    const cards = keys.map((key, index) => card(key, by === "vector" ? profile?.names[index]?.trim() || null : null));
    const without = card(null, null);
    return without.total > 0 ? [...cards, without] : cards;
  });
}
