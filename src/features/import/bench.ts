import type { Access } from "@/server/access";
import { commitImport, storeUpload } from "./mutations";

/** From a file's bytes to committed records, the way of the page without the page: what the bench measures. */
export async function commitForBench(access: Access, file: Uint8Array): Promise<{ created: number }> {
  const { id } = await storeUpload(access, file, "bench.csv");
  const result = await commitImport(access, { id, reason: "bench" });
  return { created: result?.requirements ?? 0 };
}
