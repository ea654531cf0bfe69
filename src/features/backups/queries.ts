import { dumpTime } from "@/domain/dump-retention";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { type Dump, dumpsOf } from "@/server/dumps";
import { env } from "@/server/env";
import { Forbidden } from "@/server/errors";

export interface BackupState {
  /** Null on a PostgreSQL of one's own: whoever runs that backs it up. */
  embedded: {
    folder: string;
    dumps: Dump[];
    failure: { at: string; message: string } | null;
    /** The last one is older than two days, or there is none: something keeps them from being made. */
    late: boolean;
  } | null;
}

const LATE_MS = 2 * 86_400_000;

/** What is kept of this installation's data, for those who answer for it. Nothing of any organisation is read. */
export async function backupState(access: Access): Promise<BackupState> {
  if (!access.can("organization:update")) throw new Forbidden("organization:update");
  if (!env().embedded) return { embedded: null };
  const { folder, dumps, failure } = await dumpsOf();
  const last = dumps[0] ? dumpTime(dumps[0].name) : null;
  return { embedded: { folder, dumps, failure, late: last === null || now().getTime() - Date.parse(last) > LATE_MS } };
}
