import { accept, type Ruling, refuse } from "@/domain/ruling";
import type { ImplementationStatus, PartyKind } from "@/domain/vocabulary";

/**
 * An assurance sheet: what one party is told about how its requirements are met. Built from records, by kinds of field that are each in or out, and
 * line by line. Nothing of another party gets in: only the party's own requirements are read, and a text that names somebody else is held back.
 */
export const SHEET_FORMAT = "goldthread-assurance-sheet-v1";

/** What can be in a sheet beside the requirements themselves. Scores, internal notes and anything of other parties can never be. */
export const SHEET_FIELDS = [
  "howMet",
  "fulfilment",
  "clauses",
  "controls",
  "controlStatus",
  "evidence",
  "evidenceDates",
  "documents",
  "source",
  "notAddressed",
  "notAddressedReason",
  "priority",
  "owner",
  "risks",
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

/** Left out unless somebody takes it in. */
export const USUALLY_LEFT_OUT: readonly SheetField[] = [
  "documents",
  "source",
  "notAddressed",
  "notAddressedReason",
  "priority",
  "owner",
  "risks",
];

/** Without the first, the second says nothing. */
const NEEDS: Partial<Record<SheetField, SheetField>> = {
  controlStatus: "controls",
  evidenceDates: "evidence",
  notAddressedReason: "notAddressed",
};

export const USUAL_DAYS_OPEN = 90;
export const MOST_DAYS_OPEN = 365;

export interface SheetRequirement {
  ref: string;
  statement: string;
  status: string;
  relevance: string;
  ismsDecision: string;
  ismsDecisionRationale: string;
  howAddressed: string;
  fulfilmentStatus: string;
  fulfilmentAssessedAt: string | null;
  priority: string | null;
  ownerName: string;
  /** Names of the laws and documents that it rests on. */
  sources: readonly string[];
  links: readonly { targetType: string; targetRef: string }[];
}

/** Everything a sheet is built from, read at one moment. */
export interface SheetFacts {
  organization: string;
  classification: string;
  /** Of what is written in the register, so that a reader of another language is told. */
  language: string;
  versionLabel: string;
  party: { ref: string; name: string };
  requirements: readonly SheetRequirement[];
  /** Titles by ref. */
  clauses: Readonly<Record<string, string>>;
  /** By ref: controls of Annex A and own ones. */
  controls: Readonly<Record<string, { title: string; status: ImplementationStatus | null; applicable: boolean | null }>>;
  evidence: Readonly<Record<string, { title: string; dated: string; validUntil: string | null; retired: boolean }>>;
  documents: Readonly<Record<string, { title: string; edition: string; retired: boolean }>>;
  risks: Readonly<Record<string, { title: string; retired: boolean }>>;
  /** Everybody else in the register, with the names of those that a group stands for. */
  others: readonly { ref: string; name: string; kind: PartyKind; members: readonly string[] }[];
}

export interface SheetControl {
  ref: string;
  title: string;
  status: ImplementationStatus | null;
}

export interface SheetLine {
  ref: string;
  statement: string;
  howMet: string | null;
  fulfilment: { status: string; on: string | null } | null;
  clauses: { ref: string; title: string }[];
  controls: SheetControl[];
  evidence: { ref: string; title: string; dated: string | null; validUntil: string | null }[];
  documents: { ref: string; title: string; edition: string }[];
  sources: string[];
  priority: string | null;
  owner: string | null;
  risks: { ref: string; title: string }[];
}

/** What is frozen, hashed and shown: nothing else of the register reaches the party. */
export interface SheetContent {
  format: typeof SHEET_FORMAT;
  organization: string;
  party: string;
  classification: string;
  language: string;
  versionLabel: string;
  madeOn: string;
  introduction: string;
  requirements: SheetLine[];
  notAddressed: { ref: string; statement: string; reason: string | null }[];
}

/** What a sheet holds back: kinds of fields, and single lines by their keys ("REQ-003", "REQ-003/E-010"). */
export interface SheetChoice {
  leftOut: readonly string[];
  /** What the maker says to the party first. */
  introduction: string;
  madeOn: string;
}

/** A text that names somebody else: what was held back, and whom it names. */
export interface HeldBack {
  key: string;
  what: "introduction" | "requirement" | "howMet" | "control" | "evidence" | "document" | "source" | "reason" | "risk" | "owner";
  names: string;
}

export interface BuiltSheet {
  content: SheetContent;
  heldBack: HeldBack[];
  /** Names of groups ("Employees") are ordinary words: they stay, and the maker is told. */
  toLookAt: { key: string; names: string }[];
}

/** The key of a line of the sheet. */
export function lineKey(requirementRef: string, targetRef = ""): string {
  return targetRef === "" ? requirementRef : `${requirementRef}/${targetRef}`;
}

/** Whether a value of `leftOut` is a kind of field; the others are keys of lines. */
export function isSheetField(value: string): value is SheetField {
  return (SHEET_FIELDS as readonly string[]).includes(value);
}

/** Whether a party may be given a sheet at all: attackers and competitors are told nothing, and who is retired is asked nothing and told nothing. */
export function judgeRecipient(party: { adverse: boolean; status: string }): Ruling<null, "adverse" | "retired"> {
  if (party.adverse) return refuse("adverse", "partyId");
  return party.status === "retired" ? refuse("retired", "partyId") : accept(null);
}

/** A sheet without a line assures nobody of anything. */
export function judgeContent(content: SheetContent): Ruling<null, "empty"> {
  return content.requirements.length + content.notAddressed.length === 0 ? refuse("empty", "leftOut") : accept(null);
}

/** Active and relevant: what the sheet is about. Everything else of the party is still being thought about, or over. */
function speaksOf({ status, relevance }: SheetRequirement): boolean {
  return status === "active" && relevance === "relevant";
}

/** The sheet of a party as it reads it, and what was held back because it names somebody else. */
export function buildSheet(facts: SheetFacts, { leftOut, introduction, madeOn }: SheetChoice): BuiltSheet {
  const out = new Set(leftOut);
  const shows = (field: SheetField): boolean => !out.has(field) && !(NEEDS[field] && out.has(NEEDS[field]!));
  const naming = nameFinder(facts);
  const heldBack: HeldBack[] = [];
  const toLookAt: BuiltSheet["toLookAt"] = [];
  /** Whether a text may leave; says who is named where it may not. */
  const clean = (key: string, what: HeldBack["what"], text: string): boolean => {
    const { others, groups } = naming(text);
    if (others.length > 0) heldBack.push({ key, what, names: others.join(", ") });
    else if (groups.length > 0) toLookAt.push({ key, names: groups.join(", ") });
    return others.length === 0;
  };

  const lineOf = (requirement: SheetRequirement): SheetLine => {
    const { ref, howAddressed, links } = requirement;
    const targets = (types: readonly string[], field: SheetField) =>
      shows(field) ? links.filter((link) => types.includes(link.targetType) && !out.has(lineKey(ref, link.targetRef))) : [];
    const keep = (targetRef: string, what: HeldBack["what"], title: string) => clean(lineKey(ref, targetRef), what, title);
    return {
      ref,
      statement: requirement.statement,
      howMet: shows("howMet") ? (clean(ref, "howMet", howAddressed) ? howAddressed : "") : null,
      fulfilment: shows("fulfilment") ? { status: requirement.fulfilmentStatus, on: requirement.fulfilmentAssessedAt } : null,
      clauses: targets(["clause"], "clauses").map(({ targetRef }) => ({ ref: targetRef, title: facts.clauses[targetRef] ?? "" })),
      controls: targets(["control"], "controls").flatMap(({ targetRef }) => {
        const control = facts.controls[targetRef];
        if (!control || control.applicable === false || !keep(targetRef, "control", control.title)) return [];
        return [{ ref: targetRef, title: control.title, status: shows("controlStatus") ? control.status : null }];
      }),
      evidence: targets(["evidence"], "evidence").flatMap(({ targetRef }) => {
        const found = facts.evidence[targetRef];
        if (!found || found.retired || !keep(targetRef, "evidence", found.title)) return [];
        const dates = shows("evidenceDates");
        return [{ ref: targetRef, title: found.title, dated: dates ? found.dated : null, validUntil: dates ? found.validUntil : null }];
      }),
      documents: targets(["policy", "procedure"], "documents").flatMap(({ targetRef }) => {
        const found = facts.documents[targetRef];
        if (!found || found.retired || !keep(targetRef, "document", found.title)) return [];
        return [{ ref: targetRef, title: found.title, edition: found.edition }];
      }),
      sources: shows("source") ? requirement.sources.filter((name) => clean(ref, "source", name)) : [],
      priority: shows("priority") ? requirement.priority : null,
      owner: shows("owner") && requirement.ownerName !== "" && clean(ref, "owner", requirement.ownerName) ? requirement.ownerName : null,
      risks: targets(["risk"], "risks").flatMap(({ targetRef }) => {
        const found = facts.risks[targetRef];
        if (!found || found.retired || !keep(targetRef, "risk", found.title)) return [];
        return [{ ref: targetRef, title: found.title }];
      }),
    };
  };

  const own = facts.requirements.filter((requirement) => speaksOf(requirement) && !out.has(lineKey(requirement.ref)));
  const addressed = own.filter(({ ismsDecision, ref, statement }) => ismsDecision === "addressed" && clean(ref, "requirement", statement));
  const others = shows("notAddressed")
    ? own.filter(({ ismsDecision, ref, statement }) => ismsDecision === "not_addressed" && clean(ref, "requirement", statement))
    : [];
  const content: SheetContent = {
    format: SHEET_FORMAT,
    organization: facts.organization,
    party: facts.party.name,
    classification: facts.classification,
    language: facts.language,
    versionLabel: facts.versionLabel,
    madeOn,
    introduction: clean("", "introduction", introduction) ? introduction : "",
    requirements: addressed.map(lineOf),
    notAddressed: others.map(({ ref, statement, ismsDecisionRationale: reason }) => ({
      ref,
      statement,
      reason: shows("notAddressedReason") && clean(ref, "reason", reason) ? reason : null,
    })),
  };
  return { content, heldBack, toLookAt };
}

/** Where the page of a sheet stands. */
export type SheetLinkState = "none" | "waiting" | "opened" | "expired" | "revoked";

/** State of the link at a moment, all as ISO texts. */
export function sheetLinkState(
  link: { expiresAt: string | null; revokedAt: string | null; firstOpenedAt: string | null } | null,
  at: string,
): SheetLinkState {
  if (!link) return "none";
  if (link.revokedAt) return "revoked";
  if (link.expiresAt && link.expiresAt <= at) return "expired";
  return link.firstOpenedAt ? "opened" : "waiting";
}

// Names of others ----------------------------------------------------------------------------------------------------------------------------------

/** Words one space apart, with a space at both ends, so that a name is found as whole words only. */
function words(text: string): string {
  return ` ${text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}

const REF_OF_A_PARTY = /\b(?:IP|REQ)-\d+\b/gi;

/** Finds who else is named in a text: refs of other parties and of requirements that are not in question, names of organisations and people. */
function nameFinder({ party, requirements, others }: SheetFacts): (text: string) => { others: string[]; groups: string[] } {
  const own = new Set([party.ref, ...requirements.map(({ ref }) => ref)].map((ref) => ref.toUpperCase()));
  const ownName = words(party.name);
  const named: { name: string; key: string; group: boolean }[] = [];
  for (const { name, kind, members } of others) {
    const add = (label: string, group: boolean) => {
      const key = words(label);
      if (key.trim() !== "" && key !== ownName) named.push({ name: label, key, group });
    };
    add(name, kind === "group" || kind === "role");
    for (const member of members) add(member, false);
  }
  const hidesInOwn = named.some(({ key }) => ownName.includes(key));
  return (text) => {
    if (text === "") return { others: [], groups: [] };
    const refs = (text.match(REF_OF_A_PARTY) ?? []).filter((ref) => !own.has(ref.toUpperCase()));
    // "Kestrel" is no other party where the sheet is for "Kestrel Labs".
    const searched = hidesInOwn ? words(text).replaceAll(ownName, " ") : words(text);
    const found = named.filter(({ key }) => searched.includes(key));
    return {
      others: [...new Set([...refs, ...found.filter(({ group }) => !group).map(({ name }) => name)])],
      groups: [...new Set(found.filter(({ group }) => group).map(({ name }) => name))],
    };
  };
}

/** The facts with only those others that some text names: what the maker's browser needs to show the sheet. */
export function withNamedOthers(facts: SheetFacts): SheetFacts {
  const texts = [
    ...facts.requirements.flatMap(({ statement, howAddressed, ismsDecisionRationale, ownerName, sources }) => [
      statement,
      howAddressed,
      ismsDecisionRationale,
      ownerName,
      ...sources,
    ]),
    ...[facts.controls, facts.evidence, facts.documents, facts.risks].flatMap((found) => Object.values(found).map(({ title }) => title)),
  ].map(words);
  const named = (name: string) => texts.some((text) => text.includes(words(name)));
  const hidden = (name: string) => words(facts.party.name).includes(words(name));
  return {
    ...facts,
    others: facts.others.flatMap((other) => {
      const members = other.members.filter((member) => named(member) || hidden(member));
      return named(other.name) || hidden(other.name) || members.length > 0 ? [{ ...other, members }] : [];
    }),
  };
}
