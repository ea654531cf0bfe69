import { Readable } from "node:stream";
import { translator } from "@/lib/translate";
import type { Refused } from "@/server/errors";
import type { OpenedFile } from "./mutations";

const SHUT = {
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
};

/** A stored file on its way out: to be kept, never shown, whatever is in it. */
export function attachment({ fileName, mediaType, size, body }: OpenedFile): Response {
  return new Response(Readable.toWeb(body as Readable) as ReadableStream<Uint8Array>, {
    headers: {
      ...SHUT,
      "content-type": mediaType,
      "content-length": String(size),
      "content-disposition": contentDisposition(fileName),
    },
  });
}

/** The name twice: once for everybody, once with all its signs (RFC 6266, RFC 5987). */
export function contentDisposition(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^A-Za-z0-9._ -]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** Why a file is not handed out, for somebody who followed a link to it. */
export function refusalPage(refused: Refused, back: string): Response {
  const title = translator("evidence")("notHandedOut");
  const [heading, sentence, way] = [
    title,
    translator("refusals")(refused.code, refused.params),
    translator("evidence")("backToRecord"),
  ].map(escaped);
  return new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><h1>${heading}</h1><p>${sentence}</p><p><a href="${escaped(back)}">${way}</a></p></html>`,
    { status: 409, headers: { ...SHUT, "content-security-policy": "default-src 'none'", "content-type": "text/html; charset=utf-8" } },
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
