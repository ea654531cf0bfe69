import { PACK_PROBLEMS, type PackProblem } from "./audit-pack";
import type { GivenSeparately } from "./audit-pack-check";
import { isPublicKey, isSignedBy, keyIdOf } from "./signed-text";

export interface StatementVerdict {
  ok: boolean;
  problems: PackProblem[];
  /** What was signed, each as its own words have it. */
  statements: { name: string; keyId: string; says: unknown }[];
  checkedWith: { keys: string[] };
}

/** Whether receipts or checkpoints are signed rightly, without any pack. `known`: the keys that somebody knows of an organisation otherwise. */
export function checkStatement(
  { keys = [], statements = [] }: GivenSeparately,
  known: (organizationId: string) => readonly string[] = () => [],
): StatementVerdict {
  const problems: PackProblem[] = [];
  const used = new Set<string>();
  const told = statements.map(({ name, signed: { text, keyId, signature } }) => {
    const says = parsed(text);
    const organization = (says as { organization?: { id?: unknown } | string } | null)?.organization;
    const id = typeof organization === "object" ? organization?.id : organization;
    const candidates = [...keys, ...(typeof id === "string" ? known(id) : [])].filter(isPublicKey);
    for (const key of candidates) used.add(keyIdOf(key));
    const key = candidates.find((candidate) => keyIdOf(candidate) === keyId);
    const problem = (kind: "statement_unreadable" | "unknown_key" | "signature_wrong", more: string) =>
      problems.push({ kind, message: `${PACK_PROBLEMS[kind]} ${more}`, file: name, keyId });
    if (says === null) problem("statement_unreadable", `${name}.`);
    else if (!key)
      problem("unknown_key", candidates.length === 0 ? `Give the public key ${keyId} with --key.` : `It names the key ${keyId}.`);
    else if (!isSignedBy(key, text, signature)) problem("signature_wrong", `${name}.`);
    return { name, keyId, says };
  });
  return { ok: problems.length === 0, problems, statements: told, checkedWith: { keys: [...used] } };
}

function parsed(text: string): unknown {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? found : null;
  } catch {
    return null;
  }
}
