import messages from "@messages/en.json";
import type { RefusalCode, RefusalParams } from "./spreadsheet-refusal";

/** The English sentence of a refusal, for the command line; pages take it from the messages themselves. */
export function refusalSentence(code: RefusalCode, params: RefusalParams = {}): string {
  return messages.importErrors[code].replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
