import { z } from "zod";
import { id, reason, scale, version } from "@/lib/zod-fields";

const target = { id: id(), version: version(), reason: reason() };

/** A place on the grid; null takes a score away. */
export const gridMove = z.strictObject({ ...target, power: scale(1, 5), interest: scale(1, 5) });
export type GridMove = z.output<typeof gridMove>;

export const salienceAssessment = z.strictObject({ ...target, legitimacy: scale(1, 3), urgency: scale(1, 3) });
export type SalienceAssessment = z.output<typeof salienceAssessment>;
