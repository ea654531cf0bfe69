import { parseReference, type Reference, titleOf } from "@/domain/references";
import { formatRef, parseRef, REF_PREFIXES, type RefPrefix } from "@/domain/refs";
import { judgeRiskLinks, NO_RISK_REF } from "@/domain/risk";
import { accept, type Ruling, refuse } from "@/domain/ruling";
import { type TargetFacts, type WeaknessCode, weaknessesOf } from "@/domain/thread";
import type { LinkCoverage, LinkTargetType } from "@/domain/vocabulary";

/**
 * What may be linked to a requirement. First a ref is read as people type it, for the kind that was meant; a ref of another kind is answered with what
 * it is and what could have been meant, never rewritten (rules 1 and 17). Then the targets are judged by what they are.
 */
export interface TargetChoice {
  type: LinkTargetType;
  ref: string;
  /** Of clauses and Annex A controls; empty for records, which the register resolves. */
  title: string;
}

export type TargetFault =
  /** A bare number: a clause or a control. */
  | "ambiguous"
  /** A control of the 2013 edition; the choices are what became of it. */
  | "legacy"
  | "unknown_control"
  | "unknown_clause"
  | "unknown"
  | "clause_for_control"
  | "control_for_clause"
  /** A ref of another kind than was meant; the choice is to link it as what it is. */
  | "other_kind"
  | "requirement"
  /** A party, a source, a law ...: part of the register, but nothing that answers a requirement. */
  | "no_target";

export type ReadTarget = { ok: true; choice: TargetChoice } | { ok: false; code: TargetFault; given: string; choices: TargetChoice[] };

const TYPE_OF_PREFIX: Partial<Record<RefPrefix, LinkTargetType>> = {
  [REF_PREFIXES["own-control"]]: "control",
  [REF_PREFIXES.risk]: "risk",
  [REF_PREFIXES.document]: "policy",
  [REF_PREFIXES.evidence]: "evidence",
  [REF_PREFIXES.objective]: "objective",
  [REF_PREFIXES["scope-unit"]]: "scope",
};

/**
 * Reads what was typed or sent as the target of a link. `meant` is the kind of the field it stands in; null where any kind will do. A document is read
 * as what was meant, policy or procedure; its own type decides once it is known.
 */
export function readTarget(meant: LinkTargetType | null, text: string): ReadTarget {
  const given = text.trim().replace(/\s+/g, " ");
  const fault = (code: TargetFault, choices: TargetChoice[] = []): ReadTarget => ({ ok: false, code, given, choices });
  if (meant === "risk" && given === NO_RISK_REF) return { ok: true, choice: { type: "risk", ref: NO_RISK_REF, title: "" } };
  const record = parseRef(given);
  if (record) {
    const ref = formatRef(record.prefix, record.number);
    if (record.prefix === REF_PREFIXES.requirement) return fault("requirement");
    const type = TYPE_OF_PREFIX[record.prefix];
    if (!type) return fault("no_target");
    const choice: TargetChoice = { type: type === "policy" && meant === "procedure" ? "procedure" : type, ref, title: "" };
    const fits = meant === null || meant === choice.type;
    return fits ? { ok: true, choice } : fault("other_kind", [choice]);
  }
  const parsed = parseReference(given);
  switch (parsed.kind) {
    case "clause": {
      const choice: TargetChoice = { type: "clause", ref: parsed.item ? `${parsed.ref} ${parsed.item}` : parsed.ref, title: parsed.title };
      if (meant === null || meant === "clause") return { ok: true, choice };
      return fault(meant === "control" ? "clause_for_control" : "other_kind", [choice, ...twinOf(parsed.ref)]);
    }
    case "control": {
      const choice: TargetChoice = { type: "control", ref: parsed.ref, title: parsed.title };
      if (meant === null || meant === "control") return { ok: true, choice };
      return fault(meant === "clause" ? "control_for_clause" : "other_kind", [choice, ...twinOf(parsed.ref)]);
    }
    case "legacy":
      return fault("legacy", parsed.suggestions.map(choiceOf));
    case "ambiguous":
      return fault(
        "ambiguous",
        parsed.readings.flatMap((reading) => (reading.kind === "legacy" ? reading.suggestions.map(choiceOf) : [choiceOf(reading)])),
      );
    case "unknown":
      if (/^(?:annex\s*)?a[\s.]*\d/i.test(given)) return fault("unknown_control");
      return fault(/^(?:clause|cl)\b/i.test(given) ? "unknown_clause" : "unknown");
  }
}

/** The kind of target that a ref of the register names, as written: "A.8.24", "Clause 7.4", "OC-001", "R-014". Null: nothing that can be linked. */
export function targetOfRef(ref: string): { type: LinkTargetType; ref: string } | null {
  const read = readTarget(null, ref);
  return read.ok && read.choice.ref === ref ? { type: read.choice.type, ref } : null;
}

/** "Clause 7.4" for "A.7.4" and the other way round, where both numbers exist. */
function twinOf(ref: string): TargetChoice[] {
  const twin = ref.startsWith("A.") ? `Clause ${ref.slice(2)}` : `A.${ref.slice("Clause ".length)}`;
  const title = titleOf(twin);
  return title === null ? [] : [{ type: ref.startsWith("A.") ? "clause" : "control", ref: twin, title }];
}

function choiceOf({ kind, ref, title }: Reference): TargetChoice {
  return { type: kind, ref, title };
}

// Judging ----------------------------------------------------------------------------------------------------------------------------------------

export interface RequirementTarget {
  targetType: LinkTargetType;
  targetRef: string;
  rationale: string;
  coverage: LinkCoverage | "";
}

export type LinkRefusal = "unknown_target" | "retired_target" | "doubled" | "no_risk_reason_needed" | "no_risk_beside_risk";

/** The refusal of a set of links names the target it is about in `field`. */
export type LinksRuling = Ruling<RequirementTarget[], LinkRefusal>;

/**
 * The links of a requirement with some added. What is added must exist and be in use, and be neither doubled in itself nor linked already; what was
 * linked before stays, whatever has become of it since. `facts` answers for the added ones, null for what does not exist.
 */
export function addLinks(
  present: readonly RequirementTarget[],
  added: readonly RequirementTarget[],
  facts: (link: RequirementTarget) => TargetFacts | null,
): LinksRuling {
  const links = [...present];
  for (const link of added) {
    if (links.some((other) => sameTarget(other, link))) return refuse("doubled", link.targetRef);
    const usable = judgeTarget(link, facts(link));
    if (!usable.ok) return usable;
    links.push(link);
  }
  const risks = judgeRiskLinks(links);
  return risks.ok ? accept(links) : refuse(risks.code, NO_RISK_REF);
}

/** Whether a target may be linked anew: it exists and is not retired. An excluded control may, with a warning ({@link linkWarnings}). */
export function judgeTarget(
  link: Pick<RequirementTarget, "targetType" | "targetRef">,
  facts: TargetFacts | null,
): Ruling<null, "unknown_target" | "retired_target"> {
  if (link.targetType === "risk" && link.targetRef === NO_RISK_REF) return accept(null);
  if (facts === null) return refuse("unknown_target", link.targetRef);
  return facts.retired ? refuse("retired_target", link.targetRef) : accept(null);
}

/** A document keeps its ref when its type changes, so "policy P-004" and "procedure P-004" are one target. */
export function sameTarget(
  a: Pick<RequirementTarget, "targetType" | "targetRef">,
  b: Pick<RequirementTarget, "targetType" | "targetRef">,
): boolean {
  return a.targetRef === b.targetRef && kindOf(a.targetType) === kindOf(b.targetType);
}

function kindOf(type: LinkTargetType): string {
  return type === "procedure" ? "policy" : type;
}

/** What a person should know about a target that may be linked: an excluded control, expired evidence, a superseded document. */
export function linkWarnings(type: LinkTargetType, facts: TargetFacts | null, today: string): WeaknessCode[] {
  const told: readonly WeaknessCode[] = ["excluded", "expired", "superseded", "planned"];
  return weaknessesOf({ type, ref: "", rationale: "given", target: facts }, today).filter((code) => told.includes(code));
}
