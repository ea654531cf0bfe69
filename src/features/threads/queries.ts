import { matchesSearch, searchKey } from "@/domain/normalise";
import { ANNEX_A_CONTROLS, ISMS_CLAUSES } from "@/domain/references";
import { requirementChangeNeedsReason } from "@/domain/requirement";
import {
  drawThread,
  STATION_OF,
  sentenceOf,
  type TargetFacts,
  type Thread,
  type ThreadFacts,
  type ThreadLink,
  type ThreadSentence,
  type ThreadSource,
  type WeaknessCode,
} from "@/domain/thread";
import { linkWarnings, targetOfRef } from "@/domain/thread-links";
import {
  rankSuggestions,
  type SimilarRequirement,
  type Suggestion,
  suggestByWords,
  suggestFromCatalogue,
  suggestFromSimilar,
  tellingWords,
} from "@/domain/thread-suggestions";
import type { Binding, IsmsDecision, LinkCoverage, LinkTargetType, Priority, RequirementKind } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";
import { ANSWERS_AS_CONTROL, holdsSql, LINKS_OF_REQUIREMENT, type RawLink, readFacts, readLinks, SOURCES, TARGET_FACTS } from "./facts";

// Targets ----------------------------------------------------------------------------------------------------------------------------------------

export interface ResolvedTarget {
  type: LinkTargetType;
  ref: string;
  /** Null: nothing in this organisation and in the standard bears that ref. */
  target: TargetFacts | null;
}

/**
 * What the given targets are: title, state and detail, in one statement however many there are. A document's type decides under which name it is
 * linked, so "policy" P-004 of a procedure comes back as "procedure". Order and doublets as given.
 */
export async function resolveTargets(access: Access, targets: readonly { type: LinkTargetType; ref: string }[]): Promise<ResolvedTarget[]> {
  if (targets.length === 0) return [];
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ facts: Parameters<typeof readFacts>[2] }[]>`
      SELECT ${TARGET_FACTS} AS facts
        FROM (SELECT ${access.organization.id}::uuid AS organization_id, t.target_type, t.target_ref, t.position
                FROM unnest(${targets.map(({ type }) => type)}::text[], ${targets.map(({ ref }) => ref)}::text[])
                     WITH ORDINALITY AS t(target_type, target_ref, position)) l
       ORDER BY l.position`,
  );
  return targets.map(({ type, ref }, index) => {
    const target = readFacts(type, ref, rows[index]?.facts ?? null);
    return { type: targetTypeOf(type, target), ref, target };
  });
}

function targetTypeOf(type: LinkTargetType, target: TargetFacts | null): LinkTargetType {
  if ((type !== "policy" && type !== "procedure") || !target?.documentType) return type;
  return target.documentType === "policy" ? "policy" : "procedure";
}

// Forward ----------------------------------------------------------------------------------------------------------------------------------------

/** A requirement with its thread. */
export interface ThreadRecord {
  id: string;
  ref: string;
  version: number;
  party: ThreadFacts["party"];
  kind: RequirementKind;
  ownerId: string | null;
  ownerName: string | null;
  /** All links, objectives that were chosen on the objective's page included, in the order of kind and ref. */
  links: ThreadLink[];
  /** The law first, then the documents. */
  sources: ThreadSource[];
  thread: Thread;
  sentence: ThreadSentence;
  /** Changing its links asks for a reason: something about it is decided or confirmed. */
  reasonNeeded: boolean;
}

interface RawThread {
  id: string;
  version: number;
  requirement: ThreadFacts["requirement"];
  confirmedAt: string | null;
  party: ThreadFacts["party"];
  ownerId: string | null;
  ownerName: string | null;
  sources: ThreadSource[] | null;
  links: RawLink[] | null;
}

/** The thread of one requirement, read in one statement; null: none of this organisation bears that ref. */
export async function threadOf(access: Access, ref: string): Promise<ThreadRecord | null> {
  return (await readThreads(access, Prisma.sql`r.ref = ${ref}`))[0] ?? null;
}

/**
 * The threads of many requirements in one statement, by their ids, in the order of the refs; unknown ids are left out. For a page of a list, the
 * requirements of a party, a matrix or a graph: what is asked for should be bounded by the caller.
 */
export async function threadsOf(access: Access, ids: readonly string[]): Promise<ThreadRecord[]> {
  return ids.length === 0 ? [] : readThreads(access, Prisma.sql`r.id = ANY(${[...ids]}::uuid[])`);
}

const MOST_OF_A_PARTY = 100;

/** The threads of a party's requirements that are not retired, the first hundred. */
export async function threadsOfParty(access: Access, partyId: string): Promise<ThreadRecord[]> {
  return readThreads(access, Prisma.sql`r.party_id = ${partyId}::uuid AND r.status <> 'retired'`, MOST_OF_A_PARTY);
}

async function readThreads(access: Access, which: Prisma.Sql, most: number | null = null): Promise<ThreadRecord[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<RawThread[]>`
      SELECT r.id, r.version, r.confirmed_at::text AS "confirmedAt", r.owner_id AS "ownerId", u.name AS "ownerName",
             json_build_object('ref', r.ref, 'statement', r.statement, 'status', r.status, 'retiredReason', r.retired_reason, 'kind', r.kind,
               'sourceType', r.source_type, 'sourceRef', r.source_ref, 'sourceLocator', r.source_locator, 'relevance', r.relevance,
               'discardReason', r.discard_reason, 'ismsDecision', r.isms_decision, 'ismsDecisionRationale', r.isms_decision_rationale,
               'howAddressed', r.how_addressed) AS requirement,
             json_build_object('ref', p.ref, 'name', p.name, 'status', p.status, 'relevance', p.relevance, 'adverse', p.adverse) AS party,
             ${SOURCES} AS sources,
             (SELECT json_agg(json_build_array(l.target_type, l.target_ref, l.rationale, l.coverage, ${TARGET_FACTS})
                        ORDER BY l.target_type COLLATE "C", length(l.target_ref), l.target_ref COLLATE "C", l.rationale DESC)
                FROM ${LINKS_OF_REQUIREMENT} l) AS links
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
        LEFT JOIN user_account u ON u.id = r.owner_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND ${which}
       ORDER BY length(r.ref), r.ref ${most === null ? Prisma.empty : Prisma.sql`LIMIT ${most}`}`,
  );
  return rows.map(({ sources, links: raw, requirement, party, confirmedAt, ...row }) => {
    const links = readLinks(raw);
    const thread = drawThread({ today: today(), requirement, party, sources: sources ?? [], links });
    return {
      ...row,
      ref: requirement.ref,
      kind: requirement.kind,
      party,
      links,
      sources: sources ?? [],
      thread,
      sentence: sentenceOf(thread, requirement.sourceLocator),
      reasonNeeded: requirementChangeNeedsReason({ ...requirement, confirmedAt }),
    };
  });
}

// Backward ---------------------------------------------------------------------------------------------------------------------------------------

/** One requirement that asks for a target. */
export interface AskedRow {
  id: string;
  ref: string;
  statement: string;
  partyRef: string;
  partyName: string;
  adverse: boolean;
  /** Where it is written: "Acme MSA, §7.2"; empty where no source is named. */
  source: string;
  kind: RequirementKind;
  binding: Binding;
  priority: Priority | null;
  ismsDecision: IsmsDecision;
  rationale: string;
  coverage: LinkCoverage | "";
  /** Addressed, and nothing else of that station holds: without the target it would go unmet. */
  sole: boolean;
}

export interface AskedFor {
  /** Null: nothing of that ref exists here. A requirement may still point to it. */
  target: TargetFacts | null;
  type: LinkTargetType;
  ref: string;
  /** Requirements that ask for it: not retired, not discarded. `rows` holds the first of them, what would go unmet first. */
  total: number;
  /** How many parties stand behind these. */
  parties: number;
  /** How many would go unmet without it, of how many parties. */
  sole: number;
  soleParties: number;
  rows: AskedRow[];
}

const MOST_ASKING = 100;

/**
 * Backwards from a control, clause, risk, policy, procedure, objective, evidence or scope unit: who asked for it, and what would go unmet without it.
 * "Unmet" is said of an addressed requirement for which nothing else of the same station holds (exists, in use, not excluded, not expired). One
 * statement. A document is found under both names a link may give it. Null: the ref names nothing that can be linked.
 */
export async function askedFor(access: Access, ref: string): Promise<AskedFor | null> {
  const target = targetOfRef(ref);
  if (!target) return null;
  const document = target.type === "policy" || target.type === "procedure";
  // Whoever asks for an item of a clause asks for the clause.
  const refs = target.type === "clause" && !/ [a-k]$/.test(ref) ? [ref, ...[..."abcdefghijk"].map((item) => `${ref} ${item}`)] : [ref];
  const types: LinkTargetType[] = document ? ["policy", "procedure"] : [target.type];
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  return inTenant(access, async (tx) => {
    const [found] = await tx.$queryRaw<
      [Omit<AskedFor, "target" | "type" | "ref" | "rows"> & { rows: AskedRow[] | null; facts: Parameters<typeof readFacts>[2] }]
    >`
      WITH asking AS MATERIALIZED (
        SELECT r.id, r.party_id, a.rationale, a.coverage, r.ref,
               r.isms_decision = 'addressed' AND ${carries(target.type)} AND NOT EXISTS (
                 SELECT FROM requirement_link l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id AND l.target_ref <> ALL(${refs}::text[])
                    AND ${sameStation(target.type)} AND ${holdsSql(today())}) AS sole
          FROM ${askingLinks(organization, types, refs)} a
          JOIN requirement r ON r.organization_id = ${organization} AND r.id = a.requirement_id AND r.status <> 'retired' AND r.relevance <> 'discarded')
      SELECT (SELECT count(*)::int FROM asking) AS "total", (SELECT count(DISTINCT party_id)::int FROM asking) AS "parties",
             (SELECT count(*)::int FROM asking WHERE sole) AS "sole", (SELECT count(DISTINCT party_id)::int FROM asking WHERE sole) AS "soleParties",
             (SELECT json_agg(x ORDER BY x.sole DESC, length(x.ref), x.ref) FROM (
                SELECT r.id, r.ref, r.statement, p.ref AS "partyRef", p.name AS "partyName", p.adverse, r.kind, r.binding, r.priority,
                       r.isms_decision AS "ismsDecision", a.rationale, a.coverage, a.sole,
                       concat_ws(', ', nullif(coalesce(nullif(${FIRST_SOURCE}, ''), r.source_ref), ''), nullif(r.source_locator, '')) AS source
                  FROM (SELECT * FROM asking ORDER BY sole DESC, length(ref), ref LIMIT ${MOST_ASKING}) a
                  JOIN requirement r ON r.organization_id = ${organization} AND r.id = a.id
                  JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id) x) AS rows,
             (SELECT ${TARGET_FACTS} FROM (SELECT ${organization} AS organization_id, ${target.type}::text AS target_type, ${ref}::text AS target_ref) l) AS facts`;
    const { facts, rows, ...counts } = found;
    const resolved = readFacts(target.type, ref, facts);
    return { ...counts, ref, type: targetTypeOf(target.type, resolved), target: resolved, rows: rows ?? [] };
  });
}

const FIRST_SOURCE = Prisma.raw(`coalesce(
  (SELECT coalesce(nullif(o.citation, ''), o.title) FROM requirement_obligation ro JOIN obligation o ON o.organization_id = ro.organization_id AND o.id = ro.obligation_id
    WHERE ro.organization_id = r.organization_id AND ro.requirement_id = r.id ORDER BY ro.position LIMIT 1),
  (SELECT s.title FROM requirement_source rs JOIN source_document s ON s.organization_id = rs.organization_id AND s.id = rs.source_id
    WHERE rs.organization_id = r.organization_id AND rs.requirement_id = r.id ORDER BY rs.position LIMIT 1))`);

/** The links to the target, from which side ever they were drawn; each requirement once. */
function askingLinks(organization: Prisma.Sql, types: readonly LinkTargetType[], refs: readonly string[]): Prisma.Sql {
  const links = Prisma.sql`SELECT k.requirement_id, max(k.rationale) AS rationale, max(k.coverage) AS coverage, max(k.target_type) AS target_type
    FROM requirement_link k WHERE k.organization_id = ${organization} AND k.target_ref = ANY(${[...refs]}::text[]) AND k.target_type = ANY(${[...types]}::text[])
    GROUP BY k.requirement_id`;
  if (!types.includes("objective")) return Prisma.sql`(${links})`;
  return Prisma.sql`(SELECT requirement_id, max(rationale) AS rationale, max(coverage) AS coverage, 'objective' AS target_type FROM (
      ${links} UNION ALL
      SELECT ro.requirement_id, '', '', 'objective' FROM requirement_objective ro JOIN objective o ON o.organization_id = ro.organization_id AND o.id = ro.objective_id
       WHERE ro.organization_id = ${organization} AND o.ref = ANY(${[...refs]}::text[])) both_sides GROUP BY requirement_id)`;
}

/** Whether the link "a" itself carries something: a clause without its reason does not, objectives and scope are beside the line. */
function carries(type: LinkTargetType): Prisma.Sql {
  const station = STATION_OF[type];
  if (station === "objective" || station === "scope") return Prisma.sql`false`;
  return type === "clause" ? Prisma.sql`btrim(a.rationale) <> ''` : Prisma.sql`true`;
}

/** What could stand in for a target of that type. */
function sameStation(type: LinkTargetType): Prisma.Sql {
  if (STATION_OF[type] === "control") return Prisma.sql`${ANSWERS_AS_CONTROL}`;
  const types = (Object.keys(STATION_OF) as LinkTargetType[]).filter((other) => STATION_OF[other] === STATION_OF[type]);
  return Prisma.sql`l.target_type = ANY(${types}::text[])`;
}

// Suggestions ------------------------------------------------------------------------------------------------------------------------------------

export interface OfferedTarget extends Suggestion {
  title: string;
  /** What a person should know before taking it: excluded, expired, superseded, planned. */
  warnings: WeaknessCode[];
}

const MOST_SUGGESTIONS = 12;
const MOST_SIMILAR = 40;

/**
 * What could answer a requirement, each target with the reasons that speak for it: the starter catalogue, similar requirements that are addressed, the
 * words of the statement. Without what it links already and without what is retired or gone. Empty for requirements that are not, or not to be, addressed.
 */
export async function linkSuggestions(access: Access, requirementRef: string): Promise<OfferedTarget[]> {
  return inTenant(access, async (tx) => {
    const [own] = await tx.$queryRaw<
      {
        id: string;
        statement: string;
        sourceType: string | null;
        sourceLocator: string;
        partyTemplateKey: string | null;
        open: boolean;
        links: RawLink[] | null;
      }[]
    >`
      SELECT r.id, r.statement, r.source_type AS "sourceType", r.source_locator AS "sourceLocator", p.template_key AS "partyTemplateKey",
             r.status <> 'retired' AND r.relevance <> 'discarded' AND r.isms_decision <> 'not_addressed' AS open,
             (SELECT json_agg(json_build_array(l.target_type, l.target_ref, '', '', NULL)) FROM ${LINKS_OF_REQUIREMENT} l) AS links
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.ref = ${requirementRef}`;
    if (!own?.open) return [];
    const linked = (own.links ?? []).map(([targetType, targetRef]) => ({ targetType, targetRef }));
    const similar = await tx.$queryRaw<SimilarRequirement[]>(similarRequirements(access, own));
    const suggestions = rankSuggestions(
      [suggestFromCatalogue(own), suggestFromSimilar(similar), suggestByWords(own.statement)],
      linked,
      MOST_SUGGESTIONS * 2,
    );
    const resolved = await resolveTargets(access, suggestions);
    return suggestions
      .flatMap((suggestion, index): OfferedTarget[] => {
        const { type, target } = resolved[index]!;
        if (!target || target.retired) return [];
        return [{ ...suggestion, type, title: target.title, warnings: linkWarnings(type, target, today()) }];
      })
      .slice(0, MOST_SUGGESTIONS);
  });
}

/** Addressed requirements that share a law, a document, a kind of party, words or a control with this one, each with what it links. */
function similarRequirements(access: Access, own: { id: string; statement: string }): Prisma.Sql {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const id = Prisma.sql`${own.id}::uuid`;
  const words = tellingWords(own.statement).map((word) => `%${word}%`);
  const shared = Prisma.sql`(SELECT count(*) FROM unnest(${words}::text[]) AS w(word) WHERE s.search_text LIKE w.word)`;
  const others = Prisma.sql`s.organization_id = ${organization} AND s.id <> ${id} AND s.status <> 'retired' AND s.isms_decision = 'addressed'`;
  return Prisma.sql`
    WITH near AS (
      (SELECT s.id, 'obligation' AS because FROM requirement_obligation m
         JOIN requirement_obligation t ON t.organization_id = m.organization_id AND t.obligation_id = m.obligation_id
         JOIN requirement s ON s.organization_id = t.organization_id AND s.id = t.requirement_id
        WHERE m.organization_id = ${organization} AND m.requirement_id = ${id} AND ${others} AND ${shared} > 0 LIMIT ${MOST_SIMILAR})
      UNION ALL
      (SELECT s.id, 'source' FROM requirement_source m
         JOIN requirement_source t ON t.organization_id = m.organization_id AND t.source_id = m.source_id
         JOIN requirement s ON s.organization_id = t.organization_id AND s.id = t.requirement_id
        WHERE m.organization_id = ${organization} AND m.requirement_id = ${id} AND ${others} AND ${shared} > 0 LIMIT ${MOST_SIMILAR})
      UNION ALL
      (SELECT s.id, 'party_type' FROM requirement me JOIN interested_party p ON p.organization_id = me.organization_id AND p.id = me.party_id
         JOIN interested_party q ON q.organization_id = p.organization_id AND q.template_key = p.template_key
         JOIN requirement s ON s.party_id = q.id AND s.kind = me.kind
        WHERE me.organization_id = ${organization} AND me.id = ${id} AND ${others} AND ${shared} > 0 LIMIT ${MOST_SIMILAR})
      UNION ALL
      (SELECT s.id, 'words' FROM requirement s WHERE ${others} AND ${shared} >= 2 LIMIT ${MOST_SIMILAR})
      UNION ALL
      (SELECT s.id, 'control' FROM requirement_link m
         JOIN requirement_link t ON t.organization_id = m.organization_id AND t.target_ref = m.target_ref
         JOIN requirement s ON s.organization_id = t.organization_id AND s.id = t.requirement_id
        WHERE m.organization_id = ${organization} AND m.requirement_id = ${id} AND m.target_type = 'control' AND ${others} LIMIT ${MOST_SIMILAR}))
    SELECT r.ref, array_agg(DISTINCT near.because) AS because,
           (SELECT json_agg(json_build_object('targetType', l.target_type, 'targetRef', l.target_ref, 'rationale', l.rationale)) FROM ${LINKS_OF_REQUIREMENT} l) AS links
      FROM near JOIN requirement r ON r.organization_id = ${organization} AND r.id = near.id
     WHERE EXISTS (SELECT FROM ${LINKS_OF_REQUIREMENT} l)
     GROUP BY r.organization_id, r.id, r.ref ORDER BY length(r.ref), r.ref LIMIT ${MOST_SIMILAR}`;
}

// Search as one types ----------------------------------------------------------------------------------------------------------------------------

export interface TargetOption {
  type: LinkTargetType;
  ref: string;
  title: string;
  warnings: WeaknessCode[];
}

const MOST_OPTIONS = 8;

/**
 * Targets of all kinds, or of one, whose ref or title holds every word that was typed: clauses, Annex A controls and the records of the thread that are
 * in use. The first few of each kind; without words the first records of each kind and no clauses and controls.
 */
export async function targetOptions(access: Access, { q, type }: { q: string; type: LinkTargetType | null }): Promise<TargetOption[]> {
  const asked = (...types: LinkTargetType[]) => type === null || types.includes(type);
  // "Encrypt" stands in no title; the words that suggest a control also find it.
  const meant = new Set(suggestByWords(q).map(({ ref }) => ref));
  const fits = ({ ref, title }: { ref: string; title: string }) => meant.has(ref) || matchesSearch(`${ref} ${title}`, q);
  const standard = [
    ...(asked("control") ? ANNEX_A_CONTROLS : []).filter(fits).slice(0, MOST_OPTIONS),
    ...(asked("clause") ? ISMS_CLAUSES : []).filter(fits).slice(0, MOST_OPTIONS),
  ].map(({ kind, ref }) => ({ type: kind, ref }));
  const words = searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const room = (table: string, kind: string) => Prisma.sql`
    (SELECT ${Prisma.raw(kind)} AS type, t.ref FROM ${Prisma.raw(table)} t WHERE t.organization_id = ${access.organization.id}::uuid AND t.status <> 'retired'
        AND t.search_text LIKE ALL(${words}::text[]) ORDER BY length(t.ref), t.ref LIMIT ${MOST_OPTIONS})`;
  const rooms = [
    ...(asked("control") ? [room("own_control", "'control'")] : []),
    ...(asked("risk") ? [room("risk", "'risk'")] : []),
    ...(asked("policy", "procedure") ? [room("isms_document", "CASE WHEN t.type = 'policy' THEN 'policy' ELSE 'procedure' END")] : []),
    ...(asked("evidence") ? [room("evidence", "'evidence'")] : []),
    ...(asked("objective") ? [room("objective", "'objective'")] : []),
    ...(asked("scope") ? [room("scope_unit", "'scope'")] : []),
  ];
  return inTenant(access, async (tx) => {
    const records = rooms.length > 0 ? await tx.$queryRaw<{ type: LinkTargetType; ref: string }[]>(Prisma.join(rooms, " UNION ALL ")) : [];
    const fitting = records.filter((record) => type === null || record.type === type);
    const found = q.trim() === "" ? fitting : [...standard, ...fitting];
    const resolved = await resolveTargets(access, found);
    return resolved.flatMap(({ type: kind, ref, target }) =>
      target ? [{ type: kind, ref, title: target.title, warnings: linkWarnings(kind, target, today()) }] : [],
    );
  });
}
