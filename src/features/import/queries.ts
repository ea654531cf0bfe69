import type { ColumnGuess } from "@/domain/import/guess-columns";
import type {
  Doubt,
  ImportProposal,
  Notice,
  NoticeKind,
  PartyProposal,
  RequirementProposal,
  SkippedRow,
  ValueMapping,
} from "@/domain/import/proposal";
import type { PartyCategory, RequirementKind } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import { readBatchChoices } from "./batch-choices";
import type { ImportResult } from "./commit";
import { type ExistingParty, matchExisting } from "./existing";
import { type Job, jobOf } from "./jobs";
import { releaseAbandoned } from "./mutations";
import { propose } from "./proposals";
import { requirementsToWrite } from "./records";
import type { UndoResult } from "./undo";

export type BatchStatus = "draft" | "committing" | "committed" | "undone" | "discarded";

export interface BatchFacts {
  id: string;
  fileName: string;
  fileSize: number;
  status: BatchStatus;
  version: number;
  reason: string;
  createdAt: string;
  createdBy: string;
  committedAt: string | null;
  undoneAt: string | null;
  counts: { parties: number; requirements: number } | null;
  result: ImportResult | null;
  undo: UndoResult | null;
  /** Why the last attempt was not written; null where there was none or it was. */
  error: string | null;
}

interface BatchRow extends Omit<BatchFacts, "createdAt" | "committedAt" | "undoneAt" | "counts" | "result" | "undo" | "error"> {
  createdAt: Date;
  committedAt: Date | null;
  undoneAt: Date | null;
  summary: { counts?: BatchFacts["counts"]; result?: ImportResult; undo?: UndoResult; error?: string };
}

function facts({ summary, createdAt, committedAt, undoneAt, ...row }: BatchRow): BatchFacts {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    committedAt: committedAt?.toISOString() ?? null,
    undoneAt: undoneAt?.toISOString() ?? null,
    counts: summary.counts ?? null,
    result: summary.result ?? null,
    undo: summary.undo ?? null,
    error: summary.error ?? null,
  };
}

const MOST_LISTED = 200;

/** The imports of the organisation, the newest first. */
export async function listImports(access: Access): Promise<BatchFacts[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<BatchRow[]>`
      SELECT b.id, b.file_name AS "fileName", b.file_size AS "fileSize", b.status, b.version, b.reason, b.created_at AS "createdAt", b.committed_at AS "committedAt",
             b.undone_at AS "undoneAt", b.summary - 'undo' AS summary, coalesce(u.name, '') AS "createdBy"
        FROM import_batch b LEFT JOIN user_account u ON u.id = b.created_by_id
       WHERE b.organization_id = ${access.organization.id}::uuid ORDER BY b.created_at DESC, b.id LIMIT ${MOST_LISTED}`,
  );
  return rows.map(facts);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** One import; null: none of this organisation. One whose writer died is a draft again. */
export async function getImport(access: Access, id: string): Promise<BatchFacts | null> {
  if (!UUID.test(id)) return null;
  await releaseAbandoned(access, id);
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<BatchRow[]>`
      SELECT b.id, b.file_name AS "fileName", b.file_size AS "fileSize", b.status, b.version, b.reason, b.created_at AS "createdAt", b.committed_at AS "committedAt",
             b.undone_at AS "undoneAt", b.summary, coalesce(u.name, '') AS "createdBy"
        FROM import_batch b LEFT JOIN user_account u ON u.id = b.created_by_id
       WHERE b.organization_id = ${access.organization.id}::uuid AND b.id = ${id}::uuid`,
  );
  return row ? facts(row) : null;
}

export interface Progress {
  status: BatchStatus;
  phase: Job["phase"] | null;
  done: number;
  total: number;
  result: ImportResult | null;
  error: string | null;
}

/** How far the writing of an import is; null: none of this organisation. */
export async function importProgress(access: Access, id: string): Promise<Progress | null> {
  const batch = await getImport(access, id);
  if (!batch) return null;
  const job = batch.status === "committing" ? jobOf(id) : undefined;
  return {
    status: batch.status,
    phase: job?.phase ?? null,
    done: job?.done ?? 0,
    total: job?.total ?? 0,
    result: batch.result,
    error: batch.error,
  };
}

// The preview ---------------------------------------------------------------------------------------------------------------------------------

const PARTIES_ON_PAGE = 25;
const REQUIREMENTS_AT_FIRST = 30;
const REQUIREMENTS_ON_PAGE = 100;
const LISTED = 100;

export interface PreviewedRequirement extends RequirementProposal {
  doubts: Doubt[];
  /** Ref of the requirement of the register that says the same. */
  standing: string | null;
  again: boolean;
}

export interface PreviewedParty extends Omit<PartyProposal, "requirements"> {
  doubts: Doubt[];
  existing: ExistingParty | null;
  /** "new", or the ref it is added to. */
  existingChoice: string;
  requirements: PreviewedRequirement[];
  requirementCount: number;
}

export interface NoticeGroup {
  kind: NoticeKind;
  notices: Notice[];
  count: number;
}

export interface Preview {
  ok: true;
  kind: ImportProposal["kind"];
  encoding: string | null;
  delimiter: string | null;
  encodingChosen: boolean;
  delimiterChosen: boolean;
  sampleLine: string | null;
  sheet: string;
  sheets: ImportProposal["sheets"];
  headerRows: number[];
  metadata: ImportProposal["metadata"];
  columns: ColumnGuess[];
  values: ValueMapping[];
  skipped: { rows: SkippedRow[]; count: number };
  notices: { groups: NoticeGroup[]; count: number };
  /** Guesses about rows that became no record of their own: merged, dropped, left out. */
  otherDoubts: { doubts: Doubt[]; count: number };
  counts: ImportProposal["counts"];
  doubtCount: number;
  parties: PreviewedParty[];
  /** Parties for "same as", at most a few hundred. */
  others: { id: string; name: string }[];
  page: number;
  pages: number;
  /** What the commit will do. */
  yield: {
    newParties: number;
    added: number;
    requirements: number;
    standing: number;
    withoutCategory: number;
    withoutKind: number;
    sources: number;
  };
  categoryForNone: PartyCategory;
  kindForNone: RequirementKind;
  createSources: boolean;
}

export interface PreviewView {
  page: number;
  doubtsOnly: boolean;
  /** Only this party, with the pages of its requirements. */
  party: string | null;
}

/** What the file yields with the choices made so far; the page of parties that is looked at, everything else in full or with its number. Throws NotFound. */
export async function importPreview(access: Access, id: string, view: PreviewView): Promise<Preview | { ok: false; sentence: string }> {
  const row = await inTenant(access, (tx) =>
    tx.importBatch.findUnique({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      select: { version: true, choices: true },
    }),
  );
  if (!row) throw new NotFound();
  const choices = readBatchChoices(row.choices);
  const workbook = async () => {
    const found = await inTenant(access, (tx) =>
      tx.importBatch.findUniqueOrThrow({
        where: { organizationId_id: { organizationId: access.organization.id, id } },
        select: { workbook: true },
      }),
    );
    return found.workbook ?? "";
  };
  const reading = await propose({ id, version: row.version, workbook }, choices);
  if (!reading.ok) return { ok: false, sentence: translator("importErrors")(reading.code, reading.params) };
  const { proposal } = reading;
  const matches = await matchExisting(access, proposal, choices);
  const asked = doubtsByRow(proposal);
  const shown = proposal.parties.filter((party) =>
    view.party ? party.id === view.party : !view.doubtsOnly || isDoubtful(party, asked.rows, matches.parties),
  );
  const single = view.party !== null && shown.length === 1;
  const pages = Math.max(
    1,
    single ? Math.ceil(shown[0]!.requirements.length / REQUIREMENTS_ON_PAGE) : Math.ceil(shown.length / PARTIES_ON_PAGE),
  );
  const page = Math.min(Math.max(1, view.page), pages);
  const parties = single ? shown : shown.slice((page - 1) * PARTIES_ON_PAGE, page * PARTIES_ON_PAGE);
  const seen = new Set<string>();
  const writing = requirementsToWrite(proposal, choices, matches.requirements);
  const kept = proposal.parties.filter((party) => !party.skip);
  const wanted = kept.flatMap((party) => party.requirements.filter((requirement) => !requirement.skip));
  return {
    ok: true,
    kind: proposal.kind,
    encoding: proposal.encoding,
    delimiter: proposal.delimiter,
    encodingChosen: choices.reading.encoding !== undefined,
    delimiterChosen: choices.reading.delimiter !== undefined,
    sampleLine: proposal.sampleLine,
    sheet: proposal.sheet,
    sheets: proposal.sheets,
    headerRows: proposal.headerRows,
    metadata: proposal.metadata,
    columns: proposal.columns,
    values: proposal.values.slice(0, LISTED * 3),
    skipped: { rows: proposal.skippedRows.slice(0, LISTED * 3), count: proposal.skippedRows.length },
    notices: { groups: grouped(proposal.notices), count: proposal.notices.length },
    otherDoubts: { doubts: asked.others.slice(0, LISTED), count: asked.others.length },
    counts: proposal.counts,
    doubtCount: proposal.doubts.length,
    parties: parties.map(({ requirements, ...party }) => {
      const from = single ? (page - 1) * REQUIREMENTS_ON_PAGE : 0;
      const own = asked.rows.get(party.row) ?? [];
      const listed = requirements.slice(from, from + (single ? REQUIREMENTS_ON_PAGE : REQUIREMENTS_AT_FIRST));
      const take = (doubts: readonly Doubt[]) => doubts.filter((doubt) => !seen.has(doubt.id) && seen.add(doubt.id));
      const taken = matches.taken.get(party.id);
      return {
        ...party,
        doubts: take(own.filter((doubt) => OF_THE_PARTY.has(doubt.kind))),
        existing: matches.parties.get(party.id) ?? null,
        existingChoice: taken?.ref ?? "new",
        requirementCount: requirements.length,
        requirements: listed.map((requirement) => ({
          ...requirement,
          doubts: take((asked.rows.get(requirement.row) ?? []).filter((doubt) => belongsTo(doubt, requirement, listed))),
          standing: matches.requirements.get(requirement.id) ?? null,
          again: choices.again[requirement.id] === true,
        })),
      };
    }),
    others: proposal.parties.slice(0, LISTED * 3).map(({ id: other, name }) => ({ id: other, name: name.slice(0, 80) })),
    page,
    pages,
    yield: {
      newParties: kept.length - matches.taken.size,
      added: matches.taken.size,
      requirements: writing.length,
      standing: wanted.length - writing.length,
      withoutCategory: kept.filter((party) => party.category === null && !matches.taken.has(party.id)).length,
      withoutKind: writing.filter(({ requirement }) => requirement.kind === null).length,
      sources: new Set(writing.flatMap(({ requirement }) => (requirement.sourceRef ? [requirement.sourceRef] : []))).size,
    },
    categoryForNone: choices.categoryForNone,
    kindForNone: choices.kindForNone,
    createSources: choices.createSources,
  };
}

/** Guesses that are about who the party is; the others of its row are about what it requires. */
const OF_THE_PARTY: ReadonlySet<string> = new Set([
  "split_party",
  "requirements_for_all",
  "party_members",
  "party_included",
  "party_name_in_formula",
  "same_party",
  "maybe_same_party",
  "template",
  "adverse",
  "category_from_template",
]);

function doubtsByRow(proposal: ImportProposal): { rows: Map<number, Doubt[]>; others: Doubt[] } {
  const partyRows = new Set(proposal.parties.map(({ row }) => row));
  const requirementRows = new Set(proposal.parties.flatMap((party) => party.requirements.map(({ row }) => row)));
  const rows = new Map<number, Doubt[]>();
  const others: Doubt[] = [];
  for (const doubt of proposal.doubts) {
    const place = OF_THE_PARTY.has(doubt.kind) ? partyRows : requirementRows;
    // What merged with another row or was left out has no record at which it could be asked.
    if (!place.has(doubt.row) || doubt.kind === "duplicate" || doubt.kind === "skip_row") others.push(doubt);
    else rows.set(doubt.row, [...(rows.get(doubt.row) ?? []), doubt]);
  }
  return { rows, others };
}

/** Several requirements of one row share its guesses; the first shows them, except where the guess names its part ("r7.2"). */
function belongsTo(doubt: Doubt, requirement: PreviewedRequirement | RequirementProposal, listed: readonly RequirementProposal[]): boolean {
  if (OF_THE_PARTY.has(doubt.kind)) return false;
  const part = doubt.id.split(":")[3];
  const own = requirement.id.includes(".") ? requirement.id.slice(requirement.id.indexOf(".") + 1) : undefined;
  if (part !== undefined && part === own) return true;
  return (
    listed.find(({ row }) => row === doubt.row)?.id === requirement.id &&
    !listed.some(({ id, row }) => row === doubt.row && part !== undefined && id.endsWith(`.${part}`))
  );
}

function isDoubtful(party: PartyProposal, rows: ReadonlyMap<number, Doubt[]>, existing: ReadonlyMap<string, ExistingParty>): boolean {
  return (
    existing.has(party.id) ||
    party.remarks.length > 0 ||
    (rows.get(party.row) ?? []).some(({ kind }) => OF_THE_PARTY.has(kind)) ||
    party.requirements.some(
      (requirement) =>
        requirement.confidence !== "high" ||
        requirement.controlsAmbiguous.length > 0 ||
        requirement.relevanceHint !== null ||
        (rows.get(requirement.row) ?? []).some(({ kind }) => !OF_THE_PARTY.has(kind)),
    )
  );
}

function grouped(notices: readonly Notice[]): NoticeGroup[] {
  const groups = new Map<NoticeKind, NoticeGroup>();
  for (const notice of notices) {
    const group = groups.get(notice.kind) ?? { kind: notice.kind, notices: [], count: 0 };
    groups.set(notice.kind, group);
    group.count += 1;
    if (group.notices.length < LISTED) group.notices.push(notice);
  }
  return [...groups.values()];
}
