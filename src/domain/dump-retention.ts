/** Which of the scheduled dumps stay: the newest of each of the last seven days that have one, and of each of the last four weeks. */
const DAILY_DUMPS = 7;
const WEEKLY_DUMPS = 4;

const NAME = /^goldthread-(\d{4})-(\d{2})-(\d{2})T(\d{2})(\d{2})(\d{2})Z\.gtbackup\.gz$/;

/** The name of a dump made at this instant; in the order of names is the order of time. */
export function dumpName(at: Date): string {
  return `goldthread-${at.toISOString().slice(0, 19).replaceAll(":", "")}Z.gtbackup.gz`;
}

/** When the dump of this name was made, as ISO text; null for what is no dump of ours. */
export function dumpTime(name: string): string | null {
  const parts = NAME.exec(name);
  if (!parts) return null;
  const iso = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}.000Z`;
  const at = new Date(iso);
  return !Number.isNaN(at.getTime()) && at.toISOString() === iso ? iso : null;
}

const DAY_MS = 86_400_000;

/** Monday of the week of a day, both in UTC. */
function weekOf(iso: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
}

/** Those of the names that may go. Names that are no dumps are never among them. */
export function dumpsToRemove(names: readonly string[]): string[] {
  const dumps = names
    .map((name) => ({ name, at: dumpTime(name) }))
    .filter((dump): dump is { name: string; at: string } => dump.at !== null)
    .sort((a, b) => (a.name < b.name ? 1 : -1));
  const [days, weeks] = [new Set<string>(), new Set<string>()];
  const kept = new Set<string>();
  for (const { name, at } of dumps) {
    const [day, week] = [at.slice(0, 10), weekOf(at)];
    if (!days.has(day) && days.size < DAILY_DUMPS) kept.add(name);
    if (!weeks.has(week) && weeks.size < WEEKLY_DUMPS) kept.add(name);
    days.add(day);
    weeks.add(week);
  }
  return dumps.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
}
