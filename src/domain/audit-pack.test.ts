import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ZipArchive, ZipProblem } from "@/lib/zip/read";
import { VECTOR_KEY, VECTORS, vectorBytes } from "../../tests/support/pack-vectors";
import { historyLine, readHistoryLine } from "./audit-pack";
import { checkPack, type GivenSeparately } from "./audit-pack-check";
import { checkStatement } from "./audit-statement-check";
import { readSigned } from "./signed-text";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/vectors");
/** Set to write docs/vectors anew after the format has changed on purpose. */
const WRITE = process.env.WRITE_VECTORS === "1";

async function open(bytes: Buffer): Promise<ZipArchive> {
  return ZipArchive.open({ size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) });
}

async function check(bytes: Buffer, given: GivenSeparately = {}) {
  const archive = await open(bytes);
  return checkPack({ list: () => archive.entries, read: (name) => archive.read(name) }, given);
}

interface Expected {
  ok: boolean;
  kinds: string[];
  provenUpTo: number | null;
}

describe("the test vectors in docs/vectors", () => {
  const file = path.join(FOLDER, "expected.json");
  it.runIf(WRITE)("are written", async () => {
    const expected: Record<string, Expected> = {};
    for (const name of Object.keys(VECTORS)) {
      const bytes = await vectorBytes(name);
      writeFileSync(path.join(FOLDER, name), bytes);
      const { ok, problems, provenUpTo } = await check(bytes);
      expected[name] = { ok, kinds: [...new Set(problems.map(({ kind }) => kind))].sort(), provenUpTo: provenUpTo?.sequence ?? null };
    }
    writeFileSync(file, `${JSON.stringify(expected, null, 2)}\n`);
    writeFileSync(path.join(FOLDER, "public-key.txt"), `${VECTOR_KEY.publicKey}\n`);
  });

  it("are all told of", () => {
    const expected = JSON.parse(readFileSync(file, "utf8")) as Record<string, Expected>;
    expect(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith(".zip"))
        .sort(),
    ).toEqual(Object.keys(expected).sort());
    expect(Object.keys(VECTORS).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.keys(VECTORS))("%s comes out the same, and is judged as it is told", async (name) => {
    const expected = (JSON.parse(readFileSync(file, "utf8")) as Record<string, Expected>)[name]!;
    const stored = readFileSync(path.join(FOLDER, name));
    expect((await vectorBytes(name)).equals(stored)).toBe(true);
    const { ok, problems, provenUpTo } = await check(stored);
    expect({ ok, kinds: [...new Set(problems.map(({ kind }) => kind))].sort(), provenUpTo: provenUpTo?.sequence ?? null }).toEqual(
      expected,
    );
  });

  it("are trusted with the key given separately, and only with that", async () => {
    const bytes = readFileSync(path.join(FOLDER, "good.zip"));
    const key = readFileSync(path.join(FOLDER, "public-key.txt"), "utf8").trim();
    expect(await check(bytes, { keys: [key] })).toMatchObject({ ok: true, checkedWith: { trust: "given" } });
    const other = `${key.slice(0, -2)}AA`;
    expect((await check(bytes, { keys: [other] })).problems.map(({ kind }) => kind)).toContain("unknown_key");
  });

  it("hold a receipt that is checked alone", async () => {
    const archive = await open(readFileSync(path.join(FOLDER, "good.zip")));
    const chunks: Buffer[] = [];
    for await (const chunk of archive.read("receipts.jsonl")) chunks.push(chunk);
    const signed = readSigned(Buffer.concat(chunks).toString("utf8").trim())!;
    const statements = [{ name: "receipt", signed }];
    expect(checkStatement({ statements, keys: [VECTOR_KEY.publicKey] })).toMatchObject({ ok: true });
    expect(checkStatement({ statements }).problems[0]!.kind).toBe("unknown_key");
    const forged = { ...signed, text: signed.text.replace('"number":"1.0"', '"number":"1.1"') };
    expect(checkStatement({ statements: [{ name: "receipt", signed: forged }], keys: [VECTOR_KEY.publicKey] }).problems[0]!.kind).toBe(
      "signature_wrong",
    );
  });
});

describe("a line of the history", () => {
  it("keeps the exact texts, whatever stands in them", () => {
    const header = '{"action":"x","entityRef":"a \\"},\\"payload\\": b","sequence":1}';
    const payload = '{"fields":{},"reason":"},\\"salt\\":\\"00\\"}"}';
    const line = historyLine({ hash: "a".repeat(64), header, payload, salt: "00ff" }).trimEnd();
    expect(readHistoryLine(line)).toEqual({ hash: "a".repeat(64), header, payload, salt: "00ff" });
    expect(JSON.parse(line)).toMatchObject({ salt: "00ff" });
    const erased = historyLine({ hash: "b".repeat(64), header, payload: null, salt: null }).trimEnd();
    expect(readHistoryLine(erased)).toEqual({ hash: "b".repeat(64), header, payload: null, salt: null });
    for (const broken of ["", "{}", line.slice(1), line.slice(0, -1), line.replace('"payload"', '"payloaD"')])
      expect(readHistoryLine(broken)).toBeNull();
  });
});

describe("a hostile container", () => {
  const good = () => Buffer.from(readFileSync(path.join(FOLDER, "good.zip")));
  const fault = async (bytes: Buffer) => {
    try {
      const archive = await open(bytes);
      for (const { path: name } of archive.entries) for await (const _ of archive.read(name));
      return archive.ours && (await check(bytes)).ok ? null : "changed";
    } catch (error) {
      if (error instanceof ZipProblem) return error.fault;
      throw error;
    }
  };
  const renamed = (to: string) => Buffer.from(good().toString("latin1").replaceAll("README.txt", to), "latin1");
  const directory = (bytes: Buffer) => bytes.readUInt32LE(bytes.length - 6);

  it("is refused before anything is read out of it", async () => {
    expect(await fault(good())).toBeNull();
    for (const name of ["../DME.txt", "/EADME.txt", "C:ADME.txt", "a\\ADME.txt", "a/../E.txt", "a//EAD.txt", "\u0000EADME.txt"])
      expect(await fault(renamed(name))).toBe("path");
    expect(await fault(Buffer.from(good().toString("latin1").replaceAll("minutes.jsonl", "history.jsonl"), "latin1"))).toBe("twice");
    const encrypted = good();
    encrypted.writeUInt16LE(0x0801, directory(encrypted) + 8);
    expect(await fault(encrypted)).toBe("encrypted");
    const method = good();
    method.writeUInt16LE(12, directory(method) + 10);
    expect(await fault(method)).toBe("method");
    const bomb = good();
    bomb.writeUInt16LE(8, directory(bomb) + 10);
    bomb.writeUInt32LE(0xf000_0000, directory(bomb) + 24);
    expect(await fault(bomb)).toBe("too_large");
    const overlap = good();
    const second = directory(overlap) + 46 + overlap.readUInt16LE(directory(overlap) + 28);
    overlap.writeUInt32LE(4, second + 42);
    expect(["overlap", "damaged"]).toContain(await fault(overlap));
    const link = good();
    link.writeUInt32LE(0o120777 * 0x10000, directory(link) + 38);
    expect(await fault(link)).toBe("link");
  });

  it("never throws anything else, whatever byte is flipped, and no flip passes for ours", async () => {
    const original = good();
    for (let at = 0; at < original.length; at += 97) {
      const bytes = Buffer.from(original);
      bytes[at]! ^= 0x10;
      expect(await fault(bytes), `byte ${at}`).not.toBeNull();
    }
    for (let length = 0; length < original.length; length += 397)
      expect(await fault(original.subarray(0, length))).toMatch(/no_zip|truncated|damaged/);
  });
});
