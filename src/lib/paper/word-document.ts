import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  type ITableCellOptions,
  LevelFormat,
  LineRuleType,
  Packer,
  PageBreak,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextDirection,
  TextRun,
  VerticalAlignTable,
  WidthType,
  PageNumber as Word,
} from "docx";
import { qrModules } from "@/lib/qr/qr-code";
import { qrPng } from "@/lib/qr/qr-picture";
import { drawingSize } from "./drawing";
import {
  type Paper,
  type PaperBlock,
  type PaperColumn,
  type PaperCopy,
  type PaperFact,
  type PaperFigure,
  type PaperLogo,
  type PaperTable,
  paperText,
} from "./paper";

const SANS = "Inter";
const SERIF = "Source Serif 4";
const MONO = "IBM Plex Mono";
const INK = "1B1F24";
const QUIET = "5B6169";
const HAIRLINE = "D9D5CC";
const GOLD = "9A6700";
// Twentieths of a point.
const MILLIMETRE = 1440 / 25.4;
const MARGIN = Math.round(16 * MILLIMETRE);
const SIZES = { a4: [210, 297], a3: [297, 420] } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE };
const ALIGNMENT = { start: AlignmentType.START, center: AlignmentType.CENTER, end: AlignmentType.END };

/**
 * A Paper as a Word file (.docx) in the house style, with the same blocks, head and foot as its PDF. Texts are runs of plain text: no field, link or
 * formula comes out of them.
 */
export async function wordDocument(paper: Paper): Promise<Buffer> {
  const clean = paperText(paper);
  const [short, long] = SIZES[clean.size ?? "a4"].map((side) => Math.round(side * MILLIMETRE)) as [number, number];
  const width = (clean.landscape ? long : short) - 2 * MARGIN;
  const document = new Document({
    title: clean.title,
    creator: clean.organization,
    styles: {
      default: {
        document: { run: { font: SANS, size: 20, color: INK }, paragraph: { spacing: { after: 100 } } },
        heading1: { run: { font: SERIF, size: 40, bold: true, color: INK }, paragraph: { spacing: { after: 120 } } },
        heading2: { run: { font: SERIF, size: 26, bold: true, color: INK }, paragraph: { spacing: { before: 320, after: 120 } } },
        heading3: { run: { font: SANS, size: 20, bold: true, color: INK }, paragraph: { spacing: { before: 200, after: 80 } } },
      },
    },
    numbering: {
      config: [{ reference: "points", levels: [{ level: 0, format: LevelFormat.BULLET, text: "•", alignment: AlignmentType.START }] }],
    },
    sections: [
      {
        properties: {
          page: {
            // The library swaps the sides of a landscape page itself.
            size: {
              width: short,
              height: long,
              orientation: clean.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1250, bottom: 1130, left: MARGIN, right: MARGIN, header: 560, footer: 560 },
          },
        },
        headers: { default: head(clean, width) },
        footers: { default: foot(clean, width) },
        children: [
          ...(clean.logo ? [logo(clean.logo)] : []),
          ...(clean.copy ? [copyMark(clean.copy)] : []),
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(clean.title) }),
          new Paragraph({ border: { top: { style: BorderStyle.SINGLE, size: 12, color: GOLD } }, indent: { right: width - 1360 } }),
          ...(clean.subtitle ? [new Paragraph({ children: runs(clean.subtitle, { color: QUIET }) })] : []),
          ...(clean.facts && clean.facts.length > 0 ? [facts(clean.facts, width)] : []),
          ...clean.blocks.flatMap((block) => parts(block, width)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

interface Look {
  font?: string;
  size?: number;
  bold?: boolean;
  color?: string;
}

function runs(text: string, look: Look = {}): TextRun[] {
  return text.split("\n").map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}), ...look }));
}

const SMALL: Look = { size: 15, color: QUIET };

function head({ organization, title, classification }: Paper, width: number): Header {
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: HAIRLINE, space: 2 } },
        children: [...runs(`${organization} · ${title}`, SMALL), new TextRun({ ...SMALL, text: `\t${classification}` })],
      }),
    ],
  });
}

function foot({ number, edition, day, foot: second, words }: Paper, width: number): Footer {
  const first = [number, edition, day].filter(Boolean).join(" · ");
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: Math.round(width / 2) },
          { type: TabStopType.RIGHT, position: width },
        ],
        children: [
          new TextRun({ ...SMALL, text: `${first}\t${words.uncontrolled}\t` }),
          new TextRun({ ...SMALL, children: [`${words.page} `, Word.CURRENT, ` ${words.of} `, Word.TOTAL_PAGES] }),
        ],
      }),
      ...(second ? [new Paragraph({ children: runs(second, SMALL) })] : []),
    ],
  });
}

const LOGO_HEIGHT = 53;
const LOGO_WIDTH = 227;

function logo({ type, base64, width, height, alt }: PaperLogo): Paragraph {
  const scale = Math.min(LOGO_HEIGHT / height, LOGO_WIDTH / width);
  return new Paragraph({
    children: [
      new ImageRun({
        type: type === "jpeg" ? "jpg" : "png",
        data: Buffer.from(base64, "base64"),
        transformation: { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) },
        altText: { name: alt, title: alt, description: alt },
      }),
    ],
  });
}

const QR_SIDE = 87;

/** The QR in the right margin of the first page, and its code in words. */
function copyMark({ url, code, label, hint, alt }: PaperCopy): Paragraph {
  const modules = qrModules(url);
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { after: 0 },
    children: [
      ...(modules
        ? [
            new ImageRun({
              type: "png" as const,
              data: qrPng(modules, 3),
              transformation: { width: QR_SIDE, height: QR_SIDE },
              altText: { name: label, title: label, description: alt },
            }),
          ]
        : []),
      new TextRun({ ...SMALL, size: 13, break: 1, text: hint }),
      new TextRun({ ...SMALL, size: 13, break: 1, text: `${label} ` }),
      new TextRun({ ...SMALL, size: 13, font: MONO, text: code }),
    ],
  });
}

function parts(block: PaperBlock, width: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading":
      return [
        new Paragraph({
          heading: block.level === 2 ? HeadingLevel.HEADING_3 : HeadingLevel.HEADING_2,
          keepNext: true,
          children: runs(block.text),
        }),
      ];
    case "paragraph":
      return [new Paragraph({ children: runs(block.text) })];
    case "note":
      return [
        new Paragraph({
          border: { left: { style: BorderStyle.SINGLE, size: 12, color: GOLD, space: 8 } },
          indent: { left: 160 },
          children: runs(block.text),
        }),
      ];
    case "list":
      return block.items.map((item) => new Paragraph({ numbering: { reference: "points", level: 0 }, children: runs(item) }));
    case "facts":
      return [facts(block.facts, width)];
    case "table":
      return [table(block, width), new Paragraph({})];
    case "figure":
      return [figure(block)];
    case "page-break":
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

/** One white pixel: what a program that draws no SVG shows. The words beside the figure say the same. */
const BLANK = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==", "base64");
const PIXELS_OF_A_MILLIMETRE = 96 / 25.4;

/** The drawing itself, as SVG: Word shows it since 2016, LibreOffice since 7. */
function figure({ svg, alt, millimetres }: PaperFigure): Paragraph {
  const { width, height } = drawingSize(svg);
  const pixels = Math.round(millimetres * PIXELS_OF_A_MILLIMETRE);
  return new Paragraph({
    children: [
      new ImageRun({
        type: "svg",
        data: Buffer.from(svg),
        fallback: { type: "png", data: BLANK },
        transformation: { width: pixels, height: Math.round((pixels * height) / width) },
        altText: { name: alt.slice(0, 80), title: alt.slice(0, 80), description: alt },
      }),
    ],
  });
}

function facts(entries: readonly PaperFact[], width: number): Table {
  const label = Math.min(3_000, Math.round(width / 4));
  const cell = (text: string, own: number, look: Look) =>
    new TableCell({
      width: { size: own, type: WidthType.DXA },
      borders: NO_BORDERS,
      children: [new Paragraph({ spacing: { after: 40 }, children: runs(text, look) })],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [label, width - label],
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: entries.map(
      (fact) => new TableRow({ children: [cell(fact.label, label, { color: QUIET }), cell(fact.value, width - label, {})] }),
    ),
  });
}

function table({ columns, rows, empty, dense }: PaperTable, width: number): Table {
  const widths = columnWidths(columns, width);
  const size = dense ? 15 : 17;
  const line = (style: (typeof BorderStyle)[keyof typeof BorderStyle], thickness: number, color: string) => ({
    ...NO_BORDERS,
    bottom: { style, size: thickness, color },
  });
  const cell = (text: string, at: number, own: Partial<ITableCellOptions>, look: Look, paragraph: Partial<IParagraphOptions> = {}) =>
    new TableCell({
      width: { size: widths[at] ?? width, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: dense ? 40 : 80, right: dense ? 40 : 80 },
      ...own,
      children: [
        new Paragraph({
          alignment: ALIGNMENT[columns[at]?.align ?? "start"],
          spacing: { after: 0, line: 250, lineRule: LineRuleType.AUTO },
          ...paragraph,
          children: runs(text, { size, ...look }),
        }),
      ],
    });
  const longest = Math.max(0, ...columns.filter(({ upright }) => upright).map(({ label }) => label.length));
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    ...(longest > 0 ? { height: { value: Math.min(3_400, 200 + longest * 100), rule: "atLeast" as const } } : {}),
    children: columns.map((column, at) =>
      cell(
        column.label,
        at,
        {
          borders: line(BorderStyle.SINGLE, 8, INK),
          verticalAlign: VerticalAlignTable.BOTTOM,
          ...(column.upright ? { textDirection: TextDirection.BOTTOM_TO_TOP_LEFT_TO_RIGHT } : {}),
        },
        { bold: true, color: QUIET },
        column.upright ? { alignment: AlignmentType.START } : {},
      ),
    ),
  });
  const rule = { borders: line(BorderStyle.SINGLE, 4, HAIRLINE) };
  const body =
    rows.length === 0 && empty
      ? [new TableRow({ children: [cell(empty, 0, { ...rule, columnSpan: columns.length }, { color: QUIET })] })]
      : rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children: columns.map((column, at) => cell(row[at] ?? "", at, rule, column.mono ? { font: MONO } : {})),
            }),
        );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: [header, ...body],
  });
}

/** Fixed widths first, the rest by shares. */
function columnWidths(columns: readonly PaperColumn[], width: number): number[] {
  const fixed = columns.reduce((sum, { millimetres }) => sum + (millimetres ?? 0) * MILLIMETRE, 0);
  const shares = columns.reduce((sum, { millimetres, share }) => sum + (millimetres === undefined ? (share ?? 1) : 0), 0);
  return columns.map(({ millimetres, share }) =>
    Math.round(millimetres === undefined ? (Math.max(0, width - fixed) * (share ?? 1)) / shares : millimetres * MILLIMETRE),
  );
}
