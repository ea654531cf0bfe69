import { z } from "zod";
import type { ContentRecord } from "@/domain/register-content";
import { translator } from "@/lib/translate";
import { paperKind } from "../kind";
import { type Narrowed, narrowed, registerChoices, registerOptions } from "../narrowing";
import { dayOf, type Reading, readingOf, textOf } from "../reading";
import { threadOfRequirement, word, wordOf } from "../record-words";
import { asData, inLines, paperTable, sheet } from "../sheets";

const options = registerOptions.extend({
  /** Also how each requirement is addressed. */
  how: z.enum(["", "1"]).default(""),
});

/** Party and requirements: the two columns that most people know from templates. Only what was decided relevant; a third column says how it is addressed. */
export const TWO_COLUMN = paperKind({
  key: "two-column",
  code: "IPR",
  clause: "4.2",
  permission: "requirement:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options,
  ofTheVersion: true,
  choices: async (access) => [
    ...(await registerChoices(access)),
    { key: "how", label: translator("paperContent.choice")("how"), type: "flag" as const },
  ],
  load: async (access, { version, unit, system, how }) => {
    const reading = await readingOf(access, version);
    return twoColumn(reading, narrowed(reading, { unit, system }), how === "1");
  },
});

/** Pure: the document from a reading. */
function twoColumn(reading: Reading, { parties, ofParty, partiesTotal, filterText }: Narrowed, how: boolean) {
  const t = translator("paperContent");
  const relevant = (record: ContentRecord) => textOf(record, "relevance") === "relevant";
  const rows = parties.filter(relevant).map((party) => ({ party, requirements: (ofParty.get(party.id) ?? []).filter(relevant) }));
  const adverse = (party: ContentRecord) => party.adverse === true;
  const name = (party: ContentRecord) => inLines(textOf(party, "name"), adverse(party) && t("adverse"));
  const lines = (requirements: readonly ContentRecord[]) =>
    requirements.map((record) => `${textOf(record, "ref")}  ${textOf(record, "statement")}`).join("\n");
  const answers = (requirements: readonly ContentRecord[]) => requirements.map(answerOf).join("\n");
  const table = sheet({
    key: "parties",
    name: t("sheet.twoColumn"),
    rows,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ party }) => textOf(party, "ref") },
      { key: "party", label: t("column.party"), width: 34, read: ({ party }) => name(party), raw: ({ party }) => textOf(party, "name") },
      {
        key: "requirements",
        label: t("column.requirements"),
        width: 90,
        read: ({ requirements }) => lines(requirements),
        raw: ({ requirements }) => requirements.map((record) => ({ ref: textOf(record, "ref"), statement: textOf(record, "statement") })),
      },
      ...(how
        ? [
            {
              key: "how",
              label: t("column.how"),
              width: 60,
              read: ({ requirements }: (typeof rows)[number]) => answers(requirements),
              raw: ({ requirements }: (typeof rows)[number]) =>
                requirements.map((record) => ({ ref: textOf(record, "ref"), how: answerOf(record) })),
            },
          ]
        : []),
    ],
  });
  return {
    title: t("twoColumn.title"),
    paper: {
      title: t("twoColumn.title"),
      ...dayOf(reading),
      subtitle: t("twoColumn.subtitle"),
      landscape: how,
      blocks: [
        how
          ? paperTable(
              rows.flatMap(({ party, requirements }): { party: string; record: ContentRecord | null }[] =>
                requirements.length === 0
                  ? [{ party: name(party), record: null }]
                  : requirements.map((record) => ({ party: name(party), record })),
              ),
              [
                { label: t("column.party"), share: 1.1, read: ({ party }) => party },
                { label: t("column.requirements"), share: 2.2, read: ({ record }) => (record ? lines([record]) : t("noRequirement")) },
                { label: t("column.how"), share: 1.8, read: ({ record }) => (record ? answerOf(record) : "") },
              ],
              { empty: t("twoColumn.empty") },
            )
          : paperTable(
              rows,
              [
                { label: t("column.party"), share: 1, read: ({ party }) => name(party) },
                {
                  label: t("column.requirements"),
                  share: 2.4,
                  read: ({ requirements }) => lines(requirements) || t("noRequirement"),
                },
              ],
              { empty: t("twoColumn.empty") },
            ),
      ],
    },
    sheets: [table.xlsx],
    data: asData([table]),
    rowsShown: rows.length,
    rowsTotal: partiesTotal,
    filterText: [t("filter.relevant"), filterText].filter(Boolean).join("; "),
    versionId: reading.version?.id ?? null,
  };
}

function answerOf(requirement: ContentRecord): string {
  if (textOf(requirement, "ismsDecision") !== "addressed")
    return wordOf(requirement, "ismsDecision", "ismsDecision") || word("ismsDecision", "undecided");
  return inLines(textOf(requirement, "howAddressed"), threadOfRequirement(requirement)) || word("ismsDecision", "addressed");
}
