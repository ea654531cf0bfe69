import { EVENT_PROMPT, REVIEW_PROMPTS } from "@/domain/review-prompts";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { RecordWriter } from "@/server/record";

/** What a review goes through: all of the register, or some parties with what hangs on them. */
export type ReviewScope = { partyIds: readonly string[] } | "register";

interface Found {
  entity: string;
  recordId: string;
  recordRef: string;
}

/** The records in the order in which they are gone through: each party with its requirements behind it, then obligations, then sources. */
async function recordsOf(record: RecordWriter, access: Access, scope: ReviewScope): Promise<Found[]> {
  const org = Prisma.sql`${access.organization.id}::uuid`;
  const parties =
    scope === "register"
      ? Prisma.sql`p.status <> 'retired' AND (p.status = 'active' OR p.relevance = 'relevant')`
      : Prisma.sql`p.status <> 'retired' AND p.id = ANY(${[...scope.partyIds]}::uuid[])`;
  const obligations =
    scope === "register"
      ? Prisma.sql`true`
      : Prisma.sql`EXISTS (SELECT 1 FROM requirement_obligation l JOIN needs n ON n.id = l.requirement_id
                            WHERE l.organization_id = ${org} AND l.obligation_id = o.id)`;
  const sources = scope === "register" ? Prisma.sql`true` : Prisma.sql`false`;
  return record.tx.$queryRaw<Found[]>`
    WITH parties AS (SELECT p.id, p.ref FROM interested_party p WHERE p.organization_id = ${org} AND ${parties}),
         needs AS (SELECT r.id, r.ref, p.ref AS party_ref FROM requirement r JOIN parties p ON p.id = r.party_id
                    WHERE r.organization_id = ${org} AND r.status <> 'retired')
    SELECT entity, id::text AS "recordId", ref AS "recordRef" FROM (
      SELECT 1 AS part, ref AS party_ref, 0 AS behind, 'interested-party' AS entity, id, ref FROM parties
      UNION ALL SELECT 1, party_ref, 1, 'requirement', id, ref FROM needs
      UNION ALL SELECT 2, '', 0, 'obligation', o.id, o.ref FROM obligation o WHERE o.organization_id = ${org} AND o.status <> 'retired' AND ${obligations}
      UNION ALL SELECT 3, '', 0, 'source', s.id, s.ref FROM source_document s WHERE s.organization_id = ${org} AND s.status <> 'retired' AND ${sources}
    ) found ORDER BY part, length(party_ref), party_ref, behind, length(ref), ref`;
}

/** More parties than this are told by the items alone: the review's own entry in the history stays readable. */
const MOST_NAMED = 500;

/** Writes down what the review goes through and what it asks. Returns the parties among it, unless they are too many to name. */
export async function fillReview(
  record: RecordWriter,
  access: Access,
  reviewId: string,
  scope: ReviewScope,
  prompts: readonly { promptKey: string; prompt: string }[],
): Promise<string[]> {
  const found = await recordsOf(record, access, scope);
  await record.createMany(
    "review-item",
    found.map((one, position) => ({ ...one, reviewId, position })),
    { action: "open" },
  );
  await record.createMany(
    "review-answer",
    prompts.map((one, position) => ({ ...one, reviewId, position })),
    { action: "open" },
  );
  const parties = found.flatMap(({ entity, recordId }) => (entity === "interested-party" ? [recordId] : []));
  return parties.length > MOST_NAMED ? [] : parties;
}

/** The prompts of every periodic review, in the words of today: what was asked stays readable when the words change. */
export function yearlyPrompts(): { promptKey: string; prompt: string }[] {
  const t = translator("reviews.prompt");
  return REVIEW_PROMPTS.map(({ key }) => ({ promptKey: key, prompt: t(key) }));
}

export function eventPrompts(prompts: readonly string[]): { promptKey: string; prompt: string }[] {
  return prompts.map((prompt) => ({ promptKey: EVENT_PROMPT, prompt }));
}

/** The number of the version that governs at this moment; empty where none was approved. */
export async function governingNumber(record: RecordWriter, access: Access): Promise<string> {
  const governing = await record.tx.registerVersion.findFirst({
    where: { organizationId: access.organization.id, status: "approved" },
    orderBy: [{ major: "desc" }, { minor: "desc" }],
    select: { number: true },
  });
  return governing?.number ?? "";
}
