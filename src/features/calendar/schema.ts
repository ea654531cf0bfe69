import { z } from "zod";
import { CALENDAR_SCOPES } from "@/domain/vocabulary";
import { id } from "@/lib/zod-fields";

export const newFeed = z.strictObject({ scope: z.enum(CALENDAR_SCOPES) });
export const endedFeed = z.strictObject({ id: id() });
