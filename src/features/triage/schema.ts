import { z } from "zod";
import { TOUCHES } from "@/domain/triage";
import { BINDINGS, CIA, ISMS_DECISIONS, REQUIREMENT_KINDS, SOURCE_TYPES } from "@/domain/vocabulary";
import { choice, choices, flag, id, line, prose, version } from "@/lib/zod-fields";

/** One answered requirement: the four questions at once, so that they are saved together or not at all. */
export const triageInput = z.strictObject({
  id: id(),
  version: version(),
  touch: z.enum(TOUCHES),
  cia: choices(CIA),
  why: line(1_000),
  sourceType: choice(SOURCE_TYPES),
  sourceRef: line(),
  sourceLocator: line(),
  binding: z.enum(BINDINGS).default("undecided"),
  isms: z.enum(ISMS_DECISIONS).default("undecided"),
  how: prose(),
  whyNot: prose(4_000),
  references: line(500),
  partyToo: flag(),
});
export type TriageInput = z.output<typeof triageInput>;

/** Which requirements are gone through, from the address; what is not understood is left out. */
export interface TriageFilter {
  /** Refs of parties. */
  party: string[];
  kind: string[];
}

export function parseTriageFilter(searchParams: URLSearchParams | Record<string, string | string[] | undefined>): TriageFilter {
  const all = (name: string): string[] => {
    if (searchParams instanceof URLSearchParams) return searchParams.getAll(name);
    const value = Object.hasOwn(searchParams, name) ? searchParams[name] : undefined;
    return value === undefined ? [] : [value].flat();
  };
  return {
    party: all("party")
      .filter((ref) => /^[A-Z]{1,5}-\d{1,9}$/.test(ref))
      .slice(0, 50),
    kind: all("kind").filter((kind) => (REQUIREMENT_KINDS as readonly string[]).includes(kind)),
  };
}

/** The filter as a query, with a leading "?" unless it is empty. */
export function triageQuery(filter: TriageFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams([
    ...filter.party.map((ref) => ["party", ref]),
    ...filter.kind.map((kind) => ["kind", kind]),
    ...Object.entries(more),
  ]);
  return query.size === 0 ? "" : `?${query}`;
}
