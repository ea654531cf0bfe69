import { describe, expect, test } from "vitest";
import { dumpName, dumpsToRemove, dumpTime } from "./dump-retention";

const at = (day: string, time = "03:00:00") => dumpName(new Date(`${day}T${time}Z`));
const daysBefore = (day: string, count: number) =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() - count * 86_400_000).toISOString().slice(0, 10);

describe("scheduled dumps", () => {
  test("are named by the second, and read back from the name", () => {
    expect(dumpName(new Date("2026-11-22T01:59:07.345Z"))).toBe("goldthread-2026-11-22T015907Z.gtbackup.gz");
    expect(dumpTime("goldthread-2026-11-22T015907Z.gtbackup.gz")).toBe("2026-11-22T01:59:07.000Z");
    for (const other of ["goldthread-2026-13-22T015907Z.gtbackup.gz", "goldthread-2026-11-22T015907Z.gtbackup.gz.partial", "notes.txt"])
      expect(dumpTime(other)).toBeNull();
  });

  test("of two months, seven days and four weeks stay", () => {
    // A Sunday; one dump a day for sixty days.
    const names = Array.from({ length: 60 }, (_, count) => at(daysBefore("2026-11-22", count)));
    const removed = new Set(dumpsToRemove(names));
    const kept = names.filter((name) => !removed.has(name)).map((name) => name.slice(11, 21));
    expect(kept).toEqual([
      "2026-11-22",
      "2026-11-21",
      "2026-11-20",
      "2026-11-19",
      "2026-11-18",
      "2026-11-17",
      "2026-11-16",
      // The newest of the three weeks before.
      "2026-11-15",
      "2026-11-08",
      "2026-11-01",
    ]);
  });

  test("several of one day: the newest stays", () => {
    expect(dumpsToRemove([at("2026-11-22", "01:00:00"), at("2026-11-22", "09:00:00")])).toEqual([at("2026-11-22", "01:00:00")]);
  });

  test("what is none of ours is never removed, and nothing is nothing", () => {
    expect(dumpsToRemove(["notes.txt", "last-failure.json"])).toEqual([]);
    expect(dumpsToRemove([])).toEqual([]);
  });

  test("after a long pause the old ones stay until newer ones take their place", () => {
    expect(dumpsToRemove([at("2026-01-05"), at("2026-11-22")])).toEqual([]);
  });
});
