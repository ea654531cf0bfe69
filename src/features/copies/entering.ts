import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { copyCode } from "@/domain/copy-code";
import type { CopyFormat } from "@/domain/vocabulary";
import { checkpointAfter } from "@/features/checkpoints/mutations";
import type { CopyMark } from "@/lib/paper/copy-mark";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import type { RecordWriter } from "@/server/record";
import { hashToken } from "@/server/sessions";
import { inTenant } from "@/server/tenant";
import { markOf } from "./mark";
import { type Standing, standingOf } from "./standing";

/** A file that is about to leave. */
export interface Leaving {
  /** Which document: "register", "list:requirements", "audit-pack". */
  kind: string;
  format: CopyFormat;
  title: string;
  fileName: string;
  /** What it was narrowed to, in words; empty where nothing was left out. */
  filterText: string;
  /** Null where the document has no rows. */
  rowsShown: number | null;
  rowsTotal: number | null;
  /** Made of this version of the register and not of what stands there now. */
  versionId?: string | null;
  /** Where the register stood, asked before the content was read; asked now where it is missing, before `make` begins. */
  standing?: Standing;
  /** In the document's number, "REG"; what has none gets no number. */
  documentCode?: string;
  /** In the document's number instead of the register's version: "1.2", "MR-003". */
  suffix?: string;
  /** Ids of the records that it is about, where it is not the register: only their changes supersede it. */
  about?: readonly string[];
  /** What the history says instead of the usual sentence. */
  entry?: { entity: string; ref: string; note: string };
  /** Makes the file; the mark holds what stands on it and the address in its QR. */
  make(mark: CopyMark): Promise<Uint8Array | string>;
}

export interface Copy {
  id: string;
  number: number;
  sha256: string;
}

/** These are read by programs: nothing may stand in them but their rows. */
const WITHOUT_CODE: ReadonlySet<CopyFormat> = new Set<CopyFormat>(["csv", "xlsx", "json"]);

const TYPES: Readonly<Record<CopyFormat, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  zip: "application/zip",
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
};

export function contentType(format: CopyFormat): string {
  return TYPES[format];
}

export interface Prepared {
  standing: Standing;
  mark: CopyMark;
  classification: string;
}

/** Where the register stands, and a code that nobody knows. */
export async function prepare(access: Access, leaving: Leaving): Promise<Prepared> {
  const standing = leaving.standing ?? (await standingOf(access, { versionId: leaving.versionId ?? null }));
  const profile = await inTenant(
    access,
    (tx) =>
      tx.organizationProfile.findFirst({
        where: { organizationId: access.organization.id },
        select: { classification: true, documentPrefix: true },
      }),
    access.past ? { live: true } : {},
  );
  const { filterText, rowsShown, rowsTotal, documentCode = "", suffix = "" } = leaving;
  const mark = markOf(
    { organizationId: access.organization.id, code: copyCode(randomBytes(16)) },
    { prefix: profile?.documentPrefix ?? "", documentCode, suffix, standing, rowsShown, rowsTotal, filterText },
  );
  return { standing, mark, classification: profile?.classification ?? "" };
}

const LONGEST_TEXT = 2_000;

/** The row of the register of copies, with the next number. The numbers have no gaps: they are drawn in the change that enters the copy. */
export async function enter(
  record: RecordWriter,
  access: Access,
  { leaving, standing, mark, classification }: Prepared & { leaving: Leaving },
) {
  const { kind, format, title, fileName, filterText, rowsShown, rowsTotal, about } = leaving;
  const organizationId = access.organization.id;
  const [counter] = await record.tx.$queryRaw<[{ last: number }]>`
    INSERT INTO ref_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, 'COPY', 1)
    ON CONFLICT (organization_id, prefix) DO UPDATE SET last = ref_counter.last + 1 RETURNING last`;
  return {
    organizationId,
    id: uuid(),
    number: Number(counter.last),
    kind,
    format,
    title: title.slice(0, LONGEST_TEXT),
    fileName: fileName.slice(0, LONGEST_TEXT),
    filterText: filterText.slice(0, LONGEST_TEXT),
    rowsShown,
    rowsTotal,
    versionId: standing.versionId,
    versionLabel: standing.label,
    sequence: standing.sequence,
    classification,
    madeById: access.user?.id ?? null,
    madeByName: access.actor.name,
    madeAt: now(),
    codeHash: WITHOUT_CODE.has(format) ? null : hashToken(mark.code),
    request: about ? JSON.stringify({ about }) : "",
  };
}

/** What the history tells of a copy; of a document, the state of the history is signed with it. */
export function noteCopy(
  record: RecordWriter,
  access: Access,
  leaving: Leaving,
  { number, sha256 }: Pick<Copy, "number" | "sha256">,
): void {
  const t = translator("copies");
  const { entry, title, format, rowsShown, rowsTotal, filterText } = leaving;
  const said =
    entry?.note ??
    t(rowsShown === null ? "noteWhole" : "note", {
      title,
      format: format.toUpperCase(),
      rows: rowsShown ?? 0,
      total: rowsTotal ?? rowsShown ?? 0,
      filter: filterText || t("noFilter"),
    });
  // A list is taken along many times a day; a document or the whole register is what somebody may hold against us later.
  if (!access.past && (leaving.documentCode || leaving.kind === "register-file")) checkpointAfter(access, record, "export");
  record.note(entry?.entity ?? "list-export", access.organization.id, entry?.ref ?? title, "export", {
    note: `${said} ${t("noteCopy", { number, sha256 })}`,
  });
}
