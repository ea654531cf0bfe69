import { fold } from "./cell-text";

/** What a register says about itself in its title block and footer. */
export interface DocumentMetadata {
  title?: string;
  doc_id?: string;
  version?: string;
  owner?: string;
  author?: string;
  approver?: string;
  status?: string;
  date?: string;
  classification?: string;
  /** "footer says 1.2" where header and footer give different versions. */
  conflict?: string;
}

type Key = Exclude<keyof DocumentMetadata, "title" | "conflict">;

const LABELS: [Key, RegExp][] = [
  ["doc_id", /^(?:doc(?:ument)?|dok(?:ument(?:en)?)?)[\s.-]*(?:id|no|nr|number|nummer|ref)?\.?$/i],
  ["version", /^(?:version|rev(?:ision)?|ausgabe|edition)\.?(?:\s?(?:no|nr)\.?)?$/i],
  ["owner", /^(?:owner|document owner|eigner|eigentümer|dokumenteneigner|verantwortlich(?:er)?|responsible)$/i],
  ["author", /^(?:author|prepared by|created by|written by|autor|verfasser|ersteller|erstellt (?:von|durch))$/i],
  ["approver", /^(?:approved by|approver|reviewed by|freigegeben (?:von|durch)|freigabe|geprüft (?:von|durch))$/i],
  ["status", /^status$/i],
  ["date", /^(?:date|datum|stand|as of|last updated?|updated|gültig ab|valid from|erstellt am|freigegeben am|approved on)$/i],
  ["classification", /^(?:classification|klassifizierung|klassifikation|vertraulichkeitsstufe)$/i],
];
const LABEL_WORDS =
  "doc(?:ument)?[\\s.-]*(?:id|no|nr|number|ref)\\.?|dok(?:ument(?:en)?)?[\\s.-]*(?:id|nr|nummer)\\.?|version|rev(?:ision)?\\.?|ausgabe|document owner|dokumenteneigner|owner|eigner|eigentümer|verantwortlich(?:er)?|responsible|" +
  "author|prepared by|created by|written by|autor|verfasser|ersteller|erstellt (?:von|durch|am)|approved by|approved on|approver|reviewed by|freigegeben (?:von|durch|am)|freigabe|geprüft (?:von|durch)|status|date|datum|stand|as of|" +
  "last updated?|updated|gültig ab|valid from|classification|klassifizierung|klassifikation|vertraulichkeitsstufe";
const PAIR = new RegExp(`(?:^|[\\s,;|(–-])(${LABEL_WORDS})\\s*[:=]\\s*`, "gi");

/** Reads "Doc-ID: CTX-02   Version: 1.3   Owner: K. Meyer" and "v0.3 DRAFT". */
export function readMetadata(cells: string[]): DocumentMetadata {
  const found: DocumentMetadata = {};
  const set = (key: Key, value: string) => {
    const clean = value.replace(/[\s,;|–-]+$/, "").trim();
    if (clean !== "" && found[key] === undefined) found[key] = clean;
  };
  cells.forEach((text, index) => {
    const marks = [...text.matchAll(PAIR)];
    marks.forEach((mark, at) => {
      const label = mark[1]!.trim();
      const key = LABELS.find(([, pattern]) => pattern.test(label))?.[0];
      let value = text.slice(mark.index + mark[0].length, marks[at + 1]?.index);
      // The label in one cell, its value in the next.
      if (value.trim() === "" && at === marks.length - 1) value = cells[index + 1] ?? "";
      if (key) set(key, value);
    });
    if (marks.length === 0) {
      const key = LABELS.find(([, pattern]) => pattern.test(text.trim()))?.[0];
      if (key && cells[index + 1]) set(key, cells[index + 1]!);
    }
    const version = /(?:^|[\s(])(?:v|version|rev\.?)\s*(\d+(?:\.\d+){0,2})\b/i.exec(text);
    if (version) set("version", version[1]!);
    const status = /\b(draft|entwurf|final|approved|freigegeben)\b/i.exec(text);
    if (status && /^(?:draft|entwurf)$/i.test(status[1]!)) set("status", "draft");
    const date = /\b(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2})\b/.exec(text);
    if (date) set("date", date[1]!);
  });
  return found;
}

/** Whether the row reads as a block about the document: labels with values, a version, a page number. */
export function looksLikeMetadata(cells: string[]): boolean {
  return cells.join("   ").search(PAIR) >= 0 || LABELS.some(([, pattern]) => pattern.test((cells[0] ?? "").replace(/:$/, "").trim()));
}

const FOOTER =
  /^(?:prepared|created|approved|reviewed|written|author|owner|version|rev(?:ision)?\b|v\.?\s?\d|page\b|seite\b|erstellt|freigegeben|geprüft|verfasser|ersteller|stand\b|datum\b|date\b|last (?:update|change)|printed|gedruckt|©|\(c\)\s|copyright|confidential$|vertraulich$|internal use|status:|doc(?:ument)?[\s.-]*(?:id|no|nr)|dok(?:ument)?[\s.-]*(?:id|nr)|legend\b|legende\b|note:|notes:|hinweis:|\*\s|end of (?:list|table|document|register)|ende der (?:liste|tabelle)|total\b|summe\b|gesamt\b|anzahl\b)/i;

/** Why a row below the table is a footer, or null where it may be data. Needs a label and a sign of being one: a colon, a version, a page, a number. */
export function footerReason(cells: string[]): string | null {
  const first = cells.find((cell) => cell !== "") ?? "";
  const found = FOOTER.exec(first);
  if (!found) return null;
  const filled = cells.filter((cell) => cell !== "");
  const proof =
    /[:©]|\d+\.\d+|\bpage \d|\bseite \d|\d{4}|^(?:confidential|vertraulich)$|^(?:end|ende) /i.test(first) ||
    /^(?:total|summe|gesamt|anzahl)\b/i.test(first);
  if (!proof || filled.length > 4) return null;
  return fold(first.split(/[:–-]/)[0]!).split(" ").slice(0, 3).join(" ");
}
