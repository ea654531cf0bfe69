import { translator } from "@/lib/translate";
import { COUNTED, type Counted } from "./collections";

/** "12 parties, 30 requirements, 4 risks": what there is, without what there is not. */
export function countsInWords(counts: Readonly<Record<Counted, number>>): string {
  const t = translator("register.count");
  const some = COUNTED.filter((name) => counts[name] > 0);
  return some.length === 0 ? t("nothing") : some.map((name) => t(name, { count: counts[name] })).join(", ");
}

/** Whether a register file may be read in: comments stand on records, so they need not be asked for. */
export function isEmptyRegister(counts: Readonly<Record<Counted, number>>): boolean {
  return COUNTED.every((name) => name === "comments" || counts[name] === 0);
}
