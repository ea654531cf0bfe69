import { z } from "zod";
import { API_SCOPES, MOST_TOKEN_DAYS, USUAL_TOKEN_DAYS } from "@/domain/api-token";
import { choices, id, requiredLine, scale, version } from "@/lib/zod-fields";

export const newToken = z.strictObject({
  name: requiredLine(120),
  scopes: choices(API_SCOPES).pipe(z.array(z.enum(API_SCOPES)).min(1)),
  days: scale(1, MOST_TOKEN_DAYS).transform((days) => days ?? USUAL_TOKEN_DAYS),
});
export const tokenDeed = z.strictObject({ id: id(), version: version() });

export type NewToken = z.output<typeof newToken>;
