import { z } from "zod";
import { line, version } from "@/lib/zod-fields";

export const LARGEST_LOGO = 512 * 1024;
/** Pixels on the longer side. */
export const LONGEST_SIDE = 2_000;

export const letterheadInput = z.strictObject({
  version: version(),
  /** Before the number of every document: "ND" makes ND-REG-2.1. */
  documentPrefix: line(20).refine((prefix) => /^[\p{L}\p{N}./_-]*( [\p{L}\p{N}./_-]+)*$/u.test(prefix), {
    params: { key: "letters_digits_dashes" },
  }),
});
export const noInput = z.strictObject({ version: version() });

export type LetterheadInput = z.output<typeof letterheadInput>;
