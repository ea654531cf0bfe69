import { type CopyAddress, copyAddress } from "@/domain/copy-code";
import type { CopyMark } from "@/lib/paper/copy-mark";
import { translator } from "@/lib/translate";
import { env } from "@/server/env";
import type { Standing } from "./standing";

interface Said {
  prefix: string;
  /** "REG"; empty for what has no number. */
  documentCode: string;
  suffix: string;
  standing: Standing;
  rowsShown: number | null;
  rowsTotal: number | null;
  filterText: string;
}

const LONGEST_FILTER = 160;

export function copyUrl(address: CopyAddress): string {
  return `${env().appOrigin}/copies/${copyAddress(address)}`;
}

export function markOf(address: CopyAddress, said: Said): CopyMark {
  const t = translator("copies.mark");
  const url = copyUrl(address);
  const { standing, documentCode, suffix, prefix, rowsShown, rowsTotal, filterText } = said;
  const number = documentCode ? [prefix, documentCode, suffix || standing.label.replaceAll(" ", "")].filter(Boolean).join("-") : "";
  const filter = [...filterText].length > LONGEST_FILTER ? `${[...filterText].slice(0, LONGEST_FILTER).join("")}…` : filterText;
  const foot = [
    standing.approved || t("notApproved"),
    rowsShown === null || rowsTotal === null ? "" : t("rows", { rows: rowsShown, total: rowsTotal }),
    filter ? t("filter", { filter }) : "",
  ];
  return {
    url,
    code: address.code,
    versionLabel: standing.label,
    paper: {
      ...(number ? { number } : {}),
      edition: standing.edition,
      foot: foot.filter(Boolean).join(" · "),
      copy: { url, code: address.code, label: t("copy"), hint: t("hint"), alt: t("alt", { url }) },
    },
  };
}
