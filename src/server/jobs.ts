import type { Access } from "./access";
import { now } from "./clock";
import { change, type RecordWriter } from "./record";

/**
 * Carries `work` out once for this key in this organisation, however many instances try: the mark and the effects stand or fall together, and whoever
 * comes second waits for the first. Null: it was done before.
 * @param runKey what makes it another run: "2026-11-22", or the id of what it is about
 */
export async function once<T>(
  access: Access,
  job: string,
  runKey: string,
  work: (record: RecordWriter) => Promise<T>,
): Promise<{ done: T } | null> {
  return change(access, async (record) => {
    const at = now();
    const claimed = await record.tx.$executeRaw`
      INSERT INTO job_run (organization_id, job, run_key, started_at, finished_at)
      VALUES (${access.organization.id}::uuid, ${job}, ${runKey}, ${at}, ${at}) ON CONFLICT DO NOTHING`;
    return claimed === 0 ? null : { done: await work(record) };
  });
}
