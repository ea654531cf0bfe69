import { Download } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { translator } from "@/lib/translate";
import { STATEMENT_FORMATS } from "../files";

/** The statement as a file: what the page shows, in four forms. `query` begins with "?" or is empty. */
export function StatementFiles({ path, query = "" }: { path: string; query?: string }) {
  const t = translator("statement");
  return (
    <Menu
      label={t("file.export")}
      trigger={
        <>
          <Download aria-hidden className="size-4" />
          {t("file.export")}
        </>
      }
      items={STATEMENT_FORMATS.map((format) => ({
        label: t(`file.as.${format}`),
        href: `${path}?format=${format}${query.replace("?", "&")}`,
        download: true,
      }))}
    />
  );
}
