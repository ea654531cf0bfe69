import type pg from "pg";
import { v7 as uuid } from "uuid";
import { PAST_PERMISSIONS } from "@/domain/permissions";
import { listParties } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { PAST_TABLES } from "@/server/past-tables";

interface Bench {
  access: Access;
  /** Connected as the owner of the tables. */
  owner: pg.Client;
  size: string;
  pair: (times: number, ours: () => Promise<unknown>, baseline: () => Promise<unknown>) => Promise<[number, number]>;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

/** Lists of 50 rows as they stood at a moment, against the same lists as they stand. The moment holds what the register holds. */
export async function benchAsOf({ access, owner, size, pair, record }: Bench): Promise<void> {
  const [organizationId, pointId] = [access.organization.id, uuid()];
  await owner.query("INSERT INTO as_of_point (organization_id, id, sequence, built_at, last_read_at) VALUES ($1, $2, 1, now(), now())", [
    organizationId,
    pointId,
  ]);
  for (const table of PAST_TABLES)
    await owner.query(`INSERT INTO past."past_${table}" SELECT t.*, $2::uuid FROM "${table}" t WHERE t.organization_id = $1`, [
      organizationId,
      pointId,
    ]);
  await owner.query("ANALYZE");
  const past = access.readingPast(
    { pointId, sequence: 1, label: "1.0", versionNumber: "1.0" },
    `${access.organization.slug}~1.0`,
    PAST_PERMISSIONS,
  );
  const parties = (who: Access) => listParties(who, parseTableState(new URLSearchParams("sort=name"), partyTable(who)));
  const requirements = (who: Access) => listRequirements(who, parseTableState(new URLSearchParams("sort=party"), REQUIREMENT_TABLE));
  if ((await requirements(past)).matching !== (await requirements(access)).matching)
    throw new Error("the bench's moment is not the register");
  record(
    "Parties as they stood, 50 rows",
    size,
    ...(await pair(
      25,
      () => parties(past),
      () => parties(access),
    )),
    "<= 2",
  );
  record(
    "Requirements as they stood, 50 rows",
    size,
    ...(await pair(
      25,
      () => requirements(past),
      () => requirements(access),
    )),
    "<= 2",
  );
}
