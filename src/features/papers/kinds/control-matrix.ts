import { z } from "zod";
import { annexControl } from "@/domain/controls";
import { AXIS_TYPES, cellMark, compareTargets, MATRIX_AXES, type MatrixAxis } from "@/domain/matrix";
import type { ContentRecord } from "@/domain/register-content";
import { NO_RISK_REF } from "@/domain/risk";
import type { LinkCoverage } from "@/domain/vocabulary";
import type { PaperBlock } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import { paperKind } from "../kind";
import { type Narrowed, narrowed, registerChoices, registerOptions } from "../narrowing";
import { byId, dayOf, linksOf, type Reading, type RecordLink, readingOf, textOf } from "../reading";
import { named, wordOf } from "../record-words";
import { asData, paperTable, type Sheet, sheet } from "../sheets";

const options = registerOptions.extend({
  /** What stands across the top. */
  axis: z.enum(MATRIX_AXES).default("control"),
});

/** Columns that fit a landscape A3 sheet beside the requirement. */
const COLUMNS_OF_A_SHEET = 42;

/** Requirements against the controls that answer them, both ways: the matrix, and who asks for each control. */
export const CONTROL_MATRIX = paperKind({
  key: "control-matrix",
  code: "MTX",
  clause: "4.2 c, 6.1.3",
  permission: "requirement:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options,
  ofTheVersion: true,
  choices: async (access) => {
    const t = translator("matrix");
    return [
      ...(await registerChoices(access)),
      { key: "axis", label: t("axisLabel"), values: MATRIX_AXES.map((value) => ({ value, label: t(`axis.${value}`) })) },
    ];
  },
  load: async (access, { version, unit, system, axis }) => {
    const reading = await readingOf(access, version);
    return controlMatrix(reading, narrowed(reading, { unit, system }), axis);
  },
});

interface Column {
  ref: string;
  title: string;
  /** Retired, or no longer part of the register: what is linked to it does not hold. */
  gone: boolean;
  askedBy: ContentRecord[];
}

interface Row {
  record: ContentRecord;
  links: ReadonlyMap<string, RecordLink>;
}

/** Pure: the document from a reading. */
function controlMatrix(reading: Reading, shown: Narrowed, axis: MatrixAxis) {
  const [t, matrix] = [translator("paperContent"), translator("matrix")];
  const types: readonly string[] = AXIS_TYPES[axis];
  const rows = shown.requirements
    .filter((record) => textOf(record, "relevance") !== "discarded")
    .map((record): Row => {
      const links = linksOf(record).filter(({ targetType }) => types.includes(targetType));
      return { record, links: new Map(links.map((link) => [link.targetRef, link])) };
    });
  const columns = columnsOf(reading, rows);
  const gaps = rows.filter(({ links }) => links.size === 0);
  const parties = byId(reading, "interested-party");
  const sheets = [matrixSheet(rows, columns, parties), askedSheet(columns, axis)];
  return {
    title: t("matrix.title", { axis: matrix(`axis.${axis}`) }),
    paper: {
      title: t("matrix.title", { axis: matrix(`axis.${axis}`) }),
      ...dayOf(reading),
      subtitle: t("matrix.subtitle"),
      landscape: true,
      size: "a3" as const,
      facts: [
        { label: matrix("file.gaps"), value: matrix("file.gapsOf", { count: gaps.length, axis: matrix(`axis.${axis}`) }) },
        { label: matrix("file.legend"), value: t("matrix.legend") },
      ],
      blocks: [
        ...matrixBlocks(rows, columns, parties),
        { kind: "heading" as const, text: t("matrix.asked") },
        paperTable(
          columns,
          [
            { label: t("column.ref"), mono: true, millimetres: 20, read: ({ ref }) => ref },
            { label: t("column.title"), share: 1.4, read: ({ title, gone }) => (gone ? `${title} (${matrix("struck")})` : title) },
            { label: t("column.count"), millimetres: 18, align: "end", read: ({ askedBy }) => String(askedBy.length) },
            { label: t("column.requirements"), mono: true, share: 2.6, read: refsOf },
          ],
          { empty: matrix("noColumns"), dense: true },
        ),
      ],
    },
    sheets: sheets.map(({ xlsx }) => xlsx),
    data: asData([linksSheet(rows, columns), askedSheet(columns, axis)]),
    rowsShown: rows.length,
    rowsTotal: shown.requirementsTotal,
    filterText: [rows.length < shown.requirementsTotal ? t("filter.notDiscarded") : "", shown.filterText].filter(Boolean).join("; "),
    versionId: reading.version?.id ?? null,
  };
}

function refsOf({ askedBy }: Column): string {
  return askedBy.map((record) => textOf(record, "ref")).join(", ");
}

function columnsOf(reading: Reading, rows: readonly Row[]): Column[] {
  const records = new Map(
    (["own-control", "risk", "document", "evidence"] as const).flatMap((entity) =>
      (reading.content.records[entity] ?? []).map((record) => [textOf(record, "ref"), record] as const),
    ),
  );
  const asked = new Map<string, ContentRecord[]>();
  for (const { record, links } of rows)
    for (const ref of links.keys()) {
      const found = asked.get(ref);
      if (found) found.push(record);
      else asked.set(ref, [record]);
    }
  return [...asked.keys()].sort(compareTargets).map((ref): Column => {
    const annex = annexControl(ref);
    const record = records.get(ref);
    if (ref === NO_RISK_REF) return { ref, title: translator("paperContent")("noRisk"), gone: false, askedBy: asked.get(ref)! };
    return {
      ref,
      title: annex?.title ?? textOf(record, "title"),
      gone: !annex && (!record || textOf(record, "status") === "retired"),
      askedBy: asked.get(ref)!,
    };
  });
}

/** A letter each: signs would need fonts that paper may not have. In brackets where the target does not hold. */
function letter(link: RecordLink, { gone }: Column): string {
  const said = translator("matrix.letter")(cellMark({ coverage: link.coverage as LinkCoverage | "" }));
  return gone ? `(${said})` : said;
}

function matrixBlocks(rows: readonly Row[], columns: readonly Column[], parties: ReadonlyMap<string, ContentRecord>): PaperBlock[] {
  const [t, matrix] = [translator("paperContent"), translator("matrix")];
  const blocks: PaperBlock[] = [];
  for (let start = 0; start === 0 || start < columns.length; start += COLUMNS_OF_A_SHEET) {
    const part = columns.slice(start, start + COLUMNS_OF_A_SHEET);
    if (start > 0) blocks.push({ kind: "page-break" });
    if (columns.length > COLUMNS_OF_A_SHEET)
      blocks.push({ kind: "heading", text: matrix("file.part", { first: part[0]!.ref, last: part.at(-1)!.ref }) });
    blocks.push(
      paperTable(
        rows,
        [
          { label: t("column.ref"), mono: true, millimetres: 18, read: ({ record }) => textOf(record, "ref") },
          {
            label: t("column.requirement"),
            share: 1,
            read: ({ record }) =>
              `${shortened(textOf(record, "statement"), 90)} · ${shortened(textOf(parties.get(textOf(record, "partyId")), "name"), 40)}`,
          },
          {
            label: matrix("file.column.total"),
            millimetres: 12,
            align: "end",
            read: ({ links }) => (links.size === 0 ? matrix("none") : String(links.size)),
          },
          ...part.map((column) => ({
            label: column.gone ? `(${column.ref})` : column.ref,
            upright: true,
            millimetres: 6.2,
            align: "center" as const,
            read: ({ links }: Row) => {
              const link = links.get(column.ref);
              return link ? letter(link, column) : "";
            },
          })),
        ],
        { empty: matrix("emptyText"), dense: true },
      ),
    );
  }
  return blocks;
}

function shortened(text: string, letters: number): string {
  return text.length > letters ? `${[...text].slice(0, letters).join("").trimEnd()}…` : text;
}

function matrixSheet(rows: readonly Row[], columns: readonly Column[], parties: ReadonlyMap<string, ContentRecord>): Sheet {
  const t = translator("paperContent");
  return sheet({
    key: "matrix",
    name: t("sheet.matrix"),
    rows,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ record }) => textOf(record, "ref") },
      { key: "statement", label: t("column.requirement"), width: 60, read: ({ record }) => textOf(record, "statement") },
      { key: "party", label: t("column.party"), width: 32, read: ({ record }) => named(parties.get(textOf(record, "partyId"))) },
      { key: "kind", label: t("column.kind"), width: 13, read: ({ record }) => wordOf(record, "kind", "requirementKind") },
      { key: "decision", label: t("column.isms"), width: 14, read: ({ record }) => wordOf(record, "ismsDecision", "ismsDecision") },
      { key: "count", label: t("column.count"), width: 8, read: ({ links }) => links.size },
      ...columns.map((column) => ({
        key: column.ref,
        label: column.ref,
        width: 9,
        read: ({ links }: Row) => {
          const link = links.get(column.ref);
          return link ? letter(link, column) : null;
        },
      })),
    ],
  });
}

/** Link by link with its reason, for programs: a matrix is a picture. */
function linksSheet(rows: readonly Row[], columns: readonly Column[]): Sheet {
  const t = translator("paperContent");
  const titles = new Map(columns.map(({ ref, title }) => [ref, title]));
  return sheet({
    key: "links",
    name: t("sheet.matrix"),
    rows: rows.flatMap(({ record, links }) => [...links.values()].map((link) => ({ record, link }))),
    columns: [
      { key: "requirement", label: t("column.requirement"), read: ({ record }) => textOf(record, "ref") },
      { key: "target", label: t("column.ref"), read: ({ link }) => link.targetRef },
      { key: "title", label: t("column.title"), read: ({ link }) => titles.get(link.targetRef) ?? "" },
      { key: "coverage", label: t("column.coverage"), read: ({ link }) => link.coverage || null },
      { key: "rationale", label: t("column.why"), read: ({ link }) => link.rationale },
    ],
  });
}

function askedSheet(columns: readonly Column[], axis: MatrixAxis): Sheet {
  const t = translator("paperContent");
  return sheet({
    key: "targets",
    name: translator("matrix")(`axis.${axis}`),
    rows: columns,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ ref }) => ref },
      { key: "title", label: t("column.title"), width: 50, read: ({ title }) => title },
      { key: "holds", label: t("column.holds"), width: 10, read: ({ gone }) => !gone },
      { key: "count", label: t("column.count"), width: 8, read: ({ askedBy }) => askedBy.length },
      {
        key: "requirements",
        label: t("column.requirements"),
        width: 60,
        read: refsOf,
        raw: ({ askedBy }) => askedBy.map((record) => textOf(record, "ref")),
      },
    ],
  });
}
