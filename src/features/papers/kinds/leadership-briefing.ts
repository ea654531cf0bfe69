import { z } from "zod";
import type { FactList, FactSheet } from "@/domain/management-review-facts";
import { IMPACT_CATEGORIES } from "@/domain/vocabulary";
import { type Briefing, leadershipBriefing } from "@/features/management-reviews/queries";
import type { PaperBlock } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import { type LoadedPaper, paperKind } from "../kind";
import { heading, paragraph } from "./management-review";

/** For somebody who has ten minutes: five numbers, then the same five in a few lines each. Two pages, however large the register is. */
export const LEADERSHIP_BRIEFING = paperKind({
  key: "leadership-briefing",
  code: "BRF",
  clause: "5.1, 9.3",
  permission: "management-review:read",
  formats: ["pdf", "docx", "json"],
  options: z.strictObject({}),
  ofTheVersion: false,
  load: async (access) => briefingPaper(await leadershipBriefing(access)),
});

/** So many lines of one section, so long a title, so that it stays two pages. */
const MOST_LINES = 5;
const LONGEST_TITLE = 90;

/** Pure: the briefing from what was read. */
export function briefingPaper(briefing: Briefing): LoadedPaper {
  const t = translator("paperContent.briefing");
  const { facts, since } = briefing;
  const figure = (sheet: keyof Briefing["facts"], key: string) => {
    const value = facts[sheet].figures.find((one) => one.key === key)?.value;
    return typeof value === "number" ? value : 0;
  };
  const changed = {
    parties: figure("c", "partiesChanged"),
    requirements: figure("c", "requirementsChanged"),
    laws: figure("c", "obligationsChanged"),
  };
  const decisions = decisionsOf(briefing);
  const notMet = figure("d_monitoring", "fulfilment_not_met");
  const partly = figure("d_monitoring", "fulfilment_partly");
  const all = notMet + partly + figure("d_monitoring", "fulfilment_met") + figure("d_monitoring", "fulfilment_not_assessed");
  const numbers: [string, string, string][] = [
    [String(changed.parties + changed.requirements + changed.laws), t("changed"), t("changedText", changed)],
    [String(decisions.length), t("decisions"), t("decisionsText")],
    [String(briefing.overdue.length), t("overdue"), t("overdueText")],
    [String(notMet + partly), t("notMet"), t("notMetText", { notMet, partly, all })],
    [moneyOf(briefing), t("cost"), t("costText", { lines: briefing.budget.length })],
  ];
  const lists = [...facts.c.lists, ...facts.b.lists].filter(({ key }) => !key.endsWith("_changed"));
  const unmet = facts.d_monitoring.lists.filter(({ key }) => key.startsWith("requirements"));
  return {
    title: t("title"),
    paper: {
      title: t("title"),
      subtitle: since ? t("since", { day: since }) : t("sinceStart"),
      edition: briefing.governing
        ? t("edition", { number: briefing.governing.number, day: briefing.governing.approvedOn })
        : t("noVersion"),
      blocks: [
        {
          kind: "table",
          columns: [
            { label: t("number"), millimetres: 34, align: "end" },
            { label: t("what"), share: 1 },
            { label: t("means"), share: 2 },
          ],
          rows: numbers.map((row) => [...row]),
        },
        heading(t("changed")),
        ...changesTable(lists),
        heading(t("decisions")),
        decisions.length > 0 ? { kind: "list", items: decisions } : paragraph(t("noDecisions")),
        heading(t("overdue")),
        table(
          [t("ref"), t("what"), t("who"), t("dueSince")],
          briefing.overdue.map(({ ref, title, owner, dueAt }) => [ref, short(title), owner ?? "", dueAt]),
          t("noOverdue"),
          briefing.overdue.length,
        ),
        heading(t("notMet")),
        table(
          [t("ref"), t("what"), t("whose")],
          unmet.flatMap(({ rows }) => rows.map(({ ref, title, detail }) => [ref, short(title), short(detail)])),
          t("noNotMet"),
          unmet.reduce((sum, { total }) => sum + total, 0),
        ),
        ...worthParagraph(facts.d_monitoring),
        heading(t("cost")),
        table(
          [t("ref"), t("what"), t("amount"), t("behind")],
          briefing.budget.map((line) => [
            line.ref,
            short([line.title, line.period].filter(Boolean).join(", ")),
            line.amount === null ? t("noAmount") : amount(line.amount, line.currency),
            t("requirements", { count: line.requirements }),
          ]),
          t("noCost"),
          briefing.budget.length,
        ),
        ...(briefing.next ? [paragraph(t("next", { day: briefing.next.heldOn, ref: briefing.next.ref }))] : []),
      ],
    },
    data: briefing,
    rowsShown: numbers.length,
    rowsTotal: numbers.length,
    filterText: "",
  };
}

/** What is at stake, from what the agenda counts by kind of impact; nothing where no requirement names one. */
function worthParagraph({ figures }: FactSheet): PaperBlock[] {
  const t = translator("paperContent.briefing");
  const word = translator("vocabulary.impactCategory");
  const count = (key: string) => figures.find((one) => one.key === key)?.value ?? 0;
  const kinds = IMPACT_CATEGORIES.flatMap((category) => {
    const all = count(`worth_${category}`);
    if (all === 0) return [];
    return [t("worthOf", { all, kind: word(category).toLowerCase(), notMet: count(`worth_${category}_not_met`) })];
  });
  return kinds.length > 0 ? [paragraph(t("worth", { kinds: kinds.join("; ") }))] : [];
}

/** What leadership alone can settle, one sentence each. */
function decisionsOf({ inReview, undecided, unaccepted, facts }: Briefing): string[] {
  const t = translator("paperContent.briefing");
  const untreated = facts.f.figures.find(({ key }) => key === "risksUntreated")?.value ?? 0;
  return [
    ...(inReview ? [t("decideVersion", { number: inReview.number, what: short(inReview.changeSummary || "") })] : []),
    ...(undecided.parties > 0 ? [t("decideParties", { count: undecided.parties })] : []),
    ...(undecided.requirements > 0 ? [t("decideRequirements", { count: undecided.requirements })] : []),
    ...(unaccepted.length > 0
      ? [
          t("decideRisks", {
            count: unaccepted.length,
            refs: unaccepted
              .slice(0, MOST_LINES)
              .map(({ ref }) => ref)
              .join(", "),
          }),
        ]
      : []),
    ...(typeof untreated === "number" && untreated > 0 ? [t("decideTreatment", { count: untreated })] : []),
  ];
}

/** A few records of each kind of change, told by what happened to them. */
function changesTable(lists: readonly FactList[]): PaperBlock[] {
  const [t, m] = [translator("paperContent.briefing"), translator("managementReviews.list")];
  if (lists.length === 0) return [paragraph(t("noChanges"))];
  return [
    {
      kind: "table",
      dense: true,
      columns: [
        { label: t("what"), share: 1 },
        { label: t("which"), share: 3 },
      ],
      rows: lists.slice(0, MOST_LINES).map(({ key, total, rows }) => {
        const names = rows.slice(0, 3).map(({ ref, title }) => `${ref} ${short(title, 48)}`);
        return [
          `${m(key)} (${total})`,
          [...names, total > names.length ? t("andMore", { count: total - names.length }) : ""].filter(Boolean).join("; "),
        ];
      }),
    },
  ];
}

function table(labels: readonly string[], rows: readonly string[][], empty: string, total: number): PaperBlock {
  const t = translator("paperContent.briefing");
  const shown = rows.slice(0, MOST_LINES);
  const blank = labels.slice(2).map(() => "");
  return {
    kind: "table",
    dense: true,
    columns: labels.map((label, index) =>
      index === 0 ? { label, mono: true, millimetres: 19 } : index === 1 ? { label, share: 3 } : { label, share: 1.2 },
    ),
    rows: [...shown, ...(total > shown.length ? [["", t("andMore", { count: total - shown.length }), ...blank]] : [])],
    empty,
  };
}

function short(text: string, longest = LONGEST_TITLE): string {
  const line = text.replaceAll("\n", " ");
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

function amount(value: number, currency: string): string {
  return `${value.toLocaleString("en")} ${currency}`.trim();
}

/** The sum in each currency. */
function moneyOf({ budget }: Briefing): string {
  const sums = new Map<string, number>();
  for (const line of budget) if (line.amount !== null) sums.set(line.currency, (sums.get(line.currency) ?? 0) + line.amount);
  return [...sums].map(([currency, sum]) => amount(sum, currency)).join("\n") || "0";
}
