import type { PackVersion } from "@/domain/audit-pack";
import { type PublicKey, type SignedText, signedLine } from "@/domain/signed-text";
import type { Access } from "@/server/access";
import { publicKeys } from "@/server/signing";
import { inTenant } from "@/server/tenant";

/** What of a pack stands in tables beside the history, read in one moment, up to its last entry. */
export interface PackParts {
  versions: PackVersion[];
  /** The frozen content of the chosen version; null for the draft. */
  content: { id: string; number: string; contentHash: string; sequence: number; text: string } | null;
  checkpoints: SignedText[];
  /** One line each, as they were handed out. */
  receipts: string[];
  minutes: { managementReviewId: string; contentHash: string; content: string; receipt: string }[];
  keys: PublicKey[];
}

/** Throws nothing for an unknown version: `content` is then null although one was asked for. */
export async function readParts(access: Access, versionId: string | null, last: number): Promise<PackParts> {
  const organizationId = access.organization.id;
  return inTenant(
    access,
    async (tx) => {
      const versions = await tx.registerVersion.findMany({ where: { organizationId }, orderBy: [{ major: "asc" }, { minor: "asc" }] });
      const chosen = versionId === null ? undefined : versions.find(({ id, contentHash }) => id === versionId && contentHash !== "");
      const frozen = chosen
        ? await tx.registerVersionContent.findFirst({
            where: { organizationId, versionId: chosen.id, contentHash: chosen.contentHash },
            select: { content: true },
          })
        : null;
      const checkpoints = await tx.checkpoint.findMany({
        where: { organizationId, sequence: { lte: last } },
        orderBy: [{ sequence: "asc" }, { at: "asc" }, { id: "asc" }],
        select: { content: true, keyId: true, signature: true },
      });
      const decisions = await tx.versionDecision.findMany({
        where: { organizationId, receipt: { not: "" } },
        orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
        select: { receipt: true },
      });
      const minutes = await tx.signedMinutes.findMany({
        where: { organizationId },
        orderBy: [{ createdAt: "asc" }, { managementReviewId: "asc" }],
      });
      return {
        versions: versions
          .filter(({ status }) => status !== "draft")
          .map(({ id, number, status, contentHash, historySequence, historyHash, approvedAt, changeSummary }) => ({
            id,
            number,
            status,
            contentHash,
            historySequence,
            historyHash,
            approvedAt: approvedAt?.toISOString() ?? null,
            changeSummary,
          })),
        content:
          chosen && frozen
            ? {
                id: chosen.id,
                number: chosen.number,
                contentHash: chosen.contentHash,
                sequence: chosen.historySequence ?? 0,
                text: frozen.content,
              }
            : null,
        checkpoints: checkpoints.map(({ content, keyId, signature }) => ({ text: content, keyId, signature })),
        receipts: decisions.map(({ receipt }) => oneLine(receipt)),
        minutes: minutes.map(({ managementReviewId, contentHash, content, receipt }) => ({
          managementReviewId,
          contentHash,
          content,
          receipt,
        })),
        keys: await publicKeys(),
      };
    },
    { snapshot: true, live: true },
  );
}

/** Receipts are kept as one line; one that was stored otherwise is brought into that form, its signed text untouched. */
function oneLine(receipt: string): string {
  if (!receipt.includes("\n")) return receipt;
  const { text, keyId, signature } = JSON.parse(receipt) as SignedText;
  return signedLine({ text, keyId, signature });
}
