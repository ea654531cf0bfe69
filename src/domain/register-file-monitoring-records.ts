import { decimalOf, readDecimal } from "@/domain/decimal";
import { dayNeeded, dayOrNull, type Field, idOrNull, needed, optionOrNull, text, whole } from "@/domain/register-file-fields";
import { DIRECTIONS, MEASUREMENT_ORIGINS, PLAIN_STATUSES } from "@/domain/vocabulary";

/** What the register file holds of what is measured, and of the values. */

const number = (): Field<number> => ({
  absent: undefined,
  read: (value, path, report) => {
    if (typeof value !== "number" || decimalOf(value) === null)
      report(path, value === undefined || value === null ? "missing" : "not_a_number");
    return Number(value);
  },
});
const numberOrNull = (): Field<number | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : number().read(value, path, report)),
});
const readKept = (value: unknown, path: string, report: Parameters<Field<string>["read"]>[2]): string => {
  const read = typeof value === "string" ? readDecimal(value) : null;
  if (read?.ok) return read.value;
  report(path, "not_a_number");
  return "0";
};
/** A kept decimal, as text: numbers of JSON are floats. */
const decimal = (): Field<string> => ({ absent: undefined, read: readKept });
const decimalOrEmpty = (): Field<string> => ({
  absent: "",
  read: (value, path, report) => (value === "" || value === null ? "" : readKept(value, path, report)),
});

/** Other tools give metric, target, direction, how often, who, and the last value with its day; the rest is ours. */
export const KPI = {
  id: needed(),
  ref: text(),
  requirement_id: needed(),
  metric: text(),
  unit: text(),
  target: number(),
  /** Only where a number of JSON cannot hold the target. */
  target_text: decimalOrEmpty(),
  threshold: decimalOrEmpty(),
  direction: optionOrNull(DIRECTIONS),
  method: text(),
  frequency_days: whole(1, 3_650, 90),
  owner_id: idOrNull(),
  owner_label: text(),
  last_value: numberOrNull(),
  last_measured_at: dayOrNull(),
  action_id: idOrNull(),
  status: optionOrNull(PLAIN_STATUSES),
  note: text(),
  retired_at: dayOrNull(),
  retired_reason: text(),
  created_at: dayOrNull(),
};

export const MEASUREMENT = {
  id: needed(),
  kpi_id: needed(),
  measured_on: dayNeeded(),
  value: decimal(),
  origin: optionOrNull(MEASUREMENT_ORIGINS),
  note: text(),
  created_at: text(),
};

/** A criterion as the register keeps it, in the form of the file. */
export function kpiOfFile(record: Record<string, unknown>): Record<string, unknown> {
  const target = String(record.target);
  const last = String(record.last_value);
  return {
    ...record,
    target: Number(target),
    target_text: decimalOf(Number(target)) === target ? "" : target,
    last_value: last === "" ? null : Number(last),
  };
}

/** The last value of a criterion whose file brings no measurements is one. */
export function impliedMeasurements(
  kpis: readonly { id: string; last_value: number | null; last_measured_at: string | null; created_at: string | null }[],
  measurements: readonly { kpi_id: string; measured_on: string }[],
): { id: null; kpi_id: string; measured_on: string; value: string; origin: "file"; note: string; created_at: string }[] {
  const told = new Set(measurements.map(({ kpi_id, measured_on }) => `${kpi_id} ${measured_on}`));
  return kpis.flatMap(({ id, last_value, last_measured_at, created_at }) => {
    const value = last_value === null ? null : decimalOf(last_value);
    if (value === null || last_measured_at === null || told.has(`${id} ${last_measured_at}`)) return [];
    return [
      { id: null, kpi_id: id, measured_on: last_measured_at, value, origin: "file" as const, note: "", created_at: created_at ?? "" },
    ];
  });
}
