import { changeNeedsReason } from "@/domain/interested-party";
import type { PartyRelevance } from "@/domain/vocabulary";
import { vectorNames } from "@/features/influence-map/queries";
import { type OwnerOption, ownerOptions } from "@/features/interested-parties/queries";
import { organizationProfile } from "@/features/organizations/queries";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { Forbidden } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import { type PositionEntry, type Positions, replayPositions } from "./positions";
import type { GridFilters } from "./table";

/** More than these no picture shows legibly; the page says that it was cut and offers the filters. */
export const MOST_ON_GRID = 1_000;

export interface GridParty {
  id: string;
  ref: string;
  version: number;
  name: string;
  category: string;
  status: string;
  relevance: string;
  vector: string | null;
  ownerName: string | null;
  power: number | null;
  interest: number | null;
  scoresAreTemplateDefaults: boolean;
  adverse: boolean;
  legitimacy: number | null;
  urgency: number | null;
  /** Null for readers without party-support:read, as for parties without. */
  support: number | null;
  engagementCurrent: string | null;
  engagementTarget: string | null;
  /** Decided or confirmed: another score asks for a reason. */
  reasonNeeded: boolean;
}

export interface GridPage {
  parties: GridParty[];
  /** All that match, shown or not. */
  matching: number;
}

/**
 * The parties for the grid and its tray. With `includeRetired` those that have been retired since come along, for pictures of an earlier day;
 * they are never part of today's.
 */
export async function gridOf(access: Access, filters: GridFilters, { includeRetired = false } = {}): Promise<GridPage> {
  const stance = access.can("party-support:read");
  const where = conditions(access, filters, includeRetired);
  const found = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<GridParty, "reasonNeeded"> & { confirmedAt: string | null; matching: number })[]>`
      SELECT p.id, p.ref, p.version, p.name, p.category, p.status, p.relevance, p.influence_vector AS vector, u.name AS "ownerName", p.power, p.interest,
             p.scores_are_template_defaults AS "scoresAreTemplateDefaults", p.adverse, p.legitimacy, p.urgency,
             CASE WHEN ${stance} THEN p.support END AS support,
             CASE WHEN ${stance} AND NOT p.adverse THEN p.engagement_current END AS "engagementCurrent",
             CASE WHEN ${stance} AND NOT p.adverse THEN p.engagement_target END AS "engagementTarget",
             p.confirmed_at::text AS "confirmedAt", (count(*) OVER ())::int AS matching
        FROM interested_party p LEFT JOIN user_account u ON u.id = p.owner_id
       WHERE ${where} ORDER BY length(p.ref), p.ref LIMIT ${MOST_ON_GRID}`,
  );
  return {
    parties: found.map(({ confirmedAt, matching: _matching, ...party }) => ({
      ...party,
      reasonNeeded: changeNeedsReason({ relevance: party.relevance as PartyRelevance, confirmedAt }),
    })),
    matching: found[0]?.matching ?? 0,
  };
}

/**
 * Where these parties stood since they were entered, replayed from the history. Throws Forbidden for readers without history:read; support is left
 * out for readers without party-support:read.
 */
export async function positionsOf(access: Access, partyIds: readonly string[]): Promise<Positions> {
  if (!access.can("history:read")) throw new Forbidden("history:read");
  const withSupport = access.can("party-support:read");
  const names = ["power", "interest", "scoresAreTemplateDefaults", "status", "adverse", ...(withSupport ? ["support"] : [])];
  const wanted = Prisma.join(names.map((name) => Prisma.sql`${name}::text, h.fields->${name}::text`));
  const entries = await inTenant(
    access,
    (tx) => tx.$queryRaw<PositionEntry[]>`
      SELECT h.id, h.day, h.by, h.reason, jsonb_strip_nulls(jsonb_build_object(${wanted})) AS fields
        FROM (SELECT e.entity_id AS id, e.sequence, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
                     coalesce(p.payload::jsonb->>'actorName', '') AS by, p.payload::jsonb->>'reason' AS reason, p.payload::jsonb->'fields' AS fields
                FROM history_entry e
                JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
               WHERE e.organization_id = ${access.organization.id}::uuid AND e.entity = 'interested-party' AND e.entity_id = ANY(${[...partyIds]}::uuid[])) h
       WHERE jsonb_exists_any(h.fields, ${names}::text[])
       ORDER BY h.sequence`,
  );
  return replayPositions(entries, { withSupport });
}

export interface GridRoom extends GridPage {
  /** Null for readers without history:read. */
  positions: Positions | null;
  owners: OwnerOption[];
  vectorNames: Record<string, string>;
  classification: string;
}

/** Everything the page of the grid shows, in one transaction: a picture of one moment, and one connection. */
export async function gridRoom(access: Access, filters: GridFilters): Promise<GridRoom> {
  const withHistory = access.can("history:read");
  return inTenant(access, async () => {
    const page = await gridOf(access, filters, { includeRetired: withHistory });
    const ids = page.parties.map(({ id }) => id);
    return {
      ...page,
      positions: withHistory ? await positionsOf(access, ids) : null,
      owners: await ownerOptions(access),
      vectorNames: await vectorNames(access),
      classification: (await organizationProfile(access)).classification,
    };
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function conditions(access: Access, filters: GridFilters, includeRetired: boolean): Prisma.Sql {
  const found = [Prisma.sql`p.organization_id = ${access.organization.id}::uuid`];
  if (!includeRetired) found.push(Prisma.sql`p.status <> 'retired'`);
  if (filters.status) found.push(Prisma.sql`p.status = ANY(${filters.status}::text[])`);
  if (filters.category) found.push(Prisma.sql`p.category = ANY(${filters.category}::text[])`);
  if (filters.vector) {
    found.push(
      filters.vector.includes("none")
        ? Prisma.sql`(p.influence_vector IS NULL OR p.influence_vector = ANY(${filters.vector}::text[]))`
        : Prisma.sql`p.influence_vector = ANY(${filters.vector}::text[])`,
    );
  }
  if (filters.owner) {
    const people = filters.owner.map((value) => (value === "mine" ? (access.user?.id ?? "") : value)).filter((value) => UUID.test(value));
    found.push(
      filters.owner.includes("none")
        ? Prisma.sql`(p.owner_id IS NULL OR p.owner_id = ANY(${people}::uuid[]))`
        : Prisma.sql`p.owner_id = ANY(${people}::uuid[])`,
    );
  }
  if (filters.adverse?.length === 1) found.push(Prisma.sql`p.adverse = ${filters.adverse[0] === "yes"}`);
  return Prisma.join(found, " AND ");
}
