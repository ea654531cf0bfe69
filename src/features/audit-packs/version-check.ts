import { contentHash as hashOf } from "@/domain/register-content";
import { type ContentComparison, type ContentDifference, contentToldBy } from "@/domain/register-content-check";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import { historyPages } from "./history-pages";

export interface CheckedVersion {
  number: string;
  status: string;
  sequence: number;
  /** changed: the stored content is not the one of the hash; differs: it does not follow from the history. */
  problem: "changed" | "missing" | "differs" | null;
  differences: ContentDifference[];
}

/** Every frozen content of the register against its hash and against the history up to the entry it was frozen at, in one pass over the entries. */
export async function checkVersions(access: Access): Promise<CheckedVersion[]> {
  const organizationId = access.organization.id;
  const versions = await inTenant(
    access,
    (tx) =>
      tx.registerVersion.findMany({
        where: { organizationId, contentHash: { not: "" }, historySequence: { not: null }, origin: "here" },
        orderBy: [{ major: "desc" }, { minor: "desc" }],
        select: { id: true, number: true, status: true, contentHash: true, historySequence: true },
      }),
    { live: true },
  );
  if (versions.length === 0) return [];
  const told = new Map<number, ContentComparison>();
  const wanted = new Set(versions.map(({ historySequence }) => historySequence));
  const last = Math.max(...versions.map(({ historySequence }) => historySequence ?? 0));
  for await (const _page of historyPages(access, last, (sequence, replay) => {
    if (wanted.has(sequence)) told.set(sequence, contentToldBy(replay, organizationId));
  })) {
    // The entries are only replayed here.
  }
  const checked: CheckedVersion[] = [];
  for (const { id: versionId, number, status, contentHash, historySequence } of versions) {
    const stored = await inTenant(
      access,
      (tx) => tx.registerVersionContent.findFirst({ where: { organizationId, versionId, contentHash }, select: { content: true } }),
      { live: true },
    );
    const sequence = historySequence ?? 0;
    const differences = stored ? (told.get(sequence)?.with(stored.content) ?? null) : [];
    const problem = !stored
      ? "missing"
      : hashOf(stored.content) !== contentHash
        ? "changed"
        : differences === null || differences.length > 0
          ? "differs"
          : null;
    checked.push({ number, status, sequence, problem, differences: differences ?? [] });
  }
  return checked;
}
