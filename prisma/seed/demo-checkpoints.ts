import { dailyCheckpoint } from "@/features/checkpoints/mutations";
import { systemAccess } from "@/server/access";
import { now, setClock } from "@/server/clock";
import type { Story } from "./story";

/** Nights of the told year on which the history was signed; in truth it would be every night after a change. */
const NIGHTS = ["2026-03-31", "2026-06-30", "2026-09-30", "2026-10-30"];

const nightly = (story: Story) => dailyCheckpoint(systemAccess(story.organization, "daily checkpoint"));

/** Some of the checkpoints that the server made by itself. */
export function tellCheckpoints(story: Story): void {
  for (const night of NIGHTS) {
    story.scene([`${night}T23:30`, "mira"], 0, async () => {
      await nightly(story);
    });
  }
}

/** The one of the last night: an hour after the last that happened. */
export async function tellLastCheckpoint(story: Story): Promise<void> {
  setClock(new Date(now().getTime() + 60 * 60_000));
  await nightly(story);
}
