import { z } from "zod";
import type { SheetContent, SheetLine } from "@/domain/assurance";
import { getSheet, listSheets, recordsOfSheet, sequenceOfSheet } from "@/features/assurance/queries";
import type { PaperBlock } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { type LoadedPaper, paperKind } from "../kind";
import { word } from "../record-words";
import { heading, note, paragraph } from "./management-review";

const options = z.strictObject({ ref: z.union([z.literal(""), z.string().regex(/^AS-\d{3,9}$/)]).default("") });

/** What one party is told about how its requirements are met: exactly what was frozen, never more. */
export const ASSURANCE_SHEET = paperKind({
  key: "assurance-sheet",
  code: "ASH",
  clause: "7.4",
  permission: "assurance:read",
  formats: ["pdf", "docx", "json"],
  options,
  ofTheVersion: false,
  choices: sheetChoice,
  load: async (access, { ref }) => {
    const wanted = ref || (await listSheets(access))[0]?.ref;
    const sheet = wanted ? await getSheet(access, wanted) : null;
    if (!sheet) throw new NotFound();
    const frozen = { sequence: await sequenceOfSheet(access, sheet.id), label: sheet.versionLabel };
    return sheetPaper(sheet, { ...frozen, about: await recordsOfSheet(access, sheet.content) });
  },
});

async function sheetChoice(access: Access) {
  const t = translator("paperContent.assurance");
  const rows = await listSheets(access);
  if (rows.length === 0) return [];
  const values = rows.map(({ ref, partyName, madeOn }) => ({ value: ref, label: `${ref}, ${partyName}, ${madeOn}` }));
  return [{ key: "ref", label: t("sheet"), values: [{ value: "", label: t("newest") }, ...values] }];
}

/** Pure: the paper of a frozen sheet. */
export function sheetPaper(
  { ref, content, contentHash }: { ref: string; content: SheetContent; contentHash: string },
  { sequence, label, about }: { sequence: number; label: string; about: readonly string[] },
): LoadedPaper {
  const t = translator("paperContent.assurance");
  const { party, madeOn, requirements, notAddressed } = content;
  const rows = requirements.length + notAddressed.length;
  return {
    title: `${t("title", { party })}, ${ref}`,
    paper: {
      title: t("title", { party }),
      subtitle: t("subtitle", { organization: content.organization }),
      day: madeOn,
      blocks: [
        ...(content.introduction ? [paragraph(content.introduction)] : []),
        ...(requirements.length > 0 ? [heading(t("requirements"))] : []),
        ...requirements.flatMap(lineBlocks),
        ...(notAddressed.length > 0
          ? [
              heading(t("notAddressed")),
              ...notAddressed.flatMap((line) => [
                heading(`${line.ref}  ${line.statement}`, 2),
                ...(line.reason ? [paragraph(`${t("reason")}: ${line.reason}`)] : []),
              ]),
            ]
          : []),
        note(t("hash", { hash: contentHash })),
      ],
    },
    data: { sheet: content, contentHash },
    rowsShown: rows,
    rowsTotal: rows,
    filterText: "",
    suffix: ref,
    about,
    frozen: { sequence, label, edition: t("edition", { version: label, day: madeOn }) },
  };
}

function lineBlocks(line: SheetLine): PaperBlock[] {
  const t = translator("paperContent.assurance");
  const named = ({ ref, title }: { ref: string; title: string }) => `${ref} ${title}`.trim();
  const facts = [
    { label: t("howMet"), value: line.howMet === "" ? t("noHowMet") : (line.howMet ?? "") },
    {
      label: t("fulfilment"),
      value: line.fulfilment
        ? [word("fulfilmentStatus", line.fulfilment.status), line.fulfilment.on ? t("on", { day: line.fulfilment.on }) : ""]
            .filter(Boolean)
            .join(", ")
        : "",
    },
    { label: t("clauses"), value: line.clauses.map(named).join("\n") },
    {
      label: t("controls"),
      value: line.controls
        .map((control) => [named(control), control.status ? word("implementationStatus", control.status) : ""].filter(Boolean).join(": "))
        .join("\n"),
    },
    {
      label: t("evidence"),
      value: line.evidence
        .map(({ title, dated, validUntil }) =>
          [title, dated ? t("dated", { day: dated }) : "", validUntil ? t("validUntil", { day: validUntil }) : ""]
            .filter(Boolean)
            .join(", "),
        )
        .join("\n"),
    },
    { label: t("documents"), value: line.documents.map(({ title, edition }) => [title, edition].filter(Boolean).join(", ")).join("\n") },
    { label: t("sources"), value: line.sources.join("\n") },
    { label: t("priority"), value: line.priority ? word("priority", line.priority) : "" },
    { label: t("owner"), value: line.owner ?? "" },
    { label: t("risks"), value: line.risks.map(named).join("\n") },
  ];
  return [heading(`${line.ref}  ${line.statement}`, 2), { kind: "facts", facts: facts.filter(({ value }) => value !== "") }];
}
