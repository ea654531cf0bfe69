import { ANNEX_A_CONTROLS } from "@/domain/references";
import { createControl } from "@/features/controls/mutations";
import { newControl } from "@/features/controls/schema";
import { editStatement, issueStatement } from "@/features/statement-of-applicability/mutations";
import { statementEdits, statementIssue } from "@/features/statement-of-applicability/schema";
import type { Desk } from "./demo-thread";

const BUILDS_NOTHING = "Nordwind runs software of others and writes none for sale; scripts of the operations centre fall under A.8.32.";
const EXCLUDED: Readonly<Record<string, string>> = {
  "A.8.25": BUILDS_NOTHING,
  "A.8.28": BUILDS_NOTHING,
  "A.8.30": "No software is developed for us.",
};
/** Left open on purpose: the demo company has not talked about it yet. */
const UNDECIDED = new Set(["A.8.11"]);
const PLANNED = ["A.5.7", "A.8.12", "A.8.16"];
const PARTIAL = ["A.5.9", "A.5.21", "A.5.30", "A.7.4", "A.8.8", "A.8.9", "A.8.10", "A.8.22"];
/** Somebody wrote "contractual", and no contract of the register asks for it. */
const CONTRACTUAL_WITHOUT_REQUIREMENT = "A.8.23";

/** The statement of applicability of Nordwind: decided in one sitting, issued as 1.0, and two controls changed since. */
export async function tellStatement(desk: Desk): Promise<void> {
  const versions = new Map<string, number>();
  const edit = async (person: string, controls: readonly string[], change: Record<string, unknown>, reason: string) => {
    const rows = controls.map((id) => ({ id, version: versions.get(id) ?? 0 }));
    const { results } = await editStatement(
      desk.as(person, 6),
      statementEdits.parse({ list: "statement-of-applicability", change, rows, reason }),
    );
    const refused = results.find(({ outcome }) => outcome !== "changed" && outcome !== "unchanged");
    if (refused) throw new Error(`the demo's statement: ${JSON.stringify(refused)}`);
    for (const { id, version } of results) if (version !== undefined) versions.set(id, version);
  };
  const own = await createControl(
    desk.as("olaf", 5),
    newControl.parse({
      title: "Refill of diesel by two suppliers",
      theme: "physical",
      controlTypes: ["preventive"],
      cia: ["availability"],
      concepts: ["protect"],
      origin: "Lease of the hall, annex 2",
      description: "Two contracts for refilling within eight hours, exercised once a year.",
    }),
  );
  const controls = [...ANNEX_A_CONTROLS.map(({ ref }) => ref), own.ref];
  const applicable = controls.filter((ref) => !(ref in EXCLUDED) && !UNDECIDED.has(ref));
  await edit("mira", applicable, { field: "applicable", value: "yes" }, "Sitting on the statement");
  for (const [ref, justification] of Object.entries(EXCLUDED)) {
    await edit("mira", [ref], { field: "applicable", value: "no", justification }, "Sitting on the statement");
  }
  await edit("mira", applicable, { field: "reasons", value: ["risk"] }, "From the risk assessment");
  await edit("mira", [CONTRACTUAL_WITHOUT_REQUIREMENT], { field: "reasons", value: ["risk", "contractual"] }, "Asked for in tenders");
  const done = applicable.filter((ref) => !PLANNED.includes(ref) && !PARTIAL.includes(ref));
  for (const [value, which] of [
    ["implemented", done],
    ["partial", PARTIAL],
    ["planned", PLANNED],
  ] as const) {
    await edit("olaf", which, { field: "implementation", value }, "State as of the sitting");
  }
  const technical = applicable.filter((ref) => ref.startsWith("A.8.") || ref.startsWith("A.7.") || ref.startsWith("OC-"));
  const owners = [
    ["olaf", technical],
    ["petra", applicable.filter((ref) => ref.startsWith("A.6."))],
    ["mira", applicable.filter((ref) => ref.startsWith("A.5."))],
  ] as const;
  for (const [owner, which] of owners) await edit("mira", which, { field: "owner", value: desk.person(owner).id }, "By department");
  await issueStatement(
    desk.as("mira", 10),
    statementIssue.parse({ step: "major", last: "", changeSummary: "First statement after the sitting." }),
  );
  await edit("olaf", ["A.8.9"], { field: "implementation", value: "implemented" }, "Baselines of all hosts are kept in one place now");
  await edit("olaf", ["A.8.16"], { field: "implementation", value: "partial" }, "Storage and network are watched, hosts follow");
}
