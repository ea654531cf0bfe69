import { refSortKey } from "@/domain/refs";
import {
  ANNEX_COLLECTIONS,
  type AnnexRecord,
  type RegisterComment,
  type RegisterFile,
  type RegisterInterview,
  type RegisterInterviewAnswer,
  type RegisterIssue,
  type RegisterLink,
  type RegisterObjective,
  type RegisterObligation,
  type RegisterOrganization,
  type RegisterParty,
  type RegisterRequirement,
  type RegisterSource,
  type RegisterUser,
  type RegisterWorkshop,
  type RegisterWorkshopEntry,
  type RegisterWorkshopVote,
} from "@/domain/register-file";
import type { Role } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { ENTITIES, type EntityName } from "@/server/entities";
import { type LinkTarget, readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { fileKey } from "./field-names";

/** How many records the register holds, for the page that gives it out and takes it in. */
export interface RegisterCounts {
  parties: number;
  requirements: number;
  sources: number;
  obligations: number;
  issues: number;
  objectives: number;
  comments: number;
  workshops: number;
  interviews: number;
  /** Records of collections that are only carried. */
  carried: number;
}

export async function registerCounts(access: Access): Promise<RegisterCounts> {
  const organization = access.organization.id;
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[RegisterCounts]>`
      SELECT (SELECT count(*)::int FROM interested_party WHERE organization_id = ${organization}::uuid) AS parties,
             (SELECT count(*)::int FROM requirement WHERE organization_id = ${organization}::uuid) AS requirements,
             (SELECT count(*)::int FROM source_document WHERE organization_id = ${organization}::uuid) AS sources,
             (SELECT count(*)::int FROM obligation WHERE organization_id = ${organization}::uuid) AS obligations,
             (SELECT count(*)::int FROM context_issue WHERE organization_id = ${organization}::uuid) AS issues,
             (SELECT count(*)::int FROM objective WHERE organization_id = ${organization}::uuid) AS objectives,
             (SELECT count(*)::int FROM comment WHERE organization_id = ${organization}::uuid) AS comments,
             (SELECT count(*)::int FROM workshop WHERE organization_id = ${organization}::uuid) AS workshops,
             (SELECT count(*)::int FROM interview WHERE organization_id = ${organization}::uuid) AS interviews,
             (SELECT coalesce(sum(jsonb_array_length(content)), 0)::int FROM register_annex
               WHERE organization_id = ${organization}::uuid AND collection NOT IN ('org', 'users', 'owners')) AS carried`,
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
      const records = async (entity: EntityName) => recordsOf(tx, access, entity, owners, carriedOwners);
      const parties = await records("interested-party");
      const requirements = await records("requirement");
      const carried = Object.fromEntries(ANNEX_COLLECTIONS.map((name) => [name, annex.get(name) ?? []])) as Pick<
        RegisterFile,
        (typeof ANNEX_COLLECTIONS)[number]
      >;
      return {
        today: today(),
        org: await organizationRecord(tx, access, annex.get("org")?.[0] ?? {}),
        users: [...(await members(tx, access)), ...guests],
        parties: parties as unknown as RegisterParty[],
        requirements: requirements.map(({ links: _links, ...requirement }) => ({
          ...requirement,
          source_id: (requirement.source_ids as string[])[0] ?? null,
          obligation_id: (requirement.obligation_ids as string[])[0] ?? null,
        })) as unknown as RegisterRequirement[],
        links: linksOf(requirements),
        obligations: (await records("obligation")) as unknown as RegisterObligation[],
        sources: (await records("source")) as unknown as RegisterSource[],
        issues: (await records("context-issue")) as unknown as RegisterIssue[],
        objectives: (await records("objective")) as unknown as RegisterObjective[],
        comments: (await said(tx, access, "comment")) as unknown as RegisterComment[],
        workshops: (await records("workshop")) as unknown as RegisterWorkshop[],
        workshop_entries: (await said(tx, access, "workshop-entry")) as unknown as RegisterWorkshopEntry[],
        workshop_votes: (await said(tx, access, "workshop-vote")) as unknown as RegisterWorkshopVote[],
        interviews: (await records("interview")) as unknown as RegisterInterview[],
        interview_answers: (await said(tx, access, "interview-answer")) as unknown as RegisterInterviewAnswer[],
        ...carried,
        changes: [...carried.changes, ...(await liveChanges(tx, access))],
      };
    },
    { timeout: 120_000 },
  );
}

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
async function recordsOf(
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
    (links as LinkTarget[]).map(({ targetType, targetRef, rationale }) => ({
      id: `${ref} ${targetType} ${targetRef}`,
      requirement_id: String(id),
      target_type: targetType as RegisterLink["target_type"],
      target_ref: targetRef,
      rationale,
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

/** Records without a ref, which stand in the order in which they came: comments, what was said, voted or answered. */
async function said(
  tx: Tx,
  access: Access,
  entity: "comment" | "workshop-entry" | "workshop-vote" | "interview-answer",
): Promise<Record<string, unknown>[]> {
  const stored = await readRecords(tx, access.organization.id, entity, null);
  const rows = await tx.$queryRawUnsafe<{ id: string; at: Date }[]>(
    `SELECT id, created_at AS at FROM "${ENTITIES[entity].table}" WHERE organization_id = $1::uuid`,
    access.organization.id,
  );
  const created = new Map(rows.map(({ id, at }) => [id, at.toISOString()]));
  const written = (record: Record<string, unknown>) => String(record.text ?? record.question ?? "");
  return stored
    .map(({ id, values }) => {
      const record: Record<string, unknown> = { id, created_at: created.get(id) ?? "" };
      for (const [field, value] of Object.entries(values)) record[fileKey(field)] = value;
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
       AND e.entity IN ('interested-party', 'requirement', 'source', 'obligation', 'context-issue', 'objective', 'organization') ORDER BY e.sequence`;
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

const ENTITY_IN_FILE: Readonly<Record<string, string>> = { "interested-party": "party", "context-issue": "issue", organization: "org" };

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
