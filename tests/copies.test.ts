import { createHash } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { readCopyAddress } from "@/domain/copy-code";
import { fetchKept, leaves, leavesLater } from "@/features/copies/mutations";
import { copyByHash, copyByNumber, lastCopies, listCopies, publicCurrency, standingOf } from "@/features/copies/queries";
import { verifyHistory } from "@/features/history/queries";
import type { CopyMark } from "@/lib/paper/copy-mark";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { Refused } from "@/server/errors";
import { keepCopy } from "@/server/kept-copies";
import { change } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();

const REGISTER = {
  kind: "register",
  format: "pdf" as const,
  title: "Register",
  fileName: "register.pdf",
  filterText: "owner Mira",
  rowsShown: 36,
  rowsTotal: 214,
  documentCode: "REG",
};

/** A copy whose file is its mark, so that the test can hold the address in its hand. */
async function take(access: Access, over: object = {}) {
  let mark: CopyMark | undefined;
  const { bytes, copy } = await leaves(access, {
    ...REGISTER,
    ...over,
    make: async (given) => {
      mark = given;
      return JSON.stringify(given);
    },
  });
  return { bytes, copy, mark: mark!, address: mark!.url.split("/copies/")[1]! };
}

const addParty = (access: Access, name: string) =>
  change(access, (record) => record.create("interested-party", { name, category: "external" }));

describe.skipIf(world.skip)("the register of copies", () => {
  let mira: Access;
  beforeAll(async () => {
    mira = await world.as("mira");
    await change(mira, async (record) => {
      const profile = await record.tx.organizationProfile.findFirstOrThrow({ where: { organizationId: world.nordwind.id } });
      await record.update("organization", profile.id, profile.version, { documentPrefix: "ND", classification: "Internal" });
    });
  });
  afterEach(() => setClock(null));

  it("tells of every file what it was, of which version, who took it, and its fingerprint", async () => {
    const { bytes, copy, mark } = await take(mira);
    expect(copy).toEqual({ id: expect.any(String), number: 1, sha256: createHash("sha256").update(bytes).digest("hex") });
    expect(mark.url).toMatch(new RegExp(`^http://127.0.0.1:3999/copies/${world.nordwind.id}\\.[0-9A-Z-]{30}$`));
    expect(mark.paper).toMatchObject({ number: "ND-REG-draft", edition: "Draft, no version approved yet", copy: { url: mark.url } });
    expect(mark.paper.foot).toBe("Not approved · 36 of 214 rows · Narrowed to: owner Mira");
    expect(await copyByNumber(mira, 1)).toMatchObject({
      kind: "register",
      title: "Register",
      filterText: "owner Mira",
      rowsShown: 36,
      rowsTotal: 214,
      versionLabel: "draft",
      classification: "Internal",
      madeByName: "Mira Lindqvist",
      status: "ready",
      sha256: copy.sha256,
      bytes: bytes.byteLength,
      storedUntil: null,
      currency: "current",
    });
    const [row] = await world.sql<{ text: string }>("SELECT row_to_json(c)::text AS text FROM issued_copy c WHERE number = 1");
    expect(row!.text).not.toContain(mark.code);
    const [entry] = await world.sql<{ payload: string }>(
      "SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity = 'list-export' ORDER BY e.sequence DESC LIMIT 1",
    );
    expect(JSON.parse(entry!.payload).note).toBe(
      `Register left as PDF: 36 of 214 rows. Narrowed to: owner Mira. Copy 1, SHA-256 ${copy.sha256}.`,
    );
    expect(await verifyHistory(mira)).toMatchObject({ ok: true });
    const [head] = await world.sql<{ sequence: number }>("SELECT sequence::int AS sequence FROM history_head WHERE organization_id = $1", [
      world.nordwind.id,
    ]);
    expect(await world.sql("SELECT reason, sequence::int AS sequence FROM checkpoint")).toEqual([
      { reason: "export", sequence: head!.sequence },
    ]);
  });

  it("numbers without gaps, also when two leave at once or one cannot be made", async () => {
    await expect(
      leaves(mira, {
        ...REGISTER,
        make: async () => {
          throw new Refused("paper-busy");
        },
      }),
    ).rejects.toThrow(Refused);
    const taken = await Promise.all([take(mira), take(mira), take(mira)]);
    expect(taken.map(({ copy }) => copy.number).sort()).toEqual([2, 3, 4]);
    expect((await listCopies(mira)).total).toBe(4);
  });

  it("finds a file by its content, and nothing by another", async () => {
    const { bytes } = await take(mira);
    const hash = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
    expect(await copyByHash(mira, hash(bytes))).toMatchObject({ number: 5 });
    const changed = Uint8Array.from(bytes);
    changed[0] = changed[0]! ^ 1;
    expect(await copyByHash(mira, hash(changed))).toBeNull();
    expect(await copyByHash(await world.as("kim"), hash(bytes))).toBeNull();
  });

  it("can be narrowed to kind and person", async () => {
    await take(await world.as("aisha"), { kind: "context", title: "Context" });
    expect((await listCopies(mira, { kind: "context" })).copies.map(({ title }) => title)).toEqual(["Context"]);
    const byAisha = await listCopies(mira, { by: world.people.aisha.id });
    expect([byAisha.matching, byAisha.total]).toEqual([1, 6]);
    expect((await listCopies(mira, { by: "x'; DROP TABLE issued_copy; --", page: 99 })).copies).toEqual([]);
    expect([...(await lastCopies(mira, ["context", "register", "none"])).keys()].sort()).toEqual(["context", "register"]);
  });

  it("cannot be changed behind the application's back by its own role", async () => {
    await expect(change(mira, (record) => record.tx.$executeRaw`UPDATE issued_copy SET sha256 = 'x' WHERE number = 1`)).rejects.toThrow(
      /register of copies/,
    );
    await expect(change(mira, (record) => record.tx.$executeRaw`DELETE FROM issued_copy`)).rejects.toThrow();
  });

  it.each(["title", "file_name", "filter_text", "version_label", "rows_shown", "bytes"])("%s stays as it left", async (column) => {
    const { copy } = await take(mira);
    const other = ["rows_shown", "bytes"].includes(column) ? "1" : "'other'";
    await expect(world.sql(`UPDATE issued_copy SET ${column} = ${other} WHERE id = $1::uuid`, [copy.id])).rejects.toThrow(
      /tells what left/,
    );
  });

  describe("says to anybody", () => {
    it("CURRENT until the content changes, then SUPERSEDED", async () => {
      const party = await addParty(mira, "Bank");
      const { address } = await take(mira);
      expect(await publicCurrency(address)).toBe("current");
      expect(await publicCurrency(address.toLowerCase().replace(/(?<=\..*)-/g, ""))).toBe("current");
      // What changes no content: another copy, a look, a paper's prefix.
      await take(mira);
      const profile = await change(mira, (record) =>
        record.tx.organizationProfile.findFirstOrThrow({ where: { organizationId: world.nordwind.id } }),
      );
      await change(mira, (record) => record.update("organization", profile.id, profile.version, { documentPrefix: "NWD" }));
      expect(await publicCurrency(address)).toBe("current");
      await change(mira, (record) => record.update("interested-party", party.id, party.version, { name: "Bank of Kiel" }));
      expect(await publicCurrency(address)).toBe("superseded");
      expect((await copyByNumber(mira, 7))?.currency).toBe("superseded");
      expect((await take(mira)).mark.paper.edition).toContain("Draft");
    });

    it("of a version: CURRENT while it governs, whatever the draft does", async () => {
      const { sequence } = await standingOf(mira);
      const ids = await insertVersion("2.1", sequence);
      const { mark, address } = await take(mira, { versionId: ids });
      expect(mark.paper).toMatchObject({ number: "NWD-REG-2.1", edition: "Version 2.1" });
      expect(mark.paper.foot).toContain("Approved by Jonas Weber on 2026-05-12");
      await addParty(mira, "Landlord");
      expect(await publicCurrency(address)).toBe("current");
      expect(await standingOf(mira)).toMatchObject({
        versionId: null,
        label: "2.1 + 1",
        edition: expect.stringContaining("1 record changed"),
      });
      expect((await standingOf(mira, { ofTheVersion: true })).versionId).toBeNull();
      await world.sql("UPDATE register_version SET status = 'superseded' WHERE number = '2.1'");
      expect(await publicCurrency(address)).toBe("superseded");
      expect((await standingOf(mira, { versionId: ids })).edition).toBe("Version 2.1, superseded");
    });

    it("calls an unchanged draft the version only where all of it is in the version", async () => {
      await insertVersion("3.0", (await standingOf(mira)).sequence);
      expect(await standingOf(mira)).toMatchObject({ versionId: null, label: "3.0", approved: "" });
      expect(await standingOf(mira, { ofTheVersion: true })).toMatchObject({
        label: "3.0",
        approved: "Approved by Jonas Weber on 2026-05-12",
      });
    });

    it("UNKNOWN for everything else, in the same words", async () => {
      const { address } = await take(mira);
      const { organizationId, code } = readCopyAddress(address)!;
      const last = code.endsWith("0") ? "1" : "0";
      for (const wrong of [
        `${organizationId}.${code.slice(0, -1)}${last}`,
        `${world.kestrel.id}.${code}`,
        `00000000-0000-7000-8000-000000000000.${code}`,
        "",
        "x".repeat(5_000),
        `${organizationId}.' OR 1=1`,
      ])
        expect(await publicCurrency(wrong), wrong).toBe("unknown");
    });

    it("of a list of actions: old when an action changes, and of a record: when that record does", async () => {
      const action = await change(mira, (record) => record.create("action", { title: "Train" }));
      const actions = await take(mira, { kind: "list:actions" });
      const parties = await take(mira, { kind: "register" });
      const other = await take(mira, { about: [world.people.kim.id] });
      await change(mira, (record) => record.update("action", action.id, action.version, { title: "Train all" }));
      expect(await publicCurrency(actions.address)).toBe("superseded");
      expect(await publicCurrency(parties.address)).toBe("current");
      await addParty(mira, "Union");
      expect(await publicCurrency(parties.address)).toBe("superseded");
      expect(await publicCurrency(other.address)).toBe("current");
    });
  });

  describe("in the background", () => {
    const settled = async (number: number) => {
      for (let round = 0; round < 200; round += 1) {
        const copy = await copyByNumber(mira, number);
        if (copy!.status !== "making") return copy!;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error("it never ended");
    };

    it("is there as being made, one at a time, and unknown until it is ready", async () => {
      let go = () => {};
      let address = "";
      const { number } = await leavesLater(mira, {
        ...REGISTER,
        make: async (mark) => {
          address = mark.url.split("/copies/")[1]!;
          await new Promise<void>((resolve) => {
            go = resolve;
          });
          return "the file";
        },
      });
      expect(await copyByNumber(mira, number)).toMatchObject({ status: "making", sha256: "", currency: "unknown" });
      await expect(fetchKept(mira, number)).rejects.toThrow();
      await expect(leavesLater(mira, { ...REGISTER, make: async () => "another" })).rejects.toMatchObject({ code: "copy-one_at_a_time" });
      expect(await publicCurrency(address)).toBe("unknown");
      go();
      const copy = await settled(number);
      expect(copy).toMatchObject({ status: "ready", progress: 100, bytes: 8, currency: "current" });
      expect(await publicCurrency(address)).toBe("current");
      const answer = await fetchKept(mira, number);
      expect(await answer.text()).toBe("the file");
      expect(answer.headers.get("content-type")).toBe("application/pdf");
      // Only what was entered: another file in its place is none.
      await keepCopy(world.nordwind.id, copy.id, new TextEncoder().encode("the fake"));
      await expect(fetchKept(mira, number)).rejects.toMatchObject({ code: "copy-gone" });
      await keepCopy(world.nordwind.id, copy.id, new TextEncoder().encode("the file"));
      expect((await fetchKept(mira, number)).status).toBe(200);
      // Only who made it, and only for seven days.
      await expect(fetchKept(await world.as("olaf"), number)).rejects.toThrow();
      setClock(new Date(Date.now() + 8 * 86_400_000));
      await expect(fetchKept(mira, number)).rejects.toMatchObject({ code: "copy-gone" });
    });

    it("says in words what went wrong, and never looks ready", async () => {
      const { number } = await leavesLater(mira, {
        ...REGISTER,
        make: async () => {
          throw new Refused("paper-too_slow", { seconds: 240 });
        },
      });
      const copy = await settled(number);
      expect(copy).toMatchObject({ status: "failed", sha256: "" });
      expect(copy.failure).toMatch(/240/);
      await expect(fetchKept(mira, number)).rejects.toThrow();
    });

    it("of a process that died: failed after a while, and the next one may begin", async () => {
      let release = () => {};
      const { number } = await leavesLater(mira, {
        ...REGISTER,
        make: () =>
          new Promise<string>((resolve) => {
            release = () => resolve("late");
          }),
      });
      setClock(new Date(Date.now() + 7 * 60_000));
      expect(await copyByNumber(mira, number)).toMatchObject({ status: "failed", failure: expect.stringContaining("interrupted") });
      const next = await leavesLater(mira, { ...REGISTER, make: async () => "next" });
      expect(await settled(next.number)).toMatchObject({ status: "ready" });
      release();
      // Long enough for the late one to come to its end.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      setClock(null);
      expect(await copyByNumber(mira, number)).toMatchObject({ status: "failed", sha256: "" });
    });
  });
});

async function insertVersion(number: string, sequence: number): Promise<string> {
  const [major, minor] = number.split(".").map(Number);
  const [row] = await world.sql<{ id: string }>(
    `INSERT INTO register_version (organization_id, id, number, major, minor, status, history_sequence, approved_on, approved_by_ids, created_at, updated_at)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, 'approved', $5, '2026-05-12', ARRAY[$6], now(), now()) RETURNING id`,
    [world.nordwind.id, number, major, minor, sequence, world.people.jonas.id],
  );
  return row!.id;
}
