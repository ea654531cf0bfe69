import { createHash } from "node:crypto";
import { contentHash, contentOf, contentText, parseContent, type RegisterContent } from "@/domain/register-content";
import { changedRecords, registerDifference } from "@/domain/register-difference";
import { liveContent } from "@/features/versions/content";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Bench {
  access: Access;
  size: string;
  pair: (times: number, ours: () => Promise<unknown>, baseline: () => Promise<unknown>) => Promise<[number, number]>;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

/**
 * What a submission costs: the register's records as a canonical content, its hash, and the redline against a version in which every hundredth record
 * said something else; against JSON.stringify and SHA-256 of the same records. Once from records in memory, once with reading them from the tables.
 */
export async function benchVersions({ access, size, pair, record }: Bench): Promise<void> {
  const content = await read(access);
  const sources = Object.entries(content.records).flatMap(([entity, records]) =>
    records.map(({ id, ...fields }) => ({ entity, id, fields: fields as Record<string, unknown> })),
  );
  const before = contentText(olderThan(content));
  const bare = async () => createHash("sha256").update(JSON.stringify(sources)).digest("hex");
  const redline = (now: RegisterContent) => {
    contentHash(contentText(now));
    if (changedRecords(registerDifference(parseContent(before), now)) === 0) throw new Error("the bench's redline is empty");
  };
  record(
    "Version: content, hash and redline of records in memory",
    size,
    ...(await pair(5, async () => redline(contentOf(access.organization.id, sources)), bare)),
    "<= 5",
  );
  record("Version: the same, read from the tables", size, ...(await pair(5, async () => redline(await read(access)), bare)), "<= 5");
}

function read(access: Access): Promise<RegisterContent> {
  return inTenant(access, (tx) => liveContent(tx, access.organization.id), { snapshot: true, timeout: 120_000 });
}

/** The same register with every hundredth record saying something else. */
function olderThan(content: RegisterContent): RegisterContent {
  const records = Object.fromEntries(
    Object.entries(content.records).map(([entity, all]) => [
      entity,
      all.map((one, at) => (at % 100 === 0 ? { ...one, note: `as it was said before ${at}` } : one)),
    ]),
  );
  return { ...content, records };
}
