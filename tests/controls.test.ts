import { describe, expect, it } from "vitest";
import { bringBackControl, createControl, retireControl, updateControl } from "@/features/controls/mutations";
import { getClause, getControl, listClauses, listControls } from "@/features/controls/queries";
import { controlChange, newControl } from "@/features/controls/schema";
import { CONTROL_TABLE } from "@/features/controls/table";
import { issueStatement, stateControl } from "@/features/statement-of-applicability/mutations";
import { issuedStatement, listStatement, statementStanding } from "@/features/statement-of-applicability/queries";
import { controlStatement, statementIssue } from "@/features/statement-of-applicability/schema";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { Conflict, NotFound, Refused } from "@/server/errors";
import { openWorld } from "./support/world";

const world = openWorld();

const control = (title: string, more: object = {}) => newControl.parse({ title, theme: "organizational", ...more });
const list = async (access: Access, query = "") => listControls(access, parseTableState(new URLSearchParams(query), CONTROL_TABLE));
const refs = async (access: Access, query: string) => (await list(access, query)).rows.map(({ ref }) => ref);

describe.skipIf(world.skip)("controls and clauses", () => {
  it("are the 93 of Annex A, filtered by theme, type, property, concept and applicability", async () => {
    const vera = await world.as("vera");
    expect(await list(vera)).toMatchObject({ matching: 93, total: 93 });
    expect((await list(vera, "theme=people")).matching).toBe(8);
    expect(await refs(vera, "theme=people&type=corrective&property=availability")).toContain("A.6.4");
    expect(await refs(vera, "q=A.8.24")).toEqual(["A.8.24"]);
    expect(await refs(vera, "q=A.18.1.1")).toEqual([]);
    expect(await refs(vera, "origin=own")).toEqual([]);
    expect((await getControl(vera, "A.8.24")).line).toMatchObject({ control: "A.8.24", applicable: null });
    await expect(getControl(vera, "A.9.24")).rejects.toThrow(NotFound);
    await expect(getControl(vera, "A.18.1.1")).rejects.toThrow(NotFound);
    expect(await listClauses(vera)).toHaveLength(41);
    expect(await getClause(vera, "7.4")).toMatchObject({ ref: "Clause 7.4", asked: 0 });
    await expect(getClause(vera, "7.9")).rejects.toThrow(NotFound);
  });

  it("the organisation's own stand beside them, from creation to the return from retirement", async () => {
    const mira = await world.as("mira");
    const own = await createControl(
      mira,
      control("Four-eyes release of payments", { controlTypes: ["preventive"], origin: "Acme MSA annex 2" }),
    );
    expect(own).toMatchObject({ ref: "OC-001", version: 1 });
    await updateControl(mira, controlChange.parse({ ...control("Four-eyes release of all payments"), id: own.id, version: 1 }));
    await expect(updateControl(mira, controlChange.parse({ ...control("Other"), id: own.id, version: 1 }))).rejects.toThrow(Conflict);
    expect(await refs(mira, "origin=own")).toEqual(["OC-001"]);
    expect((await list(mira)).rows.at(-1)).toMatchObject({ ref: "OC-001", title: "Four-eyes release of all payments" });
    await stateControl(mira, controlStatement.parse({ control: "OC-001", version: 0, applicable: "yes", reasons: ["business"] }));
    expect(await refs(mira, "applicable=yes")).toEqual(["OC-001"]);
    await issueStatement(mira, statementIssue.parse({ step: "major", last: "", changeSummary: "" }));
    const retired = await retireControl(mira, { id: own.id, version: 2, reason: "Payments are made by the bank" });
    expect((await getControl(mira, "OC-001")).line).toBeNull();
    expect((await listStatement(mira, parseTableState({}, STATEMENT_TABLE))).total).toBe(93);
    expect((await statementStanding(mira)).since).toMatchObject([{ control: "OC-001", change: "removed" }]);
    expect((await issuedStatement(mira, "1.0")).content.lines.at(-1)).toMatchObject({
      control: "OC-001",
      title: "Four-eyes release of all payments",
    });
    expect(await refs(mira, "status=retired")).toEqual(["OC-001"]);
    await expect(stateControl(mira, controlStatement.parse({ control: "OC-001", version: 1, applicable: "no" }))).rejects.toThrow(Refused);
    await expect(retireControl(mira, { ...retired, reason: "Again" })).rejects.toThrow(Refused);
    await bringBackControl(mira, { ...retired, reason: "" });
    expect((await statementStanding(mira)).since).toEqual([]);
    await expect(getControl(await world.as("kim"), "OC-001")).rejects.toThrow(NotFound);
  });
});
