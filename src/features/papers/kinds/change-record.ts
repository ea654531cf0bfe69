import { z } from "zod";
import { CONTENT_ENTITIES, refOf, titleOf } from "@/domain/register-content";
import { listHistory } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { Invalid } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import { paperKind } from "../kind";
import { versionChoice } from "../narrowing";
import { type Reading, readingOf } from "../reading";
import { asData, inLines, paperTable, sheet } from "../sheets";

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const options = z.strictObject({
  /** Number of the version after which it begins; empty: the one that governs, or the first day. */
  version: z.string().max(20).default(""),
  /** The first day instead of a version. */
  since: z.union([z.literal(""), z.string().regex(DAY)]).default(""),
});

const PAGE = 2_000;
const MOST_ENTRIES = 50_000;
/** Rows on paper; the workbook has all. */
const MOST_ON_PAPER = 3_000;
const LONGEST_ON_PAPER = 240;
/** Personal in nature (rule 35); a document that leaves never has them, whoever takes it along. */
const NEVER: ReadonlySet<string> = new Set([
  "support",
  "attitude",
  "engagementCurrent",
  "engagementTarget",
  "representative",
  "representativeContact",
]);
const OF_THE_REGISTER: ReadonlySet<string> = new Set(CONTENT_ENTITIES);

/** What changed in the register since a version or a day: when, what, by whom and why, as the history tells it. */
export const CHANGE_RECORD = paperKind({
  key: "change-record",
  code: "CHG",
  clause: "7.5.3",
  permission: "history:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options,
  ofTheVersion: false,
  choices: async (access) => {
    const t = translator("paperContent.choice");
    const [versions] = await versionChoice(access);
    return [
      ...(versions
        ? [
            {
              key: "version",
              label: t("sinceVersion"),
              values: versions.values!.map(({ value, label }) => (value === "" ? { value, label: t("governing") } : { value, label })),
            },
          ]
        : []),
      versions
        ? { key: "since", label: t("orSinceDay"), hint: t("sinceDayHint"), type: "day" as const }
        : { key: "since", label: t("sinceDay"), type: "day" as const },
    ];
  },
  load: async (access, { version, since }) => {
    const reading = await readingOf(access, "");
    const start = await startOf(access, { version, since });
    return changeRecord(reading, start, await entriesAfter(access, start));
  },
});

interface ChangeStart {
  /** The last entry that is not shown any more. */
  sequence: number;
  day: string;
  /** "since version 2.0, approved on 2026-05-12". */
  words: string;
}

interface ChangeEntry {
  sequence: number;
  at: string;
  who: string;
  action: string;
  entity: string;
  record: string;
  reason: string;
  erased: boolean;
  fields: { label: string; before: string; after: string }[];
}

async function startOf(access: Access, { version, since }: z.output<typeof options>): Promise<ChangeStart> {
  const t = translator("paperContent.changes");
  if (since !== "") return { sequence: 0, day: since, words: t("sinceDay", { day: since }) };
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ number: string; sequence: number | null; approvedOn: string | null; status: string }[]>`
      SELECT number, history_sequence AS sequence, approved_on::text AS "approvedOn", status FROM register_version
       WHERE organization_id = ${access.organization.id}::uuid AND status IN ('approved', 'superseded') AND history_sequence IS NOT NULL
       ORDER BY major DESC, minor DESC`,
  );
  const found = version === "" ? rows[0] : rows.find(({ number }) => number === version);
  if (!found && version !== "") throw new Invalid({ version: translator("paperContent")("noVersion", { number: version }) });
  if (!found) return { sequence: 0, day: "", words: t("sinceBeginning") };
  return { sequence: found.sequence ?? 0, day: "", words: t("sinceVersion", { number: found.number, day: found.approvedOn ?? "" }) };
}

/** The entries about records of the register, newest first. */
async function entriesAfter(access: Access, { sequence, day }: ChangeStart): Promise<{ entries: ChangeEntry[]; cut: boolean }> {
  const entries: ChangeEntry[] = [];
  let before: number | null = null;
  for (;;) {
    const filter = { entity: "", ref: "", personId: "", action: "", from: day, to: "", q: "", batch: "", before };
    const { items, more } = await listHistory(access, filter, PAGE);
    for (const item of items) {
      if (item.sequence <= sequence) return { entries, cut: false };
      if (!OF_THE_REGISTER.has(item.entity)) continue;
      const fields = item.lines
        .filter(({ field }) => !NEVER.has(field))
        .map(({ label, before: was, after }) => ({ label, before: was, after }));
      // A change of nothing but what never leaves is none here.
      if (item.lines.length > 0 && fields.length === 0) continue;
      if (entries.length === MOST_ENTRIES) return { entries, cut: true };
      const { action, entity, record, at, who, reason, erased } = item;
      entries.push({ sequence: item.sequence, at, who, action, entity, record, reason: reason ?? "", erased, fields });
    }
    const last = items.at(-1);
    if (!more || !last) return { entries, cut: false };
    before = last.sequence;
  }
}

/** Pure: the document from the entries. */
function changeRecord(reading: Reading, start: ChangeStart, { entries, cut }: { entries: readonly ChangeEntry[]; cut: boolean }) {
  const t = translator("paperContent");
  const titles = new Map(
    CONTENT_ENTITIES.flatMap((entity) =>
      (reading.content.records[entity] ?? []).map((record) => [refOf(record) ?? "", titleOf(record)] as const),
    ),
  );
  const done = ({ action }: ChangeEntry) => wordIn("history.action", action);
  const kindOf = ({ entity }: ChangeEntry) => wordIn("history.entity", entity);
  const called = (entry: ChangeEntry) => shortened(titles.get(entry.record) ?? "", 80);
  const shown = entries.slice(0, MOST_ON_PAPER);
  const began = ({ action }: ChangeEntry) => action === "create" || action === "import";
  const what = (entry: ChangeEntry) => {
    if (entry.erased) return t("changes.erased");
    if (began(entry)) return done(entry);
    return entry.fields.map(fieldInWords).join("\n");
  };
  const lines = entries.flatMap((entry) =>
    began(entry) || entry.fields.length === 0
      ? [{ entry, field: { label: "", before: "", after: "" } }]
      : entry.fields.map((field) => ({ entry, field })),
  );
  const table = sheet({
    key: "changes",
    name: t("sheet.changes"),
    rows: lines,
    columns: [
      { key: "sequence", label: t("column.entry"), width: 10, read: ({ entry }) => entry.sequence },
      { key: "at", label: t("column.at"), width: 22, read: ({ entry }) => entry.at },
      { key: "kind", label: t("column.record"), width: 18, read: ({ entry }) => kindOf(entry), raw: ({ entry }) => entry.entity },
      { key: "ref", label: t("column.ref"), width: 12, read: ({ entry }) => entry.record },
      { key: "action", label: t("column.done"), width: 18, read: ({ entry }) => done(entry), raw: ({ entry }) => entry.action },
      { key: "field", label: t("column.field"), width: 26, read: ({ field }) => field.label },
      { key: "before", label: t("column.before"), width: 44, read: ({ field }) => field.before },
      { key: "after", label: t("column.after"), width: 44, read: ({ field }) => field.after },
      { key: "who", label: t("column.who"), read: ({ entry }) => entry.who },
      { key: "reason", label: t("column.reason"), width: 44, read: ({ entry }) => entry.reason },
    ],
  });
  return {
    title: t("changes.title"),
    paper: {
      title: t("changes.title"),
      subtitle: t("changes.subtitle"),
      landscape: true,
      facts: [{ label: t("changes.count"), value: t("changes.counts", countsOf(entries)) }],
      blocks: [
        ...(cut || shown.length < entries.length
          ? [
              {
                kind: "note" as const,
                text: t(cut ? "changes.cutAll" : "changes.cutPaper", { shown: shown.length, total: entries.length }),
              },
            ]
          : []),
        paperTable(
          shown,
          [
            { label: t("column.at"), millimetres: 27, read: ({ at }) => `${at.slice(0, 10)}\n${at.slice(11, 16)} UTC` },
            { label: t("column.ref"), mono: true, millimetres: 20, read: ({ record }) => record },
            { label: t("column.record"), share: 1.3, read: (entry) => inLines(kindOf(entry), called(entry)) },
            { label: t("column.what"), share: 2.8, read: what },
            { label: t("column.reason"), share: 1.6, read: ({ reason }) => reason },
            { label: t("column.who"), millimetres: 30, read: ({ who }) => who },
          ],
          { empty: t("changes.empty"), dense: true },
        ),
      ],
    },
    sheets: [table.xlsx],
    data: asData([table]),
    rowsShown: entries.length,
    rowsTotal: entries.length,
    filterText: start.words,
  };
}

/** Before and after; of several lines (links) only those that went and those that came. */
function fieldInWords({ label, before, after }: ChangeEntry["fields"][number]): string {
  const t = translator("paperContent.changes");
  const [was, is] = [before, after].map((text) => text.split("\n").filter(Boolean)) as [string[], string[]];
  if (was.length < 2 && is.length < 2) return `${label}: ${shortened(before) || t("nothing")} → ${shortened(after) || t("nothing")}`;
  const gone = was.filter((line) => !is.includes(line)).map((line) => `− ${shortened(line)}`);
  const came = is.filter((line) => !was.includes(line)).map((line) => `+ ${shortened(line)}`);
  return [`${label}:`, ...gone, ...came].join("\n");
}

function countsOf(entries: readonly ChangeEntry[]): { entries: number; records: number; people: number } {
  return {
    entries: entries.length,
    records: new Set(entries.map(({ entity, record }) => `${entity} ${record}`)).size,
    people: new Set(entries.map(({ who }) => who)).size,
  };
}

function wordIn(namespace: string, key: string): string {
  const words = translator(namespace);
  return words.has(key) ? words(key) : key.replaceAll("-", " ");
}

function shortened(text: string, letters = LONGEST_ON_PAPER): string {
  return text.length > letters ? `${[...text].slice(0, letters).join("").trimEnd()}…` : text;
}
