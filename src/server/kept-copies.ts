import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { organizationFolder } from "./blob-store-names";
import { dataFolder } from "./env";

/** Files that were made in the background and wait to be fetched: a folder of the machine, readable by the application's own user only. */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function placeOf(organizationId: string, copyId: string): string {
  if (!UUID.test(copyId)) throw new Error("A copy is asked for by something that is no id");
  return path.join(/* turbopackIgnore: true */ dataFolder(), "copies", organizationFolder(organizationId), copyId);
}

/** Appears whole or not at all. */
export async function keepCopy(organizationId: string, copyId: string, bytes: Uint8Array): Promise<void> {
  const place = placeOf(organizationId, copyId);
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  const handle = await open(`${place}.part`, "w", 0o600);
  try {
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${place}.part`, place);
  } catch (error) {
    await rm(`${place}.part`, { force: true });
    throw error;
  }
}

/** Null where nothing is kept. */
export async function readKept(organizationId: string, copyId: string): Promise<Buffer | null> {
  try {
    return await readFile(placeOf(organizationId, copyId));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export async function dropKept(organizationId: string, copyId: string): Promise<void> {
  const place = placeOf(organizationId, copyId);
  await Promise.all([rm(place, { force: true }), rm(`${place}.part`, { force: true })]);
}
