import {
  CONTENT_ENTITIES,
  type ContentEntity,
  type ContentRecord,
  contentOf,
  parseContent,
  type RegisterContent,
} from "@/domain/register-content";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid } from "@/server/errors";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";

/** What documents say of the version that they are made of, and of those before it. */
interface PaperVersion {
  id: string;
  number: string;
  status: string;
  approvedOn: string | null;
  approvers: string[];
  owner: string;
  changeSummary: string;
  contentHash: string;
  exceptionReason: string;
}

/** Everything a document of the register is made of: a frozen content or the one that stands there now, and what ids are called. */
export interface Reading {
  content: RegisterContent;
  organizationName: string;
  people: ReadonlyMap<string, string>;
  /** The version whose content this is; null: the draft. */
  version: PaperVersion | null;
  /** Versions that were approved here, newest first; of a version's document those up to it. */
  versions: readonly PaperVersion[];
  /** The day of which it speaks: that of the approval, or today. */
  day: string;
  /** What the written scope quotes; no part of a version's content. */
  scopeQuotes: string;
}

type VersionRow = Omit<PaperVersion, "approvers" | "owner"> & {
  approverIds: string[];
  ownerId: string | null;
  major: number;
  minor: number;
};

/**
 * The register of a version by its number, from the content that was frozen for it, or for "" as it stands now.
 * Throws Invalid for a version that was never approved here.
 */
export async function readingOf(access: Access, number: string): Promise<Reading> {
  const organizationId = access.organization.id;
  return inTenant(
    access,
    async (tx) => {
      const rows = await tx.$queryRaw<VersionRow[]>`
        SELECT v.id, v.number, v.status, v.approved_on::text AS "approvedOn", v.approved_by_ids AS "approverIds", v.owner_id AS "ownerId",
               v.change_summary AS "changeSummary", coalesce(nullif(v.approved_hash, ''), v.content_hash) AS "contentHash", v.exception_reason AS "exceptionReason", v.major, v.minor
          FROM register_version v
         WHERE v.organization_id = ${organizationId}::uuid AND v.status IN ('approved', 'superseded') ORDER BY v.major DESC, v.minor DESC`;
      const named = await tx.$queryRaw<{ id: string; name: string }[]>`
        SELECT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = ${organizationId}::uuid`;
      const people = new Map(named.map(({ id, name }) => [id, name]));
      const versions = rows.map(
        ({ approverIds, ownerId, major: _major, minor: _minor, ...version }): PaperVersion => ({
          ...version,
          approvers: approverIds.flatMap((id) => people.get(id) ?? []),
          owner: people.get(ownerId ?? "") ?? "",
        }),
      );
      const at = number === "" ? -1 : versions.findIndex((version) => version.number === number);
      const version = versions[at] ?? null;
      const kept =
        version &&
        (await tx.registerVersionContent.findFirst({
          where: { organizationId, versionId: version.id, contentHash: version.contentHash },
          select: { content: true },
        }));
      if (number !== "" && !kept) throw new Invalid({ version: translator("paperContent")("noVersion", { number }) });
      const profile = await tx.organizationProfile.findUnique({ where: { organizationId }, select: { scopeRegisterVersion: true } });
      return {
        content: kept ? parseContent(kept.content) : await contentNow(access),
        organizationName: access.organization.name,
        people,
        version,
        versions: at < 0 ? versions : versions.slice(at),
        day: version?.approvedOn ?? today(),
        scopeQuotes: version ? "" : (profile?.scopeRegisterVersion ?? ""),
      };
    },
    { snapshot: true, timeout: 60_000 },
  );
}

async function contentNow(access: Access): Promise<RegisterContent> {
  return inTenant(access, async (tx) => {
    const sources = [];
    for (const entity of CONTENT_ENTITIES)
      for (const { id, values } of await readRecords(tx, access.organization.id, entity, null))
        sources.push({ entity, id, fields: values });
    return contentOf(access.organization.id, sources);
  });
}

/** A field as text; empty where it says nothing. */
export function textOf(record: ContentRecord | undefined, field: string): string {
  const value = record?.[field];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** A field as a list of texts. */
export function listOf(record: ContentRecord | undefined, field: string): string[] {
  const value = record?.[field];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** A whole number; null where none is given. */
export function numberOf(record: ContentRecord, field: string): number | null {
  const value = record[field];
  return typeof value === "number" ? value : null;
}

export interface RecordLink {
  targetType: string;
  targetRef: string;
  rationale: string;
  coverage: string;
}

/** What a requirement is linked to. */
export function linksOf(requirement: ContentRecord): RecordLink[] {
  const links = requirement.links;
  if (!Array.isArray(links)) return [];
  return links.flatMap((link) => {
    if (link === null || typeof link !== "object" || Array.isArray(link)) return [];
    const part = (name: string) => (typeof link[name] === "string" ? link[name] : "");
    return [{ targetType: part("targetType"), targetRef: part("targetRef"), rationale: part("rationale"), coverage: part("coverage") }];
  });
}

/** The records of one kind; without the retired ones unless asked for. */
export function recordsOf({ content }: Reading, entity: ContentEntity, { retired = false } = {}): ContentRecord[] {
  return (content.records[entity] ?? []).filter((record) => (record.status === "retired") === retired);
}

/** All records of these kinds by their id, retired ones too: what an id stands for. */
export function byId({ content }: Reading, ...entities: ContentEntity[]): ReadonlyMap<string, ContentRecord> {
  return new Map(entities.flatMap((entity) => (content.records[entity] ?? []).map((record) => [record.id, record] as const)));
}

/** Who an id stands for: the member, else how the imported sheet named them. */
export function personOf({ people }: Reading, record: ContentRecord | undefined, field = "ownerId"): string {
  return people.get(textOf(record, field)) ?? (field === "ownerId" ? textOf(record, "ownerLabel") : "");
}

export function organizationOf({ content }: Reading): ContentRecord | undefined {
  return content.records.organization?.[0];
}

/** A document of a version bears the day of its approval; any other the day on which it is made. */
export function dayOf({ version, day }: Reading): { day?: string } {
  return version ? { day } : {};
}
