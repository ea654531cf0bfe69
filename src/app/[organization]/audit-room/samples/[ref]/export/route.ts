import { getSample } from "@/features/audit-room/queries";
import { sampleAsCsv, sampleAsPaper } from "@/features/audit-room/sample-file";
import { handOut } from "@/features/copies/mutations";
import { leavingList } from "@/features/exports/schema";
import { withMark } from "@/lib/paper/copy-mark";
import { wordDocument } from "@/lib/paper/word-document";
import { NotFound } from "@/server/errors";
import { letterhead } from "@/server/letterhead";
import { route } from "@/server/route";
import { paperAsPdf } from "@/server/typeset";

/** A sample as CSV, PDF or Word file. */
export const GET = route<{ ref: string }>({ permission: "audit-room:read" }, async (access, request, { ref }) => {
  const sample = await getSample(access, ref);
  if (!sample) throw new NotFound();
  const asked = new URL(request.url).searchParams.get("format");
  const format = asked === "pdf" || asked === "docx" ? asked : "csv";
  const count = sample.drawn.items.length;
  const head = await letterhead(access);
  return handOut(access, {
    ...leavingList({ list: "audit-sample", format, rows: count, total: count, columns: [], filter: `${ref}, ${sample.seed}` }),
    format,
    fileName: `${access.organization.slug}-${ref.toLowerCase()}.${format}`,
    make: async (mark) => {
      if (format === "csv") return sampleAsCsv(sample);
      const paper = withMark(sampleAsPaper(sample, head), mark);
      return format === "pdf" ? paperAsPdf(paper) : wordDocument(paper);
    },
  });
});
