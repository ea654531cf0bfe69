import type { FieldChange } from "@/domain/audit-trail";
import { CONTENT_ENTITIES, contentCounts, isContentField, type RegisterContent } from "@/domain/register-content";
import { type RecordChange, type RecordDifference, registerDifference, type Touched, touchedRecords } from "@/domain/register-difference";
import { isOpenForApproval, type LastReturn, nextVersions, readLastReturn, type VersionNumber } from "@/domain/register-version";
import { readSigned } from "@/domain/signed-text";
import { readReceipt } from "@/domain/version-receipt";
import type { VersionDecision, VersionStatus } from "@/domain/vocabulary";
import { type ConflictBrief, unsettledConflicts } from "@/features/conflicts/queries";
import { type EntryLine, recordsInWords } from "@/features/history/queries";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { NotFound, Refused } from "@/server/errors";
import { connectionOf, inTenant } from "@/server/tenant";
import { contentAt, frozenContent, liveContent } from "./content";
import { openCommentCount, openComments } from "./open-comments";

// The strip in the frame ---------------------------------------------------------------------------------------------------------------------------

export interface VersionStrip {
  /** Null: no version was ever approved. */
  governing: { id: string; number: string; approvedOn: string | null; origin: string } | null;
  /** Records that say something else since; null where that cannot be said (a version that a file told of). */
  changes: number | null;
  /** There are so many changes that counting stopped. */
  more: boolean;
  inWork: { number: string; status: VersionStatus } | null;
}

/** So many entries are looked at for the count on every page. */
const MOST_COUNTED = 1_000;

const BEGINS = '%"version":{"after":1,"before":null}%';
const STRIP = `
  WITH g AS MATERIALIZED (
    SELECT id, number, approved_on::text AS "approvedOn", origin, history_sequence FROM register_version WHERE organization_id = $1::uuid AND status = 'approved'
  )
  SELECT (SELECT row_to_json(g) FROM g) AS governing,
         (SELECT json_build_object('number', number, 'status', status) FROM register_version
           WHERE organization_id = $1::uuid AND status IN ('draft', 'in_review')) AS "inWork",
         (SELECT json_agg(json_build_array(t.entity, t.entity_id, CASE WHEN t.payload LIKE '${BEGINS}' THEN NULL ELSE t.payload END) ORDER BY t.sequence)
            FROM (SELECT e.entity, e.entity_id, e.sequence, p.payload FROM history_entry e
                    LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
                   WHERE e.organization_id = $1::uuid AND e.sequence > (SELECT history_sequence FROM g) AND e.entity = ANY($2::text[])
                   ORDER BY e.sequence LIMIT ${MOST_COUNTED}) t) AS touched`;

interface StripRow {
  governing: { id: string; number: string; approvedOn: string | null; origin: string; history_sequence: number | null } | null;
  inWork: VersionStrip["inWork"];
  touched: [entity: string, id: string, payload: string | null][] | null;
}

/** Which version governs and how far the register has moved on, in one statement: it stands in the frame of every page. */
export async function versionStrip(access: Access): Promise<VersionStrip> {
  const [row] = await inTenant(
    access,
    (tx) => connectionOf(tx).rows<StripRow>(STRIP, [access.organization.id, [...CONTENT_ENTITIES]], { often: true }),
    { live: true },
  );
  const { governing, inWork, touched } = row!;
  if (!governing) return { governing: null, changes: null, more: false, inWork };
  const support = access.can("party-support:read");
  const counts = (entity: string, field: string) => isContentField(entity, field) && (support || !SUPPORT.has(field));
  return {
    governing: { id: governing.id, number: governing.number, approvedOn: governing.approvedOn, origin: governing.origin },
    changes: governing.history_sequence === null ? null : touchedRecords((touched ?? []).map(asTouched), counts),
    more: (touched?.length ?? 0) >= MOST_COUNTED,
    inWork,
  };
}

/** Hidden from viewers (rule 35): what they may not see does not count for them. */
const SUPPORT: ReadonlySet<string> = new Set(["support", "attitude", "engagementCurrent", "engagementTarget"]);

function asTouched([entity, id, payload]: [string, string, string | null]): Touched {
  if (payload === null) return { entity, id, fields: null };
  return { entity, id, fields: (JSON.parse(payload) as { fields?: Record<string, FieldChange> }).fields ?? {} };
}

export interface GoverningVersion {
  id: string;
  number: string;
  approvedOn: string;
  contentHash: string;
  historySequence: number | null;
  approvers: string[];
}

/** The approved version that governs; null before the first. */
export async function governingVersion(access: Access): Promise<GoverningVersion | null> {
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<GoverningVersion[]>`
      SELECT v.id, v.number, coalesce(v.approved_on::text, '') AS "approvedOn", v.content_hash AS "contentHash", v.history_sequence AS "historySequence",
             ARRAY(SELECT u.name FROM user_account u WHERE u.id::text = ANY(v.approved_by_ids) ORDER BY u.name) AS approvers
        FROM register_version v WHERE v.organization_id = ${access.organization.id}::uuid AND v.status = 'approved'`,
    { live: true },
  );
  return row ?? null;
}

/** How many records say something else than in the governing version; 0 where none governs. */
export async function unapprovedChanges(access: Access): Promise<number> {
  return (await versionStrip(access)).changes ?? 0;
}

/** "2.1", "2.1 + 3" with changes that nobody approved, "draft" before the first approval. As it stands on papers. */
export async function versionLabel(access: Access): Promise<string> {
  if (access.past) return access.past.versionNumber ?? access.past.label;
  const { governing, changes, more } = await versionStrip(access);
  if (!governing) return "draft";
  return changes ? `${governing.number} + ${changes}${more ? "+" : ""}` : governing.number;
}

// The list -----------------------------------------------------------------------------------------------------------------------------------------

export interface VersionRow {
  id: string;
  number: string;
  status: VersionStatus;
  changeSummary: string;
  owner: string | null;
  author: string | null;
  approvers: string[];
  submittedAt: string | null;
  approvedOn: string | null;
  supersededOn: string | null;
  contentHash: string;
  exceptionReason: string;
  origin: string;
}

/** All versions, the newest first. */
export async function listVersions(access: Access): Promise<{ rows: VersionRow[]; next: { minor: string; major: string } }> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<VersionRow, "submittedAt"> & VersionNumber & { submittedAt: Date | null })[]>`
      SELECT v.id, v.number, v.major, v.minor, v.status, v.change_summary AS "changeSummary", o.name AS owner, a.name AS author,
             ARRAY(SELECT u.name FROM user_account u WHERE u.id::text = ANY(v.approved_by_ids) ORDER BY u.name) AS approvers,
             v.submitted_at AS "submittedAt", v.approved_on::text AS "approvedOn", v.superseded_on::text AS "supersededOn", v.content_hash AS "contentHash",
             v.exception_reason AS "exceptionReason", v.origin
        FROM register_version v LEFT JOIN user_account o ON o.id = v.owner_id LEFT JOIN user_account a ON a.id = v.author_id
       WHERE v.organization_id = ${access.organization.id}::uuid ORDER BY v.major DESC, v.minor DESC LIMIT 500`,
    { live: true },
  );
  return {
    next: nextVersions(rows),
    rows: rows.map(({ major: _major, minor: _minor, ...row }) => ({ ...row, submittedAt: row.submittedAt?.toISOString() ?? null })),
  };
}

// One version --------------------------------------------------------------------------------------------------------------------------------------

export interface VersionFacts extends VersionRow {
  version: number;
  ownerId: string | null;
  authorId: string | null;
  submittedById: string | null;
  submittedBy: string | null;
  approvedAt: string | null;
  historySequence: number | null;
  historyHash: string;
  base: { id: string; number: string } | null;
  meeting: { ref: string; title: string; heldOn: string } | null;
  lastReturn: LastReturn | null;
  /** Who sent it back, or whose edit did. */
  returnedBy: string | null;
  note: string;
  openComments: number;
  decisions: {
    id: string;
    decision: VersionDecision;
    contentHash: string;
    comment: string;
    exceptionReason: string;
    acceptedConflicts: string[];
    conflictReason: string;
    by: string | null;
    at: string;
    receipt: boolean;
  }[];
}

/** One version by its number. Throws NotFound. */
export async function versionFacts(access: Access, number: string): Promise<VersionFacts> {
  const { rows } = await listVersions(access);
  const row = rows.find((one) => one.number === number);
  if (!row) throw new NotFound();
  return inTenant(
    access,
    async (tx) => {
      const organizationId = access.organization.id;
      const stored = await tx.registerVersion.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id: row.id } } });
      const why = readLastReturn(stored.lastReturn);
      const meeting = stored.managementReviewId
        ? await tx.managementReview.findFirst({
            where: { organizationId, id: stored.managementReviewId },
            select: { ref: true, title: true, heldOn: true },
          })
        : null;
      const base = stored.baseVersionId ? rows.find(({ id }) => id === stored.baseVersionId) : undefined;
      const names = await peopleByName(tx, [stored.submittedById, why?.byId]);
      return {
        ...row,
        version: stored.version,
        ownerId: stored.ownerId,
        authorId: stored.authorId,
        submittedById: stored.submittedById,
        submittedBy: names.get(stored.submittedById ?? "") ?? null,
        approvedAt: stored.approvedAt?.toISOString() ?? null,
        historySequence: stored.historySequence,
        historyHash: stored.historyHash,
        base: base ? { id: base.id, number: base.number } : null,
        meeting: meeting && { ref: meeting.ref, title: meeting.title, heldOn: meeting.heldOn.toISOString().slice(0, 10) },
        lastReturn: why,
        returnedBy: names.get(why?.byId ?? "") ?? null,
        note: stored.note,
        openComments: stored.origin === "file" ? stored.openComments : await openCommentCount(tx, organizationId, row.id),
        decisions: await decisionsOf(tx, organizationId, row.id),
      };
    },
    { live: true },
  );
}

async function peopleByName(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id): id is string => Boolean(id));
  if (wanted.length === 0) return new Map();
  const people = await tx.userAccount.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

async function decisionsOf(tx: Tx, organizationId: string, versionId: string): Promise<VersionFacts["decisions"]> {
  const rows = await tx.$queryRaw<(Omit<VersionFacts["decisions"][number], "at"> & { at: Date })[]>`
    SELECT d.id, d.decision, d.content_hash AS "contentHash", d.comment, d.exception_reason AS "exceptionReason",
           coalesce(d.accepted_conflicts, '{}') AS "acceptedConflicts", d.conflict_reason AS "conflictReason", u.name AS by, d.decided_at AS at,
           d.receipt <> '' AS receipt
      FROM version_decision d LEFT JOIN user_account u ON u.id = d.decided_by_id
     WHERE d.organization_id = ${organizationId}::uuid AND d.version_id = ${versionId}::uuid ORDER BY d.decided_at DESC, d.id DESC LIMIT 200`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export interface ApprovalFacts {
  /** The organisation's rule: versions are approved in a management review. */
  inMeeting: boolean;
  soleApproverReason: string;
  /** Meetings in which something can be approved now. */
  meetings: { id: string; ref: string; title: string; heldOn: string; status: string }[];
  openComments: { id: string; entity: string; text: string; author: string; at: string; record: string; path: string | null }[];
  /** Conflicts between requirements that nobody settled. */
  openConflicts: ConflictBrief[];
}

/** What an approver, and whoever prepares, must know before the decision. */
export async function approvalFacts(access: Access, versionId: string): Promise<ApprovalFacts> {
  const organizationId = access.organization.id;
  const { rules, meetings, comments } = await inTenant(
    access,
    async (tx) => ({
      rules: await tx.organizationProfile.findFirst({
        where: { organizationId },
        select: { approvalInReview: true, soleApproverReason: true },
      }),
      meetings: await tx.managementReview.findMany({
        where: { organizationId },
        select: { id: true, ref: true, title: true, heldOn: true, status: true },
        orderBy: { heldOn: "desc" },
        take: 50,
      }),
      comments: await openComments(tx, organizationId, versionId),
    }),
    { live: true },
  );
  const named = await commentedRecords(access, comments);
  const openConflicts = await unsettledConflicts(access);
  return {
    openConflicts,
    inMeeting: rules?.approvalInReview ?? true,
    soleApproverReason: rules?.soleApproverReason ?? "",
    meetings: meetings
      .map((meeting) => ({ ...meeting, heldOn: meeting.heldOn.toISOString().slice(0, 10) }))
      .filter((meeting) => isOpenForApproval(meeting, today())),
    openComments: comments.map((comment) => ({ ...comment, record: "", path: null, ...named.get(comment.id) })),
  };
}

/** The records on which remarks stand: the last entry of the history that names each. */
async function commentedRecords(
  access: Access,
  comments: readonly { id: string; entity: string; entityId: string }[],
): Promise<Map<string, { record: string; path: string | null }>> {
  if (comments.length === 0) return new Map();
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; ref: string }[]>`
      SELECT DISTINCT ON (e.entity_id) e.entity_id AS id, e.entity_ref AS ref FROM history_entry e
       WHERE e.organization_id = ${access.organization.id}::uuid AND e.entity_id = ANY(${comments.map(({ entityId }) => entityId)}::uuid[])
       ORDER BY e.entity_id, e.sequence DESC`,
    { live: true },
  );
  const refs = new Map(rows.map(({ id, ref }) => [id, ref]));
  const words = await recordsInWords(
    access,
    comments.map(({ entity, entityId }) => ({ entity, ref: refs.get(entityId) ?? null, fields: {} })),
  );
  return new Map(comments.map(({ id, entityId }, at) => [id, { record: refs.get(entityId) ?? words[at]!.kind, path: words[at]!.path }]));
}

/** The stored receipt of an approval with the names beside it; throws NotFound where there is none. */
export async function receiptFile(access: Access, number: string): Promise<{ fileName: string; text: string }> {
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ receipt: string; approver: string | null }[]>`
      SELECT d.receipt, u.name AS approver FROM version_decision d
        JOIN register_version v ON v.organization_id = d.organization_id AND v.id = d.version_id
        LEFT JOIN user_account u ON u.id = d.decided_by_id
       WHERE d.organization_id = ${access.organization.id}::uuid AND v.number = ${number} AND d.receipt <> '' ORDER BY d.decided_at DESC LIMIT 1`,
    { live: true },
  );
  const signed = row && readSigned(row.receipt);
  const receipt = signed && readReceipt(signed.text);
  if (!signed || !receipt) throw new NotFound();
  const { text, keyId, signature } = signed;
  return {
    fileName: `receipt-${access.organization.slug}-${number}.json`,
    text: `${JSON.stringify({ text, keyId, signature, receipt, approver: row.approver ?? "" }, null, 2)}\n`,
  };
}

/** The rules for approving, for the settings. */
export async function approvalRules(
  access: Access,
): Promise<{ id: string; version: number; approvalInReview: boolean; soleApproverReason: string; soleApproverSince: string | null }> {
  const profile = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirst({
      where: { organizationId: access.organization.id },
      select: { id: true, version: true, approvalInReview: true, soleApproverReason: true, soleApproverSince: true },
    }),
  );
  if (!profile) throw new NotFound();
  return { ...profile, soleApproverSince: profile.soleApproverSince?.toISOString().slice(0, 10) ?? null };
}

// Differences ----------------------------------------------------------------------------------------------------------------------------------------

export interface RedlineFilter {
  change: RecordChange | null;
  entity: string | null;
  page: number;
}

export interface RedlineRow {
  entity: string;
  kind: string;
  id: string;
  ref: string | null;
  title: string;
  path: string | null;
  change: RecordChange;
  lines: EntryLine[];
}

export interface Redline {
  rows: RedlineRow[];
  /** All records that differ, before any filter. */
  counts: Record<RecordChange, number>;
  total: number;
  byEntity: { entity: string; kind: string; count: number }[];
  matching: number;
  page: number;
  pages: number;
}

export const REDLINE_PAGE = 50;

/** The rows of a difference that are shown, in words. What the reader may not see is no difference for them. */
async function redlineOf(access: Access, before: RegisterContent | null, after: RegisterContent, filter: RedlineFilter): Promise<Redline> {
  const support = access.can("party-support:read");
  const seen = (record: RecordDifference) =>
    support || record.change !== "changed" || Object.keys(record.fields).some((field) => !SUPPORT.has(field));
  const all = registerDifference(before, after).records.filter(seen);
  const counts: Record<RecordChange, number> = { added: 0, changed: 0, retired: 0, restored: 0, removed: 0 };
  const entities = new Map<string, number>();
  for (const { change, entity } of all) {
    counts[change] += 1;
    entities.set(entity, (entities.get(entity) ?? 0) + 1);
  }
  const matching = all.filter(
    ({ change, entity }) => (filter.change === null || change === filter.change) && (filter.entity === null || entity === filter.entity),
  );
  const pages = Math.max(1, Math.ceil(matching.length / REDLINE_PAGE));
  const page = Math.min(Math.max(1, filter.page), pages);
  const shown = matching.slice((page - 1) * REDLINE_PAGE, page * REDLINE_PAGE);
  const words = await recordsInWords(access, [...shown, ...[...entities.keys()].map((entity) => ({ entity, ref: null, fields: {} }))]);
  return {
    rows: shown.map(({ entity, id, ref, title, change }, at) => ({
      entity,
      id,
      ref,
      title,
      change,
      kind: words[at]!.kind,
      path: change === "removed" ? null : words[at]!.path,
      lines: words[at]!.lines.filter(({ field }) => field !== "ref"),
    })),
    counts,
    total: all.length,
    byEntity: [...entities].map(([entity, count], at) => ({ entity, count, kind: words[shown.length + at]!.kind })),
    matching: matching.length,
    page,
    pages,
  };
}

const READING = { snapshot: true, live: true, timeout: 120_000 };

/**
 * A version against the one before it: a draft as the register stands now, any other as it was frozen. Null: a version that a file told of, whose
 * content is not here.
 */
export async function versionRedline(
  access: Access,
  number: string,
  filter: RedlineFilter,
): Promise<(Redline & { records: number }) | null> {
  const facts = await versionFacts(access, number);
  const contents = await inTenant(
    access,
    async (tx) => {
      const organizationId = access.organization.id;
      const after =
        facts.status === "draft"
          ? await liveContent(tx, organizationId)
          : await frozenContent(tx, organizationId, facts.id, facts.contentHash);
      const baseId = facts.status === "draft" ? (await governing(tx, organizationId))?.id : facts.base?.id;
      return { after, before: baseId ? await frozenOf(tx, organizationId, baseId) : null };
    },
    READING,
  );
  if (!contents.after) return null;
  const records = Object.values(contentCounts(contents.after)).reduce((sum, count) => sum + count, 0);
  return { ...(await redlineOf(access, contents.before, contents.after, filter)), records };
}

function governing(tx: Tx, organizationId: string): Promise<{ id: string } | null> {
  return tx.registerVersion.findFirst({ where: { organizationId, status: "approved" }, select: { id: true } });
}

async function frozenOf(tx: Tx, organizationId: string, versionId: string): Promise<RegisterContent | null> {
  const version = await tx.registerVersion.findUnique({
    where: { organizationId_id: { organizationId, id: versionId } },
    select: { contentHash: true },
  });
  return version ? frozenContent(tx, organizationId, versionId, version.contentHash) : null;
}

/** Two points of the register's life next to each other. */
export interface Comparison {
  from: Point;
  to: Point;
  redline: Redline;
  /** Records of which something was erased: they may differ in more than is shown. */
  unknown: number;
}

export interface Point {
  kind: "now" | "version" | "day";
  /** "now", "2.1" or "2026-05-12". */
  key: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What changed between two points: versions, days, or now. Throws Refused in words for a point that there is not. */
export async function compareVersions(access: Access, from: string, to: string, filter: RedlineFilter): Promise<Comparison> {
  const { a, b } = await inTenant(
    access,
    async (tx) => ({ a: await contentOfPoint(access, tx, from), b: await contentOfPoint(access, tx, to) }),
    READING,
  );
  return { from: a.point, to: b.point, redline: await redlineOf(access, a.content, b.content, filter), unknown: a.unknown + b.unknown };
}

async function contentOfPoint(access: Access, tx: Tx, key: string): Promise<{ point: Point; content: RegisterContent; unknown: number }> {
  const organizationId = access.organization.id;
  if (key === "now") return { point: { kind: "now", key }, content: await liveContent(tx, organizationId), unknown: 0 };
  if (DAY.test(key)) return { point: { kind: "day", key }, ...(await contentOfDay(access, tx, key)) };
  const version = await tx.registerVersion.findFirst({
    where: { organizationId, number: key },
    select: { id: true, status: true, contentHash: true, origin: true },
  });
  if (!version) throw new Refused("compare-no_version", { number: key });
  const point: Point = { kind: "version", key };
  if (version.status === "draft") return { point, content: await liveContent(tx, organizationId), unknown: 0 };
  const content = await frozenContent(tx, organizationId, version.id, version.contentHash);
  if (!content) throw new Refused("compare-no_content", { number: key });
  return { point, content, unknown: 0 };
}

async function contentOfDay(access: Access, tx: Tx, day: string): Promise<{ content: RegisterContent; unknown: number }> {
  const organizationId = access.organization.id;
  const midnight = new Date(`${day}T24:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day)
    throw new Refused("compare-no_day", { day });
  if (day > today()) throw new Refused("compare-future", { day });
  // The sequence rules, not the clock: the last entry that was written by the end of that day.
  const [found] = await tx.$queryRaw<{ last: number | null; first: string | null }[]>`
    SELECT (SELECT max(sequence)::int FROM history_entry WHERE organization_id = ${organizationId}::uuid AND at < ${midnight}) AS last,
           (SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM history_entry WHERE organization_id = ${organizationId}::uuid ORDER BY sequence LIMIT 1) AS first`;
  if (!found?.last) throw new Refused("compare-before_first", { day, first: found?.first ?? today() });
  return contentAt(tx, organizationId, found.last);
}
