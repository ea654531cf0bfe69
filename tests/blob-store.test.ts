import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BlobStore, checkBlob, openChecked, type StagedFile } from "@/server/blob-store";
import { DiskStore } from "@/server/blob-store-disk";
import { S3Store } from "@/server/blob-store-s3";
import { evidenceSettings, refusals } from "@/server/env";
import { Unavailable } from "@/server/errors";

const folder = mkdtempSync(path.join(tmpdir(), "goldthread-blobs-"));
const [ours, others] = [randomUUID(), randomUUID()];
let server: S3rver;
let endpoint = "";

beforeAll(async () => {
  server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(folder, "s3"),
    configureBuckets: [{ name: "evidence-bucket", configs: [] }],
  });
  const address = (await server.run()) as { port: number };
  endpoint = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

function stage(content: Buffer): StagedFile {
  const file = path.join(folder, `${randomUUID()}.staged`);
  writeFileSync(file, content);
  return { path: file, hash: createHash("sha256").update(content).digest("hex"), size: content.length };
}

async function bytesOf(stream: NodeJS.ReadableStream | null): Promise<Buffer | null> {
  if (!stream) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const s3 = () =>
  new S3Store({ endpoint, bucket: "evidence-bucket", region: "us-east-1", accessKeyId: "S3RVER", secretAccessKey: "S3RVER" });

interface Kind {
  name: string;
  open: () => BlobStore;
  /** Where the store keeps its bytes, for going behind its back. */
  files: () => string[];
}

const kinds: Kind[] = [
  { name: "disk", open: () => new DiskStore(path.join(folder, "disk")), files: () => under(path.join(folder, "disk")) },
  { name: "S3", open: s3, files: () => under(path.join(folder, "s3")).filter((file) => file.endsWith("_object")) },
];

function under(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name));
}

describe.each(kinds)("files by their content on $name", ({ open, files }) => {
  it("gives back what was put in, to the byte, and nothing for what was not", async () => {
    const store = open();
    for (const size of [1, 70_000, 5_000_000]) {
      const content = randomBytes(size);
      const file = stage(content);
      await store.put(ours, file);
      expect(content.equals((await bytesOf(await store.read(ours, file.hash)))!)).toBe(true);
      expect(content.equals((await bytesOf(await openChecked(store, ours, file.hash)))!)).toBe(true);
      expect(await checkBlob(store, ours, file.hash)).toBe("intact");
    }
    expect(await store.read(ours, "0".repeat(64))).toBeNull();
    expect(await checkBlob(store, ours, "0".repeat(64))).toBe("missing");
  });

  it("shows an organisation nothing of another's, not even that it is there", async () => {
    const store = open();
    const file = stage(Buffer.from("ours"));
    await store.put(ours, file);
    expect(await store.read(others, file.hash)).toBeNull();
  });

  it("keeps the same content once, also when it comes twice at a time", async () => {
    const store = open();
    const before = files().length;
    const content = randomBytes(300_000);
    await Promise.all([store.put(ours, stage(content)), store.put(ours, stage(content)), store.put(ours, stage(content))]);
    expect(files().length).toBe(before + 1);
    expect(await checkBlob(store, ours, stage(content).hash)).toBe("intact");
  });

  it("notices one changed byte wherever it stands, and the same content mends it (R22)", async () => {
    const store = open();
    const content = randomBytes(100_000);
    const known = new Set(files());
    const file = stage(content);
    await store.put(ours, file);
    const stored = files().find((name) => !known.has(name))!;
    for (let round = 0; round < 100; round += 1) {
      const changed = Buffer.from(content);
      const at = round * 1_000;
      changed[at] = changed[at]! ^ 1;
      writeFileSync(stored, changed);
      expect(await checkBlob(store, ours, file.hash), `byte ${at}`).toBe("changed");
      await expect(bytesOf(await openChecked(store, ours, file.hash))).rejects.toThrow("changed while it was read");
    }
    await store.put(ours, stage(content));
    expect(await checkBlob(store, ours, file.hash)).toBe("intact");
    rmSync(stored);
    expect(await checkBlob(store, ours, file.hash)).toBe("missing");
  });

  it("takes nothing for a place that is no organisation and no hash", async () => {
    const store = open();
    for (const [organization, hash] of [
      ["../../etc", "0".repeat(64)],
      [ours, "../../../etc/passwd"],
      [ours, `${"0".repeat(62)}/.`],
      ["", "0".repeat(64)],
    ] as const)
      await expect(store.read(organization, hash)).rejects.toThrow(/no (hash|organisation)/);
  });
});

describe("the folder", () => {
  it("is open to the application's user only", async () => {
    const root = path.join(folder, "modes");
    const file = stage(Buffer.from("secret"));
    await new DiskStore(root).put(ours, file);
    const place = path.join(root, ours, file.hash.slice(0, 2));
    expect(readFileSync(path.join(place, file.hash), "utf8")).toBe("secret");
    for (const name of [path.join(root, ours), place]) expect(statSync(name).mode & 0o077).toBe(0);
  });
});

describe("the bucket", () => {
  it("is unavailable, in those words, when it is away, shut or not there", async () => {
    const settings = { endpoint, bucket: "evidence-bucket", region: "us-east-1", accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
    const file = stage(Buffer.from("x"));
    for (const wrong of [{ endpoint: "http://127.0.0.1:1" }, { bucket: "no-such-bucket" }, { accessKeyId: "wrong" }])
      await expect(new S3Store({ ...settings, ...wrong }).put(ours, file), JSON.stringify(wrong)).rejects.toBeInstanceOf(Unavailable);
    await expect(new S3Store({ ...settings, accessKeyId: "wrong" }).read(ours, file.hash)).rejects.toBeInstanceOf(Unavailable);
  });
});

describe("the signature", () => {
  // The test server does not hold version 4 signatures against the secret, so it is computed here a second time, by the rules of its description.
  it("is the one that a server computes from what arrives", async () => {
    const seen: { method: string; url: string; headers: http.IncomingHttpHeaders; body: Buffer }[] = [];
    const listener = http.createServer(async (request, response) => {
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body: (await bytesOf(request))! });
      response.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const { port } = listener.address() as { port: number };
    const store = new S3Store({
      endpoint: `http://127.0.0.1:${port}`,
      bucket: "b",
      region: "eu-central-1",
      accessKeyId: "KEY",
      secretAccessKey: "SECRET",
    });
    const content = Buffer.from("what was filed");
    const file = stage(content);
    await store.put(ours, file);
    await bytesOf(await store.read(ours, file.hash));
    listener.close();
    expect(seen.map(({ method, body }) => [method, body.toString()])).toEqual([
      ["PUT", "what was filed"],
      ["GET", ""],
    ]);
    const sha = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
    const mac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
    for (const { method, url, headers, body } of seen) {
      const [, scope, names, signature] = /Credential=KEY\/(\S+), SignedHeaders=(\S+), Signature=(\w+)/.exec(headers.authorization!)!;
      expect(headers["x-amz-content-sha256"]).toBe(sha(body));
      expect(names!.split(";")).toEqual(expect.arrayContaining(["host", "x-amz-content-sha256", "x-amz-date"]));
      const lines = names!.split(";").map((name) => `${name}:${headers[name]}\n`);
      const canonical = [method, url, "", lines.join(""), names, headers["x-amz-content-sha256"]].join("\n");
      const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha(canonical)].join("\n");
      const key = scope!.split("/").reduce<string | Buffer>((secret, part) => mac(secret, part), "AWS4SECRET");
      expect(signature).toBe(mac(key, toSign).toString("hex"));
    }
  });
});

describe("settings of evidence", () => {
  it("ask for all of a bucket or none of it, and for a size that can be", () => {
    const bucket = {
      EVIDENCE_S3_ENDPOINT: "https://s3.example.com/",
      EVIDENCE_S3_BUCKET: "b",
      EVIDENCE_S3_ACCESS_KEY_ID: "k",
      EVIDENCE_S3_SECRET_ACCESS_KEY: "s",
    };
    const lines = (variables: Record<string, string>) => refusals(variables, { production: false });
    expect(evidenceSettings({})).toMatchObject({ s3: null, maxBytes: 250 * 1024 * 1024, folder: path.resolve(".data/evidence") });
    expect(evidenceSettings({ ...bucket, EVIDENCE_MAX_MB: "5" })).toMatchObject({
      s3: { endpoint: "https://s3.example.com", region: "us-east-1" },
      maxBytes: 5 * 1024 * 1024,
    });
    expect(lines(bucket)).toEqual([]);
    expect(lines({ ...bucket, EVIDENCE_S3_BUCKET: "" })).toEqual([expect.stringContaining("EVIDENCE_S3_BUCKET is missing")]);
    expect(lines({ ...bucket, EVIDENCE_S3_ENDPOINT: "s3.example.com" })).toEqual([expect.stringContaining("must be an address")]);
    for (const wrong of ["0", "-1", "many", "2001"])
      expect(lines({ EVIDENCE_MAX_MB: wrong })).toEqual([expect.stringContaining("EVIDENCE_MAX_MB")]);
    expect(() => evidenceSettings({ EVIDENCE_MAX_MB: "0" })).toThrow();
  });
});
