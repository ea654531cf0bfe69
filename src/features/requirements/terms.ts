/** What we do with the party's information. */
export const DATA_HANDLING = ["stored", "processed", "transmitted"] as const;

/** Other management systems that a requirement may concern as well, as they are suggested; any other name may be given. */
export const MANAGEMENT_SYSTEMS = ["ISO 9001", "ISO 14001", "ISO 22301", "ISO 45001", "ISO/IEC 27701"] as const;
export const MOST_MANAGEMENT_SYSTEMS = 20;
export const LONGEST_MANAGEMENT_SYSTEM = 60;

/** Each system once, whatever its case and spacing; a known one as it is suggested, so that the filter finds it under one name. */
export function tidyManagementSystems(given: readonly string[]): string[] {
  const known = new Map<string, string>(MANAGEMENT_SYSTEMS.map((name) => [name.toLowerCase(), name]));
  const found = new Map<string, string>();
  for (const raw of given) {
    const name = raw.trim().replace(/\s+/g, " ");
    const key = name.toLowerCase();
    if (name !== "" && !found.has(key)) found.set(key, known.get(key) ?? name);
  }
  return [...found.values()];
}

interface RestsOn {
  documents?: { title: string }[] | null;
  obligations?: { title: string; citation: string }[] | null;
}

/** What a requirement rests on where no source is cited in words: the law before the contract. */
export function restsOn({ documents, obligations }: RestsOn): string {
  const laws = (obligations ?? []).map((obligation) => obligation.citation || obligation.title);
  return [...laws, ...(documents ?? []).map((document) => document.title)].join("; ");
}
