import { NotFound } from "@/server/errors";
import type { RecordWriter, Values } from "@/server/record";
import { connectionOf } from "@/server/tenant";

export interface Head {
  sequence: number;
  hash: string;
  inReviewId: string | null;
}

/**
 * The head of the history, locked: nobody else's change is stored until this one is. Every step of a version takes it first, so that two of them
 * stand in line and an edit comes either before the content is frozen or withdraws it.
 */
export async function lockHead(record: RecordWriter): Promise<Head> {
  const [head] = await connectionOf(record.tx).rows<{ sequence: string; hash: string; inReviewId: string | null }>(
    'SELECT sequence, hash, in_review_id AS "inReviewId" FROM history_head WHERE organization_id = $1::uuid FOR UPDATE',
    [record.access.organization.id],
    { often: true },
  );
  if (!head) throw new NotFound();
  return { ...head, sequence: Number(head.sequence) };
}

/** What a version that came back says of itself. */
export const BACK_TO_DRAFT: Values = {
  status: "draft",
  submittedById: null,
  submittedAt: null,
  contentHash: "",
  historySequence: null,
  historyHash: "",
};
