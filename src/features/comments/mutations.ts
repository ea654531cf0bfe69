import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { Refused } from "@/server/errors";
import { change } from "@/server/record";
import type { CommentInput, ResolveInput } from "./schema";

/** Adds a remark to a record of the organisation; it stays open until somebody resolves it. Throws NotFound when there is no such record. */
export async function addComment(access: Access, { entity, entityId, text }: CommentInput): Promise<{ id: string; version: number }> {
  const stored = await change(access, async (record) => {
    await record.get(entity, entityId);
    return record.create("comment", { entity, entityId, text, authorId: access.user?.id ?? null });
  });
  return { id: stored.id, version: stored.version };
}

/** Resolves a remark with a word on what came of it. The remark itself stays as it was written. */
export async function resolveComment(access: Access, { id, version, resolution }: ResolveInput): Promise<{ id: string; version: number }> {
  const stored = await change(access, async (record) => {
    const { values } = await record.get("comment", id);
    if (values.resolvedAt !== null) throw new Refused("comment-resolved");
    return record.update(
      "comment",
      id,
      version,
      { resolvedAt: now().toISOString(), resolvedById: access.user?.id ?? null, resolution },
      { action: "resolve" },
    );
  });
  return { id: stored.id, version: stored.version };
}
