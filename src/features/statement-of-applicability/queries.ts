import { compareNumbers, differencesOf, type StatementContent, type StatementDifference, tally } from "@/domain/statement-of-applicability";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import { isChallenged, linesOf } from "./lines";
import { type LiveLine, readStatement } from "./live";
import type { StatementTableState } from "./table";

export interface StatementPage {
  rows: LiveLine[];
  matching: number;
  total: number;
}

/** Every control with what is decided, written and challenged about it. */
export async function liveStatement(access: Access): Promise<LiveLine[]> {
  return readStatement(access);
}

/** One page of the live statement, and what it comes to as a whole. */
export async function listStatement(
  access: Access,
  state: StatementTableState,
): Promise<StatementPage & { standing: ReturnType<typeof tally> & { challenged: number } }> {
  const lines = await readStatement(access);
  const matching = linesOf(access, lines, state);
  return {
    rows: matching.slice((state.page - 1) * state.pageSize, state.page * state.pageSize),
    matching: matching.length,
    total: lines.length,
    standing: { ...tally(lines), challenged: lines.filter(isChallenged).length },
  };
}

/** One control's line of the statement. Throws NotFound. */
export async function lineOfControl(access: Access, ref: string): Promise<LiveLine> {
  const line = (await readStatement(access)).find(({ control }) => control === ref);
  if (!line) throw new NotFound();
  return line;
}

export interface IssuedStatement {
  number: string;
  issuedOn: string;
  issuedBy: string | null;
  changeSummary: string;
  contentHash: string;
}

/** Issued statements, the newest first. */
export async function issuedStatements(access: Access): Promise<IssuedStatement[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<IssuedStatement[]>`
      SELECT v.number, v.issued_on::text AS "issuedOn", u.name AS "issuedBy", v.change_summary AS "changeSummary", v.content_hash AS "contentHash"
        FROM soa_version v LEFT JOIN user_account u ON u.id = v.issued_by_id WHERE v.organization_id = ${access.organization.id}::uuid`,
  );
  return rows.sort((a, b) => compareNumbers(b.number, a.number));
}

export interface IssuedContent extends IssuedStatement {
  id: string;
  content: StatementContent;
  /** The stored text, to the letter: what the hash is over. */
  text: string;
  /** The one before it, if any, and what this one tells differently. */
  previous: string | null;
  differences: StatementDifference[];
}

/** One statement as it was issued, with what changed since the one before. Throws NotFound. */
export async function issuedStatement(access: Access, number: string): Promise<IssuedContent> {
  const all = await issuedStatements(access);
  const at = all.findIndex((issued) => issued.number === number);
  const issued = all[at];
  if (!issued) throw new NotFound();
  const previous = all[at + 1]?.number ?? null;
  const rows = await inTenant(access, (tx) =>
    tx.soaVersion.findMany({
      where: { organizationId: access.organization.id, number: { in: [number, ...(previous ? [previous] : [])] } },
      select: { id: true, number: true, content: true },
    }),
  );
  const of = (wanted: string) => rows.find((row) => row.number === wanted);
  const own = of(number);
  if (!own) throw new NotFound();
  const content = JSON.parse(own.content) as StatementContent;
  const before = previous ? (JSON.parse(of(previous)?.content ?? '{"lines":[]}') as StatementContent).lines : [];
  return { ...issued, id: own.id, content, text: own.content, previous, differences: previous ? differencesOf(before, content.lines) : [] };
}

export interface StatementStanding {
  latest: IssuedStatement | null;
  /** What the live statement tells differently than the latest issued one. */
  since: StatementDifference[];
}

/** "Issued 1.2 of 3 Nov + 4 changes since". */
export async function statementStanding(access: Access): Promise<StatementStanding> {
  return inTenant(access, async () => {
    const latest = (await issuedStatements(access))[0] ?? null;
    if (!latest) return { latest, since: [] };
    const { content } = await issuedStatement(access, latest.number);
    return { latest, since: differencesOf(content.lines, await readStatement(access)) };
  });
}
