import { canonicalText } from "./audit-trail";
import { membersOf } from "./signed-text";

/** The receipt of an approval: what was approved, by whom, when, and where the history stood. It is signed, kept with the decision, and handed out. */
export const RECEIPT_FORMAT = "goldthread-receipt-v1";

export interface Receipt {
  organization: { id: string; name: string };
  version: { id: string; number: string };
  contentHash: string;
  approvedAt: string;
  /** The id of the account: names stand where they can be erased. */
  approverId: string;
  /** The last entry of the history at the moment of the approval. */
  head: { sequence: number; hash: string };
  /** Why somebody approved alone what they wrote themselves; empty where nobody did. */
  exceptionReason: string;
  /** Refs of conflicts that were not settled and that the approver accepted by name, with the reason; absent where there were none. */
  acceptedConflicts?: readonly string[];
  conflictReason?: string;
}

/** The exact text that is signed: canonical JSON (RFC 8785). */
export function receiptText(receipt: Receipt): string {
  return canonicalText({ format: RECEIPT_FORMAT, ...receipt });
}

/** The receipt in a signed text; null when it is none. */
export function readReceipt(text: string): Receipt | null {
  const found = membersOf(text, RECEIPT_FORMAT) as (Receipt & { format: string }) | null;
  if (!found || typeof found.contentHash !== "string" || typeof found.head?.sequence !== "number" || typeof found.version?.id !== "string")
    return null;
  const { format: _format, ...receipt } = found;
  return receipt;
}
