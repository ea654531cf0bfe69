import { generateKeyPairSync } from "node:crypto";
import { rmSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, it } from "vitest";
import { checkpointHash, readCheckpoint } from "@/domain/checkpoint";
import { isSignedBy, keyIdOf, standings } from "@/domain/signed-text";
import { checkpoint, checkpointAfter, dailyCheckpoint } from "@/features/checkpoints/mutations";
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
