import { parseReference } from "@/domain/references";
import { planTriage, settles, type TriageAnswer, type TriageProblem, type TriageSubject, triageProblems } from "@/domain/triage";
import { CONTRACT_TYPES } from "@/domain/vocabulary";
import { decidePartyRelevance } from "@/features/interested-parties/mutations";
import { formFieldsOf } from "@/features/requirements/form-fields";
import { activateRequirement, decideIsms, decideRelevance, updateRequirement } from "@/features/requirements/mutations";
import type { LinkInput, RequirementChange } from "@/features/requirements/schema";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { Forbidden, Invalid, NotFound } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { TriageInput } from "./schema";

export interface Triaged {
  id: string;
  ref: string;
  version: number;
  /** Nothing about it is left to decide. */
  settled: boolean;
  /** The ref of the party that was decided along with it. */
  partyDecided: string | null;
}

const FIELD_OF: Record<TriageProblem["code"], keyof TriageInput> = {
  unanswered: "touch",
  goal_needed: "cia",
  why_needed: "why",
  discard_reason_needed: "why",
  how_needed: "how",
  why_not_needed: "whyNot",
  where_instead_needed: "how",
};

/**
 * Saves the four answers about one requirement as the decisions they are, in one transaction: what is written about its source and binding, its
 * relevance, whether the ISMS addresses it, and, where asked for, that its party is relevant. Only what changes is written.
 * Throws Invalid at the question that lacks something, Conflict when somebody changed the requirement since, NotFound, Forbidden.
 */
export async function triageRequirement(access: Access, { id, version, ...answer }: TriageInput): Promise<Triaged> {
  // Whoever decides here also writes the source down.
  if (!access.can("requirement:update")) throw new Forbidden("requirement:update");
  return change(access, async (record) => {
    const before = await record.get("requirement", id);
    // The deeds below check it too, but only those that have something to change.
    if (before.version !== version) await record.update("requirement", id, version, {});
    const party = await partyOf(record, access, before);
    const subject = await subjectOf(record, access, before, party);
    refuseProblems(subject, answer);
    const plan = planTriage(subject, answer);
    const t = translator("triage");
    const source = { id, ref: before.ref ?? "", version };
    let saved = source;
    if (plan.amend) {
      const fields = { ...formFieldsOf(before.values), ...plan.amend } as unknown as Omit<RequirementChange, "id" | "version" | "reason">;
      saved = await updateRequirement(access, { ...fields, id, version: saved.version, reason: t("reason") });
    }
    if (plan.relevance) {
      const reason = plan.relevance.reason || (subject.relevance === "undecided" ? "" : t("reason"));
      saved = await decideRelevance(access, { id, version: saved.version, ...plan.relevance, reason });
    }
    if (plan.isms) {
      const links = [...(before.values.links as LinkInput[]), ...typedLinks(answer.references)];
      const { decision, rationale, howAddressed } = plan.isms;
      saved = await decideIsms(access, {
        id,
        version: saved.version,
        ismsDecision: decision,
        ismsDecisionRationale: rationale,
        howAddressed,
        links: links.filter((link, index) => links.findIndex(({ targetRef }) => targetRef === link.targetRef) === index),
        reason: subject.ismsDecision === "undecided" ? "" : t("reason"),
      });
    }
    if (plan.activate) saved = await activateRequirement(access, { id, version: saved.version, reason: "" });
    if (plan.decideParty && access.can("interested-party:decide")) {
      const rationale = t("partyRationale", { ref: source.ref });
      await decidePartyRelevance(access, { id: party.id, version: party.version, relevance: "relevant", rationale });
    }
    return { id, ref: saved.ref, version: saved.version, settled: settles(answer), partyDecided: plan.decideParty ? party.ref : null };
  });
}

function refuseProblems(subject: TriageSubject, answer: TriageAnswer): void {
  const problems = triageProblems(subject, answer);
  if (problems.length === 0) return;
  const t = translator("triage.problem");
  throw new Invalid(Object.fromEntries(problems.map(({ code }) => [FIELD_OF[code], t(code)])));
}

/** As people type them between commas, clauses and controls in one line; refusing bare numbers is the requirement's business. */
function typedLinks(references: string): LinkInput[] {
  return references
    .split(/[,;]/)
    .map((ref) => ref.trim())
    .filter((ref) => ref !== "")
    .map((targetRef) => ({ targetType: parseReference(targetRef).kind === "clause" ? "clause" : "control", targetRef, rationale: "" }));
}

interface PartyFacts {
  id: string;
  ref: string;
  version: number;
  status: TriageSubject["party"]["status"];
  relevance: TriageSubject["party"]["relevance"];
}

/** Its party, locked: two requirements of one party are often triaged at the same moment. */
async function partyOf(record: RecordWriter, access: Access, before: Stored): Promise<PartyFacts> {
  const [party] = await record.tx.$queryRaw<PartyFacts[]>`
    SELECT id, ref, version, status, relevance FROM interested_party
     WHERE organization_id = ${access.organization.id}::uuid AND id = ${before.values.partyId as string}::uuid FOR UPDATE`;
  if (!party) throw new NotFound();
  return party;
}

async function subjectOf(record: RecordWriter, access: Access, before: Stored, party: PartyFacts): Promise<TriageSubject> {
  const sourceIds = before.values.sourceIds as string[];
  const contractCount =
    sourceIds.length === 0
      ? 0
      : await record.tx.sourceDocument.count({
          where: { organizationId: access.organization.id, id: { in: sourceIds }, type: { in: [...CONTRACT_TYPES] } },
        });
  return {
    ...(before.values as unknown as TriageSubject),
    linkCount: (before.values.links as unknown[]).length,
    obligationCount: (before.values.obligationIds as unknown[]).length,
    contractCount,
    party,
  };
}
