import type { SignedText } from "@/domain/signed-text";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

/** The newest checkpoints, oldest first, for the file beside the database. */
const KEPT = 1_000;

export async function checkpointsToKeep(access: Access): Promise<SignedText[]> {
  const rows = await inTenant(access, (tx) =>
    tx.checkpoint.findMany({
      where: { organizationId: access.organization.id },
      orderBy: [{ sequence: "desc" }, { at: "desc" }, { id: "desc" }],
      select: { content: true, keyId: true, signature: true },
      take: KEPT,
    }),
  );
  return rows.reverse().map(({ content, keyId, signature }) => ({ text: content, keyId, signature }));
}
