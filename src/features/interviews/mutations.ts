import type { z } from "zod";
import { changeNeedsReason, touchScores } from "@/domain/interested-party";
import { type FillField, fillField, fitsField, interviewReference, questionOf, sourceTypeOf } from "@/domain/interview-guide";
import * as rules from "@/domain/requirement";
import type { ElicitationMethod, PartyStatus } from "@/domain/vocabulary";
import { recordEngagement } from "@/features/engagement/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { AnswerInput, InterviewChange, InterviewInput, interviewTarget, UseInput } from "./schema";

interface Saved {
  id: string;
  ref: string;
  version: number;
}

// The record -------------------------------------------------------------------------------------------------------------------------------------

/** Begins the record of a conversation with a party. Throws Refused for adverse parties: nobody interviews an attacker (rules 7 and 29). */
export async function createInterview(access: Access, input: InterviewInput): Promise<Saved> {
  return change(access, async (record) => {
    await check(record, access, input, null);
    return saved(await record.create("interview", { ...input, interviewerId: input.interviewerId ?? access.user?.id ?? null }));
  });
}

/** Changes date, people, method or guide while the interview is open. */
export async function updateInterview(access: Access, { id, version, ...input }: InterviewChange): Promise<Saved> {
  return change(access, async (record) => {
    const before = await record.get("interview", id);
    if (before.values.status === "closed") throw new Refused("interview-closed");
    await check(record, access, input, before);
    return saved(await record.update("interview", id, version, input));
  });
}

/** From here on the interview is evidence: nothing in it changes any more. Throws Refused when it has not taken place yet or holds no answer. */
export async function closeInterview(access: Access, { id, version }: z.output<typeof interviewTarget>): Promise<Saved> {
  return change(access, async (record) => {
    await lockInterview(record, access, id);
    const answered = await record.tx.interviewAnswer.count({
      where: { organizationId: access.organization.id, interviewId: id, answer: { not: "" } },
    });
    const stored = await record.update(
      "interview",
      id,
      version,
      ({ values }) => {
        if (values.status === "closed") throw new Refused("interview-closed");
        if ((values.heldOn as string) > today()) throw new Refused("interview-not_held_yet");
        if (answered === 0) throw new Refused("interview-empty");
        return { status: "closed" };
      },
      { action: "close" },
    );
    // Closed again after it was opened once more, it is the same conversation.
    const logged = await record.tx.engagement.count({
      where: { organizationId: access.organization.id, origin: "interview", originRef: stored.ref ?? "" },
    });
    if (logged === 0) {
      const { partyId, heldOn, interviewees, interviewerId } = stored.values as Record<string, string | null>;
      const adverse = (await record.get("interested-party", partyId!)).values.adverse === true;
      if (!adverse)
        await recordEngagement(record, {
          partyId: partyId!,
          type: "interview",
          heldOn: heldOn!,
          summary: translator("interviews")("logSummary", { answers: answered }),
          participants: interviewees ?? "",
          ourParticipantIds: interviewerId ? [interviewerId] : [],
          origin: "interview",
          originRef: stored.ref ?? "",
        });
    }
    return saved(stored);
  });
}

async function check(record: RecordWriter, access: Access, input: InterviewInput, before: Stored | null): Promise<void> {
  const organizationId = access.organization.id;
  const option = translator("validation")("not_an_option");
  const party = await record.tx.interestedParty.findFirst({
    where: { organizationId, id: input.partyId },
    select: { status: true, adverse: true },
  });
  const kept = before?.values.partyId === input.partyId;
  if (!party || (party.status === "retired" && !kept)) throw new Invalid({ partyId: option });
  if (party.adverse) throw new Refused("interview-adverse");
  if (input.interviewerId !== null && input.interviewerId !== before?.values.interviewerId) {
    const member = await record.tx.membership.findFirst({
      where: { organizationId, userId: input.interviewerId, endedAt: null },
      select: { id: true },
    });
    if (!member) throw new Invalid({ interviewerId: option });
  }
}

// The answers ------------------------------------------------------------------------------------------------------------------------------------

export interface SavedAnswer {
  id: string;
  version: number;
  usedFor: string[];
}

/**
 * Saves what was said to one question. The question's wording is kept with it, as it was asked. An answer that somebody else saved in the meantime is a
 * Conflict with both texts, also where both were the first to answer. Throws Refused once the interview is closed.
 */
export async function saveAnswer(access: Access, input: AnswerInput): Promise<SavedAnswer> {
  return change(access, async (record) => {
    await requireOpen(record, access, input.interviewId);
    if (input.answerId) {
      const before = await record.get("interview-answer", input.answerId);
      if (before.values.interviewId !== input.interviewId) throw new NotFound();
      // A question of the bank stays as it was asked; one's own may be reworded.
      const question = before.values.questionKey === "" && input.question !== "" ? { question: input.question } : {};
      return savedAnswer(
        await record.update("interview-answer", input.answerId, input.version ?? 0, { answer: input.answer, ...question }),
      );
    }
    const asked = input.questionKey === "" ? null : questionOf(input.questionKey);
    if (input.questionKey !== "" && !asked) throw new Refused("interview-unknown_question");
    const question = asked?.question ?? input.question;
    if (question === "") throw new Invalid({ question: translator("validation")("required") });
    if (asked) {
      const there = await record.tx.interviewAnswer.findFirst({
        where: { organizationId: access.organization.id, interviewId: input.interviewId, questionKey: asked.key },
        select: { id: true },
      });
      // Version 0 never was: the writer answers with what the other one saved; whoever has seen that sends its version.
      if (there) return savedAnswer(await record.update("interview-answer", there.id, input.version ?? 0, { answer: input.answer }));
    }
    const { interviewId, questionKey, answer } = input;
    return savedAnswer(await record.create("interview-answer", { interviewId, questionKey, question, answer }));
  });
}

interface OpenInterview {
  id: string;
  ref: string;
  partyId: string;
  method: ElicitationMethod;
  heldOn: string;
  interviewees: string;
  status: "open" | "closed";
}

/** Whoever writes answers and whoever closes wait for each other, so that nothing is written into what was closed. Throws NotFound. */
async function lockInterview(record: RecordWriter, access: Access, id: string): Promise<OpenInterview> {
  const [interview] = await record.tx.$queryRaw<OpenInterview[]>`
    SELECT id, ref, party_id AS "partyId", method, held_on::text AS "heldOn", interviewees, status FROM interview
     WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  if (!interview) throw new NotFound();
  return interview;
}

async function requireOpen(record: RecordWriter, access: Access, id: string): Promise<OpenInterview> {
  const interview = await lockInterview(record, access, id);
  if (interview.status === "closed") throw new Refused("interview-closed");
  return interview;
}

// What becomes of them ---------------------------------------------------------------------------------------------------------------------------

export interface AnswerUsed extends SavedAnswer {
  /** What it was turned into. */
  made: { entity: "requirement" | "interested-party"; ref: string; field: string | null };
}

/**
 * Turns an answer into the field it fills, a new requirement or a new candidate, with the interview as the source, and notes on the answer what became of
 * it. Everything in one change: an answer never claims a use that did not happen.
 * Throws Conflict (answer or record changed meanwhile), ReasonRequired, Refused, Forbidden.
 */
export async function applyAnswer(access: Access, { answerId, version, use }: UseInput): Promise<AnswerUsed> {
  return change(access, async (record) => {
    const answer = await record.get("interview-answer", answerId);
    const interview = await requireOpen(record, access, answer.values.interviewId as string);
    if (String(answer.values.answer).trim() === "") throw new Refused("interview-no_answer");
    const party = await record.get("interested-party", interview.partyId);
    if (party.values.adverse === true) throw new Refused("interview-adverse");
    if ((party.values.status as PartyStatus) === "retired") throw new Refused("party-retired");
    const { method, heldOn, interviewees } = interview;
    const said: Said = {
      source: interviewReference(interview.ref, heldOn),
      method,
      heldOn,
      spokenBy: interviewees,
      party,
      question: String(answer.values.question),
      answer: String(answer.values.answer),
    };
    const made = await turnAnswerInto(record, access, said, use);
    const usedFor = [...new Set([...(answer.values.usedFor as string[]), [made.entity, made.ref, made.field].filter(Boolean).join(" ")])];
    const stored = await record.update("interview-answer", answerId, version, { usedFor }, { action: "use" });
    return { ...savedAnswer(stored), made };
  });
}

/** What somebody of a party said, in an interview or a survey, and how the register names where. */
export interface Said {
  /** "INT-001, 12 Nov 2026" */
  source: string;
  method: ElicitationMethod;
  heldOn: string;
  /** Who said it; empty where that is not known. */
  spokenBy: string;
  party: Stored;
  question: string;
  answer: string;
}

/** Turns what was said into a requirement, a candidate, a note or the field it fills, as part of a change. Throws as {@link applyAnswer} does. */
export async function turnAnswerInto(record: RecordWriter, access: Access, said: Said, use: UseInput["use"]): Promise<AnswerUsed["made"]> {
  const { source, party, question, answer } = said;
  switch (use.kind) {
    case "new-requirement": {
      need(access, "requirement:create");
      const facts = { kind: use.requirementKind, sourceType: sourceTypeOf(said.method), obligationCount: 0 } as const;
      const axes = rules.applyLegalForce({ ...facts, strength: use.strength, binding: "undecided" });
      const { ref } = await record.create(
        "requirement",
        {
          partyId: party.id,
          statement: use.statement,
          partyWording: answer,
          kind: use.requirementKind,
          strength: axes.strength,
          binding: axes.binding,
          sourceType: facts.sourceType,
          sourceRef: source,
          elicitationMethod: said.method,
          elicitedAt: said.heldOn > today() ? null : said.heldOn,
          elicitationNote: question,
        },
        { reason: source },
      );
      return { entity: "requirement", ref: ref ?? "", field: null };
    }
    case "new-party": {
      need(access, "interested-party:create");
      const { ref } = await record.create(
        "interested-party",
        {
          name: use.name,
          category: use.category,
          kind: use.partyKind,
          identificationMethod: "interview",
          identificationNote: [`${source}: ${question}`, answer].join("\n"),
        },
        { reason: source },
      );
      return { entity: "interested-party", ref: ref ?? "", field: null };
    }
    case "party-note": {
      need(access, "interested-party:update");
      const note = [String(party.values.note), `${source}: ${use.text}`].filter(Boolean).join("\n\n");
      return changedParty(record, said, use, { note }, "note");
    }
    case "party-field": {
      need(access, "interested-party:update");
      const value = checkedValue(fillField("party", use.field), use.value);
      const scores = ["power", "support"].includes(use.field) ? touchScores({}) : {};
      return changedParty(record, said, use, { [use.field]: value, ...scores }, use.field);
    }
    case "requirement-field": {
      const value = checkedValue(fillField("requirement", use.field), use.value);
      const before = await record.get("requirement", use.requirementId);
      if (before.values.partyId !== party.id) throw new NotFound();
      need(access, use.field === "confirmedAt" ? "requirement:confirm" : "requirement:update");
      const stored = await record.update(
        "requirement",
        use.requirementId,
        use.recordVersion,
        ({ values }) => requirementPatch(values, use.field, value, said),
        {
          reason: use.reason || (use.field === "confirmedAt" ? source : ""),
          action: use.field === "confirmedAt" ? "confirm" : use.field === "fulfilmentStatus" ? "assess-fulfilment" : "update",
          reasonNeeded:
            use.field === "confirmedAt" || use.field === "fulfilmentStatus"
              ? undefined
              : (values) =>
                  rules.requirementChangeNeedsReason(values as unknown as Parameters<typeof rules.requirementChangeNeedsReason>[0]),
        },
      );
      return { entity: "requirement", ref: stored.ref ?? "", field: use.field };
    }
  }
}

async function changedParty(
  record: RecordWriter,
  { party }: Said,
  { recordVersion, reason }: { recordVersion: number; reason: string },
  patch: Values,
  field: string,
): Promise<AnswerUsed["made"]> {
  const stored = await record.update("interested-party", party.id, recordVersion, patch, {
    reason,
    reasonNeeded: (values) => changeNeedsReason(values as unknown as Parameters<typeof changeNeedsReason>[0]),
  });
  return { entity: "interested-party", ref: stored.ref ?? "", field };
}

/** One field of a requirement, under the same rules as on its own page. */
function requirementPatch(values: Values, field: string, value: unknown, { spokenBy, heldOn, party, answer, source }: Said): Values {
  const requirement = values as unknown as Parameters<typeof rules.decideRequirementRelevance>[0] &
    Parameters<typeof rules.assessFulfilment>[0] & { statement: string; effectiveTo: string | null };
  if (requirement.status === "retired") throw new Refused("requirement.retired");
  const adverse = { adverse: party.values.adverse === true };
  switch (field) {
    case "confirmedAt": {
      const by = spokenBy || String(party.values.representative) || String(party.values.name);
      const ruling = rules.confirmRequirement(
        { ...requirement, party: adverse },
        { on: String(value), by, method: source, today: today() },
      );
      if (!ruling.ok) throw new Refused(`requirement.${ruling.code}`);
      return { ...ruling.value };
    }
    case "fulfilmentStatus": {
      const status = value as Parameters<typeof rules.assessFulfilment>[1]["status"];
      const on = [heldOn, today()].sort()[0]!;
      const ruling = rules.assessFulfilment(requirement, { status, on, note: answer, today: today() });
      if (!ruling.ok) throw new Refused(`requirement.${ruling.code}`);
      return { ...ruling.value };
    }
    case "strength": {
      // What law demands is a need, whatever somebody says in an interview (rule 3).
      const axes = rules.applyLegalForce({
        ...(values as unknown as Parameters<typeof rules.applyLegalForce>[0]),
        strength: value as "need" | "expectation",
        obligationCount: (values.obligationIds as string[]).length,
      });
      if (axes.changed.strength) throw new Refused("interview-law_makes_a_need");
      return { strength: axes.strength, binding: axes.binding };
    }
    case "cia":
      if (requirement.relevance === "discarded") throw new Refused("requirement.discard_contradicts_cia");
      return { cia: value };
    case "effectiveFrom":
      if (requirement.effectiveTo !== null && requirement.effectiveTo < String(value))
        throw new Refused("requirement.ends_before_it_begins");
      return { effectiveFrom: value };
    default:
      return { [field]: value };
  }
}

function checkedValue(field: FillField | null, value: unknown): unknown {
  if (!field) throw new Refused("interview-no_such_field");
  if (!fitsField(field, value)) throw new Invalid({ value: translator("validation")("not_an_option") });
  return typeof value === "string" ? value.trim() : value;
}

function need(access: Access, permission: Parameters<Access["can"]>[0]): void {
  if (!access.can(permission)) throw new Forbidden(permission);
}

function saved({ id, ref, version }: Stored): Saved {
  return { id, ref: ref ?? "", version };
}

function savedAnswer({ id, version, values }: Stored): SavedAnswer {
  return { id, version, usedFor: values.usedFor as string[] };
}
