import { z } from "zod";
import { REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { requiredLine } from "@/lib/zod-fields";

const MOST_CHANGES = 500;
const LONGEST = 16_000;

const key = z.string().min(1).max(LONGEST);
const changes = <Value extends z.ZodType>(value: Value) =>
  z.record(key, value).refine((all) => Object.keys(all).length <= MOST_CHANGES && !Object.hasOwn(all, "__proto__"));

/** What the page changed since: only what is named here is taken over, null takes a choice back. */
const choicesPatch = z.strictObject({
  encoding: z.string().max(40).nullish(),
  delimiter: z.string().max(1).nullish(),
  sheet: z.string().max(200).nullish(),
  headerRows: z.array(z.int().min(1).max(1_048_576)).max(2).nullish(),
  columns: changes(z.string().max(60).nullable()).optional(),
  values: changes(changes(z.union([z.string().max(200), z.number(), z.null()]))).optional(),
  doubts: changes(z.string().max(LONGEST).nullable()).optional(),
  parties: changes(
    z.strictObject({ skip: z.boolean().optional(), name: z.string().max(500).optional(), mergeInto: z.string().max(100).optional() }),
  ).optional(),
  requirements: changes(
    z.strictObject({
      skip: z.boolean().optional(),
      statement: z
        .string()
        .max(LONGEST - 1)
        .optional(),
    }),
  ).optional(),
  /** Party of the file -> ref of the party in the register that it is added to, or "new". */
  existing: changes(z.string().max(30)).optional(),
  /** Requirement of the file that stands in the register already -> whether it is imported all the same. */
  again: changes(z.boolean()).optional(),
  categoryForNone: z.enum(["internal", "external"]).optional(),
  kindForNone: z.enum(REQUIREMENT_KINDS).optional(),
  createSources: z.boolean().optional(),
});

export const choicesInput = z.strictObject({ id: z.uuid(), patch: choicesPatch });
export const batchInput = z.strictObject({ id: z.uuid() });
export const commitInput = z.strictObject({ id: z.uuid(), reason: requiredLine(1_000) });

export type ChoicesPatch = z.output<typeof choicesPatch>;
