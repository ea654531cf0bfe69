import { handOut, leavesLater } from "@/features/copies/mutations";
import { standingOf } from "@/features/copies/queries";
import { writeCsv } from "@/lib/csv";
import { fieldErrorsOf } from "@/lib/field-errors";
import { type CopyMark, markedSvg, withMark } from "@/lib/paper/copy-mark";
import type { Paper, PaperFact } from "@/lib/paper/paper";
import { wordDocument } from "@/lib/paper/word-document";
import { translator } from "@/lib/translate";
import { writeXlsx } from "@/lib/xlsx/write";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, Invalid, NotFound } from "@/server/errors";
import { type Letterhead, letterhead } from "@/server/letterhead";
import { inTenant } from "@/server/tenant";
import { paperAsPdf } from "@/server/typeset";
import type { LoadedPaper, PaperFormat, PaperKind } from "./kind";
import { paperKindOf } from "./registry";

/** More rows than this are set in the background. */
export const LONG_ROWS = 2_000;
const SLOW: ReadonlySet<PaperFormat> = new Set<PaperFormat>(["pdf", "docx"]);
const LONG = { timeout: 60_000 };

/**
 * One document in one format, as an answer: the file itself, or where it is being made. The query string holds the kind's own options, and
 * `background=1` where somebody does not want to wait. Throws NotFound, Forbidden, Invalid, and Refused where the typesetter or the queue refuses.
 */
export async function paperAnswer(access: Access, key: string, asked: string, query: URLSearchParams): Promise<Response> {
  const kind = paperKindOf(key);
  if (!kind) throw new NotFound();
  const format = kind.formats.find((known) => known === asked);
  if (!format) throw new NotFound();
  if (!access.can(kind.permission)) throw new Forbidden(kind.permission);
  const { background, ...given } = Object.fromEntries(query);
  const options = kind.options.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")));
  if (!options.success) throw new Invalid(fieldErrorsOf(options.error));
  const { standing: stands, loaded } = await readAtOneMoment(access, kind, options.data, format);
  const standing = { ...stands, ...loaded.frozen };
  const head = await letterhead(access);
  const day = loaded.paper?.day ?? today();
  const later = background === "1" || (SLOW.has(format) && loaded.rowsShown > LONG_ROWS);
  const { title, rowsShown, rowsTotal, filterText, suffix, about } = loaded;
  const leaving = {
    kind: key,
    format,
    title,
    fileName: [access.organization.slug, key, suffix ?? standing.label.replaceAll(" ", ""), day].join("_").concat(`.${format}`),
    filterText,
    rowsShown,
    rowsTotal,
    standing,
    documentCode: kind.code,
    ...(suffix ? { suffix } : {}),
    ...(about ? { about } : {}),
    make: (mark: CopyMark) => fileOf(format, loaded, { head, day, mark, patient: later }),
  };
  if (!later) return handOut(access, leaving);
  const { number } = await leavesLater(access, leaving);
  // The register of copies is of today, also for what is made of the past.
  const [home] = access.organization.slug.split("~");
  return new Response(null, { status: 303, headers: { location: `/${home}/copies/${number}`, "cache-control": "no-store" } });
}

/** What it shows and where the register stood then belong together, however many statements it takes. */
async function readAtOneMoment(access: Access, kind: PaperKind, options: unknown, format: PaperFormat) {
  const asks = { ofTheVersion: kind.ofTheVersion };
  if (access.past) {
    // The past does not move.
    const standing = await standingOf(access, asks);
    return { standing, loaded: await inTenant(access, () => kind.load(access, options, format), LONG) };
  }
  return inTenant(
    access,
    async () => {
      const loaded = await kind.load(access, options, format);
      return { loaded, standing: await standingOf(access, { ...asks, versionId: loaded.versionId ?? null }) };
    },
    { ...LONG, snapshot: true },
  );
}

interface Making {
  head: Letterhead;
  day: string;
  mark: CopyMark;
  patient: boolean;
}

async function fileOf(format: PaperFormat, loaded: LoadedPaper, { head, day, mark, patient }: Making): Promise<Uint8Array | string> {
  const { paper, sheets, data, drawing, title } = loaded;
  const facts = factsOf(loaded, head, day, mark);
  const missing = () => new Error(`${title} was not loaded for ${format}`);
  switch (format) {
    case "pdf":
    case "docx": {
      if (!paper) throw missing();
      const whole: Paper = withMark({ ...paper, ...head, day, facts: [...facts, ...(paper.facts ?? [])] }, mark);
      return format === "pdf" ? paperAsPdf(whole, { patient }) : wordDocument(whole);
    }
    case "xlsx":
      if (!sheets) throw missing();
      return writeXlsx([...sheets, about(title, head, facts)]);
    case "csv": {
      const first = sheets?.[0];
      if (!first) throw missing();
      return writeCsv(
        first.header,
        Array.from(first.rows, (row) => row.map((cell) => (typeof cell === "object" && cell !== null ? cell.day : (cell ?? null)))),
      );
    }
    case "json":
      if (data === undefined) throw missing();
      return `${JSON.stringify({ document: aboutAsData(loaded, head, day, mark), ...data }, null, 1)}\n`;
    case "svg":
      if (!drawing) throw missing();
      return markedSvg(drawing.svg, mark, title, [
        [head.organization, title, head.classification].filter(Boolean).join(" · "),
        [mark.paper.number, mark.paper.edition, day, head.words.uncontrolled].filter(Boolean).join(" · "),
        mark.paper.foot ?? "",
        mark.code,
      ]);
  }
}

/** What stands under every title: number, version, day, rows and filter. */
function factsOf(
  { rowsShown, rowsTotal, filterText }: LoadedPaper,
  { classification }: Letterhead,
  day: string,
  mark: CopyMark,
): PaperFact[] {
  const t = translator("papers.fact");
  return [
    ...(mark.paper.number ? [{ label: t("number"), value: mark.paper.number }] : []),
    { label: t("version"), value: mark.paper.edition ?? "" },
    { label: t("day"), value: day },
    { label: t("rows"), value: t("rowsOf", { rows: rowsShown, total: rowsTotal }) },
    { label: t("filter"), value: filterText || t("noFilter") },
    ...(classification ? [{ label: t("classification"), value: classification }] : []),
  ];
}

/** The same facts for programs. */
function aboutAsData(
  { title, rowsShown, rowsTotal, filterText }: LoadedPaper,
  { organization, classification }: Letterhead,
  day: string,
  { paper: { number, edition } }: CopyMark,
) {
  return {
    title,
    organization,
    classification,
    number: number ?? null,
    version: edition ?? null,
    day,
    rowsShown,
    rowsTotal,
    filter: filterText,
  };
}

function about(title: string, head: Letterhead, facts: readonly PaperFact[]) {
  return {
    name: translator("papers")("about"),
    header: [title, head.organization],
    rows: [...facts.map(({ label, value }) => [label, value]), ["", head.words.uncontrolled]],
    widths: [24, 80],
  };
}
