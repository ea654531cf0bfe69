import { z } from "zod";

/** The fields of forms, so that every form refuses the same things with the same words. Texts are trimmed; absent and empty are the same. */

const MAXIMUM_LINE = 300;
const MAXIMUM_TEXT = 10_000;
// NUL cannot be stored; the other control characters have no business in a register.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const readable = (value: string) => !CONTROL.test(value);

/** One line, may be empty. */
export const line = (maximum = MAXIMUM_LINE) =>
  z
    .string()
    .max(maximum)
    .refine(readable, { params: { key: "control_characters" } })
    .transform((value) => value.trim().replace(/\s+/g, " "))
    .default("");

/** One line that must say something. */
export const requiredLine = (maximum = MAXIMUM_LINE) =>
  z
    .string()
    .max(maximum)
    .refine(readable, { params: { key: "control_characters" } })
    .transform((value) => value.trim().replace(/\s+/g, " "))
    .pipe(z.string().min(1));

/** Several lines, may be empty. */
export const prose = (maximum = MAXIMUM_TEXT) =>
  z
    .string()
    .max(maximum)
    .refine(readable, { params: { key: "control_characters" } })
    .transform((value) => value.replace(/\r\n?/g, "\n").trim())
    .default("");

export const requiredProse = (maximum = MAXIMUM_TEXT) =>
  z
    .string()
    .max(maximum)
    .refine(readable, { params: { key: "control_characters" } })
    .transform((value) => value.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().min(1));

/** A day as "YYYY-MM-DD", or null for none. */
export const day = () =>
  z.union([z.literal("").transform(() => null), z.null(), z.string().refine(isRealDay, { params: { key: "not_a_day" } })]).default(null);

/** One of the words, or null for "not said". */
export const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.union([z.literal("").transform(() => null), z.null(), z.enum(words)]).default(null);

/** Several of the words, each once, in the order of the list. */
export const choices = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .array(z.enum(words))
    .max(words.length * 2)
    .transform((chosen) => words.filter((word) => (chosen as readonly string[]).includes(word)) as Words[number][])
    .default([]);

/** A whole number in a range, also as the text a form sends; empty is null. */
export const scale = (minimum: number, maximum: number) =>
  z
    .union([
      z.literal("").transform(() => null),
      z.null(),
      z.int().min(minimum).max(maximum),
      z
        .string()
        .regex(/^-?\d{1,6}$/)
        .transform(Number)
        .pipe(z.int().min(minimum).max(maximum)),
    ])
    .default(null);

export const id = () => z.uuid();
export const optionalId = () => z.union([z.literal("").transform(() => null), z.null(), z.uuid()]).default(null);
export const ids = (maximum = 200) => z.array(z.uuid()).max(maximum).default([]);
export const flag = () => z.boolean().default(false);
/** The version of the record that the person started from. */
export const version = () =>
  z.union([
    z.int().min(1),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .pipe(z.int().min(1)),
  ]);
/** Why a change is made; asked for where the record is confirmed or decided. */
export const reason = () => line(1_000);
export const names = (maximum = 100) =>
  z
    .array(
      z
        .string()
        .max(MAXIMUM_LINE)
        .transform((name) => name.trim()),
    )
    .max(maximum)
    .transform((all) => [...new Set(all.filter(Boolean))])
    .default([]);

function isRealDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < "1900-01-01" || value > "2999-12-31") return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
