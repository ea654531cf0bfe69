import { createHash } from "node:crypto";
import type { Access } from "@/server/access";
import { change } from "@/server/record";
import { download } from "@/server/route";
import { type Copy, contentType, enter, type Leaving, noteCopy, prepare } from "./entering";

/**
 * The one way out: makes the file with its code, hashes it, and enters it in the register of copies and in the history. Nothing is entered where the
 * making fails. Never inside a transaction: making takes its time.
 */
export async function leaves(access: Access, leaving: Leaving): Promise<{ bytes: Uint8Array; copy: Copy }> {
  const { standing, mark, classification } = await prepare(access, leaving);
  const bytes = asBytes(await leaving.make(mark));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const copy = await change(access, async (record) => {
    const entered = await enter(record, access, { leaving, standing, mark, classification });
    await record.tx.issuedCopy.create({ data: { ...entered, status: "ready", progress: 100, sha256, bytes: bytes.byteLength } });
    noteCopy(record, access, leaving, { number: entered.number, sha256 });
    return { id: entered.id, number: entered.number, sha256 };
  });
  return { bytes, copy };
}

/** The file as an answer to its request; see {@link leaves}. */
export async function handOut(access: Access, leaving: Leaving): Promise<Response> {
  const { bytes } = await leaves(access, leaving);
  return download(new Uint8Array(bytes), leaving.fileName, contentType(leaving.format));
}

function asBytes(made: Uint8Array | string): Uint8Array {
  return typeof made === "string" ? new TextEncoder().encode(made) : made;
}
