import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import type { LinkFacts } from "@/domain/audit-checks/facts";
import { isBlank, isHard, notRetired, type Register, type Relevant } from "@/domain/audit-checks/terms";

/** Audit point 6: the requirements lead into the ISMS (4.2 c, 6.1) and are monitored (9.1). */
export const INTEGRATED_MONITORED: Readonly<Record<string, Check>> = {
  "AC-49": ({ addressed }) => {
    const outcome = examine(
      addressed.filter(isNeed),
      ({ links }) => !links.some(({ target_type }) => INTO_ISMS.has(target_type)),
      ofRequirement,
    );
    return { ...outcome, escalates: outcome.failed.length * 10 <= outcome.sampled };
  },

  "AC-50": ({ addressed, soa }) =>
    examine(
      addressed.flatMap(({ requirement, controls }) => controls.map((link) => ({ requirement, link }))),
      ({ link }) => soa.get(link.target_ref)?.applicable !== true,
      ({ requirement, link }) => {
        const { subject, record } = asSubject("requirement", requirement);
        return { subject: link.id || `${subject}:${link.target_ref}`, name: `${subject} to ${link.target_ref}`, record };
      },
    ),

  "AC-51": ({ addressed, soa }) =>
    examine(
      addressed.filter((entry) => isBinding(entry) && isHard(entry.requirement)),
      ({ links, controls }) => !controls.some((link) => soa.get(link.target_ref)?.applicable === true) && !links.some(isReasonedProcess),
      ofRequirement,
    ),

  "AC-52": ({ facts, addressed }) => {
    const asked = whoAsks(addressed);
    const cited = facts.soa
      .filter(({ applicable }) => applicable === true)
      .flatMap(({ control_ref, reasons }) =>
        (["legal", "contractual"] as const).filter((reason) => reasons.includes(reason)).map((reason) => ({ control_ref, reason })),
      );
    return examine(
      cited,
      ({ control_ref, reason }) => !asked[reason].has(control_ref),
      ({ control_ref, reason }) => ({
        subject: `${control_ref}:${reason}`,
        name: `${control_ref}: ${reason}`,
        record: { entity: "soa-entry", id: control_ref, ref: control_ref },
      }),
    );
  },

  "AC-53": ({ addressed }) =>
    examine(addressed.filter(isImportant), ({ links }) => !links.some(({ target_type }) => target_type === "risk"), ofRequirement),

  "AC-54": ({ addressed, evidence, today }) => {
    const isCurrent = ({ target_type, target_ref }: LinkFacts) => {
      const found = target_type === "evidence" ? evidence.get(target_ref) : undefined;
      return found !== undefined && (found.valid_until === null || found.valid_until >= today);
    };
    return examine(addressed.filter(isNeed), ({ links }) => !links.some(isCurrent), ofRequirement);
  },

  "AC-55": ({ relevant, soa }) =>
    examine(
      relevant.filter(({ requirement }) => requirement.fulfilment_status === "met"),
      ({ requirement, controls }) =>
        requirement.isms_decision !== "addressed" || controls.some((link) => soa.get(link.target_ref)?.implementation_status === "planned"),
      ofRequirement,
    ),

  "AC-56": ({ addressed, facts }) => {
    const actedUpon = new Set(notRetired(facts.actions).map(({ requirement_id }) => requirement_id));
    return examine(
      addressed.filter((entry) => isBinding(entry) && entry.requirement.fulfilment_status === "not_met"),
      ({ requirement }) => !actedUpon.has(requirement.id),
      ofRequirement,
    );
  },

  "AC-57": ({ addressed, facts }) => {
    const measured = new Set(notRetired(facts.kpis).map(({ requirement_id }) => requirement_id));
    return examine(addressed.filter(isImportant), ({ requirement }) => !measured.has(requirement.id), ofRequirement);
  },

  "AC-58": ({ facts, isOlderThan }) => {
    const actions = new Set(notRetired(facts.actions).map(({ id }) => id));
    return examine(
      notRetired(facts.kpis),
      (kpi) => isMeasuredLate(kpi, isOlderThan) || (missesTarget(kpi) && (kpi.action_id === null || !actions.has(kpi.action_id))),
      (kpi) => asSubject("indicator", { ...kpi, title: kpi.metric }),
    );
  },
};

const INTO_ISMS = new Set<string | null>(["clause", "control", "risk", "policy", "procedure", "objective"]);

type Kpi = Register["facts"]["kpis"][number];

const ofRequirement = ({ requirement }: Relevant) => asSubject("requirement", requirement);
const isNeed = ({ requirement }: Relevant) => requirement.strength === "need";
const isBinding = ({ requirement }: Relevant) => requirement.binding === "requirement";
const isImportant = (entry: Relevant) => isBinding(entry) && entry.requirement.priority === "high";
/** Met by a process of the management system and not by a control (rule 10). */
const isReasonedProcess = ({ target_type, rationale }: LinkFacts) =>
  (target_type === "clause" || target_type === "procedure") && !isBlank(rationale);

/** The controls that an addressed requirement of that kind leads to. */
function whoAsks(addressed: readonly Relevant[]): Record<"legal" | "contractual", Set<string>> {
  const asked = { legal: new Set<string>(), contractual: new Set<string>() };
  for (const { requirement, controls } of addressed) {
    if (!isHard(requirement)) continue;
    const kind = requirement.kind === "contractual" ? asked.contractual : asked.legal;
    for (const { target_ref } of controls) kind.add(target_ref);
  }
  return asked;
}

function isMeasuredLate({ last_measured_at, frequency_days }: Kpi, isOlderThan: Register["isOlderThan"]): boolean {
  return last_measured_at === null || (frequency_days !== null && isOlderThan(last_measured_at, frequency_days * 1.5));
}

function missesTarget({ last_value, target, direction }: Kpi): boolean {
  if (last_value === null || target === null) return false;
  return direction === "at_most" ? last_value > target : last_value < target;
}
