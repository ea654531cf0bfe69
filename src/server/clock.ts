/** The one place that asks what time it is; tests and the demo data set it. */
let fixed: Date | null = null;

export function now(): Date {
  return fixed ?? new Date();
}

/** Today as "YYYY-MM-DD" in UTC. */
export function today(): string {
  return now().toISOString().slice(0, 10);
}

/** Sets the clock for the demo data's year of history and for tests; null lets it run again. */
export function setClock(at: Date | null): void {
  fixed = at;
}
