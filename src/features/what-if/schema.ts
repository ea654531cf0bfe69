import type { SearchParams } from "@/lib/table-state";

const MOST_DROPPED = 20;

/** What is to be dropped, from an address: refs as somebody typed them, each once. */
export function askedDrops(searchParams: SearchParams | URLSearchParams): string[] {
  const given = searchParams instanceof URLSearchParams ? searchParams.getAll("drop") : [searchParams.drop ?? []].flat();
  const texts = given.map((text) => text.trim().slice(0, 200)).filter((text) => text !== "");
  return [...new Set(texts)].slice(0, MOST_DROPPED);
}

/** The address that asks about these. */
export function dropsQuery(refs: readonly string[]): string {
  return refs.length === 0 ? "" : `?${refs.map((ref) => `drop=${encodeURIComponent(ref)}`).join("&")}`;
}
