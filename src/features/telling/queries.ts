import { untold } from "@/domain/communication";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { type Reachable, reachable } from "@/features/contacts/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { inTenant } from "@/server/tenant";
import type { TextsAbout } from "./schema";
import { noticeText } from "./texts";

/** Who must be told what: requirements whose answer changed or was never told, and changes of the list of parties. */
export interface TextChange {
  day: string;
  sequence: number;
  field: "statement" | "howAddressed";
  before: string;
  after: string;
}

export interface RequirementToTell {
  id: string;
  ref: string;
  statement: string;
  howAddressed: string;
  communicatedAt: string | null;
  /** What changed since they were told; empty where they never were. */
  changes: TextChange[];
}

interface Candidate extends Omit<RequirementToTell, "changes"> {
  partyId: string;
  partyRef: string;
  partyName: string;
  settledAt: number;
  notNeededAt: number;
  changes: TextChange[];
}

const WATCHED = ["statement", "howAddressed"] as const;

/** Requirements that we address and that may have to be told, with what of their history decides it. Never of adverse parties. */
async function candidates(tx: Tx, access: Access, partyRef: string | null): Promise<Candidate[]> {
  const organization = access.organization.id;
  const rows = await tx.$queryRaw<(Omit<Candidate, "changes" | "settledAt" | "notNeededAt"> & { entries: Entry[] | null })[]>`
    WITH excused AS (SELECT DISTINCT entity_id FROM history_entry
                      WHERE organization_id = ${organization}::uuid AND entity = 'requirement' AND action = 'need-not-tell')
    SELECT r.id, r.ref, r.statement, r.how_addressed AS "howAddressed", r.communicated_at::text AS "communicatedAt",
           p.id AS "partyId", p.ref AS "partyRef", p.name AS "partyName", h.entries
      FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('sequence', e.sequence, 'day', (e.at AT TIME ZONE 'UTC')::date, 'action', e.action, 'payload', q.payload)
                        ORDER BY e.sequence) AS entries
          FROM history_entry e JOIN history_payload q ON q.organization_id = e.organization_id AND q.sequence = e.sequence
         WHERE e.organization_id = r.organization_id AND e.entity = 'requirement' AND e.entity_id = r.id AND e.action NOT IN ('create', 'import')
           AND (r.communicated_at IS NOT NULL OR r.id IN (SELECT entity_id FROM excused))
           AND (e.action IN ('tell', 'need-not-tell') OR q.payload LIKE '%"howAddressed":{%' OR q.payload LIKE '%"statement":{%'
                OR q.payload LIKE '%"communicatedAt":{%')
      ) h ON true
     WHERE r.organization_id = ${organization}::uuid AND r.status <> 'retired' AND r.relevance = 'relevant' AND r.isms_decision = 'addressed'
       AND p.status = 'active' AND p.relevance = 'relevant' AND NOT p.adverse
       AND (r.communicated_at IS NULL OR r.updated_at >= r.communicated_at::timestamp AT TIME ZONE 'UTC')
       AND (${partyRef}::text IS NULL OR p.ref = ${partyRef}::text)
     ORDER BY p.name_key, p.id, length(r.ref), r.ref`;
  return rows.map(({ entries, ...row }) => ({ ...row, ...readEntries(entries ?? []) }));
}

interface Entry {
  sequence: number;
  day: string;
  action: string;
  payload: string | null;
}

type Fields = Record<string, { before?: unknown; after?: unknown } | undefined>;

function fieldsOf(payload: string | null): Fields {
  if (payload === null) return {};
  try {
    return (JSON.parse(payload) as { fields?: Fields }).fields ?? {};
  } catch {
    // A payload that somebody damaged must not stop the page; the verification names it.
    return {};
  }
}

function readEntries(entries: readonly Entry[]): Pick<Candidate, "settledAt" | "notNeededAt" | "changes"> {
  const found: Pick<Candidate, "settledAt" | "notNeededAt" | "changes"> = { settledAt: 0, notNeededAt: 0, changes: [] };
  for (const { sequence, day, action, payload } of entries) {
    const fields = fieldsOf(payload);
    if (action === "need-not-tell") found.notNeededAt = sequence;
    if (action === "tell" || fields.communicatedAt) found.settledAt = sequence;
    for (const field of WATCHED) {
      const change = fields[field];
      if (change) found.changes.push({ sequence, day, field, before: String(change.before ?? ""), after: String(change.after ?? "") });
    }
  }
  return found;
}

/** What of a candidate the party does not know; null: it knows all of it. */
function toTellOf({
  settledAt,
  notNeededAt,
  changes,
  partyId: _i,
  partyRef: _r,
  partyName: _n,
  ...row
}: Candidate): RequirementToTell | null {
  const open = untold(changes, { on: row.communicatedAt, settledAt, notNeededAt });
  if (row.communicatedAt === null) return notNeededAt > 0 && open.length === 0 ? null : { ...row, changes: [] };
  return open.length > 0 ? { ...row, changes: open } : null;
}

// The list of parties ------------------------------------------------------------------------------------------------------------------------------

export interface ListChange {
  sequence: number;
  day: string;
  ref: string;
  name: string;
  adverse: boolean;
  /** What became of it: added, or its new status or relevance. */
  kind: "added" | "status" | "relevance";
  before: string;
  after: string;
}

/** So many are named; what is more is only counted. */
const MOST_LIST_CHANGES = 200;

/** Parties within the organisation that the plan has a line for, and from where in the history on they do not know what became of the list. */
async function audience(
  tx: Tx,
  access: Access,
  partyRef: string | null,
): Promise<{ id: string; ref: string; name: string; since: number }[]> {
  const organization = access.organization.id;
  return tx.$queryRaw<{ id: string; ref: string; name: string; since: number }[]>`
    SELECT p.id, p.ref, p.name, greatest(
             coalesce((SELECT max(e.sequence) FROM history_entry e WHERE e.organization_id = p.organization_id AND e.entity = 'interested-party'
                          AND e.entity_id = p.id AND e.action IN ('tell-list', 'need-not-tell-list')), 0),
             coalesce((SELECT min(e.sequence) FROM history_entry e JOIN communication_item c ON c.organization_id = e.organization_id AND c.id = e.entity_id
                        WHERE e.organization_id = p.organization_id AND e.entity = 'communication-item' AND c.party_id = p.id
                          AND c.status <> 'retired'), 0))::float8 AS since
      FROM interested_party p
     WHERE p.organization_id = ${organization}::uuid AND p.category = 'internal' AND p.status = 'active' AND NOT p.adverse
       AND (${partyRef}::text IS NULL OR p.ref = ${partyRef}::text)
       AND EXISTS (SELECT 1 FROM communication_item c WHERE c.organization_id = p.organization_id AND c.party_id = p.id AND c.status <> 'retired')
     ORDER BY p.name_key, p.id`;
}

async function listChanges(tx: Tx, access: Access, since: number): Promise<ListChange[]> {
  const rows = await tx.$queryRaw<(Entry & { ref: string; name: string; adverse: boolean })[]>`
    SELECT e.sequence::float8 AS sequence, (e.at AT TIME ZONE 'UTC')::date::text AS day, e.action, q.payload, p.ref, p.name, p.adverse
      FROM history_entry e JOIN history_payload q ON q.organization_id = e.organization_id AND q.sequence = e.sequence
      JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.entity_id
     WHERE e.organization_id = ${access.organization.id}::uuid AND e.entity = 'interested-party' AND e.sequence > ${since}
       AND (e.action IN ('create', 'import') OR q.payload LIKE '%"status":{%' OR q.payload LIKE '%"relevance":{%')
     ORDER BY e.sequence LIMIT ${MOST_LIST_CHANGES}`;
  return rows.flatMap(({ sequence, day, action, payload, ref, name, adverse }): ListChange[] => {
    const fields = fieldsOf(payload);
    const party = { sequence, day, ref, name, adverse };
    if (action === "create" || action === "import") return [{ ...party, kind: "added", before: "", after: "" }];
    return (["status", "relevance"] as const).flatMap((kind) => {
      const change = fields[kind];
      return change ? [{ ...party, kind, before: String(change.before ?? ""), after: String(change.after ?? "") }] : [];
    });
  });
}

// Pages --------------------------------------------------------------------------------------------------------------------------------------------

export interface PartyToTell {
  id: string;
  ref: string;
  name: string;
  /** Requirements whose answer it never heard, and those that changed since it did. */
  never: number;
  changed: number;
  listChanges: number;
}

/** Everybody who must be told something, by party; those with changes first. */
export async function partiesToTell(access: Access): Promise<PartyToTell[]> {
  return inTenant(access, async (tx) => {
    const found = new Map<string, PartyToTell>();
    const of = ({ id, ref, name }: { id: string; ref: string; name: string }) => {
      if (!found.has(id)) found.set(id, { id, ref, name, never: 0, changed: 0, listChanges: 0 });
      return found.get(id)!;
    };
    for (const candidate of await candidates(tx, access, null)) {
      const open = toTellOf(candidate);
      if (!open) continue;
      const party = of({ id: candidate.partyId, ref: candidate.partyRef, name: candidate.partyName });
      if (open.communicatedAt === null) party.never += 1;
      else party.changed += 1;
    }
    const told = await audience(tx, access, null);
    if (told.length > 0) {
      const changes = await listChanges(tx, access, Math.min(...told.map(({ since }) => since)));
      for (const { since, ...party } of told) {
        const count = changes.filter(({ sequence }) => sequence > since).length;
        if (count > 0) of(party).listChanges = count;
      }
    }
    return [...found.values()].sort((a, b) => b.changed + b.listChanges - (a.changed + a.listChanges) || b.never - a.never);
  });
}

export interface TellPage {
  party: { id: string; ref: string; name: string; representative: string };
  requirements: RequirementToTell[];
  listChanges: ListChange[];
  contacts: Reachable[];
  /** Owners of the parties that changed and of their requirements. */
  members: { id: string; name: string; email: string }[];
  /** The place in the history that this was read at. */
  upTo: number;
}

/** What one party must be told. Null: no such party, or one that is never told anything. */
export async function toTell(access: Access, partyRef: string): Promise<TellPage | null> {
  return inTenant(
    access,
    async (tx) => {
      const organizationId = access.organization.id;
      const party = await tx.interestedParty.findFirst({
        where: { organizationId, ref: partyRef, adverse: false, status: { not: "retired" } },
        select: { id: true, ref: true, name: true, representative: true },
      });
      if (!party) return null;
      const head = await tx.historyHead.findUniqueOrThrow({ where: { organizationId }, select: { sequence: true } });
      const requirements = (await candidates(tx, access, partyRef)).flatMap((candidate) => toTellOf(candidate) ?? []);
      const [listener] = await audience(tx, access, partyRef);
      const changes = listener ? await listChanges(tx, access, listener.since) : [];
      return {
        party,
        requirements,
        listChanges: changes,
        contacts: access.can("contact:read") ? await reachable(access, [party.id]) : [],
        members: changes.length > 0 ? await membersConcerned(tx, access, changes) : [],
        upTo: Number(head.sequence),
      };
    },
    { snapshot: true },
  );
}

async function membersConcerned(tx: Tx, access: Access, changes: readonly ListChange[]): Promise<TellPage["members"]> {
  const refs = Prisma.sql`${[...new Set(changes.map(({ ref }) => ref))]}::text[]`;
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  return tx.$queryRaw<TellPage["members"]>`
    SELECT u.id, u.name, u.email FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.organization_id = ${organization} AND m.ended_at IS NULL AND m.user_id IN (
       SELECT p.owner_id FROM interested_party p WHERE p.organization_id = ${organization} AND p.ref = ANY(${refs})
       UNION SELECT r.owner_id FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
              WHERE r.organization_id = ${organization} AND p.ref = ANY(${refs}) AND r.status <> 'retired')
     ORDER BY lower(u.name), u.id LIMIT 200`;
}

export interface MailText {
  language: string;
  /** What the language is called. */
  name: string;
  subject: string;
  body: string;
}

/** The mail as we propose it for what is chosen, once in each language of the party's contacts. */
export async function mailTexts(access: Access, about: TextsAbout): Promise<{ texts: MailText[] }> {
  return inTenant(access, async (tx) => {
    const where = { organizationId: access.organization.id, id: about.partyId };
    const party = await tx.interestedParty.findFirst({ where, select: { ref: true } });
    const page = party && (await toTell(access, party.ref));
    if (!page) return { texts: [] };
    return { texts: textsOf(access, page, about) };
  });
}

/** Pure: the same from a page that was read already. */
function textsOf(access: Access, page: TellPage, about: Pick<TextsAbout, "requirementIds" | "listChanges">): MailText[] {
  const languages = new Set(page.contacts.map(({ language }) => language));
  const told = OUTSIDE_LANGUAGES.filter((language) => languages.has(language));
  const word = translator("vocabulary.outsideLanguage");
  return (told.length > 0 ? told : (["en"] as const)).map((language) => ({
    language,
    name: word(language),
    ...noticeText(language, {
      organization: access.organization.name,
      sender: access.user?.name ?? "",
      requirements: page.requirements.filter(({ id }) => about.requirementIds.includes(id)),
      listChanges: about.listChanges ? page.listChanges : [],
    }),
  }));
}
