import { systemAccess } from "@/server/access";
import { log } from "@/server/log";
import { systemTask } from "@/server/tenant";
import { dailyCheckpoint } from "./mutations";

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
