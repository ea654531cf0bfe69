import { v7 as uuid } from "uuid";
import { drawSample as draw } from "@/domain/audit-sample";
import { canonicalText } from "@/domain/audit-trail";
import { compareRefs, formatRef, parseRef, REF_PREFIXES } from "@/domain/refs";
import { recordsByRef } from "@/features/records/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { readDrawable } from "./candidates";
import type { EvidenceRequest, NewNote, NoteChange, NoteRemoval, RequestAnswer, SampleInput } from "./schema";

/**
 * Draws a sample from the register as it stands and records it with its seed, so that it can be drawn again. Population and head of the history are
 * read at one moment; what is changed between that and the recording stands in the history after that head.
 */
export async function drawSample(access: Access, { seed }: SampleInput): Promise<{ id: string; ref: string; version: number }> {
  const { population, asOf } = await inTenant(access, (tx) => readDrawable(tx, access), { snapshot: true });
  const sample = draw(seed, population, asOf);
  const content = canonicalText(sample as unknown as Parameters<typeof canonicalText>[0]);
  return change(access, async (record) => {
    const stored = await record.create("audit-sample", { seed, drawnOn: today(), drawnById: access.user?.id ?? null, content });
    return { id: stored.id, ref: stored.ref ?? "", version: stored.version };
  });
}

/**
 * A private note beside a record or an item of a sample. It goes past the one writer on purpose: it is no part of the register, and neither the history
 * nor an export may hold it. Only its author finds it again.
 */
export async function addNote(access: Access, { record: entityRef, text }: NewNote): Promise<{ id: string }> {
  const { id: userId } = author(access);
  return change(access, async ({ tx }) => {
    const at = now();
    const id = uuid();
    await tx.auditNote.create({
      data: { organizationId: access.organization.id, id, userId, entityRef, text, createdAt: at, updatedAt: at },
    });
    return { id };
  });
}

/** Throws NotFound for a note of somebody else, as for one that never was. */
export async function changeNote(access: Access, { id, text }: NoteChange): Promise<{ id: string }> {
  return inTenant(access, async (tx) => {
    const { count } = await tx.auditNote.updateMany({ where: ownNote(access, id), data: { text, updatedAt: now() } });
    if (count === 0) throw new NotFound();
    return { id };
  });
}

/** Gone for good: what nobody else ever saw leaves no trace. Throws NotFound as {@link changeNote}. */
export async function removeNote(access: Access, { id }: NoteRemoval): Promise<{ id: string }> {
  return inTenant(access, async (tx) => {
    const { count } = await tx.auditNote.deleteMany({ where: ownNote(access, id) });
    if (count === 0) throw new NotFound();
    return { id };
  });
}

function ownNote(access: Access, id: string) {
  return { organizationId: access.organization.id, id, userId: author(access).id };
}

function author(access: Access): { id: string } {
  if (!access.user) throw new Forbidden("audit-note:write");
  return access.user;
}

const LONGEST_TITLE = 120;

/** Asks the organisation to show a piece of evidence: an open action for it. Throws Invalid for a record that is none, or a day that has passed. */
export async function requestEvidence(
  access: Access,
  { record: concerned, text, dueAt }: EvidenceRequest,
): Promise<{ id: string; ref: string; version: number }> {
  const t = translator("refusals");
  if (dueAt !== null && dueAt < today()) throw new Invalid({ dueAt: t("evidence-request-day_passed") });
  return change(access, async (record) => {
    const [named] = concerned ? await recordsByRef(access, [concerned]) : [];
    if (concerned && !named) throw new Invalid({ record: t("evidence-request-no_such_record", { ref: concerned }) });
    const requirement =
      named && parseRef(named.ref)?.prefix === REF_PREFIXES.requirement
        ? await record.tx.requirement.findFirst({ where: { organizationId: access.organization.id, ref: named.ref }, select: { id: true } })
        : null;
    // Kinds of actions that people enter by hand do not hold this one: it is asked for here only.
    const stored = await record.create("action", {
      title: titleFrom(text),
      kind: "evidence_request",
      description: text,
      requirementId: requirement?.id ?? null,
      recordRefs: named ? [named.ref] : [],
      dueAt,
      requestedById: access.user?.id ?? null,
    });
    return { id: stored.id, ref: stored.ref ?? "", version: stored.version };
  });
}

function titleFrom(text: string): string {
  const first = text.trim().split("\n")[0]!;
  return first.length > LONGEST_TITLE ? `${first.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : first;
}

/** The organisation answers: in words, and with evidence of the register. Throws Refused where it is answered already, Invalid for unknown evidence. */
export async function answerRequest(
  access: Access,
  { id, version, result, evidence }: RequestAnswer,
): Promise<{ id: string; ref: string; version: number }> {
  return change(access, async (record) => {
    const named = [...new Set(evidence.split(/[\s,;]+/).filter(Boolean))];
    const refs = named.map((text) => {
      const parsed = parseRef(text);
      return parsed?.prefix === REF_PREFIXES.evidence ? formatRef(parsed.prefix, parsed.number) : text;
    });
    const found = new Set(
      (await recordsByRef(access, refs)).filter(({ path, retired }) => path.startsWith("/evidence/") && !retired).map(({ ref }) => ref),
    );
    const unknown = refs.filter((ref) => !found.has(ref));
    if (unknown.length > 0)
      throw new Invalid({ evidence: translator("refusals")("evidence-request-no_such_evidence", { refs: unknown.join(", ") }) });
    const stored = await record.update(
      "action",
      id,
      version,
      ({ values }) => {
        if (values.kind !== "evidence_request") throw new NotFound();
        if (values.status !== "open") throw new Refused("evidence-request-not_open");
        const recordRefs = [...new Set([...(values.recordRefs as string[]), ...refs.toSorted(compareRefs)])];
        return { status: "done", doneAt: today(), result, recordRefs };
      },
      { action: "answer" },
    );
    return { id: stored.id, ref: stored.ref ?? "", version: stored.version };
  });
}
