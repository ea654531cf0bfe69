import { refSortKey } from "@/domain/refs";
import { adopted } from "@/domain/register-file-adopted";
import { conflictOfFile, dismissalOfFile } from "@/domain/register-file-conflict-records";
import { engagementOfFile } from "@/domain/register-file-engagement-records";
import { kpiOfFile } from "@/domain/register-file-monitoring-records";
import {
  ANNEX_COLLECTIONS,
  type AnnexRecord,
  type ONCE_CARRIED,
  type RegisterFile,
  type RegisterLink,
  type RegisterOrganization,
  type RegisterRequirement,
  type RegisterUser,
} from "@/domain/register-file-records";
import type { Role } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { ENTITIES, type EntityName } from "@/server/entities";
import { type LinkTarget, readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { COUNTED, type Counted, ENTITY_OF, NOTES_OF_IMPORT, RECORD_COLLECTIONS, type RecordCollection, specOf } from "./collections";
import { fileKey } from "./field-names";
import { meetingItemOfFile, meetingsOfFile } from "./import-meetings";
import { versionOfFile } from "./import-versions";
import { type RiskNote, withNote } from "./risk-notes";

/** How many records the register holds, for the page that gives it out and takes it in; `carried`: of collections that have no room. */
export type RegisterCounts = Record<Counted | "carried", number>;

const COUNTS = COUNTED.map((name) => `(SELECT count(*)::int FROM "${specOf(name).table}" WHERE organization_id = $1::uuid) AS "${name}"`);

export async function registerCounts(access: Access): Promise<RegisterCounts> {
  const [row] = await inTenant(access, (tx) =>
    tx.$queryRawUnsafe<[RegisterCounts]>(
      `SELECT ${COUNTS.join(", ")}, (SELECT coalesce(sum(jsonb_array_length(content)), 0)::int FROM register_annex
         WHERE organization_id = $1::uuid AND collection <> ALL($2::text[])) AS carried`,
      access.organization.id,
      [...NOTES_OF_IMPORT],
    ),
  );
  return row;
}

/** The whole register as a register file: live records, carried collections to the letter, and the changes of the history. */
export async function exportRegister(access: Access): Promise<RegisterFile> {
  return inTenant(
    access,
    async (tx) => {
      const annex = await readAnnex(tx, access);
      const guests = (annex.get("users") ?? []) as unknown as RegisterUser[];
      const owners = new Map(guests.map((user) => [user.name, user.id]));
      const carriedOwners = new Map((annex.get("owners") ?? []).map(({ id, owner_id }) => [String(id), String(owner_id)]));
      const records: Partial<Record<RecordCollection, Record<string, unknown>[]>> = {};
      for (const name of RECORD_COLLECTIONS)
        records[name] = specOf(name).prefix
          ? await numbered(tx, access, ENTITY_OF[name], owners, carriedOwners)
          : await unnumbered(tx, access, ENTITY_OF[name], carriedOwners);
      const carried = Object.fromEntries(ANNEX_COLLECTIONS.map((name) => [name, annex.get(name) ?? []])) as Pick<
        RegisterFile,
        (typeof ANNEX_COLLECTIONS)[number]
      >;
      const requirements = records.requirements!;
      return {
        ...(records as unknown as RegisterFile),
        today: today(),
        org: await organizationRecord(tx, access, annex.get("org")?.[0] ?? {}),
        users: [...(await members(tx, access)), ...guests],
        requirements: requirements.map(({ links: _links, ...requirement }) => ({
          ...requirement,
          source_id: (requirement.source_ids as string[])[0] ?? null,
          obligation_id: (requirement.obligation_ids as string[])[0] ?? null,
        })) as unknown as RegisterRequirement[],
        links: linksOf(requirements),
        mreview_items: records.mreview_items!.map(meetingItemOfFile) as unknown as RegisterFile["mreview_items"],
        conflict_dismissals: records.conflict_dismissals!.map(dismissalOfFile) as unknown as RegisterFile["conflict_dismissals"],
        ...(withAdopted({ ...records, mreviews: await meetingsOfFile(tx, access, records, annex) }, annex) as unknown as Pick<
          RegisterFile,
          (typeof ONCE_CARRIED)[number]
        >),
        ...carried,
        changes: [...carried.changes, ...(await liveChanges(tx, access))],
      };
    },
    { timeout: 120_000 },
  );
}

/**
 * The records of the rooms, and behind them what an earlier file brought when there was no such room yet. A control that was decided here since is told
 * once, as it was decided here.
 */
function withAdopted(
  records: Partial<Record<RecordCollection, Record<string, unknown>[]>>,
  annex: ReadonlyMap<string, AnnexRecord[]>,
): Record<(typeof ONCE_CARRIED)[number], Record<string, unknown>[]> {
  const notes = new Map((annex.get("risk_notes") ?? []).map(({ id, ...note }) => [String(id), note as RiskNote]));
  const adoptedOf = (name: (typeof ONCE_CARRIED)[number]) => (annex.get(name) ?? []).map((record) => adopted(name, record));
  const soa = [...records.soa!].sort((a, b) => byControl.compare(String(a.control_ref), String(b.control_ref)));
  const decided = new Set(soa.map((row) => row.control_ref));
  const risks = records.risks!.map((risk) => withNote(risk, notes.get(String(risk.id))));
  return {
    soa: [...soa, ...adoptedOf("soa").filter((row) => !decided.has(row.control_ref))],
    risks: [...risks, ...adoptedOf("risks")],
    evidence: [...records.evidence!, ...adoptedOf("evidence")],
    documents: [...records.documents!, ...adoptedOf("documents")],
    findings: [...records.findings!, ...adoptedOf("findings")],
    actions: [...records.actions!, ...adoptedOf("actions")],
    reviews: [...records.reviews!, ...adoptedOf("reviews")],
    mreviews: [...records.mreviews!, ...adoptedOf("mreviews")],
    triggers: [...records.triggers!, ...adoptedOf("triggers")],
    kpis: [...records.kpis!.map(kpiOfFile), ...adoptedOf("kpis")],
    conflicts: [...records.conflicts!.map(conflictOfFile), ...adoptedOf("conflicts")],
    engagements: [...records.engagements!.map(engagementOfFile), ...adoptedOf("engagements")],
    comms: [...records.comms!, ...adoptedOf("comms")],
    versions: [...records.versions!.map(versionOfFile), ...adoptedOf("versions")].sort((a, b) =>
      byControl.compare(String(a.number), String(b.number)),
    ),
  };
}

const byControl = new Intl.Collator("en", { numeric: true });

async function readAnnex(tx: Tx, access: Access): Promise<Map<string, AnnexRecord[]>> {
  const rows = await tx.registerAnnex.findMany({
    where: { organizationId: access.organization.id },
    select: { collection: true, content: true },
  });
  return new Map(rows.map(({ collection, content }) => [collection, content as unknown as AnnexRecord[]]));
}

/**
 * All records of one kind in the names of the file, by ref. Where the owner that an imported file named is no member, the label leads back to them,
 * or what was carried for records that have no label.
 */
async function numbered(
  tx: Tx,
  access: Access,
  entity: EntityName,
  owners: ReadonlyMap<string, string>,
  carriedOwners: ReadonlyMap<string, string>,
): Promise<Record<string, unknown>[]> {
  const spec = ENTITIES[entity];
  const stored = await readRecords(tx, access.organization.id, entity, null);
  const days = await tx.$queryRawUnsafe<{ id: string; day: string }[]>(
    `SELECT id, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM "${spec.table}" WHERE organization_id = $1::uuid`,
    access.organization.id,
  );
  const created = new Map(days.map(({ id, day }) => [id, day]));
  const key = new Map(stored.map(({ id, ref }) => [id, refSortKey(ref ?? "")]));
  stored.sort((a, b) => (key.get(a.id)! < key.get(b.id)! ? -1 : 1));
  return stored.map(({ id, values }) => {
    const record: Record<string, unknown> = { id };
    for (const [field, value] of Object.entries(values)) record[fileKey(field)] = value;
    record.created_at = created.get(id) ?? null;
    const guest = typeof record.owner_label === "string" ? owners.get(record.owner_label) : undefined;
    if (guest && record.owner_id === null) {
      record.owner_id = guest;
      record.owner_label = "";
    }
    if (record.owner_id === null) record.owner_id = carriedOwners.get(id) ?? null;
    return record;
  });
}

function linksOf(requirements: readonly Record<string, unknown>[]): RegisterLink[] {
  return requirements.flatMap(({ id, ref, links }) =>
    (links as LinkTarget[]).map(({ targetType, targetRef, rationale, coverage }) => ({
      id: `${ref} ${targetType} ${targetRef}`,
      requirement_id: String(id),
      target_type: targetType as RegisterLink["target_type"],
      target_ref: targetRef,
      rationale,
      coverage: coverage ?? "",
    })),
  );
}

async function organizationRecord(tx: Tx, access: Access, carried: AnnexRecord): Promise<RegisterOrganization> {
  const profile = (await readRecords(tx, access.organization.id, "organization", null))[0];
  const exclusions = await tx.catalogueExclusion.findMany({
    where: { organizationId: access.organization.id, withdrawnAt: null },
    select: { templateKey: true, reason: true },
    orderBy: { templateKey: "asc" },
  });
  const record: Record<string, unknown> = {
    implied_exclusions: Object.fromEntries(exclusions.map(({ templateKey, reason }) => [templateKey, reason])),
  };
  for (const [field, value] of Object.entries(profile?.values ?? {})) record[fileKey(field)] = value ?? carried[fileKey(field)] ?? null;
  return record as unknown as RegisterOrganization;
}

const FILE_ROLE: Record<Role, RegisterUser["role"]> = {
  owner: "isms_manager",
  "isms-manager": "isms_manager",
  contributor: "contributor",
  leadership: "approver",
  auditor: "auditor",
  viewer: "viewer",
};

async function members(tx: Tx, access: Access): Promise<RegisterUser[]> {
  const rows = await tx.$queryRaw<{ id: string; name: string; role: Role; top: boolean; department: string; active: boolean }[]>`
    SELECT u.id, u.name, m.role, m.is_top_management AS top, m.department, m.ended_at IS NULL AS active
      FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = ${access.organization.id}::uuid ORDER BY u.name, u.id`;
  return rows.map(({ id, name, role, top, department, active }) => ({
    id,
    name,
    role: FILE_ROLE[role],
    is_top_management: top,
    active,
    app_role: role,
    department,
  }));
}

/** Records without a ref, which stand in the order in which they came: rows of the statement, comments, what was said, voted or answered. */
async function unnumbered(
  tx: Tx,
  access: Access,
  entity: EntityName,
  carriedOwners: ReadonlyMap<string, string>,
): Promise<Record<string, unknown>[]> {
  const stored = await readRecords(tx, access.organization.id, entity, null);
  const rows = await tx.$queryRawUnsafe<{ id: string; at: Date }[]>(
    `SELECT id, created_at AS at FROM "${ENTITIES[entity].table}" WHERE organization_id = $1::uuid`,
    access.organization.id,
  );
  const created = new Map(rows.map(({ id, at }) => [id, at.toISOString()]));
  const written = (record: Record<string, unknown>) => String(record.text ?? record.question ?? record.number ?? record.subject ?? "");
  return stored
    .map(({ id, values }) => {
      const record: Record<string, unknown> = { id, created_at: created.get(id) ?? "" };
      for (const [field, value] of Object.entries(values)) record[fileKey(field)] = value;
      if (record.owner_id === null) record.owner_id = carriedOwners.get(id) ?? null;
      return record;
    })
    .sort(
      (a, b) =>
        compare(String(a.created_at), String(b.created_at)) || compare(written(a), written(b)) || compare(String(a.id), String(b.id)),
    );
}

/** What people changed since, one line for each field. Records that were created, by hand or by an import, are no changes. */
async function liveChanges(tx: Tx, access: Access): Promise<AnnexRecord[]> {
  const rows = await tx.$queryRaw<
    { sequence: bigint; at: Date; actor: string | null; entity: string; ref: string; payload: string | null }[]
  >`
    SELECT e.sequence, e.at, e.actor_id AS actor, e.entity, e.entity_ref AS ref, p.payload FROM history_entry e
      LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
     WHERE e.organization_id = ${access.organization.id}::uuid AND e.action NOT IN ('create', 'import')
       AND e.entity = ANY(${[...CHANGING]}::text[]) ORDER BY e.sequence`;
  return rows.flatMap(({ sequence, at, actor, entity, ref, payload }) => {
    const { fields = {}, reason = null } = payload
      ? (JSON.parse(payload) as { fields?: Record<string, unknown>; reason?: string | null })
      : {};
    return Object.keys(fields)
      .filter((field) => field !== "version")
      .map((field) => ({
        id: `${sequence}:${fileKey(field)}`,
        at: at.toISOString(),
        actor_id: actor,
        entity: ENTITY_IN_FILE[entity] ?? entity,
        entity_ref: ref,
        field: fileKey(field),
        reason: reason ?? "",
      }));
  });
}

/** Records of which changes are told: what the register says, not what was talked about it. */
const CHANGING = [
  "organization",
  ...RECORD_COLLECTIONS.filter((name) => specOf(name).prefix).map((name) => ENTITY_OF[name]),
  "soa-entry",
].filter((entity) => !["workshop", "interview", "self-assessment", "audit-sample", "review", "management-review"].includes(entity));
const ENTITY_IN_FILE: Readonly<Record<string, string>> = {
  "interested-party": "party",
  "context-issue": "issue",
  "soa-entry": "soa",
  organization: "org",
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
