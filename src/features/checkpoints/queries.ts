import { type CheckpointReason, readCheckpoint } from "@/domain/checkpoint";
import { isSignedBy, type KeyStanding, type PublicKey, type SignedText, standings } from "@/domain/signed-text";
import type { Access } from "@/server/access";
import { keptCheckpoints } from "@/server/checkpoint-file";
import type { Tx } from "@/server/db";
import { publicKeys } from "@/server/signing";
import { connectionOf, inTenant } from "@/server/tenant";

/** The newest checkpoints, oldest first, for the file beside the database. */
const KEPT = 1_000;

export async function checkpointsToKeep(access: Access): Promise<SignedText[]> {
  const rows = await inTenant(access, (tx) =>
    tx.checkpoint.findMany({
      where: { organizationId: access.organization.id },
      orderBy: [{ sequence: "desc" }, { at: "desc" }, { id: "desc" }],
      select: { content: true, keyId: true, signature: true },
      take: KEPT,
    }),
  );
  return rows.reverse().map(({ content, keyId, signature }) => ({ text: content, keyId, signature }));
}

export interface KnownKey extends PublicKey {
  standing: KeyStanding;
}

/** The public keys of this installation, the newest first, and what each rests on. */
export async function keysKnown(access: Access): Promise<KnownKey[]> {
  const keys = await inTenant(access, () => publicKeys(), { live: true });
  const standing = standings(keys);
  return keys.map((key) => ({ ...key, standing: standing.get(key.keyId) ?? ("wrong" as const) })).reverse();
}

export type CheckpointProblem = "unreadable" | "unknown_key" | "key_unendorsed" | "signature" | "tail" | "mismatch" | "column";

export interface CheckpointRow {
  sequence: number;
  hash: string;
  at: string;
  reason: CheckpointReason | null;
  keyId: string;
  /** Null: signed rightly, and the history is the one that was signed. */
  problem: CheckpointProblem | null;
  /** Where it stands: in the database, in the file beside it, or in both. */
  where: "both" | "database" | "file";
}

export interface CheckpointReport {
  total: number;
  /** The newest first; those with a problem are among them whatever their age. */
  rows: CheckpointRow[];
  problems: number;
  /** The first that does not fit. */
  first: CheckpointRow | null;
  /** Up to this entry nothing was changed or dropped: the newest checkpoint that fits. */
  provenUpTo: { sequence: number; at: string } | null;
  keys: KnownKey[];
}

const SHOWN = 20;

/** Every checkpoint of the organisation, of the database and of the file beside it, against its signature and against the history as it stands. */
export async function checkpointReport(access: Access): Promise<CheckpointReport> {
  const kept = await keptCheckpoints(access.organization.id);
  return inTenant(
    access,
    async (tx) => {
      const keys = await keysKnown(access);
      const stored = await tx.checkpoint.findMany({ where: { organizationId: access.organization.id } });
      const inFile = new Set(kept.map(({ signature }) => signature));
      const inDatabase = new Set(stored.map(({ signature }) => signature));
      const all = [
        ...stored.map((row) => ({
          signed: { text: row.content, keyId: row.keyId, signature: row.signature },
          column: { sequence: row.sequence, hash: row.hash },
          where: inFile.has(row.signature) ? ("both" as const) : ("database" as const),
        })),
        ...kept.filter(({ signature }) => !inDatabase.has(signature)).map((signed) => ({ signed, column: null, where: "file" as const })),
      ];
      const hashes = await hashesAt(
        tx,
        access.organization.id,
        all.map(({ signed }) => readCheckpoint(signed.text)?.sequence ?? 0),
      );
      const byId = new Map(keys.map((key) => [key.keyId, key]));
      const rows = all.map(({ signed, column, where }): CheckpointRow => {
        const told = readCheckpoint(signed.text);
        const { keyId } = signed;
        if (!told)
          return { sequence: column?.sequence ?? 0, hash: column?.hash ?? "", at: "", reason: null, keyId, problem: "unreadable", where };
        const { sequence, hash, at, reason, organization } = told;
        const key = byId.get(keyId);
        const found = hashes.get(sequence);
        const problem = !key
          ? "unknown_key"
          : organization !== access.organization.id || !isSignedBy(key.publicKey, signed.text, signed.signature)
            ? "signature"
            : column && (column.sequence !== sequence || column.hash !== hash)
              ? "column"
              : sequence > 0 && found === undefined
                ? "tail"
                : sequence > 0 && found !== hash
                  ? "mismatch"
                  : key.standing === "unendorsed" || key.standing === "wrong"
                    ? "key_unendorsed"
                    : null;
        return { sequence, hash, at, reason, keyId, problem, where };
      });
      rows.sort((a, b) => a.sequence - b.sequence || (a.at < b.at ? -1 : 1));
      const bad = rows.filter(({ problem }) => problem !== null);
      const good = rows.filter(({ problem }) => problem === null).at(-1);
      const shown = new Set([...rows.slice(-SHOWN), ...bad.slice(0, SHOWN)]);
      return {
        total: rows.length,
        rows: rows.filter((row) => shown.has(row)).reverse(),
        problems: bad.length,
        first: bad[0] ?? null,
        provenUpTo: good ? { sequence: good.sequence, at: good.at } : null,
        keys,
      };
    },
    { snapshot: true, live: true },
  );
}

async function hashesAt(tx: Tx, organizationId: string, sequences: readonly number[]): Promise<Map<number, string>> {
  const rows = await connectionOf(tx).rows<{ sequence: number; hash: string }>(
    "SELECT sequence::float8 AS sequence, hash FROM history_entry WHERE organization_id = $1::uuid AND sequence = ANY($2::bigint[])",
    [organizationId, [...new Set(sequences)]],
  );
  return new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
}
