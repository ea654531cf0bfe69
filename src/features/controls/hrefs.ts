/** The page of a clause or control below the organisation's own address: "Clause 7.4" has /clauses/7.4, "A.8.24" has /controls/A.8.24. */
export function hrefOfReference(ref: string): string {
  return ref.startsWith("Clause ") ? `/clauses/${ref.slice("Clause ".length)}` : `/controls/${ref}`;
}
