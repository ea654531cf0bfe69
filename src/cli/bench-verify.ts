import { createHash } from "node:crypto";
import type pg from "pg";
import { verifyHistory } from "@/features/history/queries";
import type { Access } from "@/server/access";
import { change } from "@/server/record";
import { benchPack } from "./bench-pack";

interface Bench {
  access: Access;
  pool: pg.Pool;
  entries: number;
  wanted: (part: string) => boolean;
  say: (text: string) => void;
  pair: (times: number, ours: () => Promise<unknown>, baseline: () => Promise<unknown>) => Promise<[number, number]>;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

/** The history of so many entries, verified online and as an audit pack, against a bare SHA-256 loop over the same entries. */
export async function benchVerify({ access, pool, entries, wanted, say, pair, record }: Bench): Promise<void> {
  const size = `${entries.toLocaleString("en")} entries`;
  say(`  making ${size} …`);
  const have = Number(
    (await pool.query("SELECT sequence FROM history_head WHERE organization_id = $1", [access.organization.id])).rows[0].sequence,
  );
  for (let made = have; made < entries; made += 5_000) {
    await change(
      access,
      (writer) =>
        writer.createMany(
          "context-issue",
          Array.from({ length: Math.min(5_000, entries - made) }, (_, index) => ({ title: `Issue ${made + index}`, category: "external" })),
        ),
      { timeout: 120_000 },
    );
  }
  // A hundred thousand rows in a minute: without fresh statistics the baseline's own join takes minutes.
  await pool.query("ANALYZE history_entry; ANALYZE history_payload");
  const { rows } = await pool.query(
    "SELECT e.header, p.salt, p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE organization_id = $1 ORDER BY sequence",
    [access.organization.id],
  );
  const bare = async () => {
    for (const row of rows) {
      createHash("sha256").update(row.header).digest("hex");
      createHash("sha256")
        .update(row.salt + row.payload)
        .digest("hex");
    }
  };
  const verify = async () => {
    const result = await verifyHistory(access);
    if (result.chainProblems.length > 0)
      throw new Error(`the bench's own chain does not verify: ${JSON.stringify(result.chainProblems[0])}`);
  };
  if (wanted("verify")) record("Verify the history (reading, hashing, live tables)", size, ...(await pair(3, verify, bare)), "<= 3");
  if (wanted("pack")) await benchPack({ access, size, pair, record, rows });
}
