import type { ContentRecord } from "@/domain/register-content";
import type { PaperBlock, PaperFact } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import { paperKind } from "../kind";
import { type Narrowed, narrowed, registerChoices, registerOptions } from "../narrowing";
import { byId, dayOf, listOf, organizationOf, personOf, type Reading, readingOf, recordsOf, textOf } from "../reading";
import { ismsDecision, named, sourceIndex, sourceOf, threadOfRequirement, vectorOf, word, wordOf, wordsOf } from "../record-words";
import { asData, inLines, paperTable, type Sheet, sheet } from "../sheets";

/** Context of the organisation: issues (4.1), interested parties and what they require (4.2), scope (4.3), who answers for it, and how it came to be. */
export const CONTEXT = paperKind({
  key: "context",
  code: "CTX",
  clause: "4.1, 4.2, 4.3",
  permission: "requirement:read",
  formats: ["pdf", "docx", "xlsx", "json"],
  options: registerOptions,
  ofTheVersion: true,
  choices: registerChoices,
  load: async (access, { version, unit, system }) => {
    const reading = await readingOf(access, version);
    return contextPaper(reading, narrowed(reading, { unit, system }));
  },
});

const isRelevant = (record: ContentRecord) => textOf(record, "relevance") === "relevant";

/** Pure: the document from a reading. */
function contextPaper(reading: Reading, shown: Narrowed) {
  const t = translator("paperContent");
  const parties = shown.parties.filter(isRelevant);
  const inside = new Set(parties.map(({ id }) => id));
  const requirements = shown.requirements.filter((record) => isRelevant(record) && inside.has(textOf(record, "partyId")));
  const others = shown.parties.filter((party) => !isRelevant(party));
  const discarded = shown.requirements.filter((record) => !isRelevant(record));
  const sheets = [issuesSheet(reading), partiesSheet(reading, parties), requirementsSheet(reading, requirements), unitsSheet(reading)];
  return {
    title: t("context.title"),
    paper: {
      title: t("context.title"),
      ...dayOf(reading),
      subtitle: t("context.subtitle", { organization: reading.organizationName }),
      landscape: true,
      blocks: [
        ...issuesBlocks(reading),
        ...partiesBlocks(reading, parties, others),
        ...requirementsBlocks(reading, requirements, discarded),
        ...scopeBlocks(reading),
        ...controlBlocks(reading),
      ],
    },
    sheets: sheets.map(({ xlsx }) => xlsx),
    data: { climate: climateFacts(reading), scope: textOf(organizationOf(reading), "ismsScope"), ...asData(sheets) },
    rowsShown: requirements.length,
    rowsTotal: shown.requirementsTotal,
    filterText: [t("filter.relevant"), shown.filterText].filter(Boolean).join("; "),
    versionId: reading.version?.id ?? null,
  };
}

const heading = (text: string, level: 1 | 2 = 1): PaperBlock => ({ kind: "heading", text, level });

function climateFacts(reading: Reading): PaperFact[] {
  const t = translator("paperContent.context");
  const organization = organizationOf(reading);
  const decided = textOf(organization, "climateDecidedAt");
  const who = personOf(reading, organization, "climateDecidedById");
  const decision = textOf(organization, "climateDecision") || "undetermined";
  return [
    { label: t("climate"), value: word("climateDecision", decision) },
    { label: t("climateWhy"), value: textOf(organization, "climateRationale") || t("notStated") },
    ...(decided ? [{ label: t("climateWhen"), value: [decided, who].filter(Boolean).join(", ") }] : []),
  ];
}

function issuesBlocks(reading: Reading): PaperBlock[] {
  const t = translator("paperContent");
  const issues = recordsOf(reading, "context-issue");
  const touched = new Map<string, string[]>();
  for (const party of recordsOf(reading, "interested-party"))
    for (const id of listOf(party, "issueIds")) {
      const found = touched.get(id);
      if (found) found.push(textOf(party, "ref"));
      else touched.set(id, [textOf(party, "ref")]);
    }
  const table = (category: "external" | "internal") =>
    paperTable(
      issues.filter((issue) => textOf(issue, "category") === category),
      [
        { label: t("column.ref"), mono: true, millimetres: 18, read: (issue) => textOf(issue, "ref") },
        {
          label: t("column.issue"),
          share: 2.6,
          read: (issue) =>
            inLines(textOf(issue, "title"), textOf(issue, "description"), issue.climateRelated === true && t("climateRelated")),
        },
        { label: t("column.pestle"), share: 1, read: (issue) => wordsOf(issue, "pestle", "pestle") },
        { label: t("column.partiesConcerned"), mono: true, share: 1, read: (issue) => (touched.get(issue.id) ?? []).join(", ") },
        { label: t("column.owner"), millimetres: 32, read: (issue) => personOf(reading, issue) },
      ],
      { empty: t(`context.no_${category}`) },
    );
  return [
    heading(t("context.issues")),
    heading(t("context.external"), 2),
    table("external"),
    heading(t("context.internal"), 2),
    table("internal"),
    heading(t("context.climateTitle"), 2),
    { kind: "facts", facts: climateFacts(reading) },
  ];
}

function partiesBlocks(reading: Reading, parties: readonly ContentRecord[], others: readonly ContentRecord[]): PaperBlock[] {
  const t = translator("paperContent");
  return [
    heading(t("context.parties")),
    { kind: "paragraph", text: t("context.partiesText", { count: parties.length }) },
    paperTable(
      parties,
      [
        { label: t("column.ref"), mono: true, millimetres: 18, read: (party) => textOf(party, "ref") },
        {
          label: t("column.party"),
          share: 1.6,
          read: (party) => inLines(textOf(party, "name"), listOf(party, "members").join(", "), party.adverse === true && t("adverse")),
        },
        { label: t("column.category"), millimetres: 22, read: (party) => wordOf(party, "category", "partyCategory") },
        { label: t("column.vector"), share: 1.1, read: (party) => vectorOf(reading, textOf(party, "influenceVector")) },
        { label: t("column.whyRelevant"), share: 2.6, read: (party) => textOf(party, "relevanceRationale") },
        { label: t("column.owner"), millimetres: 32, read: (party) => personOf(reading, party) },
      ],
      { empty: t("context.noParties") },
    ),
    ...(others.length === 0
      ? []
      : [
          heading(t("context.otherParties"), 2),
          paperTable(
            others,
            [
              { label: t("column.ref"), mono: true, millimetres: 18, read: (party) => textOf(party, "ref") },
              { label: t("column.party"), share: 1.2, read: (party) => textOf(party, "name") },
              {
                label: t("column.relevance"),
                millimetres: 32,
                read: (party) => wordOf(party, "relevance", "partyRelevance") || word("partyRelevance", "undecided"),
              },
              { label: t("column.reason"), share: 2, read: (party) => textOf(party, "relevanceRationale") },
            ],
            { empty: "" },
          ),
        ]),
  ];
}

function requirementsBlocks(reading: Reading, requirements: readonly ContentRecord[], discarded: readonly ContentRecord[]): PaperBlock[] {
  const t = translator("paperContent");
  const parties = byId(reading, "interested-party");
  const sources = sourceIndex(reading);
  const inOrder = (records: readonly ContentRecord[]) => {
    const place = new Map([...parties.keys()].map((id, index) => [id, index]));
    return [...records].sort((a, b) => (place.get(textOf(a, "partyId")) ?? 0) - (place.get(textOf(b, "partyId")) ?? 0));
  };
  return [
    heading(t("context.requirements")),
    { kind: "paragraph", text: t("context.requirementsText") },
    paperTable(
      inOrder(requirements),
      [
        { label: t("column.ref"), mono: true, millimetres: 19, read: (record) => textOf(record, "ref") },
        { label: t("column.party"), share: 1.2, read: (record) => textOf(parties.get(textOf(record, "partyId")), "name") },
        { label: t("column.requirement"), share: 2.4, read: (record) => textOf(record, "statement") },
        { label: t("column.source"), share: 1.5, read: (record) => sourceOf(sources, record) },
        { label: t("column.isms"), share: 1.7, read: ismsDecision },
        { label: t("column.how"), share: 2, read: (record) => inLines(textOf(record, "howAddressed"), threadOfRequirement(record)) },
      ],
      { empty: t("context.noRequirements"), dense: true },
    ),
    ...(discarded.length === 0
      ? []
      : [
          heading(t("context.otherRequirements"), 2),
          paperTable(
            inOrder(discarded),
            [
              { label: t("column.ref"), mono: true, millimetres: 19, read: (record) => textOf(record, "ref") },
              { label: t("column.party"), share: 1.2, read: (record) => textOf(parties.get(textOf(record, "partyId")), "name") },
              { label: t("column.requirement"), share: 2.4, read: (record) => textOf(record, "statement") },
              {
                label: t("column.relevance"),
                millimetres: 26,
                read: (record) => wordOf(record, "relevance", "requirementRelevance") || word("requirementRelevance", "undecided"),
              },
              {
                label: t("column.reason"),
                share: 1.8,
                read: (record) => textOf(record, "discardReason") || textOf(record, "relevanceRationale"),
              },
            ],
            { empty: "", dense: true },
          ),
        ]),
  ];
}

function scopeBlocks(reading: Reading): PaperBlock[] {
  const t = translator("paperContent");
  const organization = organizationOf(reading);
  const role = (label: string, field: string): PaperFact => ({
    label: t(label),
    value: personOf(reading, organization, field) || t("context.nobody"),
  });
  return [
    heading(t("context.scope")),
    { kind: "paragraph", text: textOf(organization, "ismsScope") || t("context.noScope") },
    paperTable(
      recordsOf(reading, "scope-unit"),
      [
        { label: t("column.ref"), mono: true, millimetres: 18, read: (unit) => textOf(unit, "ref") },
        { label: t("column.unit"), share: 1.4, read: (unit) => textOf(unit, "title") },
        { label: t("column.unitKind"), millimetres: 34, read: (unit) => wordOf(unit, "kind", "scopeUnitKind") },
        { label: t("column.description"), share: 2.6, read: (unit) => textOf(unit, "description") },
        { label: t("column.owner"), millimetres: 32, read: (unit) => personOf(reading, unit) },
      ],
      { empty: t("context.noUnits") },
    ),
    heading(t("context.roles"), 2),
    {
      kind: "facts",
      facts: [
        role("context.registerOwner", "registerOwnerId"),
        role("context.accountable", "accountableId"),
        ...(reading.scopeQuotes ? [{ label: t("context.scopeQuotes"), value: reading.scopeQuotes }] : []),
      ],
    },
  ];
}

/** Which version this is, who approved it, what changed in it and before it. */
function controlBlocks({ version, versions }: Reading): PaperBlock[] {
  const t = translator("paperContent");
  const who = ({ approvers, exceptionReason }: (typeof versions)[number]) =>
    inLines(approvers.join(", "), exceptionReason && t("context.exception", { reason: exceptionReason }));
  return [
    heading(t("context.control")),
    version
      ? {
          kind: "facts",
          facts: [
            { label: t("column.version"), value: version.number },
            { label: t("column.approvedOn"), value: version.approvedOn ?? "" },
            { label: t("column.approvedBy"), value: who(version) },
            { label: t("context.contentHash"), value: version.contentHash },
          ],
        }
      : { kind: "note", text: versions[0] ? t("context.draftSince", { number: versions[0].number }) : t("context.draft") },
    ...(versions.length === 0
      ? []
      : [
          paperTable(
            versions,
            [
              { label: t("column.version"), millimetres: 20, read: ({ number }) => number },
              { label: t("column.approvedOn"), millimetres: 28, read: ({ approvedOn }) => approvedOn ?? "" },
              { label: t("column.approvedBy"), share: 1, read: who },
              { label: t("column.changeSummary"), share: 2.6, read: ({ changeSummary }) => changeSummary },
            ],
            { empty: "" },
          ),
        ]),
  ];
}

function issuesSheet(reading: Reading): Sheet {
  const t = translator("paperContent");
  return sheet({
    key: "issues",
    name: t("sheet.issues"),
    rows: recordsOf(reading, "context-issue"),
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: (issue) => textOf(issue, "ref") },
      { key: "title", label: t("column.issue"), width: 44, read: (issue) => textOf(issue, "title") },
      {
        key: "category",
        label: t("column.category"),
        width: 12,
        read: (issue) => wordOf(issue, "category", "issueCategory"),
        raw: (issue) => textOf(issue, "category"),
      },
      { key: "description", label: t("column.description"), width: 60, read: (issue) => textOf(issue, "description") },
      {
        key: "pestle",
        label: t("column.pestle"),
        width: 24,
        read: (issue) => wordsOf(issue, "pestle", "pestle"),
        raw: (issue) => listOf(issue, "pestle"),
      },
      { key: "climateRelated", label: t("column.climate"), width: 12, read: (issue) => issue.climateRelated === true },
      { key: "owner", label: t("column.owner"), read: (issue) => personOf(reading, issue) },
    ],
  });
}

function partiesSheet(reading: Reading, parties: readonly ContentRecord[]): Sheet {
  const t = translator("paperContent");
  return sheet({
    key: "parties",
    name: t("sheet.parties"),
    rows: parties,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: (party) => textOf(party, "ref") },
      { key: "name", label: t("column.party"), width: 40, read: (party) => textOf(party, "name") },
      {
        key: "category",
        label: t("column.category"),
        width: 12,
        read: (party) => wordOf(party, "category", "partyCategory"),
        raw: (party) => textOf(party, "category"),
      },
      {
        key: "influenceVector",
        label: t("column.vector"),
        width: 26,
        read: (party) => vectorOf(reading, textOf(party, "influenceVector")),
      },
      { key: "relevanceRationale", label: t("column.whyRelevant"), width: 60, read: (party) => textOf(party, "relevanceRationale") },
      { key: "owner", label: t("column.owner"), read: (party) => personOf(reading, party) },
    ],
  });
}

function requirementsSheet(reading: Reading, requirements: readonly ContentRecord[]): Sheet {
  const t = translator("paperContent");
  const parties = byId(reading, "interested-party");
  const sources = sourceIndex(reading);
  return sheet({
    key: "requirements",
    name: t("sheet.requirements"),
    rows: requirements,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: (record) => textOf(record, "ref") },
      {
        key: "party",
        label: t("column.party"),
        width: 34,
        read: (record) => named(parties.get(textOf(record, "partyId"))),
        raw: (record) => textOf(parties.get(textOf(record, "partyId")), "ref"),
      },
      { key: "statement", label: t("column.requirement"), width: 70, read: (record) => textOf(record, "statement") },
      { key: "source", label: t("column.source"), width: 40, read: (record) => sourceOf(sources, record) },
      {
        key: "ismsDecision",
        label: t("column.isms"),
        width: 50,
        read: ismsDecision,
        raw: (record) => textOf(record, "ismsDecision") || "undecided",
      },
      { key: "how", label: t("column.how"), width: 50, read: (record) => textOf(record, "howAddressed") },
      { key: "links", label: t("column.thread"), width: 30, read: threadOfRequirement },
    ],
  });
}

function unitsSheet(reading: Reading): Sheet {
  const t = translator("paperContent");
  return sheet({
    key: "units",
    name: t("sheet.units"),
    rows: recordsOf(reading, "scope-unit"),
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: (unit) => textOf(unit, "ref") },
      { key: "title", label: t("column.unit"), width: 40, read: (unit) => textOf(unit, "title") },
      {
        key: "kind",
        label: t("column.unitKind"),
        width: 18,
        read: (unit) => wordOf(unit, "kind", "scopeUnitKind"),
        raw: (unit) => textOf(unit, "kind"),
      },
      { key: "description", label: t("column.description"), width: 60, read: (unit) => textOf(unit, "description") },
      { key: "owner", label: t("column.owner"), read: (unit) => personOf(reading, unit) },
    ],
  });
}
