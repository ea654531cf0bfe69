import { expect, test } from "vitest";
import { impliedMeasurements, kpiOfFile } from "./register-file-monitoring-records";

test("a target stands as a number, and as text only where a number cannot hold it", () => {
  expect(kpiOfFile({ target: "99.95", last_value: "" })).toEqual({ target: 99.95, target_text: "", last_value: null });
  expect(kpiOfFile({ target: "999999999999999.123456", last_value: "7" })).toMatchObject({
    target_text: "999999999999999.123456",
    last_value: 7,
  });
});

test("the last value of another tool is a measurement, unless the file brings it", () => {
  const kpi = { id: "q1", last_value: 99.5, last_measured_at: "2026-10-01", created_at: null };
  expect(impliedMeasurements([kpi], [])).toMatchObject([{ kpi_id: "q1", measured_on: "2026-10-01", value: "99.5", origin: "file" }]);
  expect(impliedMeasurements([kpi], [{ kpi_id: "q1", measured_on: "2026-10-01" }])).toEqual([]);
  expect(
    impliedMeasurements(
      [
        { ...kpi, last_value: null },
        { ...kpi, last_measured_at: null },
      ],
      [],
    ),
  ).toEqual([]);
});
