import { Refused } from "./errors";

const MEGABYTE = 1024 * 1024;

/**
 * The body of a request as bytes, read no further than `limit`: a declared length above it is refused before anything is read, a false one as soon
 * as it shows. Throws Refused("file-too-big") and Refused("file-missing").
 */
export async function readUpload(request: Request, limit: number): Promise<Uint8Array> {
  const tooBig = () => new Refused("file-too-big", { limit: Math.floor(limit / MEGABYTE) });
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooBig();
  const reader = request.body?.getReader();
  if (!reader) throw new Refused("file-missing");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > limit) {
      await reader.cancel().catch(() => {});
      throw tooBig();
    }
    chunks.push(value);
  }
  if (length === 0) throw new Refused("file-missing");
  return Buffer.concat(chunks);
}

/** The name of the file, which the browser sends along in the address: without a path and without signs that no list can show. */
export function uploadName(request: Request): string {
  const given = new URL(request.url).searchParams.get("name") ?? "";
  const name = given
    .split(/[\\/]/)
    .pop()!
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "")
    .trim();
  return [...name].slice(0, 200).join("");
}
