/**
 * Which files are taken as evidence. A name is judged before the first byte is sent, the content when the last has come; both must name the same kind.
 * Everything that is not on the list is refused, what is dangerous with its own sentence.
 */

export const FILE_KINDS = {
  pdf: { extensions: ["pdf"], mediaType: "application/pdf", family: "pdf" },
  png: { extensions: ["png"], mediaType: "image/png", family: "image" },
  jpeg: { extensions: ["jpg", "jpeg"], mediaType: "image/jpeg", family: "image" },
  gif: { extensions: ["gif"], mediaType: "image/gif", family: "image" },
  webp: { extensions: ["webp"], mediaType: "image/webp", family: "image" },
  docx: { extensions: ["docx"], mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", family: "office" },
  xlsx: { extensions: ["xlsx"], mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", family: "office" },
  pptx: { extensions: ["pptx"], mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation", family: "office" },
  odt: { extensions: ["odt"], mediaType: "application/vnd.oasis.opendocument.text", family: "office" },
  ods: { extensions: ["ods"], mediaType: "application/vnd.oasis.opendocument.spreadsheet", family: "office" },
  odp: { extensions: ["odp"], mediaType: "application/vnd.oasis.opendocument.presentation", family: "office" },
  txt: { extensions: ["txt"], mediaType: "text/plain; charset=utf-8", family: "text" },
  csv: { extensions: ["csv"], mediaType: "text/csv; charset=utf-8", family: "text" },
  md: { extensions: ["md"], mediaType: "text/markdown; charset=utf-8", family: "text" },
  eml: { extensions: ["eml"], mediaType: "message/rfc822", family: "mail" },
  msg: { extensions: ["msg"], mediaType: "application/vnd.ms-outlook", family: "mail" },
} as const satisfies Record<string, { extensions: readonly string[]; mediaType: string; family: string }>;

export type FileKind = keyof typeof FILE_KINDS;

/** Why a file is not taken. */
export type FileRefusal =
  | "empty"
  | "too_big"
  | "name_missing"
  | "name_direction"
  | "program"
  | "program_in_name"
  | "svg"
  | "html"
  | "archive"
  | "macros"
  | "old_office"
  | "extension"
  | "content_unknown"
  | "mismatch"
  | "two_kinds"
  | "pdf_script"
  | "pixels"
  | "zip_bomb"
  | "damaged"
  | "protected"
  | "not_utf8"
  | "test_virus";

export type NameVerdict = { ok: true; name: string; extension: string; kind: FileKind } | { ok: false; code: FileRefusal; found: string };

/** By extension; the accept list of a file dialog. */
export const KIND_OF_EXTENSION: ReadonlyMap<string, FileKind> = new Map(
  (Object.keys(FILE_KINDS) as FileKind[]).flatMap((kind) => FILE_KINDS[kind].extensions.map((extension) => [extension, kind] as const)),
);

const PROGRAMS = new Set(
  (
    "exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs cjs wsf wsh wsc hta msi msp mst dll sys ocx cpl drv efi jar class war apk ipa app dmg pkg deb rpm " +
    "sh bash zsh csh ksh run bin elf so dylib o ko out py pyc pyw pl rb php phtml phar asp aspx jsp cgi lnk url scf inf reg chm hlp gadget application " +
    "appx msix appimage action command workflow scpt applescript xll iqy slk settingcontent-ms diagcab library-ms desktop wasm swf"
  ).split(" "),
);
// A company's web address is a usual part of a name; what follows it decides.
const ALSO_WORDS = new Set([
  "com",
  "app",
  "out",
  "bin",
  "so",
  "run",
  "action",
  "command",
  "url",
  "reg",
  "application",
  "desktop",
  "o",
  "pl",
  "rb",
  "py",
  "js",
  "settings",
]);
const MACROS = new Set("docm dotm xlsm xltm xlsb xlam pptm potm ppsm ppam sldm docb".split(" "));
const OLD_OFFICE = new Set("doc dot xls xlt ppt pps pot rtf".split(" "));
const ARCHIVES = new Set("zip rar 7z tar gz tgz bz2 xz zst iso img cab ace arj lzh vhd vhdx".split(" "));
const WEB = new Set("html htm xhtml xht mhtml mht shtml xml xsl xslt".split(" "));

// What turns the direction of reading shows "exe.pdf" where "fdp.exe" stands.
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const LONGEST_NAME = 200;

/** A name as it is shown and handed out: no path, nothing invisible, not longer than a list can bear; the ending stays. Never used as a path. */
export function cleanFileName(given: string): string {
  const last = given.split(/[\\/]/).pop() ?? "";
  const bare = last
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const signs = [...bare];
  if (signs.length <= LONGEST_NAME) return bare;
  const dot = bare.lastIndexOf(".");
  const ending = dot > 0 && bare.length - dot <= 8 ? bare.slice(dot) : "";
  return signs.slice(0, LONGEST_NAME - ending.length).join("") + ending;
}

/** Whether a file of that name may be sent at all, and which kind it then has to be. */
export function judgeFileName(given: string): NameVerdict {
  const name = cleanFileName(given);
  const no = (code: FileRefusal, found: string): NameVerdict => ({ ok: false, code, found });
  if (DIRECTION.test(given)) return no("name_direction", name);
  const parts = name.toLowerCase().split(".");
  if (name === "" || parts.length < 2 || parts[0] === "") return no("name_missing", name);
  const extension = parts.at(-1)!.trim();
  if (extension === "svg" || extension === "svgz") return no("svg", extension);
  if (WEB.has(extension)) return no("html", extension);
  if (PROGRAMS.has(extension)) return no(parts.length > 2 ? "program_in_name" : "program", extension);
  if (MACROS.has(extension)) return no("macros", extension);
  if (OLD_OFFICE.has(extension)) return no("old_office", extension);
  if (ARCHIVES.has(extension)) return no("archive", extension);
  const kind = KIND_OF_EXTENSION.get(extension);
  if (!kind) return no("extension", extension);
  const hidden = parts
    .slice(1, -1)
    .map((part) => part.trim())
    .find((part) => (PROGRAMS.has(part) && !ALSO_WORDS.has(part)) || MACROS.has(part));
  if (hidden) return no("program_in_name", hidden);
  return { ok: true, name, extension, kind };
}

/** 100 megapixels: four times what a scanner makes of a page, and a quarter of what a viewer dies of. */
export const MOST_PIXELS = 100_000_000;
export const MOST_ENTRIES = 5_000;
/** A document may unpack to so much, or to so many times its own size, whichever is more. */
const UNPACKED_ALWAYS = 100 * 1024 * 1024;
const UNPACKED_AT_MOST = 1024 * 1024 * 1024;
const UNPACKED_TIMES = 100;

/** Whether a container says of itself that it unpacks to more than any document does. */
export function isZipBomb({ entries, unpacked, size }: { entries: number; unpacked: number; size: number }): boolean {
  return entries > MOST_ENTRIES || unpacked > UNPACKED_AT_MOST || (unpacked > UNPACKED_ALWAYS && unpacked > size * UNPACKED_TIMES);
}

const MACRO_PART = /(^|\/)(vba(project|data)|macrosheets?\/|activex\/)|^(basic|scripts)\/.+/i;

/** Whether an entry of an office file is a program: a macro, an ActiveX control, a script, or a program by its name. */
export function isMacroPart(name: string): boolean {
  if (MACRO_PART.test(name)) return true;
  const extension = name.toLowerCase().split(".").at(-1) ?? "";
  // Office keeps printer settings and embedded objects as ".bin"; they are looked into, not judged by their name.
  return name.includes(".") && extension !== "bin" && PROGRAMS.has(extension);
}

/** Programs of any system by their first bytes. */
export function isProgram(head: Uint8Array): boolean {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  return (
    starts(0x4d, 0x5a) ||
    starts(0x7f, 0x45, 0x4c, 0x46) ||
    starts(0xfe, 0xed, 0xfa, 0xce) ||
    starts(0xfe, 0xed, 0xfa, 0xcf) ||
    starts(0xce, 0xfa, 0xed, 0xfe) ||
    starts(0xcf, 0xfa, 0xed, 0xfe) ||
    starts(0xca, 0xfe, 0xba, 0xbe) ||
    starts(0x00, 0x61, 0x73, 0x6d) ||
    starts(0x64, 0x65, 0x78, 0x0a) ||
    starts(0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00) ||
    starts(0x23, 0x21)
  );
}

const MARKUP = /<(!doctype\s+html|html|head|body|script|svg|iframe|object|embed|meta|link|style|template|foreignobject|math)[\s>/]/i;
const OPENING = /^[\s\u200b\ufeff]*<(\?xml|!--|!doctype|[a-z])/i;

/** What the beginning of a text is in truth: a drawing with scripts, a page, or neither. */
export function markupIn(text: string): "svg" | "html" | null {
  if (!MARKUP.test(text) && !OPENING.test(text)) return null;
  return /<svg[\s>]/i.test(text) || /<!doctype\s+svg/i.test(text) ? "svg" : "html";
}

const HEADER_LINE = /^[!-9;-~]+:[ \t]?.*$/;
const MAIL_HEADERS = ["from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path", "delivered-to"];

/** Whether a text begins like a message: header lines, a sender and at least one other field that only messages have. */
export function isMail(text: string): boolean {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const names: string[] = [];
  for (const line of lines) {
    if (line === "") break;
    if (/^[ \t]/.test(line) && names.length > 0) continue;
    // An mbox puts one such line in front.
    if (names.length === 0 && line.startsWith("From ")) continue;
    if (!HEADER_LINE.test(line)) return false;
    names.push(line.slice(0, line.indexOf(":")).toLowerCase());
  }
  return names.includes("from") && new Set(names.filter((name) => MAIL_HEADERS.includes(name))).size >= 3;
}
