import { z } from "zod";

export const silentInput = z.strictObject({ key: z.string().min(1).max(60) });
