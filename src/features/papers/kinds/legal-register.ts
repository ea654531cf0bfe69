import type { ContentRecord } from "@/domain/register-content";
import { translator } from "@/lib/translate";
import { paperKind } from "../kind";
import { registerOptions, versionChoice } from "../narrowing";
import { byId, dayOf, listOf, personOf, type Reading, readingOf, recordsOf, textOf } from "../reading";
import { wordOf } from "../record-words";
import { asData, dayCell, inLines, paperTable, sheet } from "../sheets";

/** The legal and regulatory register (A.5.31): what binds, what will, what does not apply and why, with the requirements that rest on it. */
export const LEGAL_REGISTER = paperKind({
  key: "legal-register",
  code: "LEG",
  clause: "A.5.31",
  permission: "obligation:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options: registerOptions.pick({ version: true }),
  ofTheVersion: true,
  choices: versionChoice,
  load: async (access, { version }) => legalRegister(await readingOf(access, version)),
});

const FORCES = ["in_force", "upcoming", "ended", "not_applicable"] as const;
type Force = (typeof FORCES)[number];

interface Row {
  record: ContentRecord;
  force: Force;
  requirements: ContentRecord[];
}

/** Pure: the document from a reading. */
function legalRegister(reading: Reading) {
  const t = translator("paperContent");
  const parties = byId(reading, "interested-party");
  const resting = new Map<string, ContentRecord[]>();
  for (const requirement of recordsOf(reading, "requirement"))
    for (const id of listOf(requirement, "obligationIds")) {
      const found = resting.get(id);
      if (found) found.push(requirement);
      else resting.set(id, [requirement]);
    }
  const rows: Row[] = recordsOf(reading, "obligation").map((record) => ({
    record,
    force: forceOf(record, reading.day),
    requirements: resting.get(record.id) ?? [],
  }));
  const sections = FORCES.map((force) => ({ force, rows: rows.filter((row) => row.force === force) }));
  const refs = ({ requirements }: Row) => requirements.map((record) => textOf(record, "ref")).join(", ");
  const dates = ({ record }: Row) =>
    inLines(
      textOf(record, "effectiveFrom") && t("legal.from", { day: textOf(record, "effectiveFrom") }),
      textOf(record, "effectiveTo") && t("legal.until", { day: textOf(record, "effectiveTo") }),
    );
  const authority = ({ record }: Row) => textOf(parties.get(textOf(record, "authorityPartyId")), "name");
  const table = sheet({
    key: "obligations",
    name: t("sheet.legal"),
    rows: sections.flatMap((section) => section.rows),
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ record }) => textOf(record, "ref") },
      { key: "title", label: t("column.obligation"), width: 44, read: ({ record }) => textOf(record, "title") },
      { key: "citation", label: t("column.citation"), width: 28, read: ({ record }) => textOf(record, "citation") },
      {
        key: "kind",
        label: t("column.kind"),
        width: 20,
        read: ({ record }) => wordOf(record, "kind", "obligationKind"),
        raw: ({ record }) => textOf(record, "kind"),
      },
      { key: "jurisdiction", label: t("column.jurisdiction"), width: 16, read: ({ record }) => textOf(record, "jurisdiction") },
      {
        key: "authority",
        label: t("column.authority"),
        width: 30,
        read: authority,
        raw: ({ record }) => textOf(parties.get(textOf(record, "authorityPartyId")), "ref") || null,
      },
      { key: "force", label: t("column.force"), width: 18, read: ({ force }) => t(`legal.${force}`), raw: ({ force }) => force },
      { key: "effectiveFrom", label: t("column.from"), width: 12, read: ({ record }) => dayCell(textOf(record, "effectiveFrom")) },
      { key: "effectiveTo", label: t("column.until"), width: 12, read: ({ record }) => dayCell(textOf(record, "effectiveTo")) },
      { key: "applicability", label: t("column.applicability"), width: 40, read: ({ record }) => textOf(record, "applicability") },
      { key: "howComplied", label: t("column.complied"), width: 50, read: ({ record }) => textOf(record, "howComplied") },
      { key: "lastVerifiedAt", label: t("column.verifiedAt"), width: 12, read: ({ record }) => dayCell(textOf(record, "lastVerifiedAt")) },
      { key: "lastVerifiedBy", label: t("column.verifiedBy"), read: ({ record }) => personOf(reading, record, "lastVerifiedById") },
      { key: "owner", label: t("column.owner"), read: ({ record }) => personOf(reading, record) },
      {
        key: "requirements",
        label: t("column.resting"),
        width: 30,
        read: refs,
        raw: ({ requirements }) => requirements.map((record) => textOf(record, "ref")),
      },
    ],
  });
  const tableOf = (part: readonly Row[], empty: string) =>
    paperTable(
      part,
      [
        { label: t("column.ref"), mono: true, millimetres: 18, read: ({ record }) => textOf(record, "ref") },
        {
          label: t("column.obligation"),
          share: 1.9,
          read: ({ record }) =>
            inLines(
              textOf(record, "title"),
              textOf(record, "citation"),
              [wordOf(record, "kind", "obligationKind"), textOf(record, "jurisdiction")].filter(Boolean).join(" · "),
            ),
        },
        { label: t("column.authority"), share: 1.1, read: authority },
        { label: t("column.dates"), millimetres: 30, read: dates },
        {
          label: t("column.applicability"),
          share: 2.6,
          read: ({ record }) => inLines(textOf(record, "applicability"), textOf(record, "howComplied")),
        },
        {
          label: t("column.verifiedAt"),
          millimetres: 27,
          read: ({ record }) =>
            inLines(textOf(record, "lastVerifiedAt") || t("legal.never"), personOf(reading, record, "lastVerifiedById")),
        },
        { label: t("column.owner"), millimetres: 27, read: ({ record }) => personOf(reading, record) },
        { label: t("column.resting"), mono: true, millimetres: 24, read: refs },
      ],
      { empty, dense: true },
    );
  return {
    title: t("legal.title"),
    paper: {
      title: t("legal.title"),
      ...dayOf(reading),
      subtitle: t("legal.subtitle"),
      landscape: true,
      blocks: sections
        // What binds and what is coming are always answered; the other two only where there is something.
        .filter(({ force, rows: part }) => part.length > 0 || force === "in_force" || force === "upcoming")
        .flatMap(({ force, rows: part }) => [
          { kind: "heading" as const, text: t(`legal.${force}`) },
          tableOf(part, t(rows.length === 0 ? "legal.empty" : "legal.none")),
        ]),
    },
    sheets: [table.xlsx],
    data: asData([table]),
    rowsShown: rows.length,
    rowsTotal: rows.length,
    filterText: "",
    versionId: reading.version?.id ?? null,
  };
}

function forceOf(record: ContentRecord, day: string): Force {
  // False is a value of the content; a record that says nothing applies.
  if (record.applicable === false) return "not_applicable";
  const [from, until] = [textOf(record, "effectiveFrom"), textOf(record, "effectiveTo")];
  if (until !== "" && until < day) return "ended";
  return from > day ? "upcoming" : "in_force";
}
