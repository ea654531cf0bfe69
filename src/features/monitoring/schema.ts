import { z } from "zod";
import { DIRECTIONS } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, requiredProse, scale, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };
const needed = <T>(schema: z.ZodType<T | null>) =>
  schema.refine((value): value is NonNullable<Awaited<T>> & T => value !== null, { params: { key: "required" } });
/** Numbers are read by domain/decimal.ts, which says what is wrong with them. */
const number = () => line(60);

const fields = {
  metric: requiredLine(200),
  unit: line(30),
  target: requiredLine(60),
  threshold: number(),
  direction: z.enum(DIRECTIONS),
  method: prose(4_000),
  frequencyDays: needed(scale(1, 3_650)),
  ownerId: optionalId(),
  note: prose(),
};

export const newCriterion = z.strictObject({ requirementId: id(), ...fields });
export const criterionChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const criterionDeed = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const criterionReturn = z.strictObject({ ...target, reason: reason() });

const measured = { measuredOn: needed(day()), value: requiredLine(60), note: prose(1_000) };
export const newMeasurement = z.strictObject({ criterionId: id(), ...measured });
export const measurementChange = z.strictObject({ ...target, ...measured, reason: requiredProse(1_000) });

/** So many lines of a file, or measurements of one call. */
export const MOST_LINES = 2_000;
const rawLine = z.strictObject({
  line: z.int().min(1).max(1_000_000),
  ref: z.string().max(1_000),
  day: z.string().max(1_000),
  value: z.string().max(1_000),
  note: z.string().max(5_000),
});
export const manyLines = z.strictObject({
  lines: z.array(rawLine).min(1).max(MOST_LINES),
  /** Everything or nothing, or only what is right. */
  only: z.enum(["all", "good"]),
});

export type NewCriterion = z.output<typeof newCriterion>;
export type CriterionChange = z.output<typeof criterionChange>;
export type CriterionDeed = z.output<typeof criterionReturn>;
export type NewMeasurement = z.output<typeof newMeasurement>;
export type MeasurementChange = z.output<typeof measurementChange>;
export type ManyLines = z.output<typeof manyLines>;
