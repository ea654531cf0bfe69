import { createHmac } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { PartyLinkKind } from "@/domain/vocabulary";
import { Access } from "./access-value";
import { now } from "./clock";
import { env } from "./env";
import { houseOf, readGuestKey } from "./guests";
import type { RecordWriter } from "./record";
import { newRequestId } from "./request";
import { hashToken } from "./sessions";
import { connectionOf, inTenant } from "./tenant";

/**
 * Links for people outside who have no account: to answer an ask or a survey, to tell us something, to read one sheet. The secret is derived from
 * AUTH_SECRET and the link's id, so that a reminder can carry the same link although only the secret's hash is stored.
 */
export interface NewPartyLink {
  kind: PartyLinkKind;
  partyId: string | null;
  /** The ask, survey or sheet it opens; null for feedback. */
  targetId: string | null;
  /** Who it is for, as the history names them when they answer. */
  recipient: string;
  language: string;
  expiresAt: Date | null;
}

const PATHS: Record<PartyLinkKind, string> = { ask: "ask", survey: "survey", feedback: "feedback", assurance: "sheet" };

const secretOf = (organizationId: string, id: string) =>
  createHmac("sha256", env().authSecret).update(`goldthread-party-link-v1\n${organizationId}\n${id}`).digest("base64url");

/** The address of a link, with its secret: to be shown to whoever may send it, and put into a mail at the moment of sending. Never stored. */
export function partyLinkAddress(organizationId: string, kind: PartyLinkKind, id: string): string {
  return `${env().appOrigin}/${PATHS[kind]}/${organizationId}.${secretOf(organizationId, id)}`;
}

/** Makes a link as part of a change; returns its id. */
export async function issuePartyLink(record: RecordWriter, link: NewPartyLink): Promise<string> {
  return (await issuePartyLinks(record, [link]))[0]!;
}

/** Makes many links as part of a change; their ids in the same order. */
export async function issuePartyLinks(record: RecordWriter, links: readonly NewPartyLink[]): Promise<string[]> {
  const rows = links.map((link) => {
    const id = uuid();
    return {
      id,
      ...link,
      expiresAt: link.expiresAt?.toISOString() ?? null,
      tokenHash: hashToken(secretOf(record.access.organization.id, id)),
    };
  });
  await record.createMany("party-link", rows, { action: "issue" });
  return rows.map(({ id }) => id);
}

/** Ends a link before its time. Ended before: nothing happens. */
export async function revokePartyLink(record: RecordWriter, id: string): Promise<void> {
  const link = await record.get("party-link", id);
  if (link.values.revokedAt) return;
  await record.update(
    "party-link",
    id,
    link.version,
    { revokedAt: now().toISOString(), revokedById: record.access.user?.id ?? null },
    { action: "revoke" },
  );
}

export interface OpenedPartyLink {
  id: string;
  version: number;
  partyId: string | null;
  targetId: string | null;
  recipient: string;
  language: string;
  expiresAt: string | null;
  firstOpenedAt: string | null;
  /** Acts as the link and holds no permission: it reaches what the caller reads for it, inside the organisation of the link. */
  access: Access;
}

interface Row {
  id: string;
  version: number;
  party_id: string | null;
  target_id: string | null;
  recipient: string;
  language: string;
  expires_at: Date | null;
  revoked_at: Date | null;
  first_opened_at: Date | null;
}

/**
 * What a link opens. Null for what is invented, of another kind, revoked, expired, or of another organisation: all look alike.
 * @param token "organisation's id.secret", as it stands in the address
 */
export async function openPartyLink(kind: PartyLinkKind, token: string): Promise<OpenedPartyLink | null> {
  const key = readGuestKey(token);
  const found = key && (await houseOf(key.organizationId));
  if (!key || !found) return null;
  const [row] = await inTenant(found.access, (tx) =>
    connectionOf(tx).rows<Row>(
      `SELECT id, version, party_id, target_id, recipient, language, expires_at, revoked_at, first_opened_at
         FROM party_link WHERE organization_id = $1::uuid AND token_hash = $2 AND kind = $3`,
      [found.house.id, hashToken(key.secret), kind],
      { often: true },
    ),
  );
  if (!row || row.revoked_at || (row.expires_at && row.expires_at <= now())) return null;
  return {
    id: row.id,
    version: row.version,
    partyId: row.party_id,
    targetId: row.target_id,
    recipient: row.recipient,
    language: row.language,
    expiresAt: row.expires_at?.toISOString() ?? null,
    firstOpenedAt: row.first_opened_at?.toISOString() ?? null,
    access: Access.grant({
      organization: found.house,
      user: null,
      role: "auditor",
      requestId: newRequestId(),
      token: { id: row.id, name: row.recipient || kind },
      only: new Set(),
    }),
  };
}
