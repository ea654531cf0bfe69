import { readdirSync, readFileSync } from "node:fs";
import messages from "@messages/en.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { entryLines } from "@/features/history/entry-lines";
import { FROZEN_CONTENT, pathOf, vocabularyOf } from "@/features/history/field-words";
import { ANY } from "@/features/history/filter";
import { listHistory } from "@/features/history/queries";
import { columnOf, ENTITIES } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { change } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();
const SPECS = Object.entries(ENTITIES) as [string, EntitySpec][];
const at = (path: string) =>
  path.split(".").reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], messages);

/** Records whose changes lead nowhere: they belong to another one, whose page shows them. */
const WITHOUT_PAGE = [
  "version-decision",
  "catalogue-exclusion",
  "workshop-entry",
  "workshop-vote",
  "interview-answer",
  "comment",
  "management-review-item",
  "review-item",
  "review-answer",
  "party-contact",
  "party-link",
  "ask",
  "ask-item",
  "survey-question",
  "survey-invitation",
  "survey-response",
  "survey-answer",
  "measurement",
  "conflict-step",
  "conflict-dismissal",
];

describe("the words of the history", () => {
  it.each(SPECS)("names %s and each of its fields, and knows its page", (entity, spec) => {
    expect(at(`history.entity.${entity}`), "the kind of record").toBeTypeOf("string");
    const fields = [...Object.keys(spec.fields), ...Object.keys(spec.links), ...(spec.targets ? ["links"] : [])];
    expect(fields.filter((field) => typeof at(`fields.${field}`) !== "string")).toEqual([]);
    expect(pathOf(entity, "X-001") === null).toBe(WITHOUT_PAGE.includes(entity));
  });

  it("names whatever is done", () => {
    const files = ["src/features", "src/server"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((name) =>
        name.endsWith("mutations.ts") || (folder === "src/server" && name.endsWith(".ts")) ? [`${folder}/${name}`] : [],
      ),
    );
    const done = new Set(
      files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\baction: "([a-z-]+)"/g)].map(([, action]) => action!)),
    );
    expect(done.size).toBeGreaterThan(20);
    expect([...done].filter((action) => typeof at(`history.action.${action}`) !== "string")).toEqual([]);
  });
});

describe.skipIf(world.skip)("no key is shown as it is stored", () => {
  let looked = 0;
  it.each(SPECS)("has words for each option that the database knows of %s", async (entity, spec) => {
    const rows = await world.sql<{ definition: string }>(
      "SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'",
      [spec.table],
    );
    const wordless: string[] = [];
    for (const field of Object.keys(spec.fields)) {
      const one = new RegExp(String.raw`^CHECK \(\(\(?"?${columnOf(field)}"?\)?(?:::text)? (?:= ANY|<@) \(?(?:\(?ARRAY\[)([^\]]*)\]`);
      for (const { definition } of rows) {
        const listed = one.exec(definition)?.[1];
        if (!listed) continue;
        const group = vocabularyOf(entity, field);
        looked += 1;
        for (const [, option] of listed.matchAll(/'([^']*)'/g))
          if (option !== "" && typeof at(`vocabulary.${group}.${option}`) !== "string") wordless.push(`${entity}.${field}: ${option}`);
      }
    }
    expect(wordless).toEqual([]);
  });

  it("found the options in the database's catalogue", () => {
    expect(looked).toBeGreaterThan(45);
  });

  it("tells links, refs, kinds and frozen texts in words", () => {
    const line = (entity: string, field: string, after: unknown) =>
      entryLines(entity, { [field]: { before: null, after: after as string } }, new Map(), { support: true }).map((one) => one.after);
    const links = [
      { targetType: "risk", targetRef: "R-014", rationale: "Backups", coverage: "partly" },
      { targetType: "risk", targetRef: "none", rationale: "Looked at" },
    ];
    expect(line("requirement", "links", links)).toEqual(["Risk R-014 (Partly): Backups\nNo risk: Looked at"]);
    expect(line("finding", "recordRefs", ["REQ-001", "E-077"])).toEqual(["REQ-001, E-077"]);
    expect(line("budget-line", "targetRefs", ["A.8.13", "R-001"])).toEqual(["A.8.13, R-001"]);
    expect(line("comment", "entity", "scope-unit")).toEqual(["Scope unit"]);
    expect(line("finding", "severity", "ofi")).toEqual(["Opportunity"]);
    expect(line("action", "kind", "evidence_request")).toEqual(["Evidence asked for"]);
    expect(line("soa-entry", "applicable", false)).toEqual(["no"]);
    for (const frozen of FROZEN_CONTENT) {
      const [entity, field] = frozen.split(".") as [string, string];
      expect(line(entity, field, "{}")).toEqual([]);
    }
  });

  it("calls a record that another one leads to by its ref and title", async () => {
    const mira = await world.as("mira");
    const values = { clause: "Clause 4.2", severity: "minor", raisedAt: "2026-01-01", dueAt: "2026-02-01" };
    await change(mira, async (record) => {
      const first = await record.create("finding", { title: "No backups", ...values });
      await record.create("finding", { title: "Again no backups", repeatOfId: first.id, ...values });
      await record.create("action", { title: "Back up", findingId: first.id });
    });
    const { items } = await listHistory(mira, { ...ANY, entity: "finding" });
    expect(items[0]).toMatchObject({ record: "F-002", path: "/findings/F-002" });
    expect(items[0]!.lines.find(({ field }) => field === "repeatOfId")?.after).toBe("F-001 No backups");
    const [action] = (await listHistory(mira, { ...ANY, entity: "action" })).items;
    expect(action!.lines.find(({ field }) => field === "findingId")?.after).toBe("F-001 No backups");
  });
});
