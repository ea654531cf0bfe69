import { engagement } from "@/domain/power-interest";
import type { ContentRecord } from "@/domain/register-content";
import { translator } from "@/lib/translate";
import { type GridPoint, gridFigure } from "../figures/grid";
import { figureOnPaper } from "../figures/on-paper";
import { paperKind } from "../kind";
import { registerOptions, versionChoice } from "../narrowing";
import { dayOf, numberOf, type Reading, readingOf, recordsOf, textOf } from "../reading";
import { vectorOf } from "../record-words";
import { asData, inLines, paperTable, sheet } from "../sheets";

/** Beyond, a picture says nothing; the table says it all. */
const MOST_IN_PICTURE = 1_000;
const NARROWEST = 150;

/** The power-interest grid as a picture with its table. Support and engagement are in neither (rule 35). */
export const GRID = paperKind({
  key: "grid",
  code: "GRD",
  clause: "4.2 a",
  permission: "interested-party:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json", "svg"],
  options: registerOptions.pick({ version: true }),
  ofTheVersion: true,
  choices: versionChoice,
  load: async (access, { version }) => gridPaper(await readingOf(access, version)),
});

interface Row {
  party: ContentRecord;
  power: number | null;
  interest: number | null;
  adverse: boolean;
}

/** Pure: the document from a reading. */
function gridPaper(reading: Reading) {
  const [t, grid] = [translator("paperContent"), translator("grid")];
  const parties = recordsOf(reading, "interested-party");
  const rows = parties.map((party): Row => {
    const assessed = party.scoresAreTemplateDefaults !== true;
    const scores = { power: assessed ? numberOf(party, "power") : null, interest: assessed ? numberOf(party, "interest") : null };
    return { party, ...scores, adverse: party.adverse === true };
  });
  const standing = rows.filter(({ power, interest }) => power !== null && interest !== null);
  const points = standing.slice(0, MOST_IN_PICTURE).map(
    ({ party, power, interest, adverse }): GridPoint => ({
      ref: textOf(party, "ref"),
      name: textOf(party, "name"),
      power: power!,
      interest: interest!,
      adverse,
    }),
  );
  const place = (row: Row) => {
    const { quadrant } = placeOf(row);
    return quadrant ? grid(`quadrant.${quadrant}`) : grid("unassessed");
  };
  const follows = (row: Row) => {
    const { duty, without } = placeOf(row);
    return duty ? grid(`duty.${duty}`) : without === "adverse" ? t("grid.adverse") : "";
  };
  const table = sheet({
    key: "parties",
    name: t("sheet.grid"),
    rows,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ party }) => textOf(party, "ref") },
      { key: "name", label: t("column.party"), width: 40, read: ({ party }) => textOf(party, "name") },
      { key: "power", label: t("column.power"), width: 8, read: ({ power }) => power },
      { key: "interest", label: t("column.interest"), width: 8, read: ({ interest }) => interest },
      { key: "place", label: t("column.place"), width: 18, read: place, raw: (row) => placeOf(row).quadrant },
      { key: "follows", label: t("column.follows"), width: 34, read: follows, raw: (row) => placeOf(row).duty },
      { key: "adverse", label: t("column.adverse"), width: 10, read: ({ adverse }) => adverse },
      { key: "vector", label: t("column.vector"), width: 26, read: ({ party }) => vectorOf(reading, textOf(party, "influenceVector")) },
    ],
  });
  const alt = t("grid.alt", { count: points.length, organization: reading.organizationName });
  const svg = gridFigure(points, alt);
  const { figure, size } = figureOnPaper(svg, alt, "portrait", NARROWEST);
  return {
    title: t("grid.title"),
    paper: {
      title: t("grid.title"),
      ...dayOf(reading),
      subtitle: t("grid.subtitle"),
      size,
      blocks: [
        ...(points.length > 0 ? [figure] : []),
        ...(standing.length > points.length
          ? [{ kind: "note" as const, text: t("grid.cut", { shown: points.length, total: standing.length }) }]
          : []),
        { kind: "heading" as const, text: t("grid.table") },
        paperTable(
          rows,
          [
            { label: t("column.ref"), mono: true, millimetres: 18, read: ({ party }) => textOf(party, "ref") },
            { label: t("column.party"), share: 2, read: ({ party, adverse }) => inLines(textOf(party, "name"), adverse && t("adverse")) },
            { label: t("column.power"), millimetres: 15, align: "end", read: ({ power }) => (power === null ? "–" : String(power)) },
            {
              label: t("column.interest"),
              millimetres: 16,
              align: "end",
              read: ({ interest }) => (interest === null ? "–" : String(interest)),
            },
            { label: t("column.place"), share: 1, read: place },
            { label: t("column.follows"), share: 1.5, read: follows },
          ],
          { empty: t("grid.empty") },
        ),
      ],
    },
    sheets: [table.xlsx],
    data: asData([table]),
    drawing: { svg },
    rowsShown: standing.length,
    rowsTotal: rows.length,
    filterText: standing.length < rows.length ? t("filter.assessed") : "",
    versionId: reading.version?.id ?? null,
  };
}

function placeOf({ party, power, interest, adverse }: Row) {
  return engagement({ power, interest, scoresAreTemplateDefaults: party.scoresAreTemplateDefaults === true, adverse });
}
