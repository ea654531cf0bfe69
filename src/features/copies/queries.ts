import { readCopyAddress } from "@/domain/copy-code";
import type { CopyFormat } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { type Access, systemAccess } from "@/server/access";
import { now } from "@/server/clock";
import type { Tx } from "@/server/db";
import { hashToken } from "@/server/sessions";
import { connectionOf, inTenant } from "@/server/tenant";
import { LONGEST_MAKING } from "./stale";
import { changedSince, watchedEntities } from "./standing";

export { type Standing, standingOf, standingOfIssue } from "./standing";

export type Currency = "current" | "superseded" | "unknown";

interface Judged {
  kind: string;
  status: string;
  versionId: string | null;
  versionStatus: string | null;
  sequence: number;
  request: string;
}

/** Whether the register still says what a copy says. */
async function currencyOf(tx: Tx, organizationId: string, copy: Judged): Promise<Currency> {
  if (copy.status !== "ready") return "unknown";
  if (copy.versionId) return copy.versionStatus === "approved" ? "current" : "superseded";
  const about = aboutOf(copy.request);
  const changed = await changedSince(tx, organizationId, {
    kind: copy.kind,
    sequence: copy.sequence,
    entities: about ? [] : watchedEntities(copy.kind),
    about,
    most: 1,
  });
  return changed > 0 ? "superseded" : "current";
}

function aboutOf(request: string): readonly string[] | null {
  if (!request) return null;
  const { about } = JSON.parse(request) as { about?: readonly string[] };
  return about ?? null;
}

/** The one thing that anybody may ask about a copy, by the address in its QR. Without that address, of another house, or invented: unknown. */
export async function publicCurrency(address: string): Promise<Currency> {
  const named = readCopyAddress(address);
  if (!named) return "unknown";
  const { organizationId, code } = named;
  // Also for an organisation that does not exist: the same statement, which finds nothing.
  const access = systemAccess({ id: organizationId, slug: "", name: "" }, "copy");
  return inTenant(access, async (tx) => {
    const [copy] = await connectionOf(tx).rows<Judged>(
      `SELECT c.kind, c.status, c.version_id AS "versionId", v.status AS "versionStatus", c.sequence, c.request
         FROM issued_copy c LEFT JOIN register_version v ON v.organization_id = c.organization_id AND v.id = c.version_id
        WHERE c.organization_id = $1::uuid AND c.code_hash = $2`,
      [organizationId, hashToken(code)],
      { often: true },
    );
    return copy ? currencyOf(tx, organizationId, copy) : "unknown";
  });
}

export interface CopyRow {
  id: string;
  number: number;
  kind: string;
  format: CopyFormat;
  title: string;
  fileName: string;
  filterText: string;
  rowsShown: number | null;
  rowsTotal: number | null;
  versionLabel: string;
  classification: string;
  madeById: string | null;
  madeByName: string;
  madeAt: string;
  status: "making" | "ready" | "failed";
  progress: number;
  failure: string;
  sha256: string;
  bytes: number;
  /** Until when the file itself lies ready; null where it was handed out at once or is gone. */
  storedUntil: string | null;
  currency: Currency;
}

export const COPIES_ON_A_PAGE = 50;

export interface CopyFilter {
  kind?: string | undefined;
  /** Id of a person. */
  by?: string | undefined;
  page?: number | undefined;
}

export interface CopyPage {
  copies: CopyRow[];
  total: number;
  matching: number;
  page: number;
  pages: number;
  /** What can be chosen: kinds with the title last used, people. */
  kinds: { value: string; label: string }[];
  people: { value: string; label: string }[];
}

const COLUMNS = `c.id, c.number, c.kind, c.format, c.title, c.file_name AS "fileName", c.filter_text AS "filterText", c.rows_shown AS "rowsShown",
  c.rows_total AS "rowsTotal", c.version_label AS "versionLabel", c.classification, c.made_by_id AS "madeById", c.made_by_name AS "madeByName",
  c.made_at AS "madeAt", c.status, c.progress, c.failure, c.sha256, c.bytes, c.stored_until AS "storedUntil", c.version_id AS "versionId",
  c.sequence::int AS sequence, c.request, v.status AS "versionStatus"`;
const FROM = "FROM issued_copy c LEFT JOIN register_version v ON v.organization_id = c.organization_id AND v.id = c.version_id";

type Raw = Omit<CopyRow, "currency" | "madeAt" | "storedUntil"> & Judged & { madeAt: Date; storedUntil: Date | null };

/** The register of copies, the latest first. */
export async function listCopies(access: Access, { kind, by, page = 1 }: CopyFilter = {}): Promise<CopyPage> {
  const organizationId = access.organization.id;
  return inTenant(access, async (tx) => {
    const connection = connectionOf(tx);
    const conditions = `c.organization_id = $1::uuid AND ($2::text IS NULL OR c.kind = $2) AND ($3::text IS NULL OR c.made_by_id::text = $3)`;
    const values = [organizationId, kind || null, by || null];
    const [counts] = await connection.rows<{ total: number; matching: number }>(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE ${conditions})::int AS matching FROM issued_copy c WHERE c.organization_id = $1::uuid`,
      values,
      { often: true },
    );
    const { total, matching } = counts!;
    const pages = Math.max(1, Math.ceil(matching / COPIES_ON_A_PAGE));
    const at = Math.min(Math.max(1, page), pages);
    const rows = await connection.rows<Raw>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${conditions} ORDER BY c.number DESC LIMIT ${COPIES_ON_A_PAGE} OFFSET ${(at - 1) * COPIES_ON_A_PAGE}`,
      values,
      { often: true },
    );
    const kinds = await connection.rows<{ value: string; label: string }>(
      `SELECT DISTINCT ON (kind) kind AS value, title AS label FROM issued_copy WHERE organization_id = $1::uuid ORDER BY kind, number DESC`,
      [organizationId],
    );
    const people = await connection.rows<{ value: string; label: string }>(
      `SELECT DISTINCT ON (made_by_id) made_by_id::text AS value, made_by_name AS label FROM issued_copy
        WHERE organization_id = $1::uuid AND made_by_id IS NOT NULL ORDER BY made_by_id, number DESC`,
      [organizationId],
    );
    return {
      copies: await withCurrency(tx, organizationId, rows),
      total,
      matching,
      page: at,
      pages,
      kinds: byLabel(kinds),
      people: byLabel(people),
    };
  });
}

/** One copy by its number; null where there is none. */
export async function copyByNumber(access: Access, number: number): Promise<CopyRow | null> {
  return one(access, "c.number = $2::int", number);
}

/** Which copy has exactly this content; null: none that left this register. */
export async function copyByHash(access: Access, sha256: string): Promise<CopyRow | null> {
  return one(access, "c.sha256 = $2 AND c.status = 'ready'", sha256);
}

async function one(access: Access, condition: string, value: unknown): Promise<CopyRow | null> {
  const organizationId = access.organization.id;
  return inTenant(access, async (tx) => {
    const rows = await connectionOf(tx).rows<Raw>(
      `SELECT ${COLUMNS} ${FROM} WHERE c.organization_id = $1::uuid AND ${condition} ORDER BY c.number DESC LIMIT 1`,
      [organizationId, value],
      { often: true },
    );
    return (await withCurrency(tx, organizationId, rows))[0] ?? null;
  });
}

/** The last copy of each of these kinds. */
export async function lastCopies(access: Access, kinds: readonly string[]): Promise<Map<string, CopyRow>> {
  const organizationId = access.organization.id;
  return inTenant(access, async (tx) => {
    const rows = await connectionOf(tx).rows<Raw>(
      `SELECT DISTINCT ON (c.kind) ${COLUMNS} ${FROM} WHERE c.organization_id = $1::uuid AND c.kind = ANY($2::text[]) AND c.status = 'ready'
        ORDER BY c.kind, c.number DESC`,
      [organizationId, [...kinds]],
    );
    return new Map((await withCurrency(tx, organizationId, rows)).map((row) => [row.kind, row]));
  });
}

/** Of the same kind and moment the same is true: asked once. */
async function withCurrency(tx: Tx, organizationId: string, rows: readonly Raw[]): Promise<CopyRow[]> {
  const known = new Map<string, Currency>();
  const copies: CopyRow[] = [];
  for (const { versionId, versionStatus, sequence, request, madeAt, storedUntil, ...row } of rows) {
    const judged: Judged = { kind: row.kind, status: row.status, versionId, versionStatus, sequence, request };
    const key = JSON.stringify(judged);
    const currency = known.get(key) ?? (await currencyOf(tx, organizationId, judged));
    known.set(key, currency);
    const dead = row.status === "making" && now().getTime() - madeAt.getTime() > LONGEST_MAKING;
    if (dead) Object.assign(row, { status: "failed", failure: translator("copies")("broken") });
    copies.push({ ...row, madeAt: madeAt.toISOString(), storedUntil: storedUntil?.toISOString() ?? null, currency });
  }
  return copies;
}

const byLabel = (choices: readonly { value: string; label: string }[]) => [...choices].sort((a, b) => a.label.localeCompare(b.label, "en"));
