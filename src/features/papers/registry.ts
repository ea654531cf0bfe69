import type { PaperKind } from "./kind";

/** Every kind of document, in the order in which the page shows them: one import and one line each. */
export const PAPER_KINDS: readonly PaperKind[] = [];

export function paperKindOf(key: string): PaperKind | null {
  return PAPER_KINDS.find((kind) => kind.key === key) ?? null;
}
