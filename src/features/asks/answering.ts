import { isNamedRecipient, isOpenForAnswers, judgeAnswers, meaningOf, type TypedItem } from "@/domain/ask";
import { addDays } from "@/domain/dates";
import { createAction } from "@/features/actions/mutations";
import { recordEngagement } from "@/features/engagement/mutations";
import { recordPartyConfirmation } from "@/features/interested-parties/mutations";
import { confirmRequirement } from "@/features/requirements/mutations";
import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { type OpenedPartyLink, openPartyLink } from "@/server/party-links";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { AnswerInput } from "./schema";

/** What comes in through the link of an ask. */

export type Answered =
  | { kind: "received"; at: string }
  /** By field: "<item>.proposal", "comment", "answeredBy", "items"; in the language of the page. */
  | { kind: "faults"; faults: Record<string, string> }
  /** Somebody answered through the same link after the page was loaded. */
  | { kind: "moved"; at: string }
  | { kind: "closed" }
  | { kind: "gone" };

interface LockedAsk {
  id: string;
  version: number;
  partyId: string;
  partyVersion: number;
  adverse: boolean;
  recipientName: string;
  status: string;
  answeredAt: Date | null;
  openedAt: Date | null;
  language: string;
  batchRef: string;
  batchTitle: string;
  batchStatus: string;
  expiresAt: Date;
  revokedAt: Date | null;
}

/**
 * The ask behind a link as it stands, locked: whoever revokes, sends it to somebody else, closes the round or gives a verdict waits, or made us wait.
 * Null: the link opens nothing any more, also because the party turned out to be an adversary.
 * @internal for mutations.ts
 */
export async function lockedAsk(record: RecordWriter, link: OpenedPartyLink): Promise<LockedAsk | null> {
  const org = record.access.organization.id;
  const [ask] = await record.tx.$queryRaw<LockedAsk[]>`
    SELECT a.id, a.version, a.party_id AS "partyId", p.version AS "partyVersion", p.adverse, a.recipient_name AS "recipientName", a.status,
           a.answered_at AS "answeredAt", a.opened_at AS "openedAt", a.language, b.ref AS "batchRef", b.title AS "batchTitle",
           b.status AS "batchStatus", l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt"
      FROM ask a JOIN ask_batch b ON b.organization_id = a.organization_id AND b.id = a.batch_id
      JOIN party_link l ON l.organization_id = a.organization_id AND l.id = a.link_id
      JOIN interested_party p ON p.organization_id = a.organization_id AND p.id = a.party_id
     WHERE a.organization_id = ${org}::uuid AND a.id = ${link.targetId}::uuid AND a.link_id = ${link.id}::uuid
       FOR UPDATE OF a FOR SHARE OF b, l`;
  return ask && !ask.adverse && ask.revokedAt === null && ask.status !== "revoked" && ask.expiresAt > now() ? ask : null;
}

/** The text as it is kept: one kind of line end, no control characters. What looks like markup stays text. */
const kept = (text: string) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}]/gu, (character) => (character === "\n" || character === "\t" ? character : ""))
    .trim();

/** Takes the answers that came through a link. Nothing of the register changes by it but a confirmation by the very person we asked. */
export async function takeAnswers(input: AnswerInput): Promise<Answered> {
  const link = await openPartyLink("ask", input.token);
  if (!link?.targetId) return { kind: "gone" };
  const { access } = link;
  const answeredBy = kept(input.answeredBy).replace(/\s+/g, " ");
  const comment = kept(input.comment);
  const items = input.items.map((item): TypedItem => ({ ...item, proposal: kept(item.proposal), comment: kept(item.comment) }));
  const faults = faultsIn(link.language, { answeredBy, comment, items });
  if (Object.keys(faults).length > 0) return { kind: "faults", faults };
  return change(access, async (record): Promise<Answered> => {
    const ask = await lockedAsk(record, link);
    if (!ask) return { kind: "gone" };
    const { status, batchStatus, expiresAt } = ask;
    if (!isOpenForAnswers({ status, batchStatus, expiresAt: expiresAt.toISOString() }, now().toISOString())) return { kind: "closed" };
    const answeredAt = ask.answeredAt?.toISOString() ?? null;
    if (answeredAt !== input.seen) return { kind: "moved", at: answeredAt ?? "" };
    const stored = await itemsOf(record, ask.id);
    const known = new Set(stored.map(({ id }) => id));
    if (items.some(({ id }) => !known.has(id))) return { kind: "gone" };
    const at = now().toISOString();
    const said = await takeItems(record, access, ask, stored, new Map(items.map((item) => [item.id, item])), answeredBy);
    const named = isNamedRecipient(answeredBy, ask.recipientName);
    if (input.seesItself && named) await confirmParty(access, record, ask, answeredBy);
    await record.update(
      "ask",
      ask.id,
      ask.version,
      { status: "answered", answeredAt: at, answeredBy, comment, openedAt: ask.openedAt?.toISOString() ?? at },
      { action: "answer" },
    );
    const door = await record.get("party-link", link.id);
    if (door.values.firstOpenedAt === null)
      await record.update("party-link", link.id, door.version, { firstOpenedAt: at }, { action: "open" });
    if (answeredAt === null) {
      const t = translator("asks.log");
      const seen = input.seesItself ? t("seesItself", { name: answeredBy }) : "";
      await recordEngagement(record, {
        partyId: ask.partyId,
        type: "survey",
        channel: "link",
        summary: t("summary", { ref: ask.batchRef, title: ask.batchTitle, ...said.counts }),
        participants: answeredBy,
        requirementIds: said.requirementIds,
        note: [seen, comment].filter(Boolean).join("\n\n"),
        origin: "ask",
        originRef: ask.batchRef,
      });
    }
    return { kind: "received", at };
  });
}

function faultsIn(language: string, typed: Parameters<typeof judgeAnswers>[0]): Record<string, string> {
  const t = outsideWords(language, "ask.fault");
  const lengthOf = (field: string) => {
    if (field === "comment" || field === "answeredBy") return typed[field].length;
    const [id, part] = field.split(".") as [string, "proposal" | "comment"];
    return typed.items.find((item) => item.id === id)?.[part].length ?? 0;
  };
  return Object.fromEntries(
    judgeAnswers(typed).map(({ field, code }) => [
      field,
      t(code, code === "too_long" ? { length: lengthOf(field), limit: field === "answeredBy" ? LIMIT_OF_NAME : LIMIT } : {}),
    ]),
  );
}

const LIMIT = 4_000;
const LIMIT_OF_NAME = 200;

/** The items with their requirements locked, in one order, so that two answers about the same need cannot wait for each other. */
async function itemsOf(record: RecordWriter, askId: string): Promise<Stored[]> {
  const org = record.access.organization.id;
  await record.tx.$queryRaw`
    SELECT 1 FROM requirement WHERE organization_id = ${org}::uuid
       AND id IN (SELECT requirement_id FROM ask_item WHERE organization_id = ${org}::uuid AND ask_id = ${askId}::uuid) ORDER BY id FOR UPDATE`;
  const ids = await record.tx.askItem.findMany({
    where: { organizationId: org, askId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const items: Stored[] = [];
  for (const { id } of ids) items.push(await record.get("ask-item", id));
  return items;
}

interface Said {
  counts: { right: number; change: number; gone: number };
  requirementIds: string[];
}

async function takeItems(
  record: RecordWriter,
  access: Access,
  ask: LockedAsk,
  stored: readonly Stored[],
  typed: ReadonlyMap<string, TypedItem>,
  answeredBy: string,
): Promise<Said> {
  const said: Said = { counts: { right: 0, change: 0, gone: 0 }, requirementIds: [] };
  for (const item of stored) {
    const given = typed.get(item.id);
    const before = item.values;
    // What a person gave a verdict on stays as they read it.
    if (!given || before.decidedById !== null) continue;
    const { answer, comment, howMetAnswer } = given;
    const proposal = answer === "change" ? given.proposal : "";
    if (answer) {
      said.counts[answer === "no_longer" ? "gone" : answer] += 1;
      said.requirementIds.push(String(before.requirementId));
    }
    const same =
      before.answer === answer && before.proposal === proposal && before.comment === comment && before.howMetAnswer === howMetAnswer;
    if (same) continue;
    const confirmed = answer === before.answer ? null : await settle(record, access, ask, item, answer, answeredBy);
    const patch: Values = { answer, proposal, comment, howMetAnswer, answeredAt: now().toISOString() };
    if (confirmed !== null)
      Object.assign(patch, { verdict: confirmed ? "confirmed" : "", decidedAt: confirmed ? now().toISOString() : null });
    await record.update("ask-item", item.id, item.version, patch, { action: "answer" });
    if ((howMetAnswer === "unclear" || howMetAnswer === "not_met") && howMetAnswer !== before.howMetAnswer)
      await openAction(record, access, ask, item, given, answeredBy);
  }
  return said;
}

/** Confirms what may be confirmed at once, or takes such a confirmation back where they changed their mind. Whether it is confirmed now. */
async function settle(
  record: RecordWriter,
  access: Access,
  ask: LockedAsk,
  item: Stored,
  answer: TypedItem["answer"],
  answeredBy: string,
): Promise<boolean> {
  const t = translator("asks.log");
  const requirement = await record.get("requirement", String(item.values.requirementId));
  const target = { id: requirement.id, version: requirement.version };
  const { statement, status, confirmationMethod, confirmedAt } = requirement.values;
  const meaning = meaningOf({
    answer,
    named: isNamedRecipient(answeredBy, ask.recipientName),
    statementShown: String(item.values.statement),
    statementNow: String(statement),
    requirementStatus: String(status),
    adverse: ask.adverse,
  });
  if (meaning.kind === "confirm") {
    const reason = t("confirmed", { ref: ask.batchRef, name: answeredBy });
    try {
      const confirmation = { confirmedAt: today(), confirmedBy: answeredBy, confirmationMethod: t("method", { ref: ask.batchRef }) };
      await confirmRequirement(access, { ...target, ...confirmation, reason });
      return true;
    } catch (error) {
      // The rules say no before anything is written: then a person looks at it.
      if (error instanceof Refused || error instanceof Invalid) return false;
      throw error;
    }
  }
  if (item.values.verdict === "confirmed" && confirmedAt !== null && confirmationMethod === t("method", { ref: ask.batchRef })) {
    const reason = t("takenBack", { ref: ask.batchRef, name: answeredBy });
    await confirmRequirement(access, { ...target, confirmedAt: null, confirmedBy: "", confirmationMethod: "", reason });
  }
  return false;
}

async function confirmParty(access: Access, record: RecordWriter, ask: LockedAsk, answeredBy: string): Promise<void> {
  const t = translator("asks.log");
  const { version, values } = await record.get("interested-party", ask.partyId);
  if (values.status === "retired") return;
  await recordPartyConfirmation(access, {
    id: ask.partyId,
    version,
    confirmedAt: today(),
    confirmedBy: answeredBy,
    confirmationMethod: t("method", { ref: ask.batchRef }),
    reason: t("confirmed", { ref: ask.batchRef, name: answeredBy }),
  });
}

const DAYS_OF_ACTION = 30;
const LONGEST_TITLE = 300;

/** Somebody does not see how a need is met: one open action for it in this round, which grows with what is said later. */
async function openAction(
  record: RecordWriter,
  access: Access,
  ask: LockedAsk,
  item: Stored,
  given: TypedItem,
  answeredBy: string,
): Promise<void> {
  const org = access.organization.id;
  const t = translator("asks.log");
  const requirementId = String(item.values.requirementId);
  const ref = String(item.values.requirementRef);
  const told = t(`howMet.${given.howMetAnswer}`, { name: answeredBy, ref: ask.batchRef, words: given.comment || "–" });
  const where = { organizationId: org, requirementId, status: "open", origin: "ask", originRef: ask.batchRef };
  const open = await record.tx.action.findFirst({ where, select: { id: true, version: true, description: true } });
  if (open) {
    await record.update("action", open.id, open.version, { description: `${told}\n\n${open.description}`.slice(0, 10_000) });
    return;
  }
  const [found] = await record.tx.$queryRaw<[{ ownerId: string | null }]>`
    SELECT (SELECT m.user_id FROM membership m WHERE m.organization_id = ${org}::uuid AND m.ended_at IS NULL AND m.user_id IN (r.owner_id, b.owner_id)
             ORDER BY m.user_id = r.owner_id DESC NULLS LAST LIMIT 1) AS "ownerId"
      FROM requirement r, ask_batch b WHERE r.organization_id = ${org}::uuid AND r.id = ${requirementId}::uuid
       AND b.organization_id = ${org}::uuid AND b.ref = ${ask.batchRef}`;
  await createAction(
    access,
    {
      title: t(`actionTitle.${given.howMetAnswer}`, { ref }).slice(0, LONGEST_TITLE),
      kind: "task",
      description: told,
      requirementId,
      findingId: null,
      recordRefs: [],
      dueAt: addDays(today(), DAYS_OF_ACTION),
      ownerId: found?.ownerId ?? null,
      cause: "",
      note: "",
    },
    { origin: "ask", originRef: ask.batchRef },
  );
}
