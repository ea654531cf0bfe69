/** The numbering of records. Refs come from a counter per organisation and are never reused (rule 13). */
export const REF_PREFIXES = {
  "interested-party": "IP",
  requirement: "REQ",
  source: "SRC",
  obligation: "OBL",
  "context-issue": "ISS",
  objective: "OBJ",
  workshop: "WS",
  interview: "INT",
  "scope-unit": "SU",
  "own-control": "OC",
  risk: "R",
  document: "P",
  evidence: "E",
  "budget-line": "BL",
  "self-assessment": "SA",
  finding: "F",
  action: "ACT",
  "audit-sample": "SMP",
  review: "RV",
  "trigger-event": "TRG",
  "management-review": "MR",
  "guest-access": "GA",
  "ask-batch": "ASK",
  survey: "SUR",
  engagement: "ENG",
  "communication-item": "COM",
  notice: "NTC",
  "assurance-sheet": "AS",
  criterion: "KPI",
  "horizon-note": "HZ",
  conflict: "CON",
} as const;

export type RefPrefix = (typeof REF_PREFIXES)[keyof typeof REF_PREFIXES];

/** "IP" and 1 give "IP-001"; from 1000 on the number grows. Throws RangeError unless `number` is a whole number from 1. */
export function formatRef(prefix: RefPrefix, number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`A ref is numbered from 1, not ${number}`);
  return `${prefix}-${String(number).padStart(3, "0")}`;
}

export interface Ref {
  prefix: RefPrefix;
  number: number;
}

/** Reads a ref as people type it ("ip-1", "IP 001", "REQ-0045"); null when it is none. */
export function parseRef(text: string): Ref | null {
  const match = /^\s*([a-z]+)[\s-]?0*([1-9]\d{0,14})\s*$/i.exec(text);
  const prefix = Object.values(REF_PREFIXES).find((known) => known === match?.[1]?.toUpperCase());
  return match && prefix ? { prefix, number: Number(match[2]) } : null;
}

/** Order of two refs: by prefix, then by number; what is no ref comes last, by its characters. */
export function compareRefs(a: string, b: string): number {
  const keyA = refSortKey(a);
  const keyB = refSortKey(b);
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

/** A key that sorts by bytes as people count: REQ-999 before REQ-1000. */
export function refSortKey(ref: string): string {
  const parsed = parseRef(ref);
  return parsed ? `${parsed.prefix}-${String(parsed.number).padStart(15, "0")}` : `~${ref}`;
}
