import { getSample } from "@/features/audit-room/queries";
import { sampleAsCsv, sampleAsPaper } from "@/features/audit-room/sample-file";
import { noteExport } from "@/features/exports/mutations";
import { wordDocument } from "@/lib/paper/word-document";
import { NotFound } from "@/server/errors";
import { letterhead } from "@/server/letterhead";
import { download, route } from "@/server/route";
import { paperAsPdf } from "@/server/typeset";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A sample as CSV, PDF or Word file. */
export const GET = route<{ ref: string }>({ permission: "audit-room:read" }, async (access, request, { ref }) => {
  const sample = await getSample(access, ref);
  if (!sample) throw new NotFound();
  const asked = new URL(request.url).searchParams.get("format");
  const format = asked === "pdf" || asked === "docx" ? asked : "csv";
  const count = sample.drawn.items.length;
  const name = `${access.organization.slug}-${ref.toLowerCase()}.${format}`;
  const file =
    format === "csv"
      ? download(sampleAsCsv(sample), name, "text/csv; charset=utf-8")
      : format === "pdf"
        ? download(new Uint8Array(await paperAsPdf(sampleAsPaper(sample, await letterhead(access)))), name, "application/pdf")
        : download(new Uint8Array(await wordDocument(sampleAsPaper(sample, await letterhead(access)))), name, WORD);
  await noteExport(access, { list: "audit-sample", format, rows: count, total: count, columns: [], filter: `${ref}, ${sample.seed}` });
  return file;
});
