import { v7 as uuid } from "uuid";
import type { RowOutcome } from "@/domain/list-edits";
import { requirementChangeNeedsReason } from "@/domain/requirement";
import { isNoRiskLink } from "@/domain/risk";
import { isBlank } from "@/domain/ruling";
import type { TargetFacts, WeaknessCode } from "@/domain/thread";
import { addLinks, linkWarnings, type RequirementTarget, readTarget, sameTarget, type TargetChoice } from "@/domain/thread-links";
import type { IsmsDecision, LinkTargetType, RequirementStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { failureOf } from "@/server/action";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { log } from "@/server/log";
import { change, inBatch, type RecordWriter, type Stored, type Values } from "@/server/record";
import { resolveTargets } from "./queries";
import type { LinkChange, LinkInput, LinkManyInput, UnlinkInput, WantedLink } from "./schema";

export interface LinkOutcome {
  id: string;
  ref: string;
  version: number;
  /** Under this the change can be taken back as a whole. */
  batchId: string;
  /** What may be linked and yet should be known: an excluded control, expired evidence. */
  warnings: { ref: string; code: WeaknessCode }[];
}

/**
 * Links one or several targets to a requirement. Refs are read for the kind that was meant; a number that could be two things, a 2013 id, a clause for a
 * control, a record that is retired or not there, or a target that is linked already is refused at the field "ref" with what could be meant instead.
 * Objectives are written as the requirement's own choice of objectives. On a decided or confirmed requirement the rationale serves as the reason of the
 * change. Throws Invalid, Conflict, NotFound, ReasonRequired, Refused for a retired requirement.
 */
export async function linkTargets(access: Access, { id, version, reason, links }: LinkInput): Promise<LinkOutcome> {
  const batchId = uuid();
  return inBatch(batchId, () =>
    change(access, async (record) => {
      const added = await targetsOf(access, links);
      const saved = await record.update("requirement", id, version, await withLinks(record, access, added), {
        reason: reason || links.find(({ rationale }) => rationale !== "")?.rationale,
        reasonNeeded,
      });
      return { ...savedLink(saved, batchId), warnings: added.flatMap(({ warnings }) => warnings) };
    }),
  );
}

/** How one requirement of several went. */
export interface LinkRowResult {
  id: string;
  outcome: RowOutcome;
  version?: number;
  message?: string;
}

/**
 * Draws the same links for several requirements, each in a transaction of its own: what is refused for one does not stop the others. A requirement that
 * has some of them already gets the rest. Nothing is thrown for a row; each has its result, in the order given. Throws Invalid for a wrong target.
 */
export async function linkMany(
  access: Access,
  { rows, links, reason }: LinkManyInput,
): Promise<{ batchId: string; results: LinkRowResult[]; warnings: LinkOutcome["warnings"] }> {
  const batchId = uuid();
  const added = await change(access, () => targetsOf(access, links));
  const results: LinkRowResult[] = [];
  for (const { id, version } of new Map(rows.map((row) => [row.id, row])).values()) {
    try {
      const saved = await inBatch(batchId, () =>
        change(access, async (record) =>
          record.update("requirement", id, version, await withLinks(record, access, added, true), {
            reason: reason || links.find(({ rationale }) => rationale !== "")?.rationale,
            reasonNeeded,
          }),
        ),
      );
      results.push({ id, outcome: saved.version === version ? "unchanged" : "changed", version: saved.version });
    } catch (error) {
      results.push(resultOf(id, error));
    }
  }
  return { batchId, results, warnings: added.flatMap(({ warnings }) => warnings) };
}

/** Changes why a target answers the requirement and how far. Throws Invalid, Conflict, NotFound, ReasonRequired, Refused. */
export async function changeLink(access: Access, input: LinkChange): Promise<LinkOutcome> {
  const batchId = uuid();
  const { id, version, type, ref, rationale, coverage } = input;
  return inBatch(batchId, () =>
    change(access, async (record) => {
      const patch = ({ values }: Stored): Values => {
        const links = linksIn(values);
        const link = links.find((other) => other.targetType === type && other.targetRef === ref);
        refuseRetired(values);
        if (!link) throw new Refused("thread.not_linked", { ref });
        if (isNoRiskLink(link) && isBlank(rationale)) throw fault("no_risk_reason_needed", { ref }, "rationale");
        return { links: links.map((other) => (other === link ? { ...link, rationale, coverage } : other)) };
      };
      const saved = await record.update("requirement", id, version, patch, { reason: input.reason || rationale, reasonNeeded });
      return { ...savedLink(saved, batchId), warnings: [] };
    }),
  );
}

/**
 * Takes a link away. Refused where it is the last thing that says how an addressed requirement is addressed. On a decided or confirmed requirement with
 * a reason. Throws Conflict, NotFound, ReasonRequired, Refused.
 */
export async function unlinkTarget(access: Access, { id, version, reason, type, ref }: UnlinkInput): Promise<LinkOutcome> {
  const batchId = uuid();
  return inBatch(batchId, () =>
    change(access, async (record) => {
      const objective = type === "objective" ? await objectiveIds(record, access, [ref]) : new Map<string, string>();
      const patch = ({ values }: Stored): Values => {
        refuseRetired(values);
        const before = linksIn(values);
        const links = before.filter((link) => !sameTarget(link, { targetType: type, targetRef: ref }));
        const chosen = values.objectiveIds as string[];
        const kept = chosen.filter((one) => one !== objective.get(ref));
        if (links.length === before.length && kept.length === chosen.length) throw new Refused("thread.not_linked", { ref });
        const { ismsDecision, howAddressed } = values as { ismsDecision: IsmsDecision; howAddressed: string };
        if (ismsDecision === "addressed" && isBlank(howAddressed) && links.length === 0) throw new Refused("thread.last_answer", { ref });
        return { links, objectiveIds: kept };
      };
      const saved = await record.update("requirement", id, version, patch, { reason, reasonNeeded });
      return { ...savedLink(saved, batchId), warnings: [] };
    }),
  );
}

// What is linked ---------------------------------------------------------------------------------------------------------------------------------

interface Target extends RequirementTarget {
  facts: TargetFacts | null;
  warnings: LinkOutcome["warnings"];
}

/** The wanted targets, read and resolved; those that do not exist have no facts. Throws Invalid where a ref cannot be read as what was meant. */
async function targetsOf(access: Access, links: readonly WantedLink[]): Promise<Target[]> {
  const chosen = links.map((link) => {
    const read = readTarget(link.type, link.ref);
    if (!read.ok) throw fault(read.code, { given: read.given, kind: kindWord(link.type), readings: readingsOf(read.choices) });
    return { ...link, ...read.choice };
  });
  const resolved = await resolveTargets(access, chosen);
  return chosen.map(({ ref, rationale, coverage }, index) => {
    const { type, target } = resolved[index]!;
    const warnings = linkWarnings(type, target, today()).map((code) => ({ ref, code }));
    return { targetType: type, targetRef: ref, rationale, coverage, facts: target, warnings };
  });
}

/** The change of a requirement that the added targets make. `rest`: those that are there already are left out instead of refused. */
async function withLinks(
  record: RecordWriter,
  access: Access,
  added: readonly Target[],
  rest = false,
): Promise<(before: Stored) => Values> {
  const ids = await objectiveIds(
    record,
    access,
    added.filter(({ targetType }) => targetType === "objective").map(({ targetRef }) => targetRef),
  );
  return ({ values }) => {
    refuseRetired(values);
    const chosen = values.objectiveIds as string[];
    const linked = linksIn(values);
    // Objectives chosen on the other page count as linked.
    const refs = new Map([...ids].map(([ref, id]) => [id, ref]));
    const objectives = chosen.flatMap((id): RequirementTarget[] => {
      const targetRef = refs.get(id);
      return targetRef ? [{ targetType: "objective", targetRef, rationale: "", coverage: "" }] : [];
    });
    const present = [...linked, ...objectives];
    const wanted = rest ? added.filter((one) => !present.some((other) => sameTarget(one, other))) : added;
    const ruling = addLinks(present, wanted, (link) => added.find((one) => sameTarget(one, link))?.facts ?? null);
    if (!ruling.ok) throw fault(ruling.code, { ref: ruling.field ?? "" }, ruling.code === "no_risk_reason_needed" ? "rationale" : "ref");
    const answers = wanted.filter(({ targetType }) => targetType !== "objective");
    return {
      links: [...linked, ...answers.map(({ facts, warnings, ...link }) => link)],
      objectiveIds: [...chosen, ...wanted.flatMap(({ targetRef }) => ids.get(targetRef) ?? [])],
    };
  };
}

async function objectiveIds(record: RecordWriter, access: Access, refs: readonly string[]): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const found = await record.tx.objective.findMany({
    where: { organizationId: access.organization.id, ref: { in: [...refs] } },
    select: { id: true, ref: true },
  });
  return new Map(found.map(({ id, ref }) => [ref, id]));
}

function linksIn(values: Values): RequirementTarget[] {
  return (values.links as (Omit<RequirementTarget, "coverage"> & Partial<Pick<RequirementTarget, "coverage">>)[]).map((link) => ({
    ...link,
    coverage: link.coverage ?? "",
  }));
}

// Answers ----------------------------------------------------------------------------------------------------------------------------------------

const reasonNeeded = (before: Values) => requirementChangeNeedsReason(before as Parameters<typeof requirementChangeNeedsReason>[0]);

function refuseRetired(values: Values): void {
  if ((values.status as RequirementStatus) === "retired") throw new Refused("requirement.retired");
}

function fault(code: string, params: Record<string, string>, field = "ref"): Invalid {
  return new Invalid({ [field]: translator("refusals")(`thread.${code}`, params) });
}

function kindWord(type: LinkTargetType | null): string {
  return type === null ? "" : translator("vocabulary.linkTargetType")(type);
}

function readingsOf(choices: readonly TargetChoice[]): string {
  return choices.map(({ ref, title }) => (title ? `${ref} (${title})` : ref)).join(", ");
}

function savedLink({ id, ref, version }: Stored, batchId: string) {
  return { id, ref: ref ?? "", version, batchId };
}

function resultOf(id: string, error: unknown): LinkRowResult {
  try {
    const failure = failureOf(error);
    if (failure.kind === "invalid") return { id, outcome: "refused", message: Object.values(failure.fieldErrors).join(" ") };
    const outcomes: Partial<Record<typeof failure.kind, RowOutcome>> = {
      conflict: "conflict",
      reason_required: "reason_required",
      unavailable: "failed",
    };
    return { id, outcome: outcomes[failure.kind] ?? "refused", message: failure.message };
  } catch {
    // A defect of ours in one row; the others are independent of it.
    log("error", "links could not be drawn for a requirement", error);
    return { id, outcome: "failed", message: translator("errors")("unavailable") };
  }
}
