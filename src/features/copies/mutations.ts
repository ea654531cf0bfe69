import { createHash } from "node:crypto";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { NotFound, Refused } from "@/server/errors";
import { readKept } from "@/server/kept-copies";
import { change } from "@/server/record";
import { download } from "@/server/route";
import { beginCopy, finishCopy } from "./background";
import { type Copy, contentType, enter, type Leaving, noteCopy, prepare } from "./entering";
import { copyByNumber } from "./queries";

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

/** The counter of bytes ends here. */
const MOST_BYTES = 2 ** 31 - 1;

/** The same for a file too large for memory, which `make` has written somewhere and hashed. */
export async function leavesAsFile<T extends { sha256: string; bytes: number }>(
  access: Access,
  wish: Omit<Leaving, "make">,
  make: () => Promise<T>,
): Promise<{ made: T; copy: Copy }> {
  const leaving: Leaving = { ...wish, make: async () => "" };
  const { standing, mark, classification } = await prepare(access, leaving);
  const made = await make();
  const { sha256 } = made;
  const copy = await change(access, async (record) => {
    const entered = await enter(record, access, { leaving, standing, mark, classification });
    const bytes = Math.min(made.bytes, MOST_BYTES);
    await record.tx.issuedCopy.create({ data: { ...entered, status: "ready", progress: 100, sha256, bytes } });
    noteCopy(record, access, leaving, { number: entered.number, sha256 });
    return { id: entered.id, number: entered.number, sha256 };
  });
  return { made, copy };
}

/** The file as an answer to its request; see {@link leaves}. */
export async function handOut(access: Access, leaving: Leaving): Promise<Response> {
  const { bytes } = await leaves(access, leaving);
  return download(new Uint8Array(bytes), leaving.fileName, contentType(leaving.format));
}

/**
 * The same for what takes long: the copy is entered as being made, and the answer does not wait. Its file lies ready for seven days once it is made.
 * Throws Refused("copy-one_at_a_time").
 */
export async function leavesLater(access: Access, leaving: Leaving): Promise<{ number: number }> {
  const prepared = await prepare(access, leaving);
  const copy = await beginCopy(access, leaving, prepared);
  void finishCopy(access, copy, leaving, prepared);
  return { number: copy.number };
}

/** The file of a copy that was made in the background, for whoever made it. Throws NotFound for everybody else and for what is no longer kept. */
export async function fetchKept(access: Access, number: number): Promise<Response> {
  const copy = await copyByNumber(access, number);
  if (copy?.status !== "ready" || !access.user || copy.madeById !== access.user.id) throw new NotFound();
  if (!copy.storedUntil || copy.storedUntil < now().toISOString()) throw new Refused("copy-gone");
  const bytes = await readKept(access.organization.id, copy.id);
  if (!bytes || createHash("sha256").update(bytes).digest("hex") !== copy.sha256) throw new Refused("copy-gone");
  return download(new Uint8Array(bytes), copy.fileName, contentType(copy.format));
}

function asBytes(made: Uint8Array | string): Uint8Array {
  return typeof made === "string" ? new TextEncoder().encode(made) : made;
}
