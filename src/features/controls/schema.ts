import { z } from "zod";
import { CONTROL_CONCEPTS, CONTROL_TYPES } from "@/domain/controls";
import { CIA, CONTROL_THEMES } from "@/domain/vocabulary";
import { choices, id, line, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const fields = {
  title: requiredLine(),
  theme: z.enum(CONTROL_THEMES),
  controlTypes: choices(CONTROL_TYPES),
  cia: choices(CIA),
  concepts: choices(CONTROL_CONCEPTS),
  origin: line(),
  description: prose(),
  note: prose(),
};
const target = { id: id(), version: version() };

export const newControl = z.strictObject(fields);
export type NewControl = z.output<typeof newControl>;
export const controlChange = z.strictObject({ ...target, ...fields, reason: reason() });
export type ControlChange = z.output<typeof controlChange>;
export const controlRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const controlReturn = z.strictObject({ ...target, reason: reason() });
