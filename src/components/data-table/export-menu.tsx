import { Download } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { type TableConfig, type TableState, tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";

interface ExportMenuProps<Column extends string, Filter extends string> {
  /** The list's own address; its files lie below it at /export. */
  path: string;
  config: TableConfig<Column, Filter>;
  state: TableState<Column, Filter>;
}

/** The rows and columns that the reader sees, on all pages, as a file. */
export function ExportMenu<Column extends string, Filter extends string>({ path, config, state }: ExportMenuProps<Column, Filter>) {
  const t = translator("exports");
  const file = (format: string) => `${path}/export?format=${format}${tableQuery({ ...state, page: 1 }, config).replace("?", "&")}`;
  return (
    <Menu
      label={t("export")}
      trigger={
        <>
          <Download aria-hidden className="size-4" />
          {t("export")}
        </>
      }
      items={[
        { label: t("asCsv"), href: file("csv"), download: true },
        { label: t("asXlsx"), href: file("xlsx"), download: true },
      ]}
    />
  );
}
