const DAY = 86_400_000;

/** The ISO day of an Excel serial number, or null outside 1900 to 2199. `date1904` is the older Macintosh calendar. */
export function serialToDay(serial: number, date1904 = false): string | null {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (!Number.isFinite(days) || days < 1 || days > 109_574) return null;
  // Excel believes in a 29 February 1900: before 1 March 1900 its count is one day ahead.
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(epoch + days * DAY).toISOString().slice(0, 10);
}

/** The Excel serial number of an ISO day (1900 calendar). */
export function dayToSerial(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY);
}
