import type { Tx } from "@/server/db";
import { connectionOf } from "@/server/tenant";

/**
 * Checks of foreign keys keep the plan of the first rows they saw, a walk over a table that was all but empty then; while thousands of rows go in, that
 * takes ten times as long. So plans that are kept are thrown away, and those made from here on use an index wherever there is one: then they can be
 * kept, where planning each check anew took longer than the check.
 */
export async function planAnew(tx: Tx): Promise<void> {
  await connectionOf(tx).count("DISCARD PLANS", []);
  await connectionOf(tx).count("SELECT set_config('enable_seqscan', 'off', true)", []);
}
