import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commitImport, discardImport, saveChoices, startCommit, storeUpload, undoImport } from "@/features/import/mutations";
import { NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { createHouse, openWorld } from "./support/world";

const world = openWorld();
const sample = (name: string) => readFileSync(`tests/fixtures/import/${name}`);
const REASON = "The old list of 2024 moves into the register";

/** A fresh organisation of Kim's, so that every story counts from nothing. */
async function house(slug: string) {
  const made = await createHouse(slug, `House ${slug}`, [
    [world.people.kim, "owner"],
    [world.people.mira, "isms-manager"],
  ]);
  return { house: made, kim: await world.as("kim", made) };
}

describe.skipIf(world.skip)("the import", () => {
  it.each([
    ["1-two-column.csv", 11, 22],
    ["1-two-column.xlsx", 11, 22],
    ["2-consultant-12-columns.csv", 9, 13],
    ["2-consultant-12-columns.xlsx", 9, 13],
  ])("brings %s in: %i parties and %i requirements, as candidates and drafts", async (file, parties, requirements) => {
    const { kim, house: at } = await house(`samples-${file.replace(/[^a-z0-9]+/g, "-")}`);
    const { id } = await storeUpload(kim, sample(file), file);
    const result = await commitImport(kim, { id, reason: REASON });
    expect(result).toMatchObject({ parties, requirements, changed: 0, standing: 0 });
    const [counts] = await world.sql(
      `SELECT (SELECT count(*)::int FROM interested_party WHERE organization_id = $1 AND status = 'candidate' AND relevance = 'undecided' AND identification_method = 'import') AS parties,
              (SELECT count(*)::int FROM requirement WHERE organization_id = $1 AND relevance = 'undecided' AND isms_decision = 'undecided' AND confirmed_at IS NULL AND source_type = 'import') AS requirements,
              (SELECT count(*)::int FROM requirement WHERE organization_id = $1 AND status = 'retired') AS retired,
              (SELECT count(DISTINCT payload::jsonb ->> 'reason')::int FROM history_payload p JOIN history_entry e USING (organization_id, sequence) WHERE organization_id = $1 AND e.batch_id = $2) AS reasons`,
      [at.id, id],
    );
    expect(counts).toEqual({ parties, requirements, retired: file.endsWith("12-columns.xlsx") ? 1 : 0, reasons: 1 });
  });
});
