import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A real file system of its own that can be filled, emptied and made read-only. */
export interface Disk {
  folder: string;
  /** Fills it until no more than `left` bytes are free. */
  fill(left: number): void;
  empty(): void;
  readOnly(on: boolean): void;
  remove(): void;
}

const mount = (...args: string[]) => spawnSync("mount", args, { stdio: "ignore" }).status === 0;

/** Null, with a word to whoever runs the tests, where file systems may not be mounted (not root, no such right in the container). */
export function makeDisk(megabytes: number): Disk | null {
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-disk-"));
  if (process.getuid?.() !== 0 || !mount("-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700`, "tmpfs", folder)) {
    rmSync(folder, { recursive: true, force: true });
    console.warn("No file system may be mounted here (that takes root): the tests of a full and of a read-only disk are skipped.");
    return null;
  }
  const filler = path.join(folder, "filler");
  return {
    folder,
    fill(left) {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    empty: () => rmSync(filler, { force: true }),
    readOnly(on) {
      if (!mount("-o", `remount,${on ? "ro" : "rw"}`, folder)) throw new Error("the disk could not be mounted anew");
    },
    remove() {
      spawnSync("umount", ["-l", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
