import type { Access } from "@/server/access-value";
import { change, type RecordWriter } from "@/server/record";
import type { World } from "./world";

/**
 * What becomes of `late` where it began before `first` was stored and had to wait for it. PostgreSQL only: the embedded engine lets nobody begin meanwhile.
 */
export async function meanwhile<T>(
  world: World,
  access: Access,
  first: (record: RecordWriter) => Promise<unknown>,
  late: () => Promise<T>,
): Promise<T> {
  let begin = () => {};
  let over = false;
  // Chained out here: begun inside the change, it would be a part of it.
  const result = new Promise<void>((resolve) => {
    begin = resolve;
  })
    .then(late)
    .finally(() => {
      over = true;
    });
  result.catch(() => {});
  await change(access, async (record) => {
    await first(record);
    begin();
    for (let waiting = 0; waiting === 0 && !over; ) {
      const [row] = await world.sql<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      waiting = row!.n;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  return result;
}
