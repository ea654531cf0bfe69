import { CONTENT_ENTITIES, isContentField } from "@/domain/register-content";
import { versionStrip } from "@/features/versions/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { ENTITIES, type EntityName } from "@/server/entities";
import { connectionOf, inTenant } from "@/server/tenant";

/** Where the register stood when a document was made of it. */
export interface Standing {
  /** The last entry of the history that the document can show. */
  sequence: number;
  /** The version that it is made of; null where it is made of the draft, or of a day. */
  versionId: string | null;
  /** "2.1"; "2.1 + 3" for a draft with three changed records; "draft"; "2026-05-12" for a day. */
  label: string;
  /** The same as a sentence for the foot of a page. */
  edition: string;
  /** "Approved by Jonas Weber on 2026-05-12"; empty where it is not approved. */
  approved: string;
}

/** Fields whose change changes no content, by kind of record; of what belongs to no version, only its own version number. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (Object.keys(ENTITIES) as EntityName[]).map((entity) => [
    entity,
    (CONTENT_ENTITIES as readonly string[]).includes(entity)
      ? ["version", ...Object.keys(ENTITIES[entity].fields).filter((field) => !isContentField(entity, field))]
      : ["version"],
  ]),
);

/** Records beside the content of a version that some lists show. */
const ALSO_SHOWN: Readonly<Record<string, readonly EntityName[]>> = {
  "list:findings": ["finding", "action"],
  "list:actions": ["action"],
  "list:conflicts": ["conflict"],
  "list:budget": ["budget-line"],
  "list:monitoring": ["criterion", "measurement"],
  "monitoring-plan": ["criterion"],
  "monitoring-report": ["criterion", "measurement", "action"],
  "budget-justification": ["budget-line"],
  "process-log": [
    "workshop",
    "workshop-entry",
    "interview",
    "interview-answer",
    "catalogue-exclusion",
    "review",
    "trigger-event",
    "management-review",
    "register-version",
  ],
};

/** Documents that other things make old than a change of the register: a newer issue of the statement; a sample, once drawn, nothing. */
const ONLY: Readonly<Record<string, readonly EntityName[]>> = {
  "statement-issue": ["soa-version"],
  "list:audit-sample": [],
  "list:horizon": ["horizon-note"],
};

/** Kinds of document that show less of a record than its whole content: a change of anything else leaves them current. */
const SHOWN_ONLY: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "assurance-sheet": {
    requirement: [
      "statement",
      "status",
      "relevance",
      "ismsDecision",
      "ismsDecisionRationale",
      "howAddressed",
      "fulfilmentStatus",
      "fulfilmentAssessedAt",
      "links",
    ],
    evidence: ["title", "dated", "validUntil", "status"],
    "soa-entry": ["applicable", "implementationStatus"],
  },
};

/** Fields whose change leaves a document of this kind as current as it was, by kind of record. */
function unnoticed(kind: string): Readonly<Record<string, readonly string[]>> {
  const shown = SHOWN_ONLY[kind];
  if (!shown) return LEFT_OUT;
  const others = Object.entries(shown).map(([entity, fields]) => {
    const spec = ENTITIES[entity as EntityName];
    const all = ["version", ...Object.keys(spec.fields), ...Object.keys(spec.links), "links"];
    return [entity, all.filter((field) => !fields.includes(field))];
  });
  return { ...LEFT_OUT, ...Object.fromEntries(others) };
}

/** The kinds of record whose change makes a document of this kind old. */
export function watchedEntities(kind: string): readonly string[] {
  return ONLY[kind] ?? [...CONTENT_ENTITIES, ...(ALSO_SHOWN[kind] ?? [])];
}

/** How many records changed in what they say after this entry of the history; `most` stops the counting. */
export async function changedSince(
  tx: Tx,
  organizationId: string,
  {
    kind,
    sequence,
    entities,
    about = null,
    most,
  }: { kind: string; sequence: number; entities: readonly string[]; about?: readonly string[] | null; most: number },
): Promise<number> {
  const [row] = await connectionOf(tx).rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT DISTINCT e.entity_id FROM history_entry e
         LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
        WHERE e.organization_id = $1::uuid AND e.sequence > $2::int
          AND CASE WHEN $4::text IS NULL THEN e.entity = ANY($3::text[]) ELSE e.entity_id::text = ANY(string_to_array($4::text, ',')) END
          AND (p.payload IS NULL OR EXISTS (
            SELECT 1 FROM jsonb_object_keys(p.payload::jsonb -> 'fields') AS field
             WHERE NOT jsonb_exists(coalesce($5::jsonb -> e.entity, '[]'), field)))
        LIMIT $6::int) changed`,
    [organizationId, sequence, [...entities], about === null ? null : about.join(","), JSON.stringify(unnoticed(kind)), most],
    { often: true },
  );
  return row!.count;
}

/** Where the register stood when this statement of applicability was issued: whatever is issued later supersedes it. */
export async function standingOfIssue(access: Access, { id, number }: { id: string; number: string }): Promise<Standing> {
  return inTenant(
    access,
    async (tx) => {
      const [row] = await connectionOf(tx).rows<{ sequence: number }>(
        `SELECT coalesce(min(sequence), 0)::int AS sequence FROM history_entry
          WHERE organization_id = $1::uuid AND entity = 'soa-version' AND entity_id = $2::uuid`,
        [access.organization.id, id],
      );
      const edition = translator("copies.standing")("issue", { number });
      return { sequence: row!.sequence, versionId: null, label: number, edition, approved: "" };
    },
    access.past ? { live: true } : {},
  );
}

interface VersionRow {
  id: string;
  number: string;
  status: string;
  sequence: number | null;
  approvedOn: string | null;
  approvers: string;
}

const VERSION = `SELECT v.id, v.number, v.status, v.history_sequence AS sequence, v.approved_on::text AS "approvedOn",
       coalesce((SELECT string_agg(u.name, ', ' ORDER BY u.name) FROM user_account u WHERE u.id::text = ANY(v.approved_by_ids)), '') AS approvers
  FROM register_version v WHERE v.organization_id = $1::uuid AND `;

/**
 * Where the register stands, or stood where `access` reads the past. Ask before the content is read, or in the same moment.
 * `ofTheVersion`: all that the document shows is part of a version, so that an unchanged draft is that version. `versionId`: it is made of this one.
 */
export async function standingOf(
  access: Access,
  { ofTheVersion = false, versionId = null }: { ofTheVersion?: boolean; versionId?: string | null } = {},
): Promise<Standing> {
  const organizationId = access.organization.id;
  const { past } = access;
  return inTenant(
    access,
    async (tx) => {
      const connection = connectionOf(tx);
      const version = async (where: string, value: string): Promise<VersionRow | undefined> =>
        (await connection.rows<VersionRow>(`${VERSION}${where}`, [organizationId, value], { often: true }))[0];
      const [head] = await connection.rows<{ sequence: number }>(
        "SELECT sequence::int AS sequence FROM history_head WHERE organization_id = $1::uuid",
        [organizationId],
        { often: true },
      );
      const sequence = past?.sequence ?? head?.sequence ?? 0;
      const t = translator("copies.standing");
      if (past && !past.versionNumber)
        return { sequence, versionId: null, label: past.label, edition: t("asOf", { day: past.label }), approved: "" };
      const asked = versionId
        ? await version("v.id = $2::uuid", versionId)
        : past
          ? await version("v.number = $2", past.versionNumber!)
          : undefined;
      if (asked) return { sequence: asked.sequence ?? sequence, ...told(asked) };
      const { governing, changes, more } = await versionStrip(access);
      if (!governing) return { sequence, versionId: null, label: "draft", edition: t("draft"), approved: "" };
      const { id, number } = governing;
      const found = changes === 0 ? await version("v.id = $2::uuid", id) : undefined;
      if (found && ofTheVersion) return { sequence, ...told(found) };
      // What a file told of a version is not enough to say how much changed since.
      const edition = changes === null ? t("draftAfter", { number }) : t("draftSince", { number, count: changes, more: more ? "+" : "" });
      return {
        sequence,
        versionId: null,
        label: changes ? `${number} + ${changes}${more ? "+" : ""}` : number,
        edition: changes === 0 ? t("version", { number }) : edition,
        approved: "",
      };
    },
    // The past knows nothing of versions; open transactions of the same moment are joined.
    past ? { live: true } : {},
  );
}

function told({ id, number, status, approvedOn, approvers }: VersionRow): Omit<Standing, "sequence"> {
  const t = translator("copies.standing");
  const approved = approvedOn !== null;
  return {
    versionId: id,
    label: number,
    edition: t(status === "superseded" ? "superseded" : approved ? "version" : "unapproved", { number }),
    approved: approved ? t(approvers ? "approvedBy" : "approved", { names: approvers, day: approvedOn ?? "" }) : "",
  };
}
