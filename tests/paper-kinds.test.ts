import { hash } from "@node-rs/argon2";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { paperAnswer } from "@/features/papers/frame";
import type { LoadedPaper, PaperFormat } from "@/features/papers/kind";
import { paperKindOf } from "@/features/papers/registry";
import { decideVersion, setApprovalRules, startVersion, submitVersion } from "@/features/versions/mutations";
import { approvalRules } from "@/features/versions/queries";
import type { Paper } from "@/lib/paper/paper";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { Forbidden, Invalid } from "@/server/errors";
import { change } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { paperAsPdf } from "@/server/typeset";
import { readPdf } from "./support/pdf-text";
import { createHouse, openWorld } from "./support/world";
import { zipEntries } from "./support/zip-text";

const world = openWorld();
const PASSWORD = "a password of the tests";

/** The kinds of this test; minutes and briefings have theirs. */
const KINDS = [
  "context",
  "register",
  "two-column",
  "legal-register",
  "control-matrix",
  "grid",
  "influence-map",
  "change-record",
  "process-log",
  "budget-justification",
] as const;

const kindOf = (key: string) => paperKindOf(key)!;

function load(access: Access, key: string, query: Record<string, string> = {}, format: PaperFormat = "pdf"): Promise<LoadedPaper> {
  const kind = kindOf(key);
  return inTenant(access, () => kind.load(access, kind.options.parse(query), format), { snapshot: true });
}

/** Everything the document says, in every format that it has. */
async function wordsOf(access: Access, key: string, query: Record<string, string> = {}): Promise<string> {
  const { paper, sheets, data, drawing } = await load(access, key, query);
  const rows = (sheets ?? []).map(({ name, header, rows: own }) => [name, header, [...own]]);
  return JSON.stringify([paper, rows, data, drawing]);
}

const bytesOf = async (access: Access, key: string, format: string, query = "") =>
  Buffer.from(await (await paperAnswer(access, key, format, new URLSearchParams(query))).arrayBuffer());

function whole({ paper }: LoadedPaper): Paper {
  const words = { uncontrolled: "Uncontrolled when printed", page: "Page", of: "of" };
  return { organization: "Nordwind", classification: "Internal", day: "2026-05-12", words, ...paper! };
}

const HOSTILE = '=1+1 <b>&"x" #eval("1") $a$';
const ARABIC = "مؤسسة النور";
const RELEVANT = { relevance: "relevant", relevanceRationale: "It bears on us", relevanceDecidedAt: "2026-02-01" };
const LONG = "Eine sehr lange Begründung. ".repeat(180);

/** A small register with everything that documents speak of. */
async function fill(mira: Access, mark: string) {
  return change(mira, async (record) => {
    const issue = await record.create("context-issue", { title: `Storm surges ${mark}`, category: "external", climateRelated: true });
    const party = await record.create("interested-party", {
      name: `Clinic ${mark}`,
      category: "external",
      status: "active",
      relevance: "relevant",
      relevanceRationale: "Largest client",
      relevanceDecidedAt: "2026-02-01",
      relevanceDecidedById: mira.user!.id,
      influenceVector: "customers_market",
      power: 5,
      interest: 4,
      support: -2,
      attitude: "negative",
      engagementCurrent: "resistant",
      engagementTarget: "supportive",
      representative: "Ada Geheim",
      representativeContact: "ada@geheim.example",
      issueIds: [issue.id],
    });
    const adverse = await record.create("interested-party", {
      name: "Ransomware groups",
      category: "external",
      status: "active",
      ...RELEVANT,
      adverse: true,
      power: 4,
      interest: 4,
    });
    await record.create("interested-party", {
      name: `${ARABIC} 🎉`,
      category: "external",
      relevance: "not_relevant",
      relevanceDecidedAt: "2026-02-01",
      relevanceRationale: LONG,
    });
    const law = await record.create("obligation", {
      title: "Breach notification",
      citation: "(EU) 2016/679 Art. 33",
      effectiveFrom: "2018-05-25",
    });
    await record.create("obligation", { title: "A law that is coming", effectiveFrom: "2031-01-01" });
    const source = await record.create("source", { title: "Master agreement", type: "contract" });
    const unit = await record.create("scope-unit", { title: "Hamburg hall", kind: "site" });
    const decided = {
      status: "active",
      ...RELEVANT,
      cia: ["confidentiality"],
      ismsDecision: "addressed",
      ismsDecisionRationale: "By a control",
      ismsDecidedAt: "2026-02-03",
      howAddressed: HOSTILE,
    };
    const requirement = await record.create("requirement", {
      ...decided,
      partyId: party.id,
      statement: `Data at rest is encrypted ${mark}`,
      kind: "contractual",
      sourceIds: [source.id],
      obligationIds: [law.id],
      ismsDecidedById: mira.user!.id,
      managementSystems: ["ISO 9001"],
      impactCategories: ["legal", "commercial"],
      fulfilmentStatus: "not_met",
      fulfilmentAssessedAt: "2026-02-04",
      links: [
        { targetType: "control", targetRef: "A.8.24", rationale: "It encrypts", coverage: "fully" },
        { targetType: "scope", targetRef: unit.ref!, rationale: "", coverage: "" },
      ],
    });
    const aim = await record.create("requirement", {
      ...decided,
      partyId: adverse.id,
      statement: "Ransom is paid",
      kind: "business",
      links: [{ targetType: "control", targetRef: "A.8.24", rationale: "It keeps them out" }],
    });
    const discarded = await record.create("requirement", {
      partyId: party.id,
      statement: "A nicer canteen",
      kind: "social",
      status: "active",
      relevance: "discarded",
      relevanceDecidedAt: "2026-02-01",
      discardReason: "Nothing to do with information",
    });
    await record.create("budget-line", { title: "Encryption", period: "2027", amount: 48_000, currency: "EUR", targetRefs: ["A.8.24"] });
    return { party, adverse, requirement, aim, discarded, unit, law };
  });
}

let houses = 0;

async function house() {
  houses += 1;
  const { olaf, mira, jonas, aisha, vera } = world.people;
  const own = await createHouse(`papers-${houses}`, `House ${houses}`, [
    [olaf, "owner"],
    [mira, "isms-manager"],
    [jonas, "leadership"],
    [aisha, "auditor"],
    [vera, "viewer"],
  ]);
  const as = (name: "olaf" | "mira" | "jonas" | "aisha" | "vera") => world.as(name, own);
  return { own, as, mira: await as("mira") };
}

async function approve(as: (name: "olaf" | "mira" | "jonas") => Promise<Access>, step: "major" | "minor" = "major") {
  const [olaf, mira, jonas] = [await as("olaf"), await as("mira"), await as("jonas")];
  const rules = await approvalRules(olaf);
  if (rules.approvalInReview)
    await setApprovalRules(olaf, { id: rules.id, version: rules.version, approvalInReview: false, soleApproverReason: "", reason: "" });
  const draft = await startVersion(mira, { step, ownerId: mira.user!.id, changeSummary: "What changed this time" });
  const submitted = await submitVersion(mira, draft);
  await decideVersion(jonas, {
    id: submitted.id,
    version: submitted.version,
    contentHash: submitted.contentHash,
    decision: "approve",
    comment: "",
    managementReviewId: null,
    password: PASSWORD,
  });
  return draft.number;
}

describe.skipIf(world.skip)("documents out", () => {
  beforeAll(async () => {
    const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
    await world.sql("UPDATE user_account SET password_hash = $1", [passwordHash]);
  });
  afterEach(() => setClock(null));

  it("every kind makes a file in each of its formats; every ref that counts stands in it", { timeout: 240_000 }, async () => {
    const { as, mira } = await house();
    const made = await fill(mira, "one");
    await approve(as);
    const expected: Record<string, string[]> = {
      context: [made.party.ref!, made.requirement.ref!, made.unit.ref!, "A.8.24", "Storm surges one"],
      register: [made.party.ref!, made.adverse.ref!, made.requirement.ref!, made.discarded.ref!, "Master agreement", "A.8.24"],
      "two-column": ["Clinic one", made.requirement.ref!],
      "legal-register": [made.law.ref!, "Art. 33", made.requirement.ref!],
      "control-matrix": [made.requirement.ref!, "A.8.24"],
      grid: [made.party.ref!, "Clinic one"],
      "influence-map": [made.party.ref!, "Clinic one"],
      "change-record": ["version 1.0"],
      "process-log": [made.party.ref!, made.requirement.ref!, "Version 1.0"],
      "budget-justification": ["BL-001", "48,000 EUR", made.requirement.ref!],
    };
    for (const key of KINDS) {
      for (const format of kindOf(key).formats) {
        const bytes = await bytesOf(mira, key, format);
        expect(bytes.length, `${key} ${format}`).toBeGreaterThan(20);
        if (format === "pdf") {
          const pdf = readPdf(bytes);
          expect(pdf.tagged, key).toBe(true);
          const text = pdf.pages.join("").replace(/\s/g, "");
          for (const ref of expected[key]!) expect(text, `${key}: ${ref}`).toContain(ref.replace(/\s/g, ""));
          expect(text, key).toContain("Uncontrolledwhenprinted");
        }
        if (format === "docx") {
          const parts = await zipEntries(bytes);
          const text = parts["word/document.xml"]!.replace(/<[^>]*>/g, "");
          for (const ref of expected[key]!) expect(text, `${key} docx: ${ref}`).toContain(ref);
          const drawn = Object.keys(parts).some((name) => name.endsWith(".svg"));
          expect(drawn, key).toBe(key === "grid" || key === "influence-map");
        }
        if (format === "json")
          expect(JSON.parse(bytes.toString("utf8")).document, key).toMatchObject({
            title: expect.any(String),
            rowsShown: expect.any(Number),
          });
        if (format === "xlsx") expect((await zipEntries(bytes))["xl/worksheets/sheet1.xml"], key).not.toMatch(/<f>/);
        if (format === "svg") expect(bytes.toString("utf8")).toMatch(/^<(\?xml|svg)/);
      }
    }
  });

  it("is tagged, claims PDF/UA and is the same to the byte", { timeout: 120_000 }, async () => {
    const { mira } = await house();
    await change(mira, async (record) => {
      const party = await record.create("interested-party", {
        name: "Łódź Bank",
        category: "external",
        ...RELEVANT,
        power: 3,
        interest: 3,
      });
      await record.create("requirement", {
        partyId: party.id,
        statement: "Audited yearly",
        kind: "regulatory",
      });
    });
    for (const key of ["context", "grid", "influence-map"]) {
      const paper = whole(await load(mira, key));
      const [one, other] = await Promise.all([paperAsPdf(paper), paperAsPdf(paper)]);
      expect(readPdf(one), key).toMatchObject({ tagged: true, universalAccess: true, links: [] });
      expect(one.equals(other), key).toBe(true);
    }
  });

  it("never says how a party stands towards us, nor whom to call there: for no reader, in no format", async () => {
    const { as, mira } = await house();
    const { party } = await fill(mira, "two");
    await change(mira, async (record) => {
      const { version } = await record.get("interested-party", party.id);
      await record.update(
        "interested-party",
        party.id,
        version,
        { support: 2, representativeContact: "neu@geheim.example" },
        { reason: "Talk" },
      );
    });
    for (const reader of ["mira", "aisha"] as const)
      for (const key of KINDS) {
        const words = await wordsOf(await as(reader), key);
        expect(words, key).not.toMatch(/geheim/i);
        expect(words, key).not.toMatch(/Resistant|Supportive|"Negative"|Engagement now|Attitude|"support"|\bSupport\b: /);
      }
    const vera = await as("vera");
    expect(vera.can("paper:export")).toBe(false);
    await expect(paperAnswer(vera, "change-record", "pdf", new URLSearchParams())).rejects.toThrow(Forbidden);
    await expect(paperAnswer(vera, "budget-justification", "pdf", new URLSearchParams())).rejects.toThrow(Forbidden);
  });

  it("of a version shows what was approved, however the register went on", async () => {
    setClock(new Date("2026-05-01T10:00:00Z"));
    const { as, mira } = await house();
    const { party, requirement } = await fill(mira, "three");
    setClock(new Date("2026-05-12T10:00:00Z"));
    const number = await approve(as);
    setClock(new Date("2026-06-01T10:00:00Z"));
    await change(mira, async (record) => {
      const now = await record.get("interested-party", party.id);
      await record.update("interested-party", party.id, now.version, { name: "Renamed since" }, { reason: "Merger" });
      await record.create("requirement", {
        partyId: party.id,
        statement: "Asked since",
        kind: "business",
      });
    });
    for (const key of ["context", "register", "two-column", "control-matrix", "grid", "influence-map", "legal-register"]) {
      const frozen = await wordsOf(mira, key, { version: number });
      expect(frozen, key).not.toMatch(/Renamed since|Asked since/);
      const { versionId, paper } = await load(mira, key, { version: number });
      expect(versionId, key).toMatch(/^[0-9a-f-]{36}$/);
      expect(paper?.day, key).toBe("2026-05-12");
    }
    expect(await wordsOf(mira, "two-column", { version: number })).toContain("Clinic three");
    expect(await wordsOf(mira, "two-column")).toContain("Renamed since");
    const context = await wordsOf(mira, "context", { version: number });
    expect(context).toContain("Jonas Weber");
    expect(context).toContain("What changed this time");
    expect(await wordsOf(mira, "context")).toContain(`after version ${number}`);
    await expect(load(mira, "context", { version: "9.9" })).rejects.toThrow(Invalid);
    // What changed since then, and nothing from before.
    const changes = await wordsOf(mira, "change-record");
    expect(changes).toContain("Renamed since");
    expect(changes).toContain("Merger");
    expect(changes).not.toContain(requirement.ref);
    expect((await load(mira, "change-record")).rowsShown).toBe(2);
    expect((await load(mira, "change-record", { since: "2026-06-01" })).rowsShown).toBe(2);
    expect((await load(mira, "change-record", { since: "2026-06-02" })).rowsShown).toBe(0);
  });

  it("says what it was narrowed to, and how much of it is shown", async () => {
    const { mira } = await house();
    const { unit } = await fill(mira, "four");
    const other = await change(mira, (record) => record.create("scope-unit", { title: "Berlin office", kind: "site" }));
    const all = await load(mira, "register");
    expect([all.rowsShown, all.rowsTotal, all.filterText]).toEqual([3, 3, ""]);
    const hamburg = await load(mira, "register", { unit: unit.ref! });
    expect([hamburg.rowsShown, hamburg.rowsTotal]).toEqual([3, 3]);
    expect(hamburg.filterText).toContain("Hamburg hall");
    const berlin = await load(mira, "register", { unit: other.ref! });
    expect([berlin.rowsShown, berlin.rowsTotal]).toEqual([2, 3]);
    const quality = await load(mira, "two-column", { system: "ISO 9001" });
    expect([quality.rowsShown, quality.filterText]).toEqual([1, "relevant ones only; also for ISO 9001"]);
    await expect(load(mira, "register", { unit: "SU-999" })).rejects.toThrow(Invalid);
    expect(kindOf("register").options.safeParse({ uint: "SU-001" }).success).toBe(false);
    expect(kindOf("change-record").options.safeParse({ since: "2026-02-31x" }).success).toBe(false);
  });

  it("an empty register teaches instead of showing nothing", { timeout: 120_000 }, async () => {
    const { mira } = await house();
    for (const key of KINDS) {
      const loaded = await load(mira, key);
      const { paper } = loaded;
      for (const block of paper!.blocks) if (block.kind === "table" && block.rows.length === 0) expect(block.empty, key).not.toBe("");
    }
    const text = readPdf(await paperAsPdf(whole(await load(mira, "register")))).pages.join("");
    expect(text.replace(/\s+/g, " ")).toContain("No party is entered yet");
  });

  it("what adverse parties want justifies no money, and they get no advice", async () => {
    const { mira } = await house();
    const { aim } = await fill(mira, "five");
    const { paper } = await load(mira, "budget-justification");
    const words = JSON.stringify(paper);
    expect(words).not.toContain(aim.ref!);
    expect(words).toContain("Protects against: Ransomware groups");
    const grid = await load(mira, "grid");
    const row = [...grid.sheets![0]!.rows].find((cells) => cells[1] === "Ransomware groups")!;
    expect(row[5]).toBe("no engagement: its aims are treated as risks");
  });

  it("of many parties: pictures that stay readable, drawn from escaped words, and everybody in the table", {
    timeout: 120_000,
  }, async () => {
    const { mira } = await house();
    await change(mira, (record) =>
      record.createMany(
        "interested-party",
        Array.from({ length: 260 }, (_, at) => ({
          name: at % 9 === 0 ? HOSTILE : at % 7 === 0 ? ARABIC : `Party number ${at}`,
          category: "external",
          influenceVector: at % 3 === 0 ? "workforce" : "customers_market",
          power: 1 + (at % 5),
          interest: 1 + ((at >> 3) % 5),
        })),
      ),
    );
    const map = await load(mira, "influence-map");
    const figures = map.paper!.blocks.filter((block) => block.kind === "figure");
    // The vectors with their numbers, then 87 and 173 parties in pieces of 48.
    expect(figures.length).toBe(1 + 2 + 4);
    const grid = await load(mira, "grid");
    const picture = grid.paper!.blocks.find((block) => block.kind === "figure")!;
    expect(picture.millimetres).toBeGreaterThanOrEqual(150);
    for (const loaded of [map, grid]) {
      expect(loaded.drawing!.svg).not.toContain("<b>&");
      for (const block of loaded.paper!.blocks) {
        if (block.kind === "figure") expect(block.svg).not.toMatch(/<script|<b>|href|NaN|undefined/);
        if (block.kind === "table") expect(block.rows.length).toBe(260);
      }
      expect(readPdf(await paperAsPdf(whole(loaded))).tagged).toBe(true);
    }
  });

  it("long texts, other scripts and formula-like words stay what they are", { timeout: 120_000 }, async () => {
    const { mira } = await house();
    await fill(mira, "six");
    const pdf = readPdf(await paperAsPdf(whole(await load(mira, "register"))));
    const text = pdf.pages.join("").replace(/[\s\u200b]/g, "");
    expect(text).toContain(HOSTILE.replace(/\s/g, ""));
    // 5,000 letters leave their cell for the next page and none is lost.
    expect(text.split("Begründung.").length - 1).toBeGreaterThanOrEqual(180);
    const parts = await zipEntries(await bytesOf(mira, "register", "xlsx"));
    expect(Object.values(parts).join("")).not.toContain("<f>");
    const csv = (await bytesOf(mira, "two-column", "csv", "how=1")).toString("utf8");
    expect(csv).not.toMatch(/(^|[,"\n])=1\+1/m);
  });
});
