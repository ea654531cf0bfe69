import { z } from "zod";
import { annexControl } from "@/domain/controls";
import { isWorthMeeting, type Worth, worthOf } from "@/domain/impact-category";
import type { ContentRecord } from "@/domain/register-content";
import type { FulfilmentStatus, RequirementRelevance, RequirementStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { PaperBlock } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import { paperKind } from "../kind";
import { linksOf, listOf, type Reading, readingOf, recordsOf, textOf } from "../reading";
import { named, word } from "../record-words";
import { asData, inLines, paperTable, sheet } from "../sheets";

const options = z.strictObject({
  /** As the lines name it, e.g. "2027"; empty: all. */
  period: z.string().max(100).default(""),
});

/** For leadership: what the money pays for, and whose requirements stand behind it; what could be saved only by letting somebody down. */
export const BUDGET_JUSTIFICATION = paperKind({
  key: "budget-justification",
  code: "BUD",
  clause: "7.1",
  permission: "budget:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options,
  ofTheVersion: false,
  choices: async (access) => {
    const periods = [...new Set((await budgetLines(access)).map(({ period }) => period))].filter((period) => period !== "").sort();
    const t = translator("paperContent.choice");
    return periods.length < 2
      ? []
      : [
          {
            key: "period",
            label: t("period"),
            values: [{ value: "", label: t("all") }, ...periods.map((value) => ({ value, label: value }))],
          },
        ];
  },
  load: async (access, { period }) => budgetPaper(await readingOf(access, ""), await budgetLines(access), period),
});

interface BudgetLine {
  ref: string;
  title: string;
  period: string;
  amount: number | null;
  currency: string;
  targetRefs: string[];
  owner: string;
}

async function budgetLines(access: Access): Promise<BudgetLine[]> {
  return inTenant(access, (tx) =>
    tx.$queryRaw<BudgetLine[]>(
      Prisma.sql`SELECT b.ref, b.title, b.period, b.amount, b.currency, b.target_refs AS "targetRefs", coalesce(u.name, '') AS owner
        FROM budget_line b LEFT JOIN user_account u ON u.id = b.owner_id
       WHERE b.organization_id = ${access.organization.id}::uuid AND b.status <> 'retired' ORDER BY b.period, length(b.ref), b.ref`,
    ),
  );
}

/** The kinds that nobody can talk their way out of, first. */
const BINDING_KINDS = ["legal", "regulatory", "contractual"];

/** Pure: the document from a reading and the lines of the budget. */
function budgetPaper(reading: Reading, all: readonly BudgetLine[], period: string) {
  const t = translator("paperContent");
  const lines = all.filter((line) => period === "" || line.period === period);
  const leaning = leaningOn(reading);
  const parties = new Map(recordsOf(reading, "interested-party").map((party) => [party.id, party]));
  const titles = titlesOf(reading);
  const behind = (line: BudgetLine) => [...new Set(line.targetRefs.flatMap((ref) => leaning.get(ref) ?? []))];
  const who = (records: readonly ContentRecord[]) =>
    [...new Set(records.map((record) => textOf(parties.get(textOf(record, "partyId")), "name")))].filter(Boolean).join("; ");
  const rows = lines.map((line) => {
    const asked = behind(line);
    // What attackers and competitors want justifies nothing: it is what the line protects against.
    const isAdverse = (record: ContentRecord) => parties.get(textOf(record, "partyId"))?.adverse === true;
    const requirements = asked.filter((record) => !isAdverse(record));
    const against = who(asked.filter(isAdverse));
    return { line, requirements, against, binding: requirements.filter((record) => BINDING_KINDS.includes(textOf(record, "kind"))) };
  });
  type Row = (typeof rows)[number];
  const worthIn = (records: readonly ContentRecord[]) => worthOf(records.filter(isWorth).map(worthFacts));
  const isWorth = (record: ContentRecord) =>
    isWorthMeeting({
      status: textOf(record, "status") as RequirementStatus,
      relevance: textOf(record, "relevance") as RequirementRelevance,
      adverse: parties.get(textOf(record, "partyId"))?.adverse === true,
    });
  const worth = worthSheet(
    worthIn(recordsOf(reading, "requirement")),
    worthIn([...new Map(rows.flatMap(({ requirements }) => requirements).map((record) => [record.id, record])).values()]),
  );
  const paysFor = ({ line }: Row) => line.targetRefs.map((ref) => `${ref} ${titles(ref)}`.trim()).join("\n");
  const money = ({ line }: Row) => (line.amount === null ? t("budget.noAmount") : amountOf(line.amount, line.currency));
  const table = sheet({
    key: "lines",
    name: t("sheet.budget"),
    rows,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ line }) => line.ref },
      { key: "title", label: t("column.line"), width: 40, read: ({ line }) => line.title },
      { key: "period", label: t("column.period"), width: 14, read: ({ line }) => line.period },
      { key: "amount", label: t("column.amount"), width: 12, read: ({ line }) => line.amount },
      { key: "currency", label: t("column.currency"), width: 10, read: ({ line }) => line.currency },
      { key: "paysFor", label: t("column.paysFor"), width: 44, read: paysFor, raw: ({ line }) => line.targetRefs },
      {
        key: "requirements",
        label: t("column.requirementsBehind"),
        width: 40,
        read: ({ requirements }) => requirements.map((record) => textOf(record, "ref")).join(", "),
        raw: ({ requirements }) => requirements.map((record) => textOf(record, "ref")),
      },
      { key: "binding", label: t("column.bindingCount"), width: 14, read: ({ binding }) => binding.length },
      { key: "impact", label: t("column.impactCategories"), width: 36, read: ({ requirements }) => worthInWords(worthIn(requirements)) },
      { key: "parties", label: t("column.partiesBehind"), width: 44, read: ({ requirements }) => who(requirements) },
      { key: "against", label: t("column.against"), width: 30, read: ({ against }) => against },
      { key: "owner", label: t("column.owner"), read: ({ line }) => line.owner },
    ],
  });
  const details: PaperBlock[] = rows.flatMap((row) => [
    { kind: "heading", level: 2, text: `${row.line.ref} ${row.line.title}` },
    {
      kind: "facts",
      facts: [
        { label: t("column.amount"), value: [money(row), row.line.period].filter(Boolean).join(", ") },
        { label: t("column.paysFor"), value: paysFor(row) || t("budget.paysForNothing") },
        { label: t("column.impactCategories"), value: worthInWords(worthIn(row.requirements)) || t("budget.worthNone") },
        ...(row.against ? [{ label: t("column.against"), value: row.against }] : []),
      ],
    },
    paperTable(
      [...row.requirements].sort(
        (a, b) => Number(BINDING_KINDS.includes(textOf(b, "kind"))) - Number(BINDING_KINDS.includes(textOf(a, "kind"))),
      ),
      [
        { label: t("column.ref"), mono: true, millimetres: 20, read: (record) => textOf(record, "ref") },
        { label: t("column.requirement"), share: 2.4, read: (record) => textOf(record, "statement") },
        { label: t("column.kind"), millimetres: 26, read: (record) => word("requirementKind", textOf(record, "kind")) },
        { label: t("column.party"), share: 1.2, read: (record) => named(parties.get(textOf(record, "partyId"))) },
        { label: t("column.impactText"), share: 1.2, read: (record) => textOf(record, "orgImpact") },
      ],
      { empty: t("budget.nothingBehind"), dense: true },
    ),
  ]);
  return {
    title: t("budget.title"),
    paper: {
      title: t("budget.title"),
      subtitle: t("budget.subtitle"),
      landscape: true,
      facts: totalsOf(lines).map(({ label, value }) => ({ label: t("budget.total", { period: label || t("budget.noPeriod") }), value })),
      blocks: [
        paperTable(
          rows,
          [
            { label: t("column.ref"), mono: true, millimetres: 18, read: ({ line }) => line.ref },
            { label: t("column.line"), share: 1.8, read: ({ line }) => inLines(line.title, line.period) },
            { label: t("column.amount"), millimetres: 30, align: "end", read: money },
            { label: t("column.paysFor"), mono: true, share: 1.2, read: ({ line }) => line.targetRefs.join(", ") },
            {
              label: t("column.requirementsBehind"),
              millimetres: 32,
              align: "end",
              read: ({ requirements }) => String(requirements.length),
            },
            { label: t("column.bindingCount"), millimetres: 32, align: "end", read: ({ binding }) => String(binding.length) },
            {
              label: t("column.partiesBehind"),
              share: 1.8,
              read: ({ requirements, against }) =>
                inLines(who(requirements) || t("budget.nobody"), against && t("budget.against", { parties: against })),
            },
          ],
          { empty: t("budget.empty") },
        ),
        ...worth.blocks,
        ...(rows.length > 0 ? [{ kind: "page-break" as const }, { kind: "heading" as const, text: t("budget.details") }, ...details] : []),
      ],
    },
    sheets: [table.xlsx, worth.sheet.xlsx],
    data: asData([table, worth.sheet]),
    rowsShown: lines.length,
    rowsTotal: all.length,
    filterText: period === "" ? "" : t("filter.period", { period }),
  };
}

const worthFacts = (record: ContentRecord) => ({
  impactCategories: listOf(record, "impactCategories"),
  fulfilmentStatus: textOf(record, "fulfilmentStatus") as FulfilmentStatus,
  count: 1,
});

/** "Legal 3, Commercial 1" */
function worthInWords({ categories }: Worth): string {
  return categories.flatMap(({ category, all }) => (all > 0 ? [`${word("impactCategory", category)} ${all}`] : [])).join(", ");
}

/** The whole register by kind of impact, beside what stands behind the lines shown. */
function worthSheet(worth: Worth, behind: Worth) {
  const t = translator("paperContent");
  const rows = worth.categories.map((one, index) => ({ ...one, behind: behind.categories[index]!.all }));
  type Row = (typeof rows)[number];
  const numbers = [
    { key: "requirements", label: t("column.requirements"), read: ({ all }: Row) => all },
    { key: "notMet", label: t("column.notMet"), read: ({ notMet }: Row) => notMet },
    { key: "partly", label: t("column.partlyMet"), read: ({ partly }: Row) => partly },
    { key: "behind", label: t("column.behindLines"), read: ({ behind: count }: Row) => count },
  ];
  const kind = ({ category }: Row) => word("impactCategory", category);
  const blocks: PaperBlock[] = [
    { kind: "heading", text: t("budget.worth") },
    { kind: "paragraph", text: t("budget.worthLead") },
    paperTable(
      rows,
      [
        { label: t("column.impactCategories"), share: 1, read: kind },
        ...numbers.map(({ label, read }) => ({ label, millimetres: 40, align: "end" as const, read: (row: Row) => String(read(row)) })),
      ],
      { empty: "" },
    ),
    ...(worth.unnamed > 0 ? [{ kind: "paragraph" as const, text: t("budget.worthUnnamed", { count: worth.unnamed }) }] : []),
  ];
  const columns = [
    { key: "impact", label: t("column.impactCategories"), width: 20, read: kind, raw: ({ category }: Row) => category },
    ...numbers.map((column) => ({ ...column, width: 14 })),
  ];
  return { blocks, sheet: sheet({ key: "worth", name: t("sheet.worth"), rows, columns }) };
}

/** Requirements by the ref of what they lean on; retired and discarded ones justify nothing. */
function leaningOn(reading: Reading): ReadonlyMap<string, ContentRecord[]> {
  const leaning = new Map<string, ContentRecord[]>();
  for (const requirement of recordsOf(reading, "requirement")) {
    if (textOf(requirement, "relevance") === "discarded") continue;
    for (const { targetRef } of linksOf(requirement)) {
      const found = leaning.get(targetRef);
      if (found) found.push(requirement);
      else leaning.set(targetRef, [requirement]);
    }
  }
  return leaning;
}

function titlesOf(reading: Reading): (ref: string) => string {
  const own = new Map(
    (["own-control", "risk", "document", "evidence"] as const).flatMap((entity) =>
      (reading.content.records[entity] ?? []).map((record) => [textOf(record, "ref"), textOf(record, "title")] as const),
    ),
  );
  return (ref) => annexControl(ref)?.title ?? own.get(ref) ?? "";
}

/** "48,000 EUR" */
function amountOf(amount: number, currency: string): string {
  return `${new Intl.NumberFormat("en").format(amount)} ${currency}`.trim();
}

/** Sums of what can be added: one for each period and currency. */
function totalsOf(lines: readonly BudgetLine[]): { label: string; value: string }[] {
  const sums = new Map<string, Map<string, number>>();
  for (const { period, amount, currency } of lines) {
    if (amount === null) continue;
    const own = sums.get(period) ?? new Map<string, number>();
    own.set(currency, (own.get(currency) ?? 0) + amount);
    sums.set(period, own);
  }
  return [...sums].map(([label, own]) => ({ label, value: [...own].map(([currency, sum]) => amountOf(sum, currency)).join(", ") }));
}
