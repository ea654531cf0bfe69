import { readMeasurementFile } from "@/features/monitoring/file";
import { previewMeasurements } from "@/features/monitoring/queries";
import { json, route } from "@/server/route";
import { readUpload } from "@/server/upload";

const MOST_BYTES = 1024 * 1024;

/** What stands in a file of measurements and what would become of each line. Nothing is kept of it. */
export const POST = route({ permission: "measurement:write" }, async (access, request) => {
  const lines = readMeasurementFile(await readUpload(request, MOST_BYTES));
  return json({ ok: true, lines, judged: await previewMeasurements(access, lines) });
});
