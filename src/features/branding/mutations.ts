import { createHash, randomUUID } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { pictureSize } from "@/lib/picture-size";
import type { Access } from "@/server/access";
import { blobStore } from "@/server/blob-store";
import { incomingPath, removeStaged } from "@/server/blob-store-incoming";
import { Refused } from "@/server/errors";
import { change } from "@/server/record";
import { brandingOf } from "./queries";
import { type LetterheadInput, LONGEST_SIDE } from "./schema";

/** The prefix of document numbers. */
export async function setLetterhead(access: Access, { version, ...patch }: LetterheadInput): Promise<{ version: number }> {
  return change(access, async (record) => {
    const { id } = await brandingOf(access);
    return { version: (await record.update("organization", id, version, patch)).version };
  });
}

/**
 * Takes a picture as the organisation's logo. What it is, its own bytes say, not its name. Throws Refused("logo-no_picture" | "logo-too_large").
 */
export async function setLogo(access: Access, bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const size = pictureSize(bytes);
  if (!size) throw new Refused("logo-no_picture");
  if (Math.max(size.width, size.height) > LONGEST_SIDE) throw new Refused("logo-too_large", { ...dimensions(size), most: LONGEST_SIDE });
  const hash = createHash("sha256").update(bytes).digest("hex");
  await store(access.organization.id, hash, bytes);
  await change(access, async (record) => {
    const { id, version } = await brandingOf(access);
    await record.update("organization", id, version, { logoSha256: hash, logoType: size.type });
  });
  return dimensions(size);
}

/** Documents leave without a logo from now on. The picture stays in the store: the history names it. */
export async function removeLogo(access: Access, { version }: { version: number }): Promise<{ version: number }> {
  return change(access, async (record) => {
    const { id } = await brandingOf(access);
    return { version: (await record.update("organization", id, version, { logoSha256: "", logoType: "" })).version };
  });
}

const dimensions = ({ width, height }: { width: number; height: number }) => ({ width, height });

async function store(organizationId: string, hash: string, bytes: Uint8Array): Promise<void> {
  const staged = { path: incomingPath(organizationId, randomUUID()), hash, size: bytes.byteLength };
  await mkdir(path.dirname(staged.path), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(staged.path, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await blobStore().put(organizationId, staged);
  } finally {
    await removeStaged(staged);
  }
}
