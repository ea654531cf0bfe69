import { describe, expect, it } from "vitest";
import { readCsv, writeCsv } from "@/lib/csv";
import { readXlsx } from "@/lib/xlsx/read";
import { writeXlsx } from "@/lib/xlsx/write";
import { type ImportChoices, noChoices, sanitizeChoices } from "./choices";
import { toPreviewJson } from "./preview-json";
import { propose } from "./propose";

// Registers that companies really have, beside the two samples.

const latin1 = (text: string) => Buffer.from(text, "latin1");
const fromCsv = (text: string | Buffer, choices: Partial<ImportChoices> = {}) =>
  propose(readCsv(Buffer.from(text)), { ...noChoices(), ...choices });
const outline = (proposal: ReturnType<typeof propose>) =>
  proposal.parties.map((party) => [party.name, party.requirements.map((requirement) => requirement.statement)]);

const GERMAN = `Register interessierter Parteien;;;;;;;;;;
Dok-Nr.: ISMS-04-02;;Version: 2.1;;Stand: 01.02.2025;;;;;;
;;;;;;;;;;
;;;;;;;;;;
Lfd. Nr.;Interessierte Partei;Intern/Extern;Anforderung;Vertraulichkeit;Integrität;Verfügbarkeit;Quelle;Maßnahme;Verantwortlich;Letzte Prüfung
1;Geschäftsführung;intern;Wirtschaftlicher Betrieb;x;x;x;Strategie 2025;A.5.1;CISO;15.01.2025
2;Mitarbeiter;intern;"Schutz der Personaldaten
Klare Regeln";x;;;§ 26 BDSG;A.5.34;HR;Q1 2024
3;Kunden / Lieferanten;extern;Verfügbarkeit 99,9 %;;;x;Vertrag 4711, Ziffer 3.2;5,1;Vertrieb;2024-12-01
;;;Meldung von Vorfällen binnen 24 h;x;x;x;dito;A.5.24 bis A.5.26;dito;dito
4;__proto__;extern;<b>Fett</b> & <script>alert(1)</script>;-;-;-;;;;
Gesamt: 4;;;;;;;;;;
`;

describe("a German register, semicolons and Windows-1252, heading in row 5", () => {
  const proposal = fromCsv(latin1(GERMAN));
  it("is read with its umlauts, and says that the encoding is a guess", () => {
    expect(proposal).toMatchObject({
      encoding: "windows-1252",
      delimiter: ";",
      headerRows: [5],
      metadata: { doc_id: "ISMS-04-02", version: "2.1", date: "01.02.2025" },
    });
    expect(proposal.sampleLine).toMatch(/Integrität/);
    expect(proposal.notices.map((notice) => notice.kind)).toContain("encoding_guessed");
    expect(outline(proposal)).toEqual([
      ["Geschäftsführung", ["Wirtschaftlicher Betrieb"]],
      ["Mitarbeiter", ["Schutz der Personaldaten", "Klare Regeln"]],
      ["Kunden", ["Verfügbarkeit 99,9 %", "Meldung von Vorfällen binnen 24 h"]],
      ["Lieferanten", []],
      ["__proto__", ["<b>Fett</b> & <script>alert(1)</script>"]],
    ]);
  });
  it("has its fields", () => {
    const [, staff, customers, suppliers] = proposal.parties;
    expect(staff!.requirements[0]).toMatchObject({
      cia: ["confidentiality"],
      sourceRef: "BDSG",
      sourceLocator: "§ 26",
      kind: "legal",
      controls: ["A.5.34"],
      lastReviewed: null,
    });
    expect(staff!.requirements[0]!.note).toContain("Q1 2024");
    expect(customers!.requirements[0]).toMatchObject({ controls: [], controlsAmbiguous: [{ text: "5.1" }], lastReviewed: "2024-12-01" });
    expect(customers!.requirements[1]).toMatchObject({
      sourceRef: "Vertrag 4711",
      sourceLocator: "Ziffer 3.2",
      owner: "Vertrieb",
      controls: ["A.5.24", "A.5.25", "A.5.26"],
      lastReviewed: "2024-12-01",
    });
    expect(suppliers).toMatchObject({ category: "external", template: "suppliers" });
  });
});

describe("headings", () => {
  it("may have sub-headings in a second row", () => {
    const proposal = fromCsv(
      "Register 2024,,,,,\nInterested party,Type,Needs and expectations,Protection goals,,\n,,,C,I,A\nEmployees,Internal,Rules,x,,x\n",
    );
    expect(proposal.headerRows).toEqual([2, 3]);
    expect(proposal.columns.map((column) => column.field)).toEqual([
      "party",
      "category",
      "statement",
      "goal_confidentiality",
      "goal_integrity",
      "goal_availability",
    ]);
    expect(proposal.parties[0]).toMatchObject({ category: "internal", requirements: [{ cia: ["confidentiality", "availability"] }] });
  });
  it("may be missing; then the guess is shown as one, and can be changed", () => {
    const text = "Customers,Encryption of data\nStaff,Training\n";
    const proposal = fromCsv(text);
    expect(proposal.headerRows).toEqual([]);
    expect(proposal.columns.map((column) => [column.field, column.why])).toEqual([
      ["party", "content"],
      ["statement", "content"],
    ]);
    expect(outline(proposal)).toEqual([
      ["Customers", ["Encryption of data"]],
      ["Staff", ["Training"]],
    ]);
    const swapped = fromCsv(text, { columns: { 0: "statement", 1: "party" } });
    expect(outline(swapped)).toEqual([
      ["Encryption of data", ["Customers"]],
      ["Training", ["Staff"]],
    ]);
  });
  it("in several columns hold requirements of several strengths and kinds", () => {
    const proposal = fromCsv(
      "Stakeholder\tNeeds\tExpectations\tContractual requirements\nCustomers\tData is safe\tFriendly service\tSLA 99.9\n",
    );
    expect(proposal.parties[0]!.requirements.map(({ statement, strength, kind }) => [statement, strength, kind])).toEqual([
      ["Data is safe", "need", null],
      ["Friendly service", "expectation", null],
      ["SLA 99.9", null, "contractual"],
    ]);
  });
  it("that are not known go to the note with their text", () => {
    const proposal = fromCsv("Party,Requirement,Flavour\nCustomers,Encryption,Vanilla\n");
    expect(proposal.parties[0]!.requirements[0]!.note).toBe("Flavour: Vanilla");
    expect(proposal.notices).toContainEqual({ kind: "column_to_note", row: null, column: "C", params: { label: "Flavour" } });
  });
});

describe("rows", () => {
  it("of sections give a category, or name the party of the rows below", () => {
    const proposal = fromCsv(
      "Name,Requirements,Notes\nInternal parties,,\nEmployees,Training,see HR\nExternal,,\nClients,Encryption,\n,,a note without requirement\n",
    );
    expect(proposal.parties.map((party) => [party.name, party.category, party.categoryFrom])).toEqual([
      ["Employees", "internal", "section"],
      ["Clients", "external", "section"],
    ]);
    expect(proposal.parties[1]!.requirements[0]!.note).toBe("a note without requirement");
    const sections = fromCsv(
      "Requirement,Source,Owner\nCustomers,,\nEncryption,MSA 12 cl. 4,Mira\nRegulators,,\nReport incidents,NIS2 Art. 23,CISO\n",
    );
    expect(outline(sections)).toEqual([
      ["Customers", ["Encryption"]],
      ["Regulators", ["Report incidents"]],
    ]);
  });
  it("without anything to go on are listed as left out, never lost", () => {
    const proposal = fromCsv(
      "Party,Requirement\n,Orphaned requirement\nCustomers,Encryption\n[Name of the party],[What it wants]\nParty,Requirement\nTotal: 1,\n",
    );
    expect(proposal.skippedRows.map((row) => [row.row, row.why])).toEqual([
      [2, "no_party"],
      [4, "placeholder"],
      [5, "heading_again"],
      [6, "footer"],
    ]);
    expect(proposal.skippedRows[0]!.text).toBe("Orphaned requirement");
  });
  it("that were left out can be taken in", () => {
    const text = "Party,Requirement\nCustomers,Encryption\nVersion 1.2 Ltd.,Backups\n";
    expect(outline(fromCsv(text))).toEqual([["Customers", ["Encryption"]]]);
    expect(outline(fromCsv(text, { doubts: { "skip_row:3": "no" } }))).toEqual([
      ["Customers", ["Encryption"]],
      ["Version 1.2 Ltd.", ["Backups"]],
    ]);
  });
});

describe("columns", () => {
  it("are known by their words where the heading misleads", () => {
    const proposal = fromCsv(
      "Type;Interested party;Requirement / Need / Expectation;Legal/Regulatory/Contractual;Legal/Contractual Ref;How do we address it?\nInternal;Board;Risk appetite;B;;Policy\n;Staff;Training;L;GDPR Art. 39;Course\nExternal;Customers;Encryption;C;MSA cl. 4;AES\n;Regulator;Reports;R;FCA SYSC 8.1;Reports\n",
    );
    expect(proposal.columns.map((column) => column.field)).toEqual(["category", "party", "statement", "kind", "source", "how_addressed"]);
    expect(
      proposal.parties.map((party) => [party.name, party.category, party.requirements[0]!.kind, party.requirements[0]!.sourceLocator]),
    ).toEqual([
      ["Board", "internal", "business", null],
      ["Staff", "internal", "legal", "Art. 39"],
      ["Customers", "external", "contractual", "cl. 4"],
      ["Regulator", "external", "regulatory", null],
    ]);
  });
});

describe("choices", () => {
  const text =
    "Interested party,Requirement,Control,Power,Last review\nClients / Prospects,Legal and Regulatory Compliance Return on Investment,5.1,H,03/04/2024\nClient,legal and regulatory compliance return on investment,,M,\nStaff,Training,,L,\nEmployees,Pay,,,\n";
  const choose = (choices: object) => propose(readCsv(Buffer.from(text)), sanitizeChoices(choices));
  const doubtOf = (kind: string) => fromCsv(text).doubts.find((doubt) => doubt.kind === kind)!;

  it("answer every doubt by its id, and nothing else is an answer", () => {
    expect(doubtOf("split_run_together")).toMatchObject({
      id: "split_run_together:2:B",
      chosen: "no",
      recommended: "no",
      confidence: "low",
    });
    expect(choose({ doubts: { "split_run_together:2:B": "yes" } }).parties[0]!.requirements.map((requirement) => requirement.id)).toEqual([
      "r2.1",
      "r2.2",
      "r3",
    ]);
    expect(choose({ doubts: { "split_run_together:2:B": "perhaps" } }).parties[0]!.requirements).toHaveLength(1);
    expect(choose({ doubts: { "split_party:2:A": "no" } }).parties[0]!.name).toBe("Clients / Prospects");
    expect(choose({ doubts: { "requirements_for_all:2:A": "yes" } }).parties[1]!.requirements).toHaveLength(1);
    expect(choose({ doubts: { "control_ambiguous:2:C:5.1": "A.5.10" } }).parties[0]!.requirements[0]).toMatchObject({
      controls: ["A.5.10"],
      controlsAmbiguous: [],
    });
    expect(choose({ doubts: { "date_ambiguous:2:E": "2024-04-03" } }).parties[0]!.requirements[0]!.lastReviewed).toBe("2024-04-03");
    expect(choose({ doubts: { "duplicate:3:r3": "no" } }).parties[0]!.requirements).toHaveLength(2);
    expect(choose({ doubts: { "same_party:3:A": "no" } }).parties.map((party) => party.name)).toContain("Client");
    expect(choose({ doubts: { "same_party:5:A": "no" } }).parties.map((party) => party.name)).toContain("Employees");
  });
  it("map words, rename, merge, leave out and edit", () => {
    expect(fromCsv(text).parties[0]!.powerScore).toBe(5);
    expect(choose({ values: { power: { high: 4 } } }).parties[0]!.powerScore).toBe(4);
    expect(choose({ values: { power: { h: 4 } } }).parties[0]!.powerScore).toBe(4);
    expect(choose({ parties: { p2: { name: "Contract clients" } } }).parties[0]!.name).toBe("Contract clients");
    expect(outline(choose({ parties: { p4: { mergeInto: "p2" } } })).map(([name]) => name)).toEqual(["Clients", "Prospects"]);
    expect(choose({ parties: { p2: { skip: true } } }).counts.parties).toBe(2);
    const edited = choose({ requirements: { r2: { statement: "Comply with the law" }, r4: { skip: true } } });
    expect(edited.parties[0]!.requirements[0]).toMatchObject({
      statement: "Comply with the law",
      asWritten: "Legal and Regulatory Compliance Return on Investment",
    });
    expect(edited.counts.requirements).toBe(fromCsv(text).counts.requirements - 1);
    expect(choose({ columns: { 2: "ignore" } }).parties[0]!.requirements[0]!.controlsAmbiguous).toEqual([]);
    expect(choose({ headerRows: [1], sheet: "1" }).counts).toEqual(fromCsv(text).counts);
  });
  it("come through untouched by prototypes", () => {
    const choices = sanitizeChoices(
      JSON.parse(
        '{"__proto__":{"skip":true},"parties":{"__proto__":{"skip":true},"p2":{"__proto__":{"skip":true}}},"values":{"__proto__":{"x":1}},"headerRows":[1,2,3,"4"],"columns":{"x":"party","0":5}}',
      ),
    );
    expect(Object.getPrototypeOf(choices.parties)).toBeNull();
    expect(choices.parties.p2).toEqual({});
    expect(choices.headerRows).toEqual([1, 2]);
    expect(Object.keys(choices.columns)).toEqual([]);
    expect(({} as Record<string, unknown>).skip).toBeUndefined();
  });
});

describe("our own lists", () => {
  const header = [
    "Requirement ref",
    "Party ref",
    "Party",
    "Requirement",
    "Kind",
    "Strength",
    "Binding",
    "Source type",
    "Source",
    "Locator",
    "C/I/A",
    "Requirement relevance",
    "Addressed through the ISMS",
    "Priority",
    "Owner",
    "Fulfilment status",
    "Requirement status",
    "Control",
    "Clause",
    "Other links",
    "How addressed",
    "Last review",
    "Own words",
    "Note",
  ];
  const rows = [
    [
      "REQ-001",
      "IP-001",
      "Clients / Prospects",
      "a; b, c and d\n- e",
      "Contractual",
      "Need",
      "Requirement",
      "Contract",
      "MSA 2023-114, 14",
      "2.1",
      "C, I",
      "Relevant",
      "Not addressed",
      "High",
      "Mira",
      "Partly",
      "Active",
      "A.5.1; A.8.24",
      "Clause 7.4",
      "Risk R-1",
      "Procedure",
      "2024-05-01",
      "'quoted'",
      "first\nsecond",
    ],
    [
      "REQ-002",
      "IP-002",
      "=SUM(A1)",
      "=1+1 (MSA cl. 12.3)",
      "Legal",
      "Expectation",
      "Wish",
      "Law",
      "GDPR Art. 33",
      "",
      "",
      "Discarded",
      "Undecided",
      "",
      "",
      "Not assessed",
      "Retired",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
    ],
    [
      "REQ-003",
      "IP-003",
      "Clients / Prospects",
      "a; b, c and d\n- e",
      "Business",
      "",
      "Undecided",
      "",
      "",
      "",
      "C, I, A",
      "Undecided",
      "Undecided",
      "",
      "",
      "Not assessed",
      "Draft",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
    ],
  ];
  const kept = (proposal: ReturnType<typeof propose>) => {
    expect(outline(proposal)).toEqual([
      ["Clients / Prospects", ["a; b, c and d\n- e"]],
      ["=SUM(A1)", ["=1+1 (MSA cl. 12.3)"]],
      ["Clients / Prospects", ["a; b, c and d\n- e"]],
    ]);
    expect(proposal.parties[0]!.fields).toMatchObject({ party_ref: "IP-001" });
    expect(proposal.parties[0]!.requirements[0]).toMatchObject({
      kind: "contractual",
      strength: "need",
      binding: "requirement",
      sourceRef: "MSA 2023-114, 14",
      sourceLocator: "2.1",
      cia: ["confidentiality", "integrity"],
      controls: ["A.5.1", "A.8.24"],
      clauses: ["Clause 7.4"],
      owner: "Mira",
      lastReviewed: "2024-05-01",
      howAddressed: "Procedure",
      fields: {
        requirement_ref: "REQ-001",
        source_type: "contract",
        relevance: "relevant",
        isms_decision: "not_addressed",
        priority: "high",
        fulfilment_status: "partly",
        status: "active",
        party_wording: "'quoted'",
      },
    });
    expect(proposal.parties[0]!.requirements[0]!.note.split("\n")).toEqual(["Other links: Risk R-1", "first", "second"]);
    expect(proposal.parties[1]!.requirements[0]).toMatchObject({
      retired: true,
      sourceRef: "GDPR Art. 33",
      sourceLocator: null,
      binding: "wish",
    });
    expect(proposal.counts).toMatchObject({ parties: 3, requirements: 3, duplicates: 0 });
  };
  it("come back as they were from CSV", () => kept(fromCsv(writeCsv(header, rows))));
  it("and from XLSX", async () => kept(propose(await readXlsx(await writeXlsx([{ name: "Requirements", header, rows }])), noChoices())));
  it("of parties come back without taking the number of requirements for one", () => {
    const list = writeCsv(
      [
        "Ref",
        "Party",
        "Category",
        "Kind",
        "Status",
        "Relevance",
        "Power",
        "Interest",
        "Support",
        "Requirements",
        "Owner",
        "Last reviewed",
        "Influence vector",
        "PESTLE",
        "Adverse",
        "Note",
      ],
      [
        [
          "IP-001",
          "Clients",
          "External",
          "Group",
          "Active",
          "Relevant",
          5,
          4,
          -1,
          3,
          "Mira",
          "2024-05-01",
          "Customers and market",
          "Economic; Legal",
          "No",
          "x",
        ],
        ["IP-002", "Hackers", "External", "Group", "Candidate", "Not relevant", null, null, null, 0, "", "", "", "", "Yes", ""],
      ],
    );
    const proposal = fromCsv(list);
    expect(proposal.parties[0]).toMatchObject({
      name: "Clients",
      category: "external",
      powerScore: 5,
      interestScore: 4,
      adverse: false,
      requirements: [],
      note: "x",
      fields: {
        party_ref: "IP-001",
        party_kind: "group",
        party_status: "active",
        party_relevance: "relevant",
        support: -1,
        party_owner: "Mira",
        party_last_reviewed: "2024-05-01",
        influence_vector: "customers_market",
        pestle: ["economic", "legal"],
      },
    });
    expect(proposal.parties[1]).toMatchObject({ adverse: true, fields: { party_relevance: "not_relevant" } });
  });
});

describe("the preview", () => {
  it("names sheet, rows and counts", async () => {
    const workbook = await readXlsx(
      await writeXlsx([
        {
          name: "Old 2021",
          header: ["Party", "Requirement"],
          rows: [
            ["A", "b"],
            ["C", "d"],
          ],
        },
        { name: "Now", header: ["Party", "Requirement"], rows: [["Customers", "Encryption"]] },
      ]),
    );
    expect(toPreviewJson(propose(workbook, noChoices()), "x.xlsx")).toMatchObject({
      sheet: "Now (Old 2021 are not imported)",
      header_row: 1,
      counts: { parties: 1, requirements: 1 },
    });
    expect(propose(workbook, { ...noChoices(), sheet: "Old 2021" }).counts.parties).toBe(2);
  });
});
