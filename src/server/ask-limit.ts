import { networkOf } from "@/domain/access-limits";

/** Questions that anybody may ask without signing in: so many of one network in a minute, in this process. */
const MOST = 60;
const WINDOW = 60_000;
const MOST_REMEMBERED = 10_000;

const asked = new Map<string, { since: number; count: number }>();

/** Whether whoever asks from this address may have an answer now. */
export function mayAsk(address: string, at = Date.now()): boolean {
  const network = networkOf(address);
  const before = asked.get(network);
  if (!before || at - before.since >= WINDOW) {
    asked.delete(network);
    asked.set(network, { since: at, count: 1 });
    if (asked.size > MOST_REMEMBERED) asked.delete(asked.keys().next().value!);
    return true;
  }
  before.count += 1;
  return before.count <= MOST;
}
