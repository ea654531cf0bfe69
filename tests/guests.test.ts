import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { inviteGuest, openAsGuest, revokeGuest } from "@/features/guests/mutations";
import { getGuest, listGuests, openGuestLink } from "@/features/guests/queries";
import { guestInput } from "@/features/guests/schema";
import { ANY } from "@/features/history/filter";
import { listHistory } from "@/features/history/queries";
import { getParty } from "@/features/interested-parties/queries";
import { searchRecords } from "@/features/search/queries";
import { resolveAccess } from "@/server/access";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { recordOpening } from "@/server/openings";
import { change } from "@/server/record";
import { hashToken } from "@/server/sessions";
import { openWorld } from "./support/world";

const world = openWorld();
let mira: Access;
const versions: Record<string, string> = {};

/** An approved version whose content is the register at this moment. */
async function freeze(number: string, status: "approved" | "superseded"): Promise<void> {
  const [major, minor] = number.split(".").map(Number);
  const [head] = await world.sql<{ sequence: number }>("SELECT sequence::int FROM history_head WHERE organization_id = $1", [
    mira.organization.id,
  ]);
  const { id } = await change(mira, (record) =>
    record.create("register-version", { number, major, minor, status, historySequence: head!.sequence, approvedOn: "2026-05-12" }),
  );
  versions[number] = id;
}

const wanted = (more: Partial<z.input<typeof guestInput>> = {}) =>
  guestInput.parse({
    name: "Aisha Rahman",
    body: "North Cert",
    purpose: "Stage 2",
    versionIds: [versions["2.0"]],
    areas: [],
    days: 7,
    ...more,
  });

const tokenOf = (link: string) => link.split("/").at(-1)!;

async function guestAt(cookie: string, address: string) {
  return resolveAccess(null, address, cookie);
}

async function enter(cookie: string, address = "nordwind~2.0"): Promise<Access> {
  const verdict = await guestAt(cookie, address);
  if (verdict.kind !== "access") throw new Error(verdict.kind);
  return verdict.access;
}

describe.skipIf(world.skip)("guests", () => {
  beforeAll(async () => {
    mira = await world.as("mira");
    await change(mira, async (record) => {
      await record.create("interested-party", { name: "Clients", category: "external", support: 2 });
      await record.create("risk", { title: "Keys are lost" });
    });
    await freeze("1.0", "superseded");
    await change(mira, async (record) => {
      const [party] = await record.tx.interestedParty.findMany({ where: { ref: "IP-001" } });
      await record.update("interested-party", party!.id, party!.version, { name: "Clients of the hall" }, { reason: "Clearer" });
    });
    await freeze("2.0", "approved");
    await change(mira, async (record) => {
      const [party] = await record.tx.interestedParty.findMany({ where: { ref: "IP-001" } });
      await record.update("interested-party", party!.id, party!.version, { name: "Not approved yet" }, { reason: "Draft" });
    });
  });

  it("opens by a click, shows the version of the scope and nothing else", async () => {
    const made = await inviteGuest(mira, wanted());
    const { cookie, path } = await openAsGuest(tokenOf(made.link));
    expect(path).toBe("/nordwind~2.0");
    const guest = await enter(cookie);
    expect(await getParty(guest, "IP-001")).toMatchObject({ name: "Clients of the hall" });
    expect(guest.can("party-support:read")).toBe(false);
    expect(guest.can("risk:read")).toBe(false);
    expect(await searchRecords(guest, "keys")).toEqual([]);
    for (const address of ["nordwind", "nordwind~1.0", "nordwind~2026-05-12", "nordwind~9.9"])
      expect((await guestAt(cookie, address)).kind, address).toBe("not_found");
    // Another organisation's addresses know nothing of the cookie.
    for (const address of ["kestrel-labs", "kestrel-labs~2.0", "nobody~2.0"])
      expect((await guestAt(cookie, address)).kind, address).toBe("anonymous");
  });

  it("keeps the secret nowhere, and says each link once", async () => {
    const made = await inviteGuest(mira, wanted());
    const secret = tokenOf(made.link).split(".")[1]!;
    const tables = await world.sql<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'past')",
    );
    expect(tables.length).toBeGreaterThan(60);
    for (const { name } of tables) {
      const [found] = await world.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${name} t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`,
        [secret],
      );
      expect(found!.n, name).toBe(0);
    }
  });

  it("only looking at the link uses nothing up; a thousand looks later it still opens", async () => {
    const { link } = await inviteGuest(mira, wanted());
    for (let look = 0; look < 200; look += 1) expect(await openGuestLink(tokenOf(link))).not.toBeNull();
    expect((await openAsGuest(tokenOf(link))).path).toBe("/nordwind~2.0");
  });

  it("opened too often in a day, it opens nothing more and says so; those who are in stay in", async () => {
    const { link } = await inviteGuest(mira, wanted());
    const first = await openAsGuest(tokenOf(link));
    for (let more = 1; more < 50; more += 1) await openAsGuest(tokenOf(link));
    await expect(openAsGuest(tokenOf(link))).rejects.toEqual(new Refused("guest-worn"));
    expect((await guestAt(first.cookie, "nordwind~2.0")).kind).toBe("access");
  });

  it("ends at once when it is withdrawn, and at its time", async () => {
    const made = await inviteGuest(mira, wanted());
    const { cookie } = await openAsGuest(tokenOf(made.link));
    const row = await getGuest(mira, made.ref);
    await revokeGuest(mira, { id: row.id, version: row.version });
    expect((await guestAt(cookie, "nordwind~2.0")).kind).toBe("guest_over");
    await expect(openAsGuest(tokenOf(made.link))).rejects.toEqual(new Refused("guest-gone"));
    await expect(revokeGuest(mira, { id: row.id, version: row.version + 1 })).rejects.toEqual(new Refused("guest-gone"));
    const short = await inviteGuest(mira, wanted({ days: 1 }));
    const opened = await openAsGuest(tokenOf(short.link));
    // One browser's session may end before the access does.
    const elsewhere = await openAsGuest(tokenOf(short.link));
    const hash = hashToken(elsewhere.cookie.split(".")[1]!);
    for (const over of ["expires_at = now() - interval '1 second'", "expires_at = now() + interval '1 hour', ended_at = now()"]) {
      await world.sql(`UPDATE guest_session SET ${over} WHERE token_hash = $1`, [hash]);
      expect((await guestAt(elsewhere.cookie, "nordwind~2.0")).kind).toBe("guest_over");
      expect((await guestAt(opened.cookie, "nordwind~2.0")).kind).toBe("access");
    }
    setClock(new Date(Date.now() + 86_400_001));
    try {
      expect((await guestAt(opened.cookie, "nordwind~2.0")).kind).toBe("guest_over");
      expect(await openGuestLink(tokenOf(short.link))).toBeNull();
      expect((await listGuests(mira)).find(({ ref }) => ref === short.ref)?.state).toBe("expired");
    } finally {
      setClock(null);
    }
  });

  it("a key that is damaged, invented or of another organisation opens nothing", async () => {
    const made = await inviteGuest(mira, wanted());
    const token = tokenOf(made.link);
    const [, secret] = token.split(".") as [string, string];
    const wrong = [
      `${world.kestrel.id}.${secret}`,
      `${token}x`,
      token.slice(0, -1),
      secret,
      "",
      "../..",
      `${mira.organization.id}.${"A".repeat(43)}`,
    ];
    for (const key of wrong) {
      expect(await openGuestLink(key), key).toBeNull();
      await expect(openAsGuest(key)).rejects.toEqual(new Refused("guest-gone"));
      expect((await guestAt(key, "nordwind~2.0")).kind, key).toBe("anonymous");
    }
  });

  it("sees of the history its areas and its period only", async () => {
    const made = await inviteGuest(mira, wanted({ areas: ["history"], periodFrom: "2020-01-01" }));
    const guest = await enter((await openAsGuest(tokenOf(made.link))).cookie);
    const { items } = await listHistory(guest, ANY);
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set(["interested-party"]));
    expect(items.some(({ reason }) => reason === "Draft")).toBe(false);
    expect(JSON.stringify(items)).not.toContain("Support");
    const none = await inviteGuest(mira, wanted({ areas: ["history"], periodFrom: "2020-01-01", periodTo: "2020-12-31" }));
    expect((await listHistory(await enter((await openAsGuest(tokenOf(none.link))).cookie), ANY)).items).toEqual([]);
  });

  it("what is opened is listed for the organisation under the guest's name", async () => {
    const made = await inviteGuest(mira, wanted());
    const guest = await enter((await openAsGuest(tokenOf(made.link))).cookie);
    await recordOpening(guest, "/nordwind~2.0/interested-parties/IP-001");
    expect(await getGuest(mira, made.ref)).toMatchObject({ openings: 2, sessions: 1 });
    const [entry] = (await listHistory(mira, ANY, 1)).items;
    expect(entry).toMatchObject({
      entity: "guest-access",
      action: "open",
      who: "Aisha Rahman (North Cert)",
      note: "/nordwind~2.0/interested-parties/IP-001",
    });
  });

  it("a scope without a version, a history without a period, a foreign or unapproved version are refused field by field", async () => {
    const refused = async (more: Partial<z.input<typeof guestInput>>) =>
      inviteGuest(mira, wanted(more)).then(
        () => null,
        (error: unknown) => (error as Invalid).fieldErrors,
      );
    expect(await refused({ versionIds: [] })).toHaveProperty("versionIds");
    expect(await refused({ areas: ["history"] })).toHaveProperty("periodFrom");
    expect(await refused({ periodFrom: "2026-02-02", periodTo: "2026-02-01" })).toHaveProperty("periodTo");
    expect(await refused({ versionIds: ["00000000-0000-7000-8000-000000000000"] })).toHaveProperty("versionIds");
    await expect(inviteGuest(mira, wanted({ versionIds: [] }))).rejects.toBeInstanceOf(Invalid);
    await expect(getGuest(await world.as("kim"), "GA-001")).rejects.toBeInstanceOf(NotFound);
  });
});
