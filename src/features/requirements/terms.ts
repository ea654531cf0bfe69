/** What we do with the party's information. */
export const DATA_HANDLING = ["stored", "processed", "transmitted"] as const;

interface RestsOn {
  documents?: { title: string }[] | null;
  obligations?: { title: string; citation: string }[] | null;
}

/** What a requirement rests on where no source is cited in words: the law before the contract. */
export function restsOn({ documents, obligations }: RestsOn): string {
  const laws = (obligations ?? []).map((obligation) => obligation.citation || obligation.title);
  return [...laws, ...(documents ?? []).map((document) => document.title)].join("; ");
}
