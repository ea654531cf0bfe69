import { buildSheet, type SheetContent, type SheetFacts, type SheetLinkState, sheetLinkState } from "@/domain/assurance";
import { type MovedOn, movedOn } from "@/domain/assurance-difference";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { openPartyLink, partyLinkAddress } from "@/server/party-links";
import { inTenant } from "@/server/tenant";
import { hashOf, hashOfFacts, type SheetParty, sheetFacts } from "./facts";

export interface SheetRow {
  id: string;
  ref: string;
  version: number;
  title: string;
  partyId: string;
  partyRef: string;
  partyName: string;
  madeOn: string;
  madeBy: string | null;
  versionLabel: string;
  linkState: SheetLinkState;
  expiresAt: string | null;
  firstOpenedAt: string | null;
  openings: number;
}

interface StoredRow extends Omit<SheetRow, "linkState" | "expiresAt" | "firstOpenedAt"> {
  linkId: string | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  firstOpenedAt: Date | null;
  linkLanguage: string | null;
  leftOut: string[];
  content: string;
  contentHash: string;
  note: string;
}

const MOST_SHEETS = 500;

async function read(
  access: Access,
  { ref = null, partyId = null }: { ref?: string | null; partyId?: string | null },
): Promise<StoredRow[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<StoredRow[]>`
      SELECT s.id, s.ref, s.version, s.title, s.party_id AS "partyId", p.ref AS "partyRef", p.name AS "partyName", s.made_on::text AS "madeOn",
             u.name AS "madeBy", s.version_label AS "versionLabel", s.link_id AS "linkId", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
             k.first_opened_at AS "firstOpenedAt", k.language AS "linkLanguage", s.left_out AS "leftOut", s.content_hash AS "contentHash", s.note,
             CASE WHEN ${ref}::text IS NULL THEN '' ELSE s.content END AS content,
             (SELECT count(*)::int FROM history_entry e WHERE e.organization_id = s.organization_id AND e.entity = 'assurance-sheet'
                 AND e.entity_id = s.id AND e.action = 'open') AS openings
        FROM assurance_sheet s
        JOIN interested_party p ON p.organization_id = s.organization_id AND p.id = s.party_id
        LEFT JOIN party_link k ON k.organization_id = s.organization_id AND k.id = s.link_id
        LEFT JOIN user_account u ON u.id = s.created_by_id
       WHERE s.organization_id = ${access.organization.id}::uuid AND (${ref}::text IS NULL OR s.ref = ${ref}::text)
         AND (${partyId}::uuid IS NULL OR s.party_id = ${partyId}::uuid)
       ORDER BY s.made_on DESC, length(s.ref) DESC, s.ref DESC LIMIT ${MOST_SHEETS}`,
  );
}

function rowOf(row: StoredRow): SheetRow {
  const link = row.linkId === null ? null : linkOf(row);
  const { id, ref, version, title, partyId, partyRef, partyName, madeOn, madeBy, versionLabel, openings } = row;
  return {
    ...{ id, ref, version, title, partyId, partyRef, partyName, madeOn, madeBy, versionLabel, openings },
    linkState: sheetLinkState(link, now().toISOString()),
    expiresAt: link?.expiresAt ?? null,
    firstOpenedAt: link?.firstOpenedAt ?? null,
  };
}

function linkOf({ expiresAt, revokedAt, firstOpenedAt }: StoredRow) {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return { expiresAt: iso(expiresAt), revokedAt: iso(revokedAt), firstOpenedAt: iso(firstOpenedAt) };
}

/** The sheets that were made, the newest first; of one party where it is named. */
export async function listSheets(access: Access, { partyId = null }: { partyId?: string | null } = {}): Promise<SheetRow[]> {
  return (await read(access, { partyId })).map(rowOf);
}

/** What a sheet for a party can be made of, and what identifies it. Null: no such party. */
export async function sheetDraft(access: Access, partyRef: string): Promise<{ party: SheetParty; facts: SheetFacts; seen: string } | null> {
  return inTenant(access, async (tx) => {
    const party = await tx.interestedParty.findFirst({
      where: { organizationId: access.organization.id, ref: partyRef },
      select: { id: true, ref: true, name: true, adverse: true, status: true },
    });
    if (!party) return null;
    const facts = await sheetFacts(access, tx, party);
    return { party, facts, seen: hashOfFacts(facts) };
  });
}

export interface SheetRecord extends SheetRow {
  party: SheetParty;
  content: SheetContent;
  contentHash: string;
  /** Whether the content is still what was hashed. */
  intact: boolean;
  leftOut: string[];
  note: string;
  linkId: string | null;
  linkLanguage: string;
  /** The address of the page, for who may share it and while it opens; else null. */
  address: string | null;
  moved: MovedOn;
  openedAt: string[];
  mails: { to: string; status: string; problem: string; sentAt: string | null }[];
  handedOut: { ref: string; on: string; summary: string }[];
}

const MOST_OPENINGS_SHOWN = 50;

/** One sheet with what became of it. Null: none of this organisation. */
export async function getSheet(access: Access, ref: string): Promise<SheetRecord | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const [stored] = await read(access, { ref });
    if (!stored) return null;
    const party = (await tx.interestedParty.findFirst({
      where: { organizationId, id: stored.partyId },
      select: { id: true, ref: true, name: true, adverse: true, status: true },
    }))!;
    const content = JSON.parse(stored.content) as SheetContent;
    const choice = { leftOut: stored.leftOut, introduction: content.introduction, madeOn: today() };
    const asOfToday = buildSheet(await sheetFacts(access, tx, party), choice).content;
    const openings = await tx.$queryRaw<{ at: Date }[]>`
      SELECT at FROM history_entry WHERE organization_id = ${organizationId}::uuid AND entity = 'assurance-sheet' AND entity_id = ${stored.id}::uuid
         AND action = 'open' ORDER BY sequence DESC LIMIT ${MOST_OPENINGS_SHOWN}`;
    const contacts = access.can("contact:read");
    const mails = contacts
      ? await tx.mailMessage.findMany({
          where: { organizationId, entity: "assurance-sheet", recordId: stored.id },
          select: { toEmail: true, toName: true, status: true, problem: true, sentAt: true },
          orderBy: { createdAt: "desc" },
          take: 100,
        })
      : [];
    const handedOut = access.can("engagement:read")
      ? await tx.$queryRaw<{ ref: string; on: string; summary: string }[]>`
          SELECT ref, held_on::text AS on, summary FROM engagement WHERE organization_id = ${organizationId}::uuid AND origin_ref = ${ref}
             AND retired_at IS NULL ORDER BY held_on DESC, ref DESC LIMIT 50`
      : [];
    const row = rowOf(stored);
    const opens = row.linkState === "waiting" || row.linkState === "opened";
    return {
      ...row,
      party,
      content,
      contentHash: stored.contentHash,
      intact: hashOf(stored.content) === stored.contentHash,
      leftOut: stored.leftOut,
      note: stored.note,
      linkId: stored.linkId,
      linkLanguage: stored.linkLanguage ?? "en",
      address:
        opens && stored.linkId && access.can("assurance:share") ? partyLinkAddress(organizationId, "assurance", stored.linkId) : null,
      moved: movedOn(content, asOfToday),
      openedAt: openings.map(({ at }) => at.toISOString()),
      mails: mails.map(({ toEmail, toName, status, problem, sentAt }) => ({
        to: toName ? `${toName} <${toEmail}>` : toEmail,
        status,
        problem,
        sentAt: sentAt?.toISOString() ?? null,
      })),
      handedOut,
    };
  });
}

/** What the page of a sheet may say before it is opened: who it is from, in which language. Null for every link that opens nothing. */
export async function sheetDoor(token: string): Promise<{ organization: string; language: string; expiresAt: string | null } | null> {
  const link = await openPartyLink("assurance", token);
  if (!link?.targetId) return null;
  return { organization: link.access.organization.name, language: link.language, expiresAt: link.expiresAt };
}

/** Ids of what a sheet speaks of: its requirements, evidence and the lines of its controls; for copies, which are old once one of these changes. */
export async function recordsOfSheet(access: Access, content: SheetContent): Promise<string[]> {
  const organizationId = access.organization.id;
  const lines = content.requirements;
  const refs = [...lines, ...content.notAddressed].map(({ ref }) => ref);
  const evidence = lines.flatMap((line) => line.evidence.map(({ ref }) => ref));
  const controls = lines.flatMap((line) => line.controls.map(({ ref }) => ref));
  return inTenant(access, async (tx) => {
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM requirement WHERE organization_id = ${organizationId}::uuid AND ref = ANY(${refs}::text[])
      UNION ALL SELECT id FROM evidence WHERE organization_id = ${organizationId}::uuid AND ref = ANY(${evidence}::text[])
      UNION ALL SELECT id FROM soa_entry WHERE organization_id = ${organizationId}::uuid AND control_ref = ANY(${controls}::text[])`;
    return found.map(({ id }) => id);
  });
}

/** The entry of the history with which a sheet was made. */
export async function sequenceOfSheet(access: Access, sheetId: string): Promise<number> {
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[{ sequence: number }]>`
      SELECT coalesce(min(sequence), 0)::int AS sequence FROM history_entry
       WHERE organization_id = ${access.organization.id}::uuid AND entity = 'assurance-sheet' AND entity_id = ${sheetId}::uuid`,
  );
  return row.sequence;
}
