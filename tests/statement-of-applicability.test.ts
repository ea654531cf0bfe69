import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { GET as liveExport } from "@/app/[organization]/statement-of-applicability/export/route";
import { GET as issuedExport } from "@/app/[organization]/statement-of-applicability/issued/[number]/export/route";
import { canonicalText } from "@/domain/audit-trail";
import { historyOf, verifyHistory } from "@/features/history/queries";
import { retireRequirement } from "@/features/requirements/mutations";
import { editStatement as editAction } from "@/features/statement-of-applicability/actions";
import { editStatement, issueStatement, stateControl, undoStatement } from "@/features/statement-of-applicability/mutations";
import {
  issuedStatement,
  issuedStatements,
  lineOfControl,
  listStatement,
  statementStanding,
} from "@/features/statement-of-applicability/queries";
import { controlStatement, statementEdits, statementIssue } from "@/features/statement-of-applicability/schema";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { reasonsInWords } from "@/features/statement-of-applicability/words";
import { readCsv } from "@/lib/csv";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { Conflict, Invalid, NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { readPdf } from "./support/pdf-text";
import { APP_URL, openWorld } from "./support/world";
import { zipEntries } from "./support/zip-text";

const world = openWorld();

interface Asking {
  party: string;
  statement: string;
  kind?: string;
  sourceRef?: string;
  sourceLocator?: string;
  controls: string[];
}

/** A requirement that counts: active, relevant, addressed, of a party that is active and relevant. */
async function addressed(access: Access, { party: name, controls, ...values }: Asking) {
  const decided = { relevance: "relevant", relevanceRationale: "It is in the contract", relevanceDecidedAt: "2026-01-02" };
  return change(access, async (record) => {
    const party = await record.create("interested-party", { name, category: "external", status: "active", ...decided });
    const links = controls.map((targetRef) => ({ targetType: "control", targetRef, rationale: "It answers it" }));
    const { relevanceRationale, ...relevance } = decided;
    const { id, ref, version } = await record.create("requirement", {
      kind: "contractual",
      ...values,
      ...relevance,
      partyId: party.id,
      status: "active",
      cia: ["confidentiality"],
      relevanceRationale,
      ismsDecision: "addressed",
      ismsDecisionRationale: "By the control",
      ismsDecidedAt: "2026-01-02",
      howAddressed: "By the control",
      links,
    });
    return { id, ref: ref!, version };
  });
}

const statement = (values: Partial<z.input<typeof controlStatement>> & { control: string }) =>
  controlStatement.parse({ version: 0, applicable: "yes", ...values });
const list = (access: Access, query = "") => listStatement(access, parseTableState(new URLSearchParams(query), STATEMENT_TABLE));
const edit = (access: Access, change: unknown, rows: { id: string; version: number }[]) =>
  editStatement(access, statementEdits.parse({ list: "statement-of-applicability", change, rows, reason: "Agreed in the ISMS round" }));

describe.skipIf(world.skip)("the statement of applicability", () => {
  it("lists every control in the order of the standard, not decided, and writes reasons from what was addressed", async () => {
    const mira = await world.as("mira");
    const { id, ref, version } = await addressed(mira, {
      party: "Acme Ltd",
      statement: "Data at rest is encrypted",
      sourceRef: "Acme MSA",
      sourceLocator: "§7.2",
      controls: ["A.8.24", "A.5.10"],
    });
    const page = await list(mira);
    expect(page.total).toBe(93);
    expect(page.standing).toEqual({ applicable: 0, excluded: 0, undecided: 93, challenged: 0 });
    expect(page.rows.slice(8, 11).map(({ control }) => control)).toEqual(["A.5.9", "A.5.10", "A.5.11"]);
    const line = await lineOfControl(mira, "A.8.24");
    expect(reasonsInWords(line.written)).toBe("contractual: Acme MSA §7.2 (Acme Ltd)");
    expect(line.written[0]!.refs).toEqual([ref]);
    expect((await list(mira, "asked=yes")).rows.map(({ control }) => control)).toEqual(["A.5.10", "A.8.24"]);
    expect((await list(mira, "q=acme")).rows).toHaveLength(2);
    expect((await list(mira, "q=A.5.1")).rows.map(({ control }) => control)).toEqual(["A.5.1"]);
    // Retired, it says nothing any more.
    await retireRequirement(mira, { id, version, reason: "The contract ended" });
    expect((await lineOfControl(mira, "A.8.24")).written).toEqual([]);
  });

  it("challenges an exclusion with the list of who asked, and lets it go on with a justification only", async () => {
    const mira = await world.as("mira");
    const { ref } = await addressed(mira, {
      party: "Beta AG",
      statement: "Logs are kept",
      kind: "legal",
      sourceRef: "NIS2",
      sourceLocator: "Art. 21",
      controls: ["A.8.15"],
    });
    const refused = await stateControl(mira, statement({ control: "A.8.15", applicable: "no" })).catch((error) => error);
    expect(refused).toBeInstanceOf(Invalid);
    expect(refused.fieldErrors.justification).toContain(ref);
    expect(refused.fieldErrors.justification).toContain("NIS2, Art. 21 (Beta AG)");
    expect((await lineOfControl(mira, "A.8.15")).applicable).toBeNull();
    await stateControl(mira, statement({ control: "A.8.15", applicable: "no", justification: "Done by the hosting provider" }));
    const line = await lineOfControl(mira, "A.8.15");
    expect(line).toMatchObject({ applicable: false, decidedBy: "Mira Lindqvist", version: 1 });
    expect(line.challenges).toMatchObject([{ code: "excluded_but_asked", answered: true, refs: [ref] }]);
    // Nobody asked: it may be excluded, and is challenged for the missing words.
    await stateControl(mira, statement({ control: "A.7.12", applicable: "no" }));
    expect((await lineOfControl(mira, "A.7.12")).challenges).toEqual([{ code: "excluded_without_justification" }]);
    await stateControl(mira, statement({ control: "A.7.13", reasons: ["legal"] }));
    expect((await lineOfControl(mira, "A.7.13")).challenges).toEqual([{ code: "reason_without_requirement", reason: "legal" }]);
    expect((await list(mira, "challenged=1")).rows.map(({ control }) => control)).toEqual(["A.7.12", "A.7.13"]);
    const history = await historyOf(mira, "soa-entry", line.entryId!);
    expect(history.items[0]).toMatchObject({ action: "decide-applicability", record: "A.8.15" });
  });

  it("says what was given instead of a control", async () => {
    const mira = await world.as("mira");
    const codes = [];
    for (const control of ["Clause 7.4", "A.18.1.1", "A.99.1", "OC-999", "R-001"])
      codes.push(await stateControl(mira, statement({ control })).catch((error: Refused) => [error.constructor.name, error.code]));
    expect(codes).toEqual([
      ["Refused", "soa-clause_given"],
      ["Refused", "soa-legacy_given"],
      ["Refused", "soa-unknown_control"],
      ["Refused", "soa-unknown_control"],
      ["Refused", "soa-unknown_control"],
    ]);
    await expect(stateControl(mira, statement({ control: "A.5.1", ownerId: world.people.kim.id }))).rejects.toThrow(Invalid);
  });

  it("meets the second of two deciders, also where nothing was decided before", async () => {
    const [mira, olaf] = [await world.as("mira"), await world.as("olaf")];
    const results = await Promise.allSettled([
      stateControl(mira, statement({ control: "A.6.1", implementationStatus: "planned" })),
      stateControl(olaf, statement({ control: "A.6.1", implementationStatus: "implemented" })),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const rejected = results.find((result) => result.status === "rejected") as PromiseRejectedResult;
    expect(rejected.reason).toBeInstanceOf(Conflict);
    expect((rejected.reason as Conflict).current.values.applicable).toBe("yes");
    expect(await world.sql("SELECT 1 FROM soa_entry WHERE control_ref = 'A.6.1'")).toHaveLength(1);
  });

  it("changes several at once with a result for each row, and takes it back", async () => {
    const mira = await world.as("mira");
    await addressed(mira, { party: "Gamma KG", statement: "Premises are guarded", controls: ["A.7.4"] });
    await stateControl(mira, statement({ control: "A.7.3", justification: "Own premises" }));
    const rows = [
      { id: "A.7.1", version: 0 },
      { id: "A.7.3", version: 1 },
      { id: "A.7.4", version: 0 },
      { id: "A.7.5", version: 3 },
      { id: "A.77.7", version: 0 },
    ];
    const { batchId, results } = await edit(mira, { field: "applicable", value: "no" }, rows);
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["A.7.1", "changed"],
      ["A.7.3", "changed"],
      ["A.7.4", "refused"],
      ["A.7.5", "refused"],
      ["A.77.7", "refused"],
    ]);
    expect(results[2]!.message).toContain("Gamma KG");
    expect(await lineOfControl(mira, "A.7.3")).toMatchObject({ applicable: false, justification: "Own premises" });
    const stale = await edit(mira, { field: "implementation", value: "planned" }, [{ id: "A.7.3", version: 1 }]);
    expect(stale.results[0]).toMatchObject({ outcome: "conflict", changedBy: "Mira Lindqvist" });
    await expect(undoStatement(await world.as("olaf"), { batchId })).rejects.toThrow(NotFound);
    await edit(mira, { field: "note", value: "Touched since" }, [{ id: "A.7.1", version: 1 }]);
    expect(await undoStatement(mira, { batchId })).toMatchObject({ restored: 1, kept: [{ ref: "A.7.1" }] });
    expect(await lineOfControl(mira, "A.7.3")).toMatchObject({ applicable: true, justification: "Own premises", version: 3 });
    const owner = await edit(mira, { field: "owner", value: world.people.carla.id }, [
      { id: "A.7.3", version: 3 },
      { id: "A.7.2", version: 0 },
    ]);
    expect(owner.results.map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
    expect((await lineOfControl(mira, "A.7.2")).decidedAt).toBeNull();
    expect((await list(mira, `owner=${world.people.carla.id}`)).rows.map(({ control }) => control)).toEqual(["A.7.2", "A.7.3"]);
  });

  it("is written by those who may only", async () => {
    const input = {
      list: "statement-of-applicability",
      change: { field: "applicable", value: "yes" },
      rows: [{ id: "A.5.2", version: 0 }],
      reason: "",
    };
    for (const name of ["vera", "aisha", "carla", "jonas"] as const)
      expect(await withRequest(await world.request(name), () => editAction("nordwind", input))).toMatchObject({
        ok: false,
        kind: "forbidden",
      });
    expect((await list(await world.as("vera"))).total).toBe(93);
  });
});

describe.skipIf(world.skip)("issued statements", () => {
  it("are numbered, frozen with their hash, and tell what changed", async () => {
    const mira = await world.as("mira");
    expect(await statementStanding(mira)).toEqual({ latest: null, since: [] });
    const first = await issueStatement(mira, statementIssue.parse({ step: "major", last: "", changeSummary: "First issue" }));
    expect(first.number).toBe("1.0");
    const issued = await issuedStatement(mira, "1.0");
    expect(issued.content.lines).toHaveLength(93);
    expect(createHash("sha256").update(issued.text).digest("hex")).toBe(issued.contentHash);
    expect(canonicalText(issued.content)).toBe(issued.text);
    await expect(issueStatement(mira, statementIssue.parse({ step: "minor", last: "1.0", changeSummary: "Again" }))).rejects.toThrow(
      Refused,
    );
    await expect(issueStatement(mira, statementIssue.parse({ step: "minor", last: "", changeSummary: "x" }))).rejects.toThrow(Refused);
    await stateControl(
      mira,
      statement({ control: "A.5.31", reasons: ["business"], implementationStatus: "implemented", ownerId: world.people.carla.id }),
    );
    expect((await statementStanding(mira)).since.map(({ control, parts }) => [control, parts])).toEqual([
      ["A.5.31", ["applicable", "reasons", "implementation", "owner"]],
    ]);
    await expect(issueStatement(mira, statementIssue.parse({ step: "minor", last: "1.0", changeSummary: "" }))).rejects.toThrow(Invalid);
    const races = await Promise.allSettled(
      [mira, await world.as("olaf")].map((access) =>
        issueStatement(access, statementIssue.parse({ step: "minor", last: "1.0", changeSummary: "A.5.31 decided" })),
      ),
    );
    expect(races.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await issuedStatements(mira)).map(({ number }) => number)).toEqual(["1.1", "1.0"]);
    expect((await issuedStatement(mira, "1.1")).differences.map(({ control }) => control)).toEqual(["A.5.31"]);
    expect((await issuedStatement(mira, "1.0")).text).toBe(issued.text);
    expect((await statementStanding(mira)).since).toEqual([]);
    await expect(issuedStatement(mira, "9.9")).rejects.toThrow(NotFound);
    expect(await verifyHistory(mira)).toMatchObject({ ok: true, liveProblems: [] });
  });

  it("leave as PDF, Word, XLSX and CSV, saying what they are, with hostile texts as they stand", async () => {
    const mira = await world.as("mira");
    const hostile = '#eval("1") $x$ <img src="http://127.0.0.1:9/x"> javascript:alert(1)';
    const formula = '=HYPERLINK("http://evil.example")';
    await stateControl(mira, statement({ control: "A.8.1", reasons: ["business"], justification: hostile, implementationNote: formula }));
    const take = async (format: string, query = "") =>
      withRequest(await world.request("vera"), () =>
        liveExport(new Request(`${APP_URL}/nordwind/statement-of-applicability/export?format=${format}${query}`), {
          params: Promise.resolve({ organization: "nordwind" }),
        }),
      );
    const pdf = await take("pdf", "&theme=technological");
    expect(pdf.status).toBe(200);
    expect(pdf.headers.get("content-disposition")).toMatch(/nordwind_statement-of-applicability_draft_\d{4}-\d{2}-\d{2}\.pdf/);
    const read = readPdf(Buffer.from(await pdf.arrayBuffer()));
    const text = read.pages.join("").replaceAll("\n", "");
    expect(read).toMatchObject({ tagged: true, links: [] });
    for (const part of ["Nordwind Data GmbH", "34 of 93", "Theme: Technological", "Uncontrolled when printed", "A.8.34", "1 change since"])
      expect(text).toContain(part);
    expect(text.replaceAll(" ", "")).toContain(hostile.replaceAll(" ", ""));
    expect(text).not.toContain("A.5.1");
    const word = (await zipEntries(Buffer.from(await (await take("docx")).arrayBuffer())))["word/document.xml"]!;
    for (const part of ["93 of 93", "javascript:alert(1)", "A.5.1<", "=HYPERLINK("]) expect(word).toContain(part);
    const sheets = await zipEntries(Buffer.from(await (await take("xlsx", "&q=A.8.1")).arrayBuffer()));
    expect(sheets["xl/worksheets/sheet1.xml"]).not.toMatch(/<f>|>=HYPERLINK/);
    expect(sheets["xl/worksheets/sheet2.xml"]).toContain("1 of 93");
    const rows = readCsv(Buffer.from(await (await take("csv")).arrayBuffer())).sheets[0]!.rows;
    const cells = rows.find((row) => row.cells[0] === "A.8.1")!.cells;
    expect(cells).toContain(hostile);
    expect(cells.some((cell) => String(cell).startsWith("="))).toBe(false);
    expect(rows.some((row) => row.cells.includes("93 of 93"))).toBe(true);
    expect((await take("exe")).status).toBe(400);
    const issued = await withRequest(await world.request("aisha"), () =>
      issuedExport(new Request(`${APP_URL}/x?format=pdf`), { params: Promise.resolve({ organization: "nordwind", number: "1.0" }) }),
    );
    const frozen = readPdf(Buffer.from(await issued.arrayBuffer()))
      .pages.join("")
      .replaceAll("\n", "");
    for (const part of ["Issue 1.0", "First issue", "Mira Lindqvist"]) expect(frozen).toContain(part);
    const [note] = await world.sql<{ payload: string }>(
      `SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity = 'list-export' ORDER BY e.sequence DESC LIMIT 1`,
    );
    expect(note!.payload).toContain("Aisha Rahman");
  }, 180_000);
});
