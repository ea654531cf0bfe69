import { describe, expect, it } from "vitest";
import { addComment } from "@/features/comments/mutations";
import { listComments } from "@/features/comments/queries";
import { COMMENTED } from "@/features/comments/schema";
import type { EntityName } from "@/server/entities";
import { NotFound } from "@/server/errors";
import { change } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();

const NEEDED: Partial<Record<EntityName, Record<string, unknown>>> = {
  source: { type: "contract" },
  "context-issue": { category: "external" },
  "trigger-event": { eventKey: "new-client", occurredOn: "2026-01-01", loggedOn: "2026-01-01", dueDays: 30 },
  conflict: { openedOn: "2026-01-01" },
  "management-review": { heldOn: "2026-01-01", recordedOn: "2026-01-01" },
  evidence: { dated: "2026-01-01" },
  finding: { clause: "Clause 4.2", severity: "minor", raisedAt: "2026-01-01", dueAt: "2026-02-01" },
};

describe.skipIf(world.skip)("a remark", () => {
  it.each(COMMENTED)("stands on a record of the kind %s, in its own organisation only", async (entity) => {
    const [mira, kim] = [await world.as("mira"), await world.as("kim", world.kestrel)];
    const { id } = await change(mira, async (record) => {
      if (entity === "register-version") return record.create(entity, { number: "1.0", major: 1, minor: 0 });
      if (entity === "engagement") return record.create(entity, { type: "meeting", heldOn: "2026-01-01", summary: "Lighthouse" });
      if (entity !== "interested-party" && entity !== "requirement")
        return record.create(entity, { title: "Lighthouse", ...NEEDED[entity] });
      const party = await record.create("interested-party", { name: "Clients", category: "external" });
      if (entity === "interested-party") return party;
      return record.create("requirement", { partyId: party.id, statement: "Lit at night", kind: "business" });
    });
    await addComment(mira, { entity, entityId: id, text: "Since when?" });
    expect(await listComments(mira, entity, id)).toMatchObject([{ text: "Since when?", author: "Mira Lindqvist", resolved: null }]);
    expect(await listComments(kim, entity, id)).toEqual([]);
    await expect(addComment(kim, { entity, entityId: id, text: "Mine" })).rejects.toThrow(NotFound);
  });
});
