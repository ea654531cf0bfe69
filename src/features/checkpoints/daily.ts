import { systemAccess } from "@/server/access";
import { log } from "@/server/log";
import { systemTask } from "@/server/tenant";
import { dailyCheckpoint } from "./mutations";

const FIRST_MS = 60_000;
const AGAIN_MS = 60 * 60_000;

/** The checkpoint of the day for every organisation whose history has grown. One that fails does not keep the others from theirs. */
export async function checkpointOfEverybody(): Promise<number> {
  const organizations = await systemTask((tx) => tx.organization.findMany({ select: { id: true, slug: true, name: true } }));
  let made = 0;
  for (const organization of organizations) {
    try {
      if (await dailyCheckpoint(systemAccess(organization, "daily checkpoint"))) made += 1;
    } catch (error) {
      log("error", "the daily checkpoint failed", error);
    }
  }
  return made;
}

const held = globalThis as { goldthreadCheckpoints?: NodeJS.Timeout };

/** Looks every hour whether a checkpoint of the day is missing, in this process. However many processes look, one is made. */
export function scheduleCheckpoints(): void {
  clearTimeout(held.goldthreadCheckpoints);
  const look = async () => {
    await checkpointOfEverybody().catch((error: unknown) => log("warn", "the daily checkpoints were not made", error));
    wait(AGAIN_MS);
  };
  const wait = (milliseconds: number) => {
    held.goldthreadCheckpoints = setTimeout(() => void look(), milliseconds);
    // Stopping does not wait for it.
    held.goldthreadCheckpoints.unref();
  };
  wait(FIRST_MS);
}
