import { INFLUENCE_VECTORS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { Invalid } from "@/server/errors";
import { change } from "@/server/record";
import type { VectorNaming } from "./schema";

/**
 * Names the five vectors in the organisation's own words. Nothing named is stored as nothing, so that ours may get better; otherwise all five are
 * stored. Throws Invalid where two would be called the same, Conflict, NotFound.
 */
export async function nameVectors(
  access: Access,
  { id, version, reason, ...given }: VectorNaming,
): Promise<{ id: string; version: number }> {
  const ours = translator("vocabulary.influenceVector");
  const names = INFLUENCE_VECTORS.map((vector) => given[vector] || ours(vector));
  for (const [index, name] of names.entries()) {
    const same = names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
    if (same < index) throw new Invalid({ [INFLUENCE_VECTORS[index]!]: translator("map")("nameTaken") });
  }
  const own = names.every((name, index) => name === ours(INFLUENCE_VECTORS[index]!)) ? [] : names;
  return change(access, async (record) => {
    const stored = await record.update("organization", id, version, { influenceVectorNames: own }, { action: "name-vectors", reason });
    return { id: stored.id, version: stored.version };
  });
}
