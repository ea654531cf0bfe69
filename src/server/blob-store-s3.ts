import { createReadStream } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";
import type { BlobStore, StagedFile } from "./blob-store";
import { blobKey } from "./blob-store-names";
import type { S3Settings } from "./env";
import { Unavailable } from "./errors";

const SILENCE_MS = 60_000;
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const MOST_OF_AN_ERROR = 2_000;

/**
 * Files in a bucket of S3 or anything that speaks like it, under "evidence/<organisation>/<ab>/<hash>". Requests are signed by aws4fetch and sent with
 * Node's own client: a file goes out as a stream of known length, with its SHA-256 in the signature, so that the server can refuse what arrives damaged.
 * Throws Unavailable when the bucket cannot be reached or does not answer as it should.
 */
export class S3Store implements BlobStore {
  constructor(private readonly settings: S3Settings) {}

  async put(organizationId: string, file: StagedFile): Promise<void> {
    const { request, answer } = await this.#send("PUT", blobKey(organizationId, file.hash), {
      "x-amz-content-sha256": file.hash,
      "content-type": "application/octet-stream",
      "content-length": String(file.size),
    });
    const [response] = await Promise.all([answer, pipeline(createReadStream(file.path), request)]).catch((error) => {
      throw new Unavailable("the bucket for evidence broke off", { ailment: "files_away", cause: error });
    });
    if (response.statusCode !== 200) throw await refusalOf("PUT", response);
    response.resume();
  }

  async read(organizationId: string, hash: string): Promise<Readable | null> {
    const { request, answer } = await this.#send("GET", blobKey(organizationId, hash), { "x-amz-content-sha256": EMPTY });
    request.end();
    const response = await answer;
    if (response.statusCode === 404) {
      response.resume();
      return null;
    }
    if (response.statusCode !== 200) throw await refusalOf("GET", response);
    return response;
  }

  async #send(method: string, key: string, headers: Record<string, string>) {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = this.settings;
    const signed = await new AwsV4Signer({
      method,
      url: `${endpoint}/${bucket}/evidence/${key}`,
      headers,
      service: "s3",
      region,
      accessKeyId,
      secretAccessKey,
    }).sign();
    // Bytes on their way are not compressed and not counted by the signer.
    const sent = { ...headers, ...Object.fromEntries(signed.headers as Headers) };
    const request = (signed.url.protocol === "https:" ? https : http).request(signed.url, { method, headers: sent, timeout: SILENCE_MS });
    request.on("timeout", () => request.destroy(new Error("the bucket for evidence is silent")));
    const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.on("response", resolve);
      request.on("error", (error) =>
        reject(new Unavailable("the bucket for evidence cannot be reached", { ailment: "files_away", cause: error })),
      );
    });
    // It is awaited a moment later; until then nobody must take its failure for unhandled.
    answer.catch(() => {});
    return { request, answer };
  }
}

async function refusalOf(method: string, response: http.IncomingMessage): Promise<Unavailable> {
  let text = "";
  for await (const chunk of response) if (text.length < MOST_OF_AN_ERROR) text += String(chunk);
  const code = /<Code>([A-Za-z0-9]+)<\/Code>/.exec(text)?.[1] ?? "";
  return new Unavailable(`the bucket for evidence answered ${method} with ${response.statusCode} ${code}`.trim(), {
    ailment: "files_away",
  });
}
