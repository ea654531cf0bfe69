import { NO_RISK_REF } from "@/domain/risk";
import { isBlank } from "@/domain/ruling";
import type {
  ImplementationStatus,
  IsmsDecision,
  LinkCoverage,
  LinkTargetType,
  PartyRelevance,
  PartyStatus,
  RequirementKind,
  RequirementRelevance,
  RequirementStatus,
  SourceType,
} from "@/domain/vocabulary";

/**
 * The golden thread of one requirement: party, source, requirement, decision, control, risk, document, evidence, with objectives and scope beside it.
 * Each station is present, weak, or a gap with the deed that closes it. Completeness is a list of gaps, never a score. Codes and parts only: the words
 * live in the messages.
 */
export const STATIONS = ["party", "source", "requirement", "decision", "control", "risk", "document", "evidence"] as const;
/** What accompanies the thread without being a link of its chain: missing it is no gap. */
export const BESIDE = ["objective", "scope"] as const;
export type StationKind = (typeof STATIONS)[number] | (typeof BESIDE)[number];

/** At which station a linked target stands. */
export const STATION_OF: Readonly<Record<LinkTargetType, StationKind>> = {
  clause: "control",
  control: "control",
  risk: "risk",
  policy: "document",
  procedure: "document",
  evidence: "evidence",
  objective: "objective",
  scope: "scope",
};

/** Every gap with its station and the deed that closes it. `link` ones are closed on the requirement by a link of that station. */
export const GAPS = {
  source_missing: { station: "source", deed: "edit" },
  relevance_open: { station: "decision", deed: "decide" },
  decision_open: { station: "decision", deed: "decide" },
  control_missing: { station: "control", deed: "link" },
  /** A clause alone answers only with the reason why it will do (rule 10). */
  clause_unreasoned: { station: "control", deed: "link" },
  risk_missing: { station: "risk", deed: "link" },
  document_missing: { station: "document", deed: "link" },
  evidence_missing: { station: "evidence", deed: "link" },
} as const satisfies Record<string, { station: StationKind; deed: "edit" | "decide" | "link" }>;
export type GapCode = keyof typeof GAPS;
export const GAP_CODES = Object.keys(GAPS) as GapCode[];

/** What makes a target hold less than it seems. The first four do not hold at all. */
export const WEAKNESSES = [
  "dangling",
  "retired",
  "excluded",
  "expired",
  "soa_undecided",
  "planned",
  "superseded",
  "no_rationale",
  "ended",
  "party_retired",
  "party_not_relevant",
] as const;
export type WeaknessCode = (typeof WEAKNESSES)[number];
const BROKEN: readonly WeaknessCode[] = ["dangling", "retired", "excluded", "expired"];

/** What a linked target is, as far as the thread asks. Only the facts of its own kind are given. */
export interface TargetFacts {
  title: string;
  retired: boolean;
  /** Control: what the statement of applicability says; null or absent: nothing yet. */
  applicable?: boolean | null;
  implementation?: ImplementationStatus | null;
  /** Document. */
  edition?: string;
  current?: boolean;
  documentType?: string;
  /** Evidence. */
  dated?: string | null;
  validUntil?: string | null;
}

export interface ThreadLink {
  type: LinkTargetType;
  ref: string;
  rationale: string;
  coverage: LinkCoverage | "";
  /** Null: nothing in this organisation and in the standard bears that ref. */
  target: TargetFacts | null;
}

export interface ThreadSource {
  kind: "obligation" | "source";
  ref: string;
  /** As it is cited: "GDPR Art. 32", "Acme MSA". */
  name: string;
  retired: boolean;
  effectiveTo: string | null;
}

export interface ThreadFacts {
  today: string;
  requirement: {
    ref: string;
    statement: string;
    status: RequirementStatus;
    retiredReason: string;
    kind: RequirementKind;
    sourceType: SourceType | null;
    sourceRef: string;
    sourceLocator: string;
    relevance: RequirementRelevance;
    discardReason: string;
    ismsDecision: IsmsDecision;
    ismsDecisionRationale: string;
    howAddressed: string;
  };
  party: { ref: string; name: string; status: PartyStatus; relevance: PartyRelevance; adverse: boolean };
  /** The law first, then the documents, each in its order. */
  sources: readonly ThreadSource[];
  links: readonly ThreadLink[];
}

export interface StationItem {
  /** How it is found: a record's kind, or "words" for a source that is only written down. */
  type: LinkTargetType | "party" | "obligation" | "source" | "words" | "requirement" | "decision";
  /** Empty for words and for the decision. */
  ref: string;
  title: string;
  rationale: string;
  coverage: LinkCoverage | "";
  facts: TargetFacts | null;
  weak: WeaknessCode[];
  /** "Considered, no risk because ...": the reason is the rationale. */
  noRisk?: true;
}

export interface Station {
  kind: StationKind;
  state: "present" | "weak" | "gap";
  items: StationItem[];
  gap: GapCode | null;
}

/** Where a thread rightly ends before the ISMS: it has no gaps, it has a reason. */
export interface ThreadEnd {
  code: "retired" | "discarded" | "not_addressed";
  reason: string;
  /** Not addressed through the ISMS: where it is dealt with instead. */
  instead: string;
}

export interface Thread {
  ref: string;
  statement: string;
  adverse: boolean;
  /** In the order of STATIONS; only as far as the thread goes. */
  stations: Station[];
  /** Objectives and scope, where any are linked. */
  beside: Station[];
  end: ThreadEnd | null;
  gaps: GapCode[];
  /** What is there but does not hold as it should. */
  weaknesses: { station: StationKind; ref: string; code: WeaknessCode }[];
}

/** Draws the thread of a requirement from its facts. */
export function drawThread(facts: ThreadFacts): Thread {
  const { requirement, party } = facts;
  const items = facts.links.map((link) => linkItem(link, facts.today));
  const at = (kind: StationKind) => items.filter((item) => STATION_OF[item.type as LinkTargetType] === kind);
  const end = endOf(requirement);
  const stations: Station[] = [
    station("party", [{ ...plain("party", party.ref, party.name), weak: partyWeaknesses(party) }]),
    sourceStation(facts, end !== null),
    station("requirement", [plain("requirement", requirement.ref, requirement.statement)]),
  ];
  if (end) {
    stations.push(station("decision", [{ ...plain("decision", "", end.code), rationale: end.reason }]));
  } else {
    const open = decisionGap(requirement);
    stations.push(
      open
        ? { kind: "decision", state: "gap", items: [], gap: open }
        : station("decision", [{ ...plain("decision", "", "addressed"), rationale: requirement.howAddressed }]),
    );
    // Until the decision stands, what is linked is shown, but nothing is asked for: the decision comes first.
    const answers = [controlStation(at("control"), at("document")), linked("risk", at("risk")), linked("document", at("document"))];
    const all = [...answers, linked("evidence", at("evidence"))];
    stations.push(...(open ? all.filter(({ items: found }) => found.length > 0).map(withoutGap) : all));
  }
  const beside = BESIDE.map((kind) => station(kind, at(kind))).filter(({ items: found }) => found.length > 0);
  return {
    ref: requirement.ref,
    statement: requirement.statement,
    adverse: party.adverse,
    stations,
    beside,
    end,
    gaps: stations.flatMap(({ gap }) => gap ?? []),
    weaknesses: [...stations, ...beside].flatMap(({ kind, items: found }) =>
      found.flatMap((item) => item.weak.map((code) => ({ station: kind, ref: item.ref, code }))),
    ),
  };
}

/** Whether a linked target can carry a requirement: it exists, is in use, is not excluded and not expired. */
export function holds(link: Pick<ThreadLink, "type" | "ref" | "target">, today: string): boolean {
  return !weaknessesOf({ ...link, rationale: "given" }, today).some((code) => BROKEN.includes(code));
}

/**
 * Whether a link stands at the station of the controls: a control, or a clause or a procedure with its reason (rule 10; audit check AC-51).
 */
export function answersAsControl({ type, rationale }: Pick<ThreadLink, "type" | "rationale">): boolean {
  return type === "control" || ((type === "clause" || type === "procedure") && !isBlank(rationale));
}

/** Why a linked target holds less than it seems; empty when it holds. */
export function weaknessesOf({ type, ref, rationale, target }: Omit<ThreadLink, "coverage">, today: string): WeaknessCode[] {
  if (type === "risk" && ref === NO_RISK_REF) return isBlank(rationale) ? ["no_rationale"] : [];
  if (!target) return ["dangling"];
  const found: WeaknessCode[] = [];
  if (target.retired) found.push("retired");
  if (type === "control") {
    if (target.applicable === false) found.push("excluded");
    else if (target.applicable !== true) found.push("soa_undecided");
    else if (target.implementation === "planned") found.push("planned");
  }
  if ((type === "policy" || type === "procedure") && target.current === false) found.push("superseded");
  if (type === "evidence" && target.validUntil && target.validUntil < today) found.push("expired");
  if (STATION_OF[type] === "control" && isBlank(rationale)) found.push("no_rationale");
  return found;
}

// The stations -----------------------------------------------------------------------------------------------------------------------------------

function sourceStation({ requirement, sources, today }: ThreadFacts, ended: boolean): Station {
  const items = sources.map(({ kind, ref, name, retired, effectiveTo }): StationItem => {
    const weak: WeaknessCode[] = [
      ...(retired ? (["retired"] as const) : []),
      ...(effectiveTo && effectiveTo < today ? (["ended"] as const) : []),
    ];
    return { ...plain(kind, ref, name), weak };
  });
  if (items.length === 0 && !isBlank(requirement.sourceRef)) items.push(plain("words", "", requirement.sourceRef));
  // A catalogue is no source, and a type that points nowhere is none either (as in the open points).
  const none = requirement.sourceType === null || requirement.sourceType === "template" || items.length === 0;
  return none && !ended ? { kind: "source", state: "gap", items, gap: "source_missing" } : station("source", items);
}

function controlStation(items: StationItem[], documents: StationItem[]): Station {
  const process = documents.filter(({ type, rationale }) => type === "procedure" && !isBlank(rationale));
  if (items.length === 0 && process.length === 0) return { kind: "control", state: "gap", items: [], gap: "control_missing" };
  const answers = [...items, ...(items.length === 0 ? process : [])];
  if ([...items, ...process].some((item) => answersAsControl({ type: item.type as LinkTargetType, rationale: item.rationale })))
    return station("control", answers);
  return { kind: "control", state: "gap", items, gap: "clause_unreasoned" };
}

const MISSING: Partial<Record<StationKind, GapCode>> = {
  risk: "risk_missing",
  document: "document_missing",
  evidence: "evidence_missing",
};

function linked(kind: StationKind, items: StationItem[]): Station {
  return items.length > 0 ? station(kind, items) : { kind, state: "gap", items, gap: MISSING[kind] ?? null };
}

/** Weak where no item is free of weakness. */
function station(kind: StationKind, items: StationItem[]): Station {
  const sound = items.length === 0 || items.some(({ weak }) => weak.length === 0);
  return { kind, state: sound ? "present" : "weak", items, gap: null };
}

function withoutGap(found: Station): Station {
  return station(found.kind, found.items);
}

function linkItem(link: ThreadLink, today: string): StationItem {
  const { type, ref, rationale, coverage, target } = link;
  const item: StationItem = { type, ref, title: target?.title ?? "", rationale, coverage, facts: target, weak: weaknessesOf(link, today) };
  return type === "risk" && ref === NO_RISK_REF ? { ...item, ref: "", noRisk: true } : item;
}

function plain(type: StationItem["type"], ref: string, title: string): StationItem {
  return { type, ref, title, rationale: "", coverage: "", facts: null, weak: [] };
}

function partyWeaknesses({ status, relevance }: ThreadFacts["party"]): WeaknessCode[] {
  if (status === "retired") return ["party_retired"];
  return relevance === "not_relevant" ? ["party_not_relevant"] : [];
}

function endOf({ status, retiredReason, relevance, discardReason, ...requirement }: ThreadFacts["requirement"]): ThreadEnd | null {
  if (status === "retired") return { code: "retired", reason: retiredReason, instead: "" };
  if (relevance === "discarded") return { code: "discarded", reason: discardReason, instead: "" };
  if (requirement.ismsDecision === "not_addressed")
    return { code: "not_addressed", reason: requirement.ismsDecisionRationale, instead: requirement.howAddressed };
  return null;
}

function decisionGap({ relevance, ismsDecision }: ThreadFacts["requirement"]): GapCode | null {
  if (relevance === "undecided") return "relevance_open";
  return ismsDecision === "undecided" ? "decision_open" : null;
}

// One sentence -----------------------------------------------------------------------------------------------------------------------------------

export type SentencePart =
  | { code: "item"; item: StationItem; more: number }
  | { code: "gap"; gap: GapCode }
  | { code: "no_risk"; reason: string }
  | { code: "end"; end: ThreadEnd };

export interface ThreadSentence {
  /** Who or what requires it: the source as it is cited with its place, or the party. */
  subject: string;
  locator: string;
  adverse: boolean;
  statement: string;
  /** What follows, each after an arrow. */
  parts: SentencePart[];
}

/** The thread as the parts of one sentence: "Acme MSA §7.2 requires ... → A.8.24 → R-014 → ...". Of several targets at a station the soundest is named. */
export function sentenceOf(thread: Thread, locator: string): ThreadSentence {
  const at = (kind: StationKind) => thread.stations.find((found) => found.kind === kind);
  const source = at("source")?.items[0];
  const subject = source ?? at("party")!.items[0]!;
  const parts: SentencePart[] = [];
  for (const { kind, items, gap } of thread.stations) {
    if (kind === "party" || kind === "source" || kind === "requirement") continue;
    if (thread.end) parts.push({ code: "end", end: thread.end });
    else if (gap) parts.push({ code: "gap", gap });
    else if (kind !== "decision" && items.length > 0) {
      const item = [...items].sort((a, b) => a.weak.length - b.weak.length)[0]!;
      parts.push(item.noRisk ? { code: "no_risk", reason: item.rationale } : { code: "item", item, more: items.length - 1 });
    }
  }
  return {
    subject: subject.title,
    locator: source ? locator : "",
    adverse: thread.adverse,
    statement: thread.statement.replace(/[\s.;]+$/, ""),
    parts,
  };
}
