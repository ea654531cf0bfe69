import { createReadStream } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import type { BlobStore, StagedFile } from "./blob-store";
import { blobKey } from "./blob-store-names";

const STRETCH = 256 * 1024;

/** Files in a folder of the machine, readable by the application's own user only. */
export class DiskStore implements BlobStore {
  constructor(private readonly folder: string) {}

  async put(organizationId: string, file: StagedFile): Promise<void> {
    const target = this.#pathOf(organizationId, file.hash);
    const parent = path.dirname(target);
    await mkdir(parent, { recursive: true, mode: 0o700 });
    // Written and flushed already; the rename makes it appear whole or not at all.
    await rename(file.path, target);
    await flushFolder(parent);
  }

  async read(organizationId: string, hash: string): Promise<Readable | null> {
    const stream = createReadStream(this.#pathOf(organizationId, hash), { highWaterMark: STRETCH });
    return new Promise((resolve, reject) => {
      stream.once("open", () => resolve(stream));
      stream.once("error", (error: NodeJS.ErrnoException) => (isAbsent(error) ? resolve(null) : reject(error)));
    });
  }

  #pathOf(organizationId: string, hash: string): string {
    return path.join(/* turbopackIgnore: true */ this.folder, blobKey(organizationId, hash));
  }
}

function isAbsent(error: NodeJS.ErrnoException): boolean {
  return error.code === "ENOENT" || error.code === "ENOTDIR";
}

/** The new name itself must survive a power loss, not only the bytes. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
