import { Readable } from "node:stream";
import { packForDownload } from "@/features/audit-packs/mutations";
import { packWish } from "@/features/audit-packs/schema";
import { download, route } from "@/server/route";

export const GET = route({ permission: "audit-pack:export" }, async (access, request) => {
  const wish = packWish(new URL(request.url).searchParams);
  const { stream, fileName, bytes } = await packForDownload(access, wish);
  const answer = download(Readable.toWeb(stream) as ReadableStream, fileName, "application/zip");
  answer.headers.set("content-length", String(bytes));
  return answer;
});
