import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/dates";
import { myWork, urgentWork } from "@/features/my-work/queries";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import type { EntityName } from "@/server/entities";
import { change, type Values } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();
const create = (access: Access, entity: EntityName, values: Values) => change(access, (record) => record.create(entity, values));
const told = async (access: Access) =>
  (await myWork(access)).groups.map(({ when, items }) => [when, items.map(({ kind, ref }) => `${kind} ${ref}`)]);

describe.skipIf(world.skip)("my work", () => {
  it("is empty at first, for everybody, and never fails", async () => {
    for (const name of ["olaf", "mira", "carla", "jonas", "aisha", "vera"] as const) {
      expect(await myWork(await world.as(name))).toEqual({ groups: [], total: 0, more: [] });
      expect(await urgentWork(await world.as(name))).toBe(0);
    }
  });

  it("holds what the person owns, leads or decides, the most urgent first, and nothing of others", async () => {
    const mira = await world.as("mira");
    const { carla, vera, aisha } = world.people;
    const day = (days: number) => addDays(today(), days);
    for (const owner of [carla, vera, aisha]) {
      const ownerId = owner.id;
      await create(mira, "action", { title: `Of ${owner.name}`, kind: "task", ownerId, dueAt: day(-1) });
      await create(mira, "action", { title: "Later", kind: "corrective", ownerId, dueAt: null });
      await create(mira, "action", { title: "Done", kind: "corrective", ownerId, status: "done", doneAt: day(-25), result: "x" });
      await create(mira, "review", { title: "Spring", status: "open", dueOn: day(8), participantIds: [ownerId] });
      await create(mira, "trigger-event", {
        eventKey: "new-client",
        title: "Bank",
        occurredOn: day(-20),
        loggedOn: day(0),
        dueDays: 14,
        ownerId,
      });
      await create(mira, "finding", {
        title: "Gap",
        clause: "Clause 4.2",
        severity: "minor",
        origin: "internal_audit",
        raisedAt: day(-9),
        dueAt: day(40),
        ownerId,
      });
      const party = await create(mira, "interested-party", { name: "Bank", category: "external", ownerId });
      const requirement = await create(mira, "requirement", { partyId: party.id, statement: "Told in time", kind: "business", ownerId });
      await create(mira, "comment", { entity: "requirement", entityId: requirement.id, text: "Really?", authorId: mira.user!.id });
      await create(mira, "comment", { entity: "requirement", entityId: requirement.id, text: "Mine", authorId: ownerId });
      await create(mira, "evidence", { title: "Report", type: "record", dated: day(-300), origin: "x", validUntil: day(10), ownerId });
    }
    const work = await told(await world.as("carla"));
    expect(work).toEqual([
      ["overdue", ["event TRG-001", "action ACT-001"]],
      ["week", ["effect ACT-003"]],
      [
        "later",
        expect.arrayContaining([
          "review RV-001",
          "finding F-001",
          "party IP-001",
          "requirement REQ-001",
          "comment REQ-001",
          "evidence E-001",
          "action ACT-002",
        ]),
      ],
    ]);
    expect((await myWork(await world.as("carla"))).total).toBe(10);
    expect(await urgentWork(await world.as("carla"))).toBe(3);
    // A viewer reads neither actions nor reviews, and is asked for nothing that they may not do; an auditor reads, and decides nothing.
    expect(await told(await world.as("vera"))).toEqual([]);
    const auditors = (await told(await world.as("aisha"))).flatMap(([, items]) => items as string[]).map((item) => item.split(" ")[0]);
    expect([...new Set(auditors)].sort()).toEqual(["action", "effect", "finding", "review"]);
    expect(await told(await world.as("kim"))).toEqual([]);
    expect(await told(mira)).toEqual([]);
  });

  it("asks leadership for the version that waits, not whoever submitted it", async () => {
    const mira = await world.as("mira");
    const version = { number: "1.0", major: 1, minor: 0, status: "in_review", changeSummary: "First", contentHash: "a".repeat(64) };
    const { id } = await create(mira, "register-version", {
      ...version,
      authorId: mira.user!.id,
      submittedById: world.people.olaf.id,
      submittedAt: "2026-01-02T00:00:00.000Z",
    });
    const asked = async (name: "jonas" | "olaf" | "mira") => (await told(await world.as(name))).flatMap(([, items]) => items);
    expect(await asked("jonas")).toEqual(["version 1.0"]);
    expect(await asked("olaf")).toEqual([]);
    expect(await asked("mira")).toEqual([]);
    await create(mira, "version-decision", {
      versionId: id,
      decision: "request_changes",
      contentHash: version.contentHash,
      decidedById: world.people.jonas.id,
      decidedAt: "2026-01-03T00:00:00.000Z",
    });
    expect(await asked("jonas")).toEqual([]);
  });

  it("names the most urgent of many and counts the rest", async () => {
    const olaf = await world.as("olaf");
    await change(olaf, (record) =>
      record.createMany(
        "action",
        Array.from({ length: 40 }, (_, index) => ({
          title: `Task ${index}`,
          kind: "task",
          ownerId: olaf.user!.id,
          dueAt: addDays(today(), index),
        })),
      ),
    );
    const work = await myWork(olaf);
    expect(work.total).toBe(40);
    expect(work.groups.flatMap(({ items }) => items)).toHaveLength(25);
    expect(work.more).toEqual([{ kind: "action", count: 15, path: "/actions?owner=mine&status=open" }]);
  });
});
