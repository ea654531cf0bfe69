import type { PestleFactor } from "@/domain/vocabulary";
import { disagreementFirst, type PartyResult, partyResult, type Vote } from "@/domain/voting";
import type { EntryStatus, WorkshopKind, WorkshopStatus } from "@/domain/workshop";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";

export interface WorkshopRow {
  ref: string;
  kind: WorkshopKind;
  title: string;
  heldOn: string;
  status: WorkshopStatus;
  facilitator: string | null;
  entries: number;
  openEntries: number;
  voters: number;
  parties: number;
}

const MOST_WORKSHOPS = 500;

/** All workshops, newest first. */
export async function listWorkshops(access: Access): Promise<WorkshopRow[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<WorkshopRow[]>`
      SELECT w.ref, w.kind, w.title, w.held_on::text AS "heldOn", w.status, u.name AS facilitator, coalesce(e.entries, 0) AS entries,
             coalesce(e.open, 0) AS "openEntries", coalesce(v.voters, 0) AS voters, cardinality(w.party_ids) AS parties
        FROM workshop w
        LEFT JOIN user_account u ON u.id = w.facilitator_id
        LEFT JOIN (SELECT workshop_id, count(*)::int AS entries, count(*) FILTER (WHERE status = 'open')::int AS open
                     FROM workshop_entry WHERE organization_id = ${access.organization.id}::uuid GROUP BY workshop_id) e ON e.workshop_id = w.id
        LEFT JOIN (SELECT workshop_id, count(DISTINCT voter_id)::int AS voters
                     FROM workshop_vote WHERE organization_id = ${access.organization.id}::uuid AND voter_id <> workshop_id GROUP BY workshop_id) v ON v.workshop_id = w.id
       WHERE w.organization_id = ${access.organization.id}::uuid ORDER BY w.held_on DESC, length(w.ref) DESC, w.ref DESC LIMIT ${MOST_WORKSHOPS}`,
  );
}

export interface WorkshopRecord {
  id: string;
  ref: string;
  version: number;
  kind: WorkshopKind;
  title: string;
  heldOn: string;
  status: WorkshopStatus;
  facilitatorId: string | null;
  facilitator: string | null;
  participants: string[];
  departments: string[];
  partyIds: string[];
  note: string;
  openedAt: string | null;
  closedAt: string | null;
}

/** One workshop by its ref. Throws NotFound. */
export async function getWorkshop(access: Access, ref: string): Promise<WorkshopRecord> {
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<WorkshopRecord, "openedAt" | "closedAt"> & { openedAt: Date | null; closedAt: Date | null })[]>`
      SELECT w.id, w.ref, w.version, w.kind, w.title, w.held_on::text AS "heldOn", w.status, w.facilitator_id AS "facilitatorId", u.name AS facilitator,
             w.participants, w.departments, w.party_ids AS "partyIds", w.note, w.opened_at AS "openedAt", w.closed_at AS "closedAt"
        FROM workshop w LEFT JOIN user_account u ON u.id = w.facilitator_id
       WHERE w.organization_id = ${access.organization.id}::uuid AND w.ref = ${ref}`,
  );
  if (!found) throw new NotFound();
  return { ...found, openedAt: found.openedAt?.toISOString() ?? null, closedAt: found.closedAt?.toISOString() ?? null };
}

export interface WorkshopEntry {
  id: string;
  text: string;
  prompt: string;
  pestle: PestleFactor | null;
  department: string;
  author: string | null;
  status: EntryStatus;
  partyRef: string | null;
  partyName: string | null;
  reason: string;
  decidedBy: string | null;
  decidedAt: string | null;
  createdAt: string;
}

export interface EntriesSince {
  /** Ask for what comes after it the next time. */
  cursor: number;
  status: WorkshopStatus;
  /** All of them, or those that changed after the cursor, in the order in which they were said. */
  entries: WorkshopEntry[];
}

/**
 * What was said, and what became of it, after the cursor. The cursor is a number of the history: entries of the history become visible in the order of
 * their numbers, so that nothing written by somebody slower is ever passed by, as it would be with times. One statement, one moment.
 * @param since null: everything
 */
export async function workshopEntries(access: Access, ref: string, since: number | null = null): Promise<EntriesSince> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const changed =
    since === null
      ? Prisma.empty
      : Prisma.sql`AND e.id IN (SELECT h.entity_id FROM history_entry h
          WHERE h.organization_id = ${organization} AND h.sequence > ${since}::bigint AND h.entity = 'workshop-entry')`;
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ cursor: number; status: WorkshopStatus; entries: WorkshopEntry[] | null }[]>`
      SELECT (SELECT sequence::float8 FROM history_head WHERE organization_id = ${organization}) AS cursor, w.status,
             (SELECT json_agg(json_build_object('id', e.id, 'text', e.text, 'prompt', e.prompt, 'pestle', e.pestle, 'department', e.department, 'author', a.name,
                       'status', e.status, 'partyRef', p.ref, 'partyName', p.name, 'reason', e.reason, 'decidedBy', d.name, 'decidedAt', e.decided_at,
                       'createdAt', e.created_at) ORDER BY e.created_at, e.id)
                FROM workshop_entry e
                LEFT JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.party_id
                LEFT JOIN user_account a ON a.id = e.author_id
                LEFT JOIN user_account d ON d.id = e.decided_by_id
               WHERE e.organization_id = ${organization} AND e.workshop_id = w.id ${changed}) AS entries
        FROM workshop w WHERE w.organization_id = ${organization} AND w.ref = ${ref}`,
  );
  if (!found) throw new NotFound();
  return { ...found, entries: found.entries ?? [] };
}

export interface VotedParty {
  id: string;
  ref: string;
  name: string;
  version: number;
  status: string;
  adverse: boolean;
  /** What stands in the register now. */
  scores: Vote;
  /** One's own vote. */
  own: Vote | null;
  /** How many have voted on it. */
  votes: number;
  /** Only once the votes are open. */
  revealed: { result: PartyResult; votes: (Vote & { voter: string })[]; agreed: Vote | null } | null;
}

export interface VotingState {
  status: WorkshopStatus;
  /** How many people have voted on anything. */
  voters: number;
  parties: VotedParty[];
}

interface StoredVote extends Vote {
  partyId: string;
  voterId: string;
  voter: string | null;
}

/**
 * How a vote stands. Until the facilitator opens it, nobody's vote but one's own leaves the database: of the others only that they voted. Support is
 * left out for readers without party-support:read.
 */
export async function votingState(access: Access, ref: string): Promise<VotingState> {
  const stance = access.can("party-support:read");
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const me = Prisma.sql`${access.user?.id ?? null}::uuid`;
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<
      {
        status: WorkshopStatus;
        id: string;
        partyIds: string[];
        voters: number;
        parties: (Omit<VotedParty, "scores" | "own" | "votes" | "revealed"> & Vote)[] | null;
        counts: Record<string, number> | null;
        votes: StoredVote[] | null;
      }[]
    >`
      SELECT w.status, w.id, w.party_ids AS "partyIds",
             (SELECT count(DISTINCT v.voter_id)::int FROM workshop_vote v WHERE v.organization_id = ${organization} AND v.workshop_id = w.id AND v.voter_id <> w.id) AS voters,
             (SELECT json_agg(json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'version', p.version, 'status', p.status, 'adverse', p.adverse,
                       'power', p.power, 'interest', p.interest, 'support', CASE WHEN ${stance} THEN p.support END))
                FROM interested_party p WHERE p.organization_id = ${organization} AND p.id = ANY(w.party_ids::uuid[])) AS parties,
             (SELECT json_object_agg(c.party_id, c.votes) FROM (SELECT v.party_id, count(*)::int AS votes FROM workshop_vote v
               WHERE v.organization_id = ${organization} AND v.workshop_id = w.id AND v.voter_id <> w.id GROUP BY v.party_id) c) AS counts,
             (SELECT json_agg(json_build_object('partyId', v.party_id, 'voterId', v.voter_id, 'voter', u.name, 'power', v.power, 'interest', v.interest,
                       'support', CASE WHEN ${stance} THEN v.support END) ORDER BY lower(u.name))
                FROM workshop_vote v LEFT JOIN user_account u ON u.id = v.voter_id
               WHERE v.organization_id = ${organization} AND v.workshop_id = w.id AND (w.status <> 'open' OR v.voter_id = ${me})) AS votes
        FROM workshop w WHERE w.organization_id = ${organization} AND w.ref = ${ref}`,
  );
  if (!found) throw new NotFound();
  const revealed = found.status !== "open";
  const votes = found.votes ?? [];
  const parties = found.partyIds.flatMap((partyId): VotedParty[] => {
    const party = found.parties?.find(({ id }) => id === partyId);
    if (!party) return [];
    const { power, interest, support, ...named } = party;
    const about = votes.filter((vote) => vote.partyId === partyId);
    const cast = about.filter(({ voterId }) => voterId !== found.id);
    return [
      {
        ...named,
        scores: { power, interest, support },
        own: scoresOf(cast.find(({ voterId }) => voterId === access.user?.id)),
        votes: found.counts?.[partyId] ?? 0,
        revealed: revealed
          ? {
              result: partyResult(cast),
              votes: cast.map((vote) => ({ ...(scoresOf(vote) as Vote), voter: vote.voter ?? "" })),
              agreed: scoresOf(about.find(({ voterId }) => voterId === found.id)),
            }
          : null,
      },
    ];
  });
  return { status: found.status, voters: found.voters, parties: revealed ? openedOrder(parties) : parties };
}

function scoresOf(vote: Vote | undefined): Vote | null {
  return vote ? { power: vote.power, interest: vote.interest, support: vote.support } : null;
}

function openedOrder(parties: VotedParty[]): VotedParty[] {
  return disagreementFirst(parties.map((party) => ({ party, result: party.revealed?.result ?? partyResult([]) }))).map(
    ({ party }) => party,
  );
}
