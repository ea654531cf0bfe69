import type { MatrixColumn } from "@/domain/matrix";
import { translator } from "@/lib/translate";
import { axisOf, type MatrixState } from "./table";

/** What the matrix is narrowed to, in words for a file: "Kind: Legal; Owner: Mira". Empty where nothing narrows. */
export function filterWords(state: MatrixState, owners: readonly { id: string; name: string }[]): string {
  const [t, word] = [translator("matrix.filter"), translator("vocabulary")];
  const { filters, q } = state;
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  const parts: [string, string[] | undefined][] = [
    ["party", filters.party],
    ["kind", filters.kind?.map((kind) => word(`requirementKind.${kind}`))],
    ["vector", filters.vector?.map((vector) => word(`influenceVector.${vector}`))],
    ["owner", filters.owner?.map((owner) => names.get(owner) ?? (owner === "mine" ? t("mine") : owner === "none" ? t("nobody") : owner))],
    ["decision", filters.decision?.map((decision) => word(`ismsDecision.${decision}`))],
    ["gap", filters.gap && [t("gapOnly")]],
    ["search", q ? [q] : undefined],
  ];
  return parts.flatMap(([key, values]) => (values ? [`${t(key)}: ${values.join(", ")}`] : [])).join("; ");
}

/** What a reader should know of a column before its cells. */
export function columnNotes({ weak }: MatrixColumn): string[] {
  return weak.map((code) => translator("threads.weakShort")(code));
}

/** "Controls", "Risks" ...: what stands across the top. */
export function axisWord(state: MatrixState): string {
  return translator("matrix.axis")(axisOf(state));
}
