import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { outsideWords } from "@/lib/outside-words";

/** The words on a sheet in one language, as plain data: the same sheet is drawn here, in the maker's browser and for the party. */
const KEYS = [
  "title",
  "for",
  "from",
  "madeOn",
  "version",
  "classification",
  "requirements",
  "nothing",
  "howMet",
  "noHowMet",
  "fulfilment",
  "assessedOn",
  "clauses",
  "controls",
  "evidence",
  "dated",
  "validUntil",
  "documents",
  "sources",
  "priority",
  "owner",
  "risks",
  "notAddressed",
  "reason",
  "snapshot",
  "hash",
  "status_planned",
  "status_partial",
  "status_implemented",
  "fulfilment_met",
  "fulfilment_partly",
  "fulfilment_not_met",
  "fulfilment_not_assessed",
  "priority_high",
  "priority_medium",
  "priority_low",
] as const;
export type SheetWords = Readonly<Record<(typeof KEYS)[number], string>>;

export function sheetWords(language: string): SheetWords {
  const t = outsideWords(language, "sheet.words");
  return Object.fromEntries(KEYS.map((key) => [key, t(key)])) as SheetWords;
}

/** In each language that a party can be written to in. */
export function sheetWordsByLanguage(): Record<string, SheetWords> {
  return Object.fromEntries(OUTSIDE_LANGUAGES.map((language) => [language, sheetWords(language)]));
}
