import type { ContentRecord } from "@/domain/register-content";
import { INFLUENCE_VECTORS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { influenceFigure, type MapLeaf, type MapTwig, MOST_ON_ONE_MAP } from "../figures/influence-map";
import { figureOnPaper } from "../figures/on-paper";
import { paperKind } from "../kind";
import { registerOptions, versionChoice } from "../narrowing";
import { dayOf, type Reading, readingOf, recordsOf, textOf } from "../reading";
import { vectorOf, word, wordOf } from "../record-words";
import { asData, inLines, paperTable, sheet } from "../sheets";

const SMALLEST = 200;
/** Pictures of one document; beyond, the table says the rest. */
const MOST_PICTURES = 24;

/** From where influence comes: the vectors, their parties and how much each requires, as a picture with its table. */
export const INFLUENCE_MAP = paperKind({
  key: "influence-map",
  code: "MAP",
  clause: "4.2 a, b",
  permission: "interested-party:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json", "svg"],
  options: registerOptions.pick({ version: true }),
  ofTheVersion: true,
  choices: versionChoice,
  load: async (access, { version }) => influenceMapPaper(await readingOf(access, version)),
});

interface Row {
  party: ContentRecord;
  vector: string;
  count: number;
  addressed: number;
}

/** Pure: the document from a reading. */
function influenceMapPaper(reading: Reading) {
  const t = translator("paperContent");
  const counts = new Map<string, { count: number; addressed: number }>();
  for (const requirement of recordsOf(reading, "requirement")) {
    const id = textOf(requirement, "partyId");
    const found = counts.get(id) ?? { count: 0, addressed: 0 };
    found.count += 1;
    if (textOf(requirement, "ismsDecision") === "addressed") found.addressed += 1;
    counts.set(id, found);
  }
  const order = new Map<string, number>([...INFLUENCE_VECTORS, ""].map((vector, at) => [vector, at]));
  const rows = recordsOf(reading, "interested-party")
    .map((party): Row => ({ party, vector: textOf(party, "influenceVector"), ...(counts.get(party.id) ?? { count: 0, addressed: 0 }) }))
    .sort((a, b) => (order.get(a.vector) ?? 0) - (order.get(b.vector) ?? 0));
  const nameOf = (vector: string) => vectorOf(reading, vector) || t("map.noVector");
  const table = sheet({
    key: "parties",
    name: t("sheet.map"),
    rows,
    columns: [
      { key: "vector", label: t("column.vector"), width: 28, read: ({ vector }) => nameOf(vector), raw: ({ vector }) => vector || null },
      { key: "ref", label: t("column.ref"), width: 10, read: ({ party }) => textOf(party, "ref") },
      { key: "name", label: t("column.party"), width: 40, read: ({ party }) => textOf(party, "name") },
      { key: "adverse", label: t("column.adverse"), width: 10, read: ({ party }) => party.adverse === true },
      {
        key: "relevance",
        label: t("column.relevance"),
        width: 14,
        read: ({ party }) => wordOf(party, "relevance", "partyRelevance"),
        raw: ({ party }) => textOf(party, "relevance"),
      },
      { key: "requirements", label: t("column.requirements"), width: 14, read: ({ count }) => count },
      { key: "addressed", label: t("column.addressed"), width: 14, read: ({ addressed }) => addressed },
    ],
  });
  const alt = t("map.alt", { count: rows.length, organization: reading.organizationName });
  const drawings = drawingsOf(reading, rows, alt, nameOf);
  const figures = drawings.slice(0, MOST_PICTURES).map((svg) => figureOnPaper(svg, alt, "landscape", SMALLEST));
  return {
    title: t("map.title"),
    paper: {
      title: t("map.title"),
      ...dayOf(reading),
      subtitle: t("map.subtitle"),
      landscape: true,
      size: figures.some(({ size }) => size === "a3") ? ("a3" as const) : ("a4" as const),
      blocks: [
        ...(rows.length > 0 ? figures.map(({ figure }) => figure) : []),
        ...(drawings.length > MOST_PICTURES ? [{ kind: "note" as const, text: t("map.cut") }] : []),
        { kind: "heading" as const, text: t("map.table") },
        paperTable(
          rows,
          [
            { label: t("column.vector"), share: 1.2, read: ({ vector }) => nameOf(vector) },
            { label: t("column.ref"), mono: true, millimetres: 18, read: ({ party }) => textOf(party, "ref") },
            {
              label: t("column.party"),
              share: 2,
              read: ({ party }) => inLines(textOf(party, "name"), party.adverse === true && t("adverse")),
            },
            {
              label: t("column.relevance"),
              millimetres: 32,
              read: ({ party }) => wordOf(party, "relevance", "partyRelevance") || word("partyRelevance", "undecided"),
            },
            { label: t("column.requirements"), millimetres: 28, align: "end", read: ({ count }) => String(count) },
            { label: t("column.addressed"), millimetres: 28, align: "end", read: ({ addressed }) => String(addressed) },
          ],
          { empty: t("map.empty") },
        ),
      ],
    },
    sheets: [table.xlsx],
    data: asData([table]),
    drawing: { svg: drawings[0]! },
    rowsShown: rows.length,
    rowsTotal: rows.length,
    filterText: "",
    versionId: reading.version?.id ?? null,
  };
}

/** One picture of all; where they are too many, one of the vectors with their numbers and then the parties of each, piece by piece. */
function drawingsOf(reading: Reading, rows: readonly Row[], title: string, nameOf: (vector: string) => string): string[] {
  const t = translator("paperContent");
  const groups = new Map<string, Row[]>(INFLUENCE_VECTORS.map((vector) => [vector, []]));
  for (const row of rows) {
    const found = groups.get(row.vector);
    if (found) found.push(row);
    else groups.set(row.vector, [row]);
  }
  const leaf = ({ party, count }: Row): MapLeaf => ({
    ref: textOf(party, "ref"),
    name: textOf(party, "name"),
    adverse: party.adverse === true,
    words: String(count),
  });
  const all = [...groups].map(([vector, members]): MapTwig & { members: Row[] } => ({
    name: nameOf(vector),
    leaves: members.map(leaf),
    members,
  }));
  if (rows.length <= MOST_ON_ONE_MAP) return [influenceFigure(reading.organizationName, all, title)];
  const overview = all.map(({ name, members }) => ({
    name,
    leaves: [{ ref: "", name: t("map.partiesOf", { count: members.length }), adverse: false, words: "" }],
  }));
  const parts = all.flatMap(({ name, leaves }) => {
    const pieces: string[] = [];
    for (let at = 0; at < leaves.length; at += MOST_ON_ONE_MAP) {
      const part = leaves.slice(at, at + MOST_ON_ONE_MAP);
      const half = Math.ceil(part.length / 2);
      const twigs = [part.slice(0, half), part.slice(half)].map((side) => ({ name: "", leaves: side }));
      pieces.push(influenceFigure(name, twigs, `${title}: ${name}`));
    }
    return pieces;
  });
  return [influenceFigure(reading.organizationName, overview, title), ...parts];
}
