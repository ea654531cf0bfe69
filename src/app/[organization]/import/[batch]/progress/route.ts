import { importProgress } from "@/features/import/queries";
import { NotFound } from "@/server/errors";
import { json, route } from "@/server/route";

export const GET = route<{ batch: string }>({ permission: "import:run" }, async (access, _request, { batch }) => {
  const progress = await importProgress(access, batch);
  if (!progress) throw new NotFound();
  return json(progress);
});
