/** What a pack shall hold, as the form's address says it. Anything else in it means: the draft, with the files. */
export function packWish(asked: URLSearchParams): { version: string | null; evidence: boolean } {
  const version = asked.get("version") ?? "";
  return { version: /^\d{1,5}\.\d{1,5}$/.test(version) ? version : null, evidence: asked.get("evidence") !== "hashes" };
}
