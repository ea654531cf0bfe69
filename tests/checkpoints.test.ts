import { generateKeyPairSync } from "node:crypto";
import { rmSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, it } from "vitest";
import { checkpointHash, readCheckpoint } from "@/domain/checkpoint";
import { isSignedBy, keyIdOf, standings } from "@/domain/signed-text";
import { checkpointOfEverybody } from "@/features/checkpoints/daily";
import { checkpoint, checkpointAfter, dailyCheckpoint } from "@/features/checkpoints/mutations";
import { checkpointReport } from "@/features/checkpoints/queries";
import type { Access } from "@/server/access-value";
import { keptCheckpoints } from "@/server/checkpoint-file";
import { setClock } from "@/server/clock";
import { change } from "@/server/record";
import { publicKeys, rotateKey, sign } from "@/server/signing";
import { createHouse, engine, openWorld } from "./support/world";

const world = openWorld();

async function house(): Promise<Access> {
  const made = await createHouse(`signed-${uuid().slice(-12)}`, "Signed", [[world.people.kim, "owner"]]);
  return world.as("kim", made);
}
const party = (access: Access, name: string) =>
  change(access, (record) => record.create("interested-party", { category: "external", name }));
const keyOf = async (keyId: string) => (await publicKeys()).find((key) => key.keyId === keyId)!;

describe.skipIf(world.skip)("the key", () => {
  afterEach(() => {
    delete process.env.CHECKPOINT_KEY;
  });

  it("is made once, outside of the database, readable by its user only", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => sign("one text")));
    expect(new Set(answers.map(({ keyId, signature }) => `${keyId} ${signature}`)).size).toBe(1);
    const folder = path.join(process.env.DATA_DIR!, "keys");
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(folder, "checkpoint.key"))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(["checkpoint.key", "public"]);
    const key = await keyOf(answers[0]!.keyId);
    expect(keyIdOf(key.publicKey)).toBe(key.keyId);
    expect(isSignedBy(key.publicKey, "one text", answers[0]!.signature)).toBe(true);
    expect(isSignedBy(key.publicKey, "one texT", answers[0]!.signature)).toBe(false);
    const stored = JSON.stringify(await world.sql("SELECT * FROM signing_key"));
    const secret = (await readFile(path.join(folder, "checkpoint.key"), "utf8")).split("\n")[1]!;
    expect(stored).not.toContain(secret);
  });

  it("is rotated by its own word, and a key from nowhere shows as one", async () => {
    const { keyId: first } = await sign("before");
    const { from, to } = await rotateKey();
    expect(from).toBe(first);
    expect((await sign("after")).keyId).toBe(to);
    const rotated = await publicKeys();
    expect(standings(rotated).get(to)).toBe("endorsed");
    expect(rotated.find(({ keyId }) => keyId === first)!.retiredAt).not.toBeNull();
    expect(rotated.find(({ keyId }) => keyId === to)!.retiredAt).toBeNull();
    const foreign = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
    process.env.CHECKPOINT_KEY = foreign;
    const { keyId: stranger } = await sign("by another");
    expect(standings(await publicKeys()).get(stranger)).toBe("unendorsed");
    process.env.CHECKPOINT_KEY = "rubbish";
    await expect(sign("x")).rejects.toThrow("CHECKPOINT_KEY is no Ed25519 private key");
  });

  it("is not made anew where the file is damaged", async () => {
    const file = path.join(process.env.DATA_DIR!, "keys", "checkpoint.key");
    const before = await readFile(file);
    await writeFile(file, "rubbish");
    await expect(sign("x")).rejects.toThrow("no Ed25519 private key");
    await writeFile(file, before);
    await sign("x");
  });
});

describe.skipIf(world.skip)("checkpoints", () => {
  afterEach(() => setClock(null));

  it("sign the state that the change led to, one for each state, each naming the one before", async () => {
    const access = await house();
    let inside: { sequence: number; text: string } | undefined;
    await change(access, async (record) => {
      await record.create("interested-party", { category: "external", name: "Acme" });
      checkpointAfter(access, record, "approval", (made) => {
        inside = made;
      });
    });
    const [head] = await world.sql("SELECT sequence::int, hash FROM history_head WHERE organization_id = $1", [access.organization.id]);
    expect(readCheckpoint(inside!.text)).toMatchObject({
      ...head,
      organization: access.organization.id,
      reason: "approval",
      previous: null,
    });
    expect(await checkpoint(access, "export")).toMatchObject({ sequence: inside!.sequence, made: false });
    const byHand = await checkpoint(access, "manual");
    expect(byHand.made).toBe(false);
    await party(access, "Bank");
    const second = await checkpoint(access, "manual");
    // Making it by hand is told in the history, which it covers.
    expect(second.sequence).toBe(inside!.sequence + 2);
    expect(readCheckpoint(second.text)!.previous).toBe(checkpointHash(inside!.text));
    const key = await keyOf(second.keyId);
    expect(isSignedBy(key.publicKey, second.text, second.signature)).toBe(true);
    expect((await keptCheckpoints(access.organization.id)).map(({ text }) => text)).toEqual([inside!.text, second.text]);
  });

  it("are made once a day where something changed, by however many servers", async () => {
    const access = await house();
    setClock(new Date("2026-05-04T03:00:00.000Z"));
    await party(access, "Acme");
    const made = await Promise.all(Array.from({ length: engine === "embedded" ? 2 : 6 }, () => dailyCheckpoint(access)));
    expect(made.filter(Boolean)).toHaveLength(1);
    await party(access, "Bank");
    expect(await dailyCheckpoint(access)).toBeNull();
    setClock(new Date("2026-05-05T03:00:00.000Z"));
    expect(await dailyCheckpoint(access)).not.toBeNull();
    setClock(new Date("2026-05-06T03:00:00.000Z"));
    expect(await dailyCheckpoint(access)).toBeNull();
  });

  it("leave nothing behind when the change fails, and come back to the file when it was lost", async () => {
    const access = await house();
    await party(access, "Acme");
    await expect(
      change(access, async (record) => {
        await record.create("interested-party", { category: "external", name: "Lost" });
        checkpointAfter(access, record, "approval", () => {
          throw new Error("no");
        });
      }),
    ).rejects.toThrow("no");
    expect(await keptCheckpoints(access.organization.id)).toEqual([]);
    expect(await world.sql("SELECT 1 FROM checkpoint WHERE organization_id = $1", [access.organization.id])).toEqual([]);
    await checkpoint(access, "manual");
    rmSync(path.join(process.env.DATA_DIR!, "checkpoints"), { recursive: true });
    await party(access, "Bank");
    await checkpoint(access, "manual");
    expect(await keptCheckpoints(access.organization.id)).toHaveLength(2);
  });

  it("cannot be changed or removed by the application", async () => {
    await checkpoint(await house(), "manual");
    for (const statement of ["UPDATE checkpoint SET hash = ''", "DELETE FROM checkpoint", "TRUNCATE checkpoint"])
      await expect(world.sql(statement)).rejects.toThrow(/append-only|not be changed|record/);
  });
});

/** What somebody with the database's own password could do. */
async function behind(statement: string, values: unknown[]): Promise<void> {
  const tables = ["checkpoint", "history_entry", "history_payload", "history_head"];
  for (const table of tables) await world.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  try {
    await world.sql(statement, values);
  } finally {
    for (const table of tables) await world.sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  }
}

describe.skipIf(world.skip)("the checkpoints online", () => {
  /** Two checkpoints; the number of the first one's entry. */
  async function signedTwice(): Promise<{ access: Access; first: number; last: number }> {
    const access = await house();
    await party(access, "Acme");
    const { sequence: first } = await checkpoint(access, "export");
    await party(access, "Bank");
    const { sequence: last } = await checkpoint(access, "export");
    return { access, first, last };
  }

  it("fit, in the database and in the file, and say up to where that proves something", async () => {
    const { access, last } = await signedTwice();
    const report = await checkpointReport(access);
    expect(report).toMatchObject({ total: 2, problems: 0, first: null, provenUpTo: { sequence: last } });
    expect(report.rows.map(({ where, problem }) => [where, problem])).toEqual([
      ["both", null],
      ["both", null],
    ]);
  });

  const edits: [string, string, string][] = [
    ["newer entries dropped", "DELETE FROM history_entry WHERE organization_id = $1 AND sequence >= $2", "tail"],
    ["an entry written anew", "UPDATE history_entry SET hash = repeat('a', 64) WHERE organization_id = $1 AND sequence = $2", "mismatch"],
    [
      "what stands beside the signed text",
      "UPDATE checkpoint SET hash = repeat('a', 64) WHERE organization_id = $1 AND sequence = $2",
      "column",
    ],
    [
      "the signed text",
      "UPDATE checkpoint SET content = replace(content, 'export', 'manual') WHERE organization_id = $1 AND sequence = $2",
      "signature",
    ],
    ["the signed text to rubbish", "UPDATE checkpoint SET content = 'x' WHERE organization_id = $1 AND sequence = $2", "unreadable"],
    ["the key", "UPDATE checkpoint SET key_id = 'nobody' WHERE organization_id = $1 AND sequence = $2", "unknown_key"],
  ];
  it.each(edits)("%s: the first that does not fit is named", async (_what, statement, problem) => {
    const { access, first, last } = await signedTwice();
    await behind(statement, [access.organization.id, last]);
    const report = await checkpointReport(access);
    expect(report.first).toMatchObject({ sequence: last, problem });
    expect(report.provenUpTo!.sequence).toBeGreaterThanOrEqual(first);
  });

  it("a database set back to an older state is found by the file beside it", async () => {
    const { access, first, last } = await signedTwice();
    await behind("DELETE FROM checkpoint WHERE organization_id = $1 AND sequence = $2", [access.organization.id, last]);
    await behind("DELETE FROM history_payload WHERE organization_id = $1 AND sequence > $2", [access.organization.id, first]);
    await behind("DELETE FROM history_entry WHERE organization_id = $1 AND sequence > $2", [access.organization.id, first]);
    const report = await checkpointReport(access);
    expect(report.first).toMatchObject({ sequence: last, problem: "tail", where: "file" });
    expect(report.provenUpTo).toMatchObject({ sequence: first });
  });

  it("are another organisation's business only for itself", async () => {
    await signedTwice();
    expect(await checkpointReport(await house())).toMatchObject({ total: 0, rows: [] });
  });

  it("are made for every organisation at night, and not again", async () => {
    const access = await house();
    await party(access, "Acme");
    expect(await checkpointOfEverybody()).toBeGreaterThan(0);
    expect(await checkpointOfEverybody()).toBe(0);
    expect((await checkpointReport(access)).rows).toMatchObject([{ reason: "daily", problem: null }]);
  });
});
