import { describe, expect, it } from "vitest";
import { GET } from "@/app/calendar/[token]/route";
import { endFeed, makeFeed } from "@/features/calendar/mutations";
import { ownFeeds } from "@/features/calendar/queries";
import { addLine } from "@/features/communication/mutations";
import { newLine } from "@/features/communication/schema";
import { startNotices } from "@/features/notices/mutations";
import { NotFound } from "@/server/errors";
import { change } from "@/server/record";
import { readCalendar } from "./support/read-calendar";
import { openWorld } from "./support/world";

const world = openWorld();
const read = async (address: string) => {
  const token = address.split("/calendar/")[1]!;
  return GET(new Request(address), { params: Promise.resolve({ token }) });
};
const dates = async (address: string) =>
  readCalendar(await (await read(address)).text())
    .slice(1)
    .map(({ properties }) => properties);

describe.skipIf(world.skip)("a calendar address", () => {
  it("gives days and clocks by kind and ref, without a name or a title, mine or all", async () => {
    const mira = await world.as("mira");
    const { id: partyId } = await change(mira, (record) =>
      record.create("interested-party", { name: "SECRETPARTY", category: "external", status: "active" }),
    );
    const line = (more: object) => newLine.parse({ partyId, what: "SECRETWORDS", withWhom: "SECRETPERSON", ...more });
    await addLine(mira, line({ startsOn: "2999-01-01", frequencyDays: 30, ownerId: world.people.mira.id }));
    await addLine(mira, line({ startsOn: "2999-02-01", frequencyDays: 30, ownerId: world.people.olaf.id }));
    const clock = await addLine(mira, line({ eventKey: "incident-internal", clockHours: 72, ownerId: world.people.mira.id }));
    await startNotices(mira, { lineIds: [clock.id], triggerEventId: null, startedAt: "2026-01-02T10:00:00.000Z", title: "SECRETTITLE" });
    await world.sql("UPDATE notice SET started_at = '2998-12-30T10:00:00Z', due_at = '2999-01-02T10:00:00Z'");

    const mine = (await makeFeed(mira, { scope: "mine" })).address;
    const answer = await read(mine);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
    const text = await answer.text();
    expect(text).not.toContain("SECRET");
    const found = readCalendar(text)
      .slice(1)
      .map(({ properties }) => properties);
    expect(found).toMatchObject([
      { SUMMARY: "Communication due: COM-001", "DTSTART;VALUE=DATE": "29990101" },
      { SUMMARY: "Clock of notice runs out: NTC-001", DTSTART: "29990102T100000Z" },
    ]);
    expect(found[0]!.URL).toMatch(/\/nordwind\/communication\/COM-001$/);
    // Read again the UIDs are the same.
    expect((await dates(mine)).map(({ UID }) => UID)).toEqual(found.map(({ UID }) => UID));
    const all = (await makeFeed(mira, { scope: "all" })).address;
    expect((await dates(`${all}.ics`)).map(({ SUMMARY }) => SUMMARY)).toContain("Communication due: COM-002");
    // Only a hash is kept.
    const stored = JSON.stringify(await world.sql("SELECT * FROM calendar_feed"));
    expect(stored).not.toContain(mine.split(".").at(-1)!);
    expect((await ownFeeds(mira)).map(({ scope }) => scope)).toEqual(["mine", "all"]);
  });

  it("that was ended, replaced, invented, or is of somebody who left is gone: always the same answer", async () => {
    const mira = await world.as("mira");
    const gone = async (address: string) => {
      const answer = await read(address);
      return [answer.status, await answer.text(), answer.headers.get("cache-control")];
    };
    const nothing = await gone(`http://127.0.0.1:3999/calendar/${world.nordwind.id}.${"A".repeat(43)}`);
    expect(nothing[0]).toBe(404);
    expect(await gone("http://127.0.0.1:3999/calendar/nonsense")).toEqual(nothing);
    const first = (await makeFeed(mira, { scope: "mine" })).address;
    const second = (await makeFeed(mira, { scope: "mine" })).address;
    expect(await gone(first)).toEqual(nothing);
    expect((await read(second)).status).toBe(200);
    // The secret of one organisation opens nothing in another.
    expect(await gone(second.replace(world.nordwind.id, world.kestrel.id))).toEqual(nothing);
    const [feed] = (await ownFeeds(mira)).filter(({ scope }) => scope === "mine");
    await expect(endFeed(await world.as("olaf"), { id: feed!.id })).rejects.toBeInstanceOf(NotFound);
    await endFeed(mira, { id: feed!.id });
    expect(await gone(second)).toEqual(nothing);

    const carla = await world.as("carla");
    const hers = (await makeFeed(carla, { scope: "all" })).address;
    expect((await read(hers)).status).toBe(200);
    // As a viewer she may not read the plan any more; then she leaves.
    await world.sql("UPDATE membership SET role = 'viewer' WHERE user_id = $1", [world.people.carla.id]);
    expect(await gone(hers)).toEqual(nothing);
    await world.sql("UPDATE membership SET role = 'contributor' WHERE user_id = $1", [world.people.carla.id]);
    expect((await read(hers)).status).toBe(200);
    await world.sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [world.people.carla.id]);
    expect(await gone(hers)).toEqual(nothing);
    await world.sql("UPDATE user_account SET disabled_at = NULL WHERE id = $1", [world.people.carla.id]);
    expect((await read(hers)).status).toBe(200);
    await world.sql("UPDATE membership SET ended_at = now() WHERE user_id = $1", [world.people.carla.id]);
    expect(await gone(hers)).toEqual(nothing);
  });
});
