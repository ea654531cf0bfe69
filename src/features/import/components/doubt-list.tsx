import type { Doubt } from "@/domain/import/proposal";
import { translator } from "@/lib/translate";
import { ChoiceRadio } from "./choices";

const CATEGORIES = ["internal", "external"];
const GOALS = ["confidentiality", "integrity", "availability"];

/** Guesses as questions, each with the row it came from and the answer that holds now. */
export function DoubtList({ doubts }: { doubts: readonly Doubt[] }) {
  const t = translator("importDoubts");
  if (doubts.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1.5 border-l-2 border-warn pl-3">
      {doubts.map((doubt) => (
        <li key={doubt.id}>
          <ChoiceRadio
            path={["doubts", doubt.id]}
            label={
              <>
                <span className="text-muted">{place(doubt.row, doubt.column)}: </span>
                {t(doubt.kind, doubt.params)}
              </>
            }
            value={doubt.chosen}
            options={doubt.options.map((value) => ({ value, label: answer(value) }))}
          />
        </li>
      ))}
    </ul>
  );
}

export function place(row: number | null, column: string | null): string {
  const t = translator("import");
  if (row === null) return column === null ? "" : `${t("columns.column")} ${column}`;
  return column === null ? t("rowsShort", { row }) : t("place", { row, column });
}

function answer(value: string): string {
  if (CATEGORIES.includes(value)) return translator("vocabulary.partyCategory")(value);
  if (GOALS.includes(value)) return translator("vocabulary.cia")(value);
  const t = translator("import.option");
  return t.has(value) ? t(value) : value;
}
