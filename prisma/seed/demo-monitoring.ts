import { addMeasurement, createCriterion, storeMeasurements } from "@/features/monitoring/mutations";
import { newCriterion, newMeasurement } from "@/features/monitoring/schema";
import type { Page, Story } from "./story";

/** A year of numbers: what the clinics and the insurer were promised, a target that was missed in October, and a restore that nobody measured in time. */
export function tellMonitoring(story: Story): void {
  const ids = new Map<string, { id: string; ref: string }>();
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const set = (key: string, requirement: string, owner: string, facts: Record<string, unknown>) =>
    scene("2026-05-18T09:40", "mira", async (page) => {
      const input = newCriterion.parse({ requirementId: page.id(requirement), ownerId: story.people[owner]!.id, ...facts });
      ids.set(key, await createCriterion(page.access, input));
    });
  const file = (when: string, values: readonly (readonly [key: string, day: string, value: string])[]) =>
    scene(when, "carla", async (page) => {
      const lines = values.map(([key, day, value], index) => ({
        line: index + 2,
        ref: ids.get(key)!.ref,
        day: story.day(day),
        value,
        note: "",
      }));
      await storeMeasurements(page.access, { lines, only: "all" });
    });
  const measure = (when: string, by: string, key: string, measuredOn: string, value: string, note = "") =>
    scene(when, by, async (page) => {
      const input = { criterionId: ids.get(key)!.id, measuredOn: story.day(measuredOn), value, note };
      await addMeasurement(page.access, newMeasurement.parse(input));
    });

  set("availability", "clinic-availability", "carla", {
    metric: "Availability of the imaging archive in the month",
    unit: "%",
    target: "99.95",
    threshold: "99.97",
    direction: "at_least",
    method: "Minutes in which the archive answered the probe outside of the hall, divided by the minutes of the month.",
    frequencyDays: 35,
  });
  set("updates", "insurer-patches", "carla", {
    metric: "Days until a critical update was installed everywhere, the slowest of the month",
    unit: "days",
    target: "14",
    threshold: "12",
    direction: "at_most",
    method: "From the inventory: day of publication to the day on which the last system reported the new version.",
    frequencyDays: 35,
  });
  set("factor", "insurer-two-factor", "mira", {
    metric: "Remote accesses with a second factor",
    unit: "%",
    target: "100",
    direction: "at_least",
    method: "Accounts that may sign in from outside, counted in the directory at the end of the quarter.",
    frequencyDays: 95,
  });
  set("restore", "clinic-restore", "carla", {
    metric: "Hours until an archive was restored in the exercise",
    unit: "h",
    target: "4",
    threshold: "3.5",
    direction: "at_most",
    method: "From the protocol of the exercise: first call to the first image that opens.",
    frequencyDays: 150,
  });
  set("secrecy", "clinic-secrecy", "mira", {
    metric: "People with access to patient data who signed the declaration of secrecy",
    unit: "%",
    target: "100",
    direction: "at_least",
    method: "Accounts of the access lists held against the signed declarations.",
    frequencyDays: 190,
  });
  file("2026-05-18T11:30", [
    ["availability", "2025-11-30", "99.98"],
    ["availability", "2025-12-31", "99.96"],
    ["availability", "2026-01-31", "99.99"],
    ["availability", "2026-02-28", "99.98"],
    ["availability", "2026-03-31", "99.97"],
    ["availability", "2026-04-30", "99.99"],
    ["updates", "2025-12-31", "13"],
    ["updates", "2026-01-31", "11"],
    ["updates", "2026-02-28", "12"],
    ["updates", "2026-03-31", "9"],
    ["updates", "2026-04-30", "10"],
    ["factor", "2025-12-31", "100"],
    ["factor", "2026-03-31", "100"],
    ["restore", "2025-11-26", "3.75"],
    ["restore", "2026-05-06", "2.75"],
    ["secrecy", "2025-12-31", "100"],
  ]);
  file("2026-08-03T13:10", [
    ["availability", "2026-05-31", "99.98"],
    ["availability", "2026-06-30", "99.97"],
    ["availability", "2026-07-31", "99.96"],
    ["updates", "2026-05-31", "8"],
    ["updates", "2026-06-30", "9"],
    ["updates", "2026-07-31", "7"],
    ["factor", "2026-06-30", "100"],
    ["secrecy", "2026-06-30", "100"],
  ]);
  file("2026-10-05T13:20", [
    ["availability", "2026-08-31", "99.98"],
    ["availability", "2026-09-30", "99.97"],
    ["updates", "2026-08-31", "11"],
    ["updates", "2026-09-30", "8"],
    ["factor", "2026-09-30", "100"],
  ]);
  measure("2026-11-03T08:50", "carla", "updates", "2026-10-31", "7");
  measure(
    "2026-11-03T08:55",
    "carla",
    "availability",
    "2026-10-31",
    "99.91",
    "Maintenance of the mirrored storage took 25 minutes longer.",
  );
}
