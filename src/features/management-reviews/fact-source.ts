import type { FactFigure } from "@/domain/management-review-facts";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import type { Period, ToldChange } from "./changes";

/** What every input of the agenda reads its facts from, and the small words they share. */

export interface About {
  tx: Tx;
  access: Access;
  period: Period;
  changes: readonly ToldChange[];
  organizationId: string;
}

export const after = (day: string | null, { from, to }: Period) => day !== null && (from === null || day > from) && day <= to;
export const figure = (key: string, value: number | string): FactFigure => ({ key, value });
export const words = () => translator("managementReviews.detail");
