import { v7 as uuid } from "uuid";
import type { ChainHead } from "@/domain/audit-trail";
import { type CheckpointReason, checkpointHash, checkpointText } from "@/domain/checkpoint";
import type { Access } from "@/server/access";
import { keepCheckpoints } from "@/server/checkpoint-file";
import { now, today } from "@/server/clock";
import { change, type RecordWriter } from "@/server/record";
import { sign } from "@/server/signing";
import { connectionOf } from "@/server/tenant";
import { checkpointsToKeep } from "./queries";

export interface MadeCheckpoint {
  id: string;
  sequence: number;
  hash: string;
  at: string;
  keyId: string;
  /** The exact text that was signed, and the signature over it. */
  text: string;
  signature: string;
  /** False: this state of the history had been signed before. */
  made: boolean;
}

/**
 * Signs the history as it stands now. A state that is signed already is not signed twice. Made by hand, it leaves an entry of its own, which the
 * checkpoint covers.
 */
export async function checkpoint(access: Access, reason: CheckpointReason): Promise<MadeCheckpoint> {
  let result: MadeCheckpoint | undefined;
  await change(access, async (record) => {
    const { head, last } = await lockedHead(access, record);
    if (reason === "manual" && (last?.sequence !== head.sequence || last.hash !== head.hash))
      record.note("checkpoint", access.organization.id, "", "checkpoint");
    checkpointAfter(access, record, reason, (made) => {
      result = made;
    });
  });
  if (!result) throw new Error("Inside a change, use checkpointAfter");
  return result;
}

/**
 * At the end of a change, signs the state of the history that this change leads to, its own entries included: for an approval, an export. `told`
 * hears of it inside the transaction.
 */
export function checkpointAfter(
  access: Access,
  record: RecordWriter,
  reason: CheckpointReason,
  told: (made: MadeCheckpoint) => Promise<void> | void = () => {},
): void {
  record.afterAppend(async () => {
    const { head, last } = await lockedHead(access, record);
    await told(await signHead(access, record, reason, head, last));
  });
  record.afterCommit(async () => keepCheckpoints(access.organization.id, await checkpointsToKeep(access)));
}

/** The checkpoint of the day: one for each day on which the history has grown since the last checkpoint. Null: there was nothing to sign. */
export async function dailyCheckpoint(access: Access): Promise<MadeCheckpoint | null> {
  let result: MadeCheckpoint | null = null;
  await change(access, async (record) => {
    const { head, last } = await lockedHead(access, record);
    const signedToday = last !== null && last.reason === "daily" && last.day === today();
    if (head.sequence === 0 || signedToday || (last?.sequence === head.sequence && last.hash === head.hash)) return;
    checkpointAfter(access, record, "daily", (made) => {
      result = made;
    });
  });
  return result;
}

interface LastCheckpoint extends ChainHead {
  id: string;
  at: string;
  day: string;
  reason: string;
  keyId: string;
  content: string;
  signature: string;
}

/** The head, locked until the change ends: whoever else wants to sign or write waits, so each checkpoint has one predecessor. */
async function lockedHead(access: Access, record: RecordWriter): Promise<{ head: ChainHead; last: LastCheckpoint | null }> {
  const connection = connectionOf(record.tx);
  const [head] = await connection.rows<{ sequence: string; hash: string }>(
    "SELECT sequence, hash FROM history_head WHERE organization_id = $1::uuid FOR UPDATE",
    [access.organization.id],
  );
  if (!head) throw new Error("the organisation has no history head");
  const [last] = await connection.rows<LastCheckpoint & { at: unknown }>(
    `SELECT id, sequence, hash, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
            reason, key_id AS "keyId", content, signature
       FROM checkpoint WHERE organization_id = $1::uuid ORDER BY sequence DESC, at DESC, id DESC LIMIT 1`,
    [access.organization.id],
  );
  return { head: { sequence: Number(head.sequence), hash: head.hash }, last: last ?? null };
}

async function signHead(
  access: Access,
  record: RecordWriter,
  reason: CheckpointReason,
  { sequence, hash }: ChainHead,
  last: LastCheckpoint | null,
): Promise<MadeCheckpoint> {
  if (last && last.sequence === sequence && last.hash === hash) {
    const { id, at, keyId, content, signature } = last;
    return { id, sequence, hash, at, keyId, text: content, signature, made: false };
  }
  const at = now().toISOString();
  const previous = last ? checkpointHash(last.content) : null;
  const text = checkpointText({ organization: access.organization.id, sequence, hash, at, reason, previous });
  const { keyId, signature } = await sign(text);
  const id = uuid();
  await record.tx.checkpoint.create({
    data: { organizationId: access.organization.id, id, sequence, hash, at: new Date(at), reason, keyId, content: text, signature },
  });
  return { id, sequence, hash, at, keyId, text, signature, made: true };
}
