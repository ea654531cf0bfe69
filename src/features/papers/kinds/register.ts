import type { ContentRecord } from "@/domain/register-content";
import { translator } from "@/lib/translate";
import { paperKind } from "../kind";
import { type Narrowed, narrowed, registerChoices, registerOptions } from "../narrowing";
import { byId, dayOf, linksOf, listOf, numberOf, personOf, type Reading, readingOf, recordsOf, textOf } from "../reading";
import { ismsDecision, named, said, sourceIndex, sourceOf, threadOfRequirement, vectorOf, word, wordOf, wordsOf } from "../record-words";
import { asData, dayCell, inLines, paperTable, type Sheet, sheet } from "../sheets";

/** The register in full: every party with its analysis, every requirement with source, decisions and thread, and what was retired. */
export const REGISTER = paperKind({
  key: "register",
  code: "REG",
  clause: "4.2",
  permission: "requirement:read",
  formats: ["pdf", "docx", "xlsx", "json"],
  options: registerOptions,
  ofTheVersion: true,
  choices: registerChoices,
  load: async (access, { version, unit, system }) => {
    const reading = await readingOf(access, version);
    return registerPaper(reading, narrowed(reading, { unit, system }));
  },
});

/** Pure: the document from a reading. */
function registerPaper(reading: Reading, shown: Narrowed) {
  const t = translator("paperContent");
  const sheets = [partiesSheet(reading, shown.parties), requirementsSheet(reading, shown.requirements), retiredSheet(reading)];
  return {
    title: t("register.title"),
    paper: {
      title: t("register.title"),
      ...dayOf(reading),
      subtitle: t("register.subtitle"),
      landscape: true,
      blocks: [
        { kind: "heading" as const, text: t("register.parties", { count: shown.parties.length }) },
        partiesTable(reading, shown.parties),
        { kind: "heading" as const, text: t("register.requirements", { count: shown.requirements.length }) },
        requirementsTable(reading, shown.requirements),
        { kind: "heading" as const, text: t("register.retired") },
        retiredTable(reading),
      ],
    },
    sheets: sheets.map(({ xlsx }) => xlsx),
    data: asData(sheets),
    rowsShown: shown.requirements.length,
    rowsTotal: shown.requirementsTotal,
    filterText: shown.filterText,
    versionId: reading.version?.id ?? null,
  };
}

function relevanceOf(party: ContentRecord): string {
  return said(wordOf(party, "relevance", "partyRelevance") || word("partyRelevance", "undecided"), textOf(party, "relevanceRationale"));
}

/** Scores that came with a template are no assessment (rule 28). */
function score(party: ContentRecord, field: "power" | "interest"): number | null {
  return party.scoresAreTemplateDefaults === true ? null : numberOf(party, field);
}

function scoresOf(party: ContentRecord): string {
  const t = translator("paperContent");
  const [power, interest] = [score(party, "power"), score(party, "interest")];
  return power === null || interest === null ? t("notAssessed") : t("scores", { power, interest });
}

function partiesTable(reading: Reading, parties: readonly ContentRecord[]) {
  const t = translator("paperContent");
  const issues = byId(reading, "context-issue");
  return paperTable(
    parties,
    [
      { label: t("column.ref"), mono: true, millimetres: 17, read: (party) => textOf(party, "ref") },
      {
        label: t("column.party"),
        share: 1.6,
        read: (party) => inLines(textOf(party, "name"), listOf(party, "members").join(", "), party.adverse === true && t("adverse")),
      },
      {
        label: t("column.category"),
        share: 1,
        read: (party) =>
          inLines(
            wordOf(party, "category", "partyCategory"),
            wordsOf(party, "relation", "partyRelation"),
            vectorOf(reading, textOf(party, "influenceVector")),
          ),
      },
      { label: t("column.relevance"), share: 2, read: relevanceOf },
      { label: t("column.scores"), millimetres: 24, read: scoresOf },
      {
        label: t("column.context"),
        share: 1.2,
        read: (party) =>
          inLines(
            wordsOf(party, "pestle", "pestle"),
            listOf(party, "issueIds")
              .map((id) => textOf(issues.get(id), "ref"))
              .join(", "),
          ),
      },
      { label: t("column.owner"), millimetres: 27, read: (party) => personOf(reading, party) },
    ],
    { empty: t("register.noParties"), dense: true },
  );
}

function requirementsTable(reading: Reading, requirements: readonly ContentRecord[]) {
  const t = translator("paperContent");
  const parties = byId(reading, "interested-party");
  const sources = sourceIndex(reading);
  return paperTable(
    requirements,
    [
      { label: t("column.ref"), mono: true, millimetres: 17, read: (record) => textOf(record, "ref") },
      { label: t("column.party"), share: 1.1, read: (record) => named(parties.get(textOf(record, "partyId"))) },
      {
        label: t("column.requirement"),
        share: 2.6,
        read: (record) => inLines(textOf(record, "statement"), quoted(textOf(record, "partyWording"))),
      },
      {
        label: t("column.kind"),
        millimetres: 22,
        read: (record) =>
          inLines(
            wordOf(record, "kind", "requirementKind"),
            wordOf(record, "strength", "strength"),
            textOf(record, "binding") !== "undecided" && wordOf(record, "binding", "binding"),
          ),
      },
      { label: t("column.source"), share: 1.4, read: (record) => sourceOf(sources, record) },
      { label: t("column.decision"), share: 1.7, read: (record) => inLines(ismsDecision(record), wordsOf(record, "cia", "cia")) },
      {
        label: t("column.how"),
        share: 1.9,
        read: (record) => inLines(textOf(record, "howAddressed"), threadOfRequirement(record)),
      },
      {
        label: t("column.priority"),
        millimetres: 22,
        read: (record) =>
          inLines(
            wordOf(record, "priority", "priority"),
            wordOf(record, "fulfilmentStatus", "fulfilmentStatus"),
            wordsOf(record, "impactCategories", "impactCategory"),
          ),
      },
      { label: t("column.owner"), millimetres: 22, read: (record) => personOf(reading, record) },
    ],
    { empty: t("register.noRequirements"), dense: true },
  );
}

function quoted(text: string): string {
  return text === "" ? "" : `“${text}”`;
}

interface Retired {
  record: ContentRecord;
  kind: string;
}

function retiredOf(reading: Reading): Retired[] {
  const t = translator("paperContent");
  return [
    ...recordsOf(reading, "interested-party", { retired: true }).map((record) => ({ record, kind: t("column.party") })),
    ...recordsOf(reading, "requirement", { retired: true }).map((record) => ({ record, kind: t("column.requirement") })),
  ];
}

function retiredTable(reading: Reading) {
  const t = translator("paperContent");
  return paperTable(
    retiredOf(reading),
    [
      { label: t("column.ref"), mono: true, millimetres: 17, read: ({ record }) => textOf(record, "ref") },
      { label: t("column.record"), millimetres: 26, read: ({ kind }) => kind },
      { label: t("column.name"), share: 2, read: ({ record }) => textOf(record, "name") || textOf(record, "statement") },
      { label: t("column.retiredAt"), millimetres: 24, read: ({ record }) => textOf(record, "retiredAt") },
      { label: t("column.reason"), share: 1.4, read: ({ record }) => textOf(record, "retiredReason") },
    ],
    { empty: t("register.nothingRetired"), dense: true },
  );
}

function partiesSheet(reading: Reading, parties: readonly ContentRecord[]): Sheet {
  const t = translator("paperContent");
  const issues = byId(reading, "context-issue");
  return sheet({
    key: "parties",
    name: t("sheet.parties"),
    rows: parties,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: (party) => textOf(party, "ref") },
      { key: "name", label: t("column.party"), width: 36, read: (party) => textOf(party, "name") },
      {
        key: "members",
        label: t("column.members"),
        width: 30,
        read: (party) => listOf(party, "members").join("; "),
        raw: (party) => listOf(party, "members"),
      },
      {
        key: "category",
        label: t("column.category"),
        width: 12,
        read: (party) => wordOf(party, "category", "partyCategory"),
        raw: (party) => textOf(party, "category"),
      },
      {
        key: "relation",
        label: t("column.relation"),
        width: 26,
        read: (party) => wordsOf(party, "relation", "partyRelation"),
        raw: (party) => listOf(party, "relation"),
      },
      {
        key: "status",
        label: t("column.status"),
        width: 12,
        read: (party) => wordOf(party, "status", "partyStatus"),
        raw: (party) => textOf(party, "status"),
      },
      {
        key: "relevance",
        label: t("column.relevance"),
        width: 14,
        read: (party) => wordOf(party, "relevance", "partyRelevance"),
        raw: (party) => textOf(party, "relevance"),
      },
      { key: "relevanceRationale", label: t("column.why"), width: 50, read: (party) => textOf(party, "relevanceRationale") },
      { key: "relevanceDecidedAt", label: t("column.decidedAt"), width: 12, read: (party) => dayCell(textOf(party, "relevanceDecidedAt")) },
      { key: "relevanceDecidedBy", label: t("column.decidedBy"), read: (party) => personOf(reading, party, "relevanceDecidedById") },
      {
        key: "influenceVector",
        label: t("column.vector"),
        width: 24,
        read: (party) => vectorOf(reading, textOf(party, "influenceVector")),
        raw: (party) => textOf(party, "influenceVector") || null,
      },
      {
        key: "pestle",
        label: t("column.pestle"),
        width: 24,
        read: (party) => wordsOf(party, "pestle", "pestle"),
        raw: (party) => listOf(party, "pestle"),
      },
      { key: "power", label: t("column.power"), width: 8, read: (party) => score(party, "power") },
      { key: "interest", label: t("column.interest"), width: 8, read: (party) => score(party, "interest") },
      { key: "adverse", label: t("column.adverse"), width: 10, read: (party) => party.adverse === true },
      {
        key: "issues",
        label: t("column.issues"),
        width: 24,
        read: (party) =>
          listOf(party, "issueIds")
            .map((id) => textOf(issues.get(id), "ref"))
            .join(", "),
        raw: (party) => listOf(party, "issueIds").map((id) => textOf(issues.get(id), "ref")),
      },
      {
        key: "identificationMethod",
        label: t("column.identified"),
        width: 18,
        read: (party) => wordOf(party, "identificationMethod", "identificationMethod"),
        raw: (party) => textOf(party, "identificationMethod") || null,
      },
      { key: "confirmedAt", label: t("column.confirmedAt"), width: 12, read: (party) => dayCell(textOf(party, "confirmedAt")) },
      { key: "owner", label: t("column.owner"), read: (party) => personOf(reading, party) },
    ],
  });
}

function requirementsSheet(reading: Reading, requirements: readonly ContentRecord[]): Sheet {
  const t = translator("paperContent");
  const parties = byId(reading, "interested-party");
  const sources = sourceIndex(reading);
  const objectives = byId(reading, "objective");
  const coded = (key: string, label: string, group: string, width = 14) => ({
    key,
    label,
    width,
    read: (record: ContentRecord) => wordOf(record, key, group),
    raw: (record: ContentRecord) => textOf(record, key) || null,
  });
  const plainText = (key: string, label: string, width = 40) => ({
    key,
    label,
    width,
    read: (record: ContentRecord) => textOf(record, key),
  });
  return sheet({
    key: "requirements",
    name: t("sheet.requirements"),
    rows: requirements,
    columns: [
      plainText("ref", t("column.ref"), 10),
      {
        key: "party",
        label: t("column.party"),
        width: 34,
        read: (record) => named(parties.get(textOf(record, "partyId"))),
        raw: (record) => textOf(parties.get(textOf(record, "partyId")), "ref"),
      },
      plainText("statement", t("column.requirement"), 70),
      plainText("partyWording", t("column.wording"), 50),
      coded("status", t("column.status"), "requirementStatus", 10),
      coded("kind", t("column.kind"), "requirementKind"),
      coded("strength", t("column.strength"), "strength"),
      coded("binding", t("column.binding"), "binding"),
      {
        key: "source",
        label: t("column.source"),
        width: 44,
        read: (record) => sourceOf(sources, record),
        raw: (record) => [...listOf(record, "obligationIds"), ...listOf(record, "sourceIds")].map((id) => textOf(sources.get(id), "ref")),
      },
      plainText("sourceLocator", t("column.locator"), 24),
      {
        key: "cia",
        label: t("column.cia"),
        width: 34,
        read: (record) => wordsOf(record, "cia", "cia"),
        raw: (record) => listOf(record, "cia"),
      },
      coded("relevance", t("column.relevance"), "requirementRelevance"),
      {
        key: "relevanceReason",
        label: t("column.why"),
        width: 40,
        read: (record) => textOf(record, "discardReason") || textOf(record, "relevanceRationale"),
      },
      coded("ismsDecision", t("column.isms"), "ismsDecision"),
      plainText("ismsDecisionRationale", t("column.ismsWhy")),
      { key: "ismsDecidedAt", label: t("column.decidedAt"), width: 12, read: (record) => dayCell(textOf(record, "ismsDecidedAt")) },
      { key: "ismsDecidedBy", label: t("column.decidedBy"), read: (record) => personOf(reading, record, "ismsDecidedById") },
      plainText("howAddressed", t("column.how"), 50),
      {
        key: "links",
        label: t("column.thread"),
        width: 40,
        read: threadOfRequirement,
        raw: (record) => linksOf(record),
      },
      {
        key: "objectives",
        label: t("column.objectives"),
        width: 20,
        read: (record) =>
          listOf(record, "objectiveIds")
            .map((id) => textOf(objectives.get(id), "ref"))
            .join(", "),
        raw: (record) => listOf(record, "objectiveIds").map((id) => textOf(objectives.get(id), "ref")),
      },
      coded("priority", t("column.priority"), "priority", 10),
      { key: "impactIfUnmet", label: t("column.impact"), width: 10, read: (record) => numberOf(record, "impactIfUnmet") },
      {
        key: "impactCategories",
        label: t("column.impactCategories"),
        width: 26,
        read: (record) => wordsOf(record, "impactCategories", "impactCategory"),
        raw: (record) => listOf(record, "impactCategories"),
      },
      coded("fulfilmentStatus", t("column.fulfilment"), "fulfilmentStatus"),
      { key: "confirmedAt", label: t("column.confirmedAt"), width: 12, read: (record) => dayCell(textOf(record, "confirmedAt")) },
      {
        key: "managementSystems",
        label: t("column.systems"),
        width: 24,
        read: (record) => listOf(record, "managementSystems").join("; "),
        raw: (record) => listOf(record, "managementSystems"),
      },
      { key: "owner", label: t("column.owner"), read: (record) => personOf(reading, record) },
    ],
  });
}

function retiredSheet(reading: Reading): Sheet {
  const t = translator("paperContent");
  return sheet({
    key: "retired",
    name: t("sheet.retired"),
    rows: retiredOf(reading),
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ record }) => textOf(record, "ref") },
      { key: "kind", label: t("column.record"), width: 16, read: ({ kind }) => kind },
      { key: "name", label: t("column.name"), width: 60, read: ({ record }) => textOf(record, "name") || textOf(record, "statement") },
      { key: "retiredAt", label: t("column.retiredAt"), width: 12, read: ({ record }) => dayCell(textOf(record, "retiredAt")) },
      { key: "reason", label: t("column.reason"), width: 50, read: ({ record }) => textOf(record, "retiredReason") },
    ],
  });
}
