import { describe, expect, it } from "vitest";
import { parseHistoryFilter } from "@/features/history/filter";
import { listHistory } from "@/features/history/queries";
import { listParties, ownerOptions } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { shellFacts } from "@/features/organizations/queries";
import { overviewOf } from "@/features/overview/queries";
import { listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { searchRecords } from "@/features/search/queries";
import { parseTableState } from "@/lib/table-state";
import { type Access, resolveAccess } from "@/server/access";
import { change } from "@/server/record";
import { startSession } from "@/server/sessions";
import { openWorld } from "./support/world";

const world = openWorld();

/** What a page of a room asks, from the same address in both organisations. */
const ASKED: readonly ((access: Access) => Promise<unknown>)[] = [
  shellFacts,
  (access) => listParties(access, parseTableState({}, partyTable(access))),
  (access) => listRequirements(access, parseTableState({ sort: "party" }, REQUIREMENT_TABLE)),
  (access) => searchRecords(access, "canary"),
  (access) => listHistory(access, parseHistoryFilter({})),
  ownerOptions,
  overviewOf,
];

describe.skipIf(world.skip)("one process serves two organisations (R05)", () => {
  it("200 requests in turn, twenty at once: each sees its own canaries and none of the other's", async () => {
    const houses = [
      { slug: "nordwind", token: await startSession(world.people.mira.id, "test"), canary: "Canary of the north" },
      { slug: "kestrel-labs", token: await startSession(world.people.kim.id, "test"), canary: "Canary of the falcons" },
    ];
    const enter = async ({ slug, token }: (typeof houses)[number]): Promise<Access> => {
      const verdict = await resolveAccess(token, slug);
      if (verdict.kind !== "access") throw new Error(`not let in: ${verdict.kind}`);
      return verdict.access;
    };
    for (const house of houses)
      await change(await enter(house), async (record) => {
        const party = await record.create("interested-party", { name: house.canary, category: "external" });
        await record.create("requirement", { partyId: party.id, statement: `${house.canary} sings`, kind: "contractual" });
      });
    let next = 0;
    let seen = 0;
    const visitor = async () => {
      while (next < 200) {
        const number = next++;
        const [own, other] = number % 2 === 0 ? houses : [houses[1]!, houses[0]!];
        const answer = JSON.stringify(await ASKED[Math.floor(number / 2) % ASKED.length]!(await enter(own!)));
        expect(answer, `request ${number}`).not.toContain(other!.canary);
        expect(answer, `request ${number}`).not.toContain(other!.slug);
        if (answer.includes(own!.canary)) seen += 1;
      }
    };
    await Promise.all(Array.from({ length: 20 }, visitor));
    // Parties, requirements, search and history bring them along: four of the seven rooms.
    expect(seen).toBeGreaterThan(100);
  }, 120_000);
});
