import type { Direction } from "@/domain/vocabulary";

/** The fields of the form under the names of the record. */
export interface CriterionFields extends Record<string, unknown> {
  metric: string;
  unit: string;
  target: string;
  threshold: string;
  direction: Direction;
  method: string;
  frequencyDays: number | string | null;
  ownerId: string | null;
  note: string;
}

export const EMPTY_CRITERION: CriterionFields = {
  metric: "",
  unit: "",
  target: "",
  threshold: "",
  direction: "at_least",
  method: "",
  frequencyDays: 90,
  ownerId: null,
  note: "",
};
