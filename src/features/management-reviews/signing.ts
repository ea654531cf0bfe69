import { canonicalText } from "@/domain/audit-trail";
import { answerInWords, hashOfMinutes, judgeSigner, openForSigning, type SigningStop } from "@/domain/management-review";
import { signedLine } from "@/domain/signed-text";
import type { ManagementReviewInput } from "@/domain/vocabulary";
import { checkpointAfter } from "@/features/checkpoints/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Forbidden, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { sign } from "@/server/signing";
import { lockMeeting, take } from "./meeting-lock";
import { minutesOf, readMeeting } from "./minutes";
import type { Signature } from "./schema";
import { soleApproverReason, writersOf } from "./signers";

export const RECEIPT_FORMAT = "goldthread-minutes-receipt-v1";

export interface SignedReview {
  id: string;
  ref: string;
  version: number;
  hash: string;
  signedAt: string;
}

/**
 * The signature itself, once it is known who signs. See signManagementReview: nothing but that, and the story of the demo data, calls it.
 */
export async function signMinutes(access: Access, { id, version, hash }: Omit<Signature, "password">): Promise<SignedReview> {
  const signer = access.user;
  if (!signer) throw new Forbidden("management-review:sign");
  return change(access, async (record) => {
    await lockMeeting(record, access, id, "UPDATE");
    const meeting = await readMeeting(record.tx, access, { id });
    const items = meeting.items ?? [];
    const stops = openForSigning({ ...meeting, attendees: meeting.attendees ?? [], items }, today());
    if (stops.length > 0) throw new Refused("management-review-open", { count: stops.length, what: stopsInWords(stops) });
    const { exception } = take(
      judgeSigner({
        signerId: signer.id,
        writerIds: await writersOf(record.tx, access, id),
        soleApproverReason: await soleApproverReason(record.tx, access),
      }),
    );
    const minutes = hashOfMinutes(await minutesOf(record.tx, access, meeting));
    if (minutes.hash !== hash) throw new Refused("management-review-moved_on");
    const signedAt = now().toISOString();
    const stored = await record.update(
      "management-review",
      id,
      version,
      {
        status: "signed",
        signedById: signer.id,
        signedAt,
        signedHash: minutes.hash,
        minutesRef: meeting.minutesRef || meeting.ref,
        ...textsOf(items),
      },
      { action: "sign", reason: exception },
    );
    checkpointAfter(access, record, "approval", async (checkpoint) => {
      const text = canonicalText({
        format: RECEIPT_FORMAT,
        organizationId: access.organization.id,
        ref: meeting.ref,
        contentHash: minutes.hash,
        signedAt,
        signedBy: { id: signer.id, name: signer.name },
        exception,
        sequence: checkpoint.sequence,
        historyHash: checkpoint.hash,
      });
      const signed = await sign(text);
      await record.tx.signedMinutes.create({
        data: {
          organizationId: access.organization.id,
          managementReviewId: id,
          contentHash: minutes.hash,
          content: minutes.content,
          receipt: signedLine({ text, ...signed }),
          createdAt: now(),
        },
      });
    });
    return { id, ref: stored.ref ?? "", version: stored.version, hash: minutes.hash, signedAt };
  });
}

/** The words of 9.3.2 c and e as the checks read them. */
function textsOf(items: readonly { input: ManagementReviewInput; discussion: string; noChange: boolean }[]): {
  changesText: string;
  feedbackText: string;
} {
  const noChange = translator("managementReviews")("noChangeText");
  const textOf = (input: ManagementReviewInput) => {
    const item = items.find((one) => one.input === input);
    return item ? answerInWords(item, noChange) : "";
  };
  return { changesText: textOf("c"), feedbackText: textOf("e") };
}

/** "Input c, input e, decisions": what is open, for one sentence. */
function stopsInWords(stops: readonly SigningStop[]): string {
  const t = translator("managementReviews");
  return stops.map((stop) => (stop.code === "item_blank" ? t(`input.${stop.input}`) : t(`stop.${stop.code}`))).join("; ");
}
