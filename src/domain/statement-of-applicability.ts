import { compareControls } from "./controls";
import { compareRefs } from "./refs";
import { accept, isBlank, type Ruling, refuse } from "./ruling";
import { type ImplementationStatus, type RequirementKind, type RiskTreatment, SOA_REASONS, type SoaReason } from "./vocabulary";

/**
 * The statement of applicability (Clause 6.1.3 d). What requirements and risks say for a control is written from their links; what the organisation
 * states by hand stands beside it. Where the two do not meet, the statement is challenged: nothing is changed silently.
 */

/** A requirement that is linked to a control. */
export interface LeaningRequirement {
  ref: string;
  kind: RequirementKind;
  status: string;
  relevance: string;
  ismsDecision: string;
  partyName: string;
  partyStatus: string;
  partyRelevance: string;
  /** Where it is written: a contract, a law; empty where nobody said. */
  source: string;
  locator: string;
}

/** A risk that shares a requirement with the control. */
export interface LeaningRisk {
  ref: string;
  title: string;
  kind: string;
  status: string;
  treatment: RiskTreatment | null;
}

export interface Leaning {
  requirements: readonly LeaningRequirement[];
  risks: readonly LeaningRisk[];
  /** Pieces of evidence in use that show something for these requirements. */
  evidence: number;
}

/** What the organisation has decided and stated about one control. */
export interface StatementEntry {
  controlRef: string;
  /** Null: not decided. */
  applicable: boolean | null;
  reasons: readonly SoaReason[];
  justification: string;
  implementationStatus: ImplementationStatus | null;
}

/** A reason as the links write it, with the names of what stands behind it. */
export interface WrittenReason {
  reason: SoaReason;
  /** "Acme MSA §7.2 (Acme Ltd)", "R-014 Ransomware". */
  names: string[];
  refs: string[];
}

const REASON_OF: Record<RequirementKind, SoaReason> = {
  legal: "legal",
  regulatory: "legal",
  contractual: "contractual",
  business: "business",
  social: "business",
};

/** Only what the organisation has decided to address counts: an active requirement, relevant, addressed, of a party that is active and relevant. */
export function requirementCounts(requirement: LeaningRequirement): boolean {
  return (
    requirement.status !== "retired" &&
    requirement.relevance === "relevant" &&
    requirement.ismsDecision === "addressed" &&
    requirement.partyStatus === "active" &&
    requirement.partyRelevance === "relevant"
  );
}

/** A threat in use whose treatment is not to leave things as they are. */
export function riskCounts({ status, kind, treatment }: LeaningRisk): boolean {
  return status !== "retired" && kind === "threat" && treatment !== "retain" && treatment !== "avoid";
}

/** The reasons that the links give for a control, in the order of the vocabulary, each name once. */
export function writtenReasons({ requirements, risks }: Leaning): WrittenReason[] {
  const written = new Map<SoaReason, { names: Set<string>; refs: Set<string> }>();
  const write = (reason: SoaReason, name: string, ref: string) => {
    const entry = written.get(reason) ?? { names: new Set(), refs: new Set() };
    entry.names.add(name);
    entry.refs.add(ref);
    written.set(reason, entry);
  };
  for (const risk of [...risks].sort((a, b) => compareRefs(a.ref, b.ref)))
    if (riskCounts(risk)) write("risk", `${risk.ref} ${risk.title}`, risk.ref);
  for (const requirement of [...requirements].sort((a, b) => compareRefs(a.ref, b.ref)))
    if (requirementCounts(requirement)) write(REASON_OF[requirement.kind], nameOfSource(requirement), requirement.ref);
  return SOA_REASONS.flatMap((reason) => {
    const entry = written.get(reason);
    return entry ? [{ reason, names: [...entry.names], refs: [...entry.refs] }] : [];
  });
}

/** "Acme MSA §7.2 (Acme Ltd)"; the party alone where no source is named. */
export function nameOfSource({ source, locator, partyName }: Pick<LeaningRequirement, "source" | "locator" | "partyName">): string {
  const where = source === "" ? locator : joined(source, locator);
  return where === "" ? partyName : `${where} (${partyName})`;
}

/** A citation often ends with the article that the locator says more exactly: "GDPR, Art. 32" and "Art. 32(1)(b)" are one place. */
function joined(source: string, locator: string): string {
  if (locator === "" || source.endsWith(locator)) return source;
  const comma = source.lastIndexOf(", ");
  if (comma > 0 && locator.startsWith(source.slice(comma + 2))) return `${source.slice(0, comma)}, ${locator}`;
  return `${source}${/^[§#\d]/.test(locator) ? " " : ", "}${locator}`;
}

/** "contractual: Acme MSA §7.2 (Acme Ltd); legal: GDPR, Art. 32 (Hamburg DPA)"; of many names the first `most` and how many more. */
export function writtenText(
  written: readonly WrittenReason[],
  wordOf: (reason: SoaReason) => string,
  { most = Number.POSITIVE_INFINITY, more = (count: number) => `+${count}` }: { most?: number; more?: (count: number) => string } = {},
): string {
  return written
    .map(({ reason, names }) => {
      const shown = names.slice(0, most);
      const rest = names.length - shown.length;
      return `${wordOf(reason)}: ${[...shown, ...(rest > 0 ? [more(rest)] : [])].join(", ")}`;
    })
    .join("; ");
}

// Challenges -------------------------------------------------------------------------------------------------------------------------------------

export type Challenge =
  /** Excluded although addressed requirements lean on it. `answered`: with a justification of the organisation's own. */
  | { code: "excluded_but_asked"; refs: string[]; names: string[]; answered: boolean }
  | { code: "excluded_without_justification" }
  | { code: "applicable_without_reason" }
  /** Stated by hand, but no addressed requirement of that kind is linked. */
  | { code: "reason_without_requirement"; reason: "legal" | "contractual" }
  /** Only a hint: evidence may lie where nobody linked it. */
  | { code: "implemented_without_evidence" };

/** What does not meet in the statement of one control. */
export function challengesOf(entry: StatementEntry, leaning: Leaning): Challenge[] {
  const asking = leaning.requirements.filter(requirementCounts);
  const written = writtenReasons(leaning);
  const challenges: Challenge[] = [];
  if (entry.applicable === false) {
    const justified = !isBlank(entry.justification);
    if (asking.length > 0) {
      const names = [...new Set(asking.map(nameOfSource))];
      const refs = [...new Set(asking.map(({ ref }) => ref))].sort(compareRefs);
      challenges.push({ code: "excluded_but_asked", refs, names, answered: justified });
    } else if (!justified) challenges.push({ code: "excluded_without_justification" });
    return challenges;
  }
  if (entry.applicable === true && written.length === 0 && entry.reasons.length === 0)
    challenges.push({ code: "applicable_without_reason" });
  for (const reason of ["legal", "contractual"] as const) {
    if (entry.reasons.includes(reason) && !written.some((given) => given.reason === reason))
      challenges.push({ code: "reason_without_requirement", reason });
  }
  if (entry.applicable === true && entry.implementationStatus === "implemented" && leaning.evidence === 0)
    challenges.push({ code: "implemented_without_evidence" });
  return challenges;
}

/** Whether a challenge still waits for somebody: hints and answered ones do not. */
export function isOpenChallenge(challenge: Challenge): boolean {
  if (challenge.code === "implemented_without_evidence") return false;
  return challenge.code !== "excluded_but_asked" || !challenge.answered;
}

export type StatementRefusal = "excluded_but_asked";

/**
 * Whether an entry may stand as it is to be written. Excluding a control that somebody asked for goes on only with a justification of the
 * organisation's own, so that the decision is made with the list of who asked before one's eyes.
 */
export function mayState(entry: StatementEntry, leaning: Leaning): Ruling<StatementEntry, StatementRefusal> {
  const blocked = challengesOf(entry, leaning).some((challenge) => challenge.code === "excluded_but_asked" && !challenge.answered);
  return blocked ? refuse("excluded_but_asked", "justification") : accept(entry);
}

// Issued statements ------------------------------------------------------------------------------------------------------------------------------

export const STATEMENT_FORMAT = "goldthread-statement-of-applicability-v1";

/** One control as an issued statement holds it. */
export interface StatementLine {
  control: string;
  title: string;
  applicable: boolean | null;
  reasons: SoaReason[];
  written: WrittenReason[];
  justification: string;
  implementationStatus: ImplementationStatus | null;
  implementationNote: string;
  owner: string | null;
}

export interface StatementContent {
  format: typeof STATEMENT_FORMAT;
  organization: string;
  number: string;
  issuedOn: string;
  issuedBy: string;
  lines: StatementLine[];
}

/** The two numbers the next issue can bear: "1.2" is followed by "1.3" or "2.0", nothing by "0.1" or "1.0". Throws RangeError for no number. */
export function nextNumbers(last: string | null): { minor: string; major: string } {
  if (last === null) return { minor: "0.1", major: "1.0" };
  const match = /^(\d{1,6})\.(\d{1,6})$/.exec(last);
  if (!match) throw new RangeError(`No number of a statement: ${last}`);
  return { minor: `${Number(match[1])}.${Number(match[2]) + 1}`, major: `${Number(match[1]) + 1}.0` };
}

/** Order of numbers as people count: 1.9 before 1.10. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((number) => number.split(".").map(Number)) as [number[], number[]];
  return (left[0] ?? 0) - (right[0] ?? 0) || (left[1] ?? 0) - (right[1] ?? 0);
}

export const STATEMENT_PARTS = ["applicable", "reasons", "justification", "implementation", "owner"] as const;
export type StatementPart = (typeof STATEMENT_PARTS)[number];

export interface StatementDifference {
  control: string;
  title: string;
  /** "added" and "removed": the control itself came or went (an own control). */
  change: "added" | "removed" | "changed";
  parts: StatementPart[];
  before: StatementLine | null;
  after: StatementLine | null;
}

/** The controls that two statements tell differently, in the order of controls. */
export function differencesOf(before: readonly StatementLine[], after: readonly StatementLine[]): StatementDifference[] {
  const [old, fresh] = [byControl(before), byControl(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].sort(compareControls).flatMap((control): StatementDifference[] => {
    const [a, b] = [old.get(control) ?? null, fresh.get(control) ?? null];
    const title = b?.title ?? a?.title ?? "";
    if (!a || !b) return [{ control, title, change: a ? "removed" : "added", parts: [], before: a, after: b }];
    const parts = STATEMENT_PARTS.filter((part) => partText(a, part) !== partText(b, part));
    return parts.length > 0 ? [{ control, title, change: "changed", parts, before: a, after: b }] : [];
  });
}

const byControl = (lines: readonly StatementLine[]) => new Map(lines.map((line) => [line.control, line]));

function partText(line: StatementLine, part: StatementPart): string {
  switch (part) {
    case "applicable":
      return String(line.applicable);
    case "reasons":
      return JSON.stringify([[...line.reasons].sort(), line.written.map(({ reason, names }) => [reason, [...names].sort()])]);
    case "justification":
      return line.justification;
    case "implementation":
      return `${line.implementationStatus ?? ""}\n${line.implementationNote}`;
    case "owner":
      return line.owner ?? "";
  }
}

/** How many controls are applicable, not applicable, not decided. */
export function tally(lines: readonly Pick<StatementLine, "applicable">[]): { applicable: number; excluded: number; undecided: number } {
  const count = (value: boolean | null) => lines.filter(({ applicable }) => applicable === value).length;
  return { applicable: count(true), excluded: count(false), undecided: count(null) };
}
