import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RegisterFile } from "@/domain/register-file-records";
import { importRegister } from "@/features/register-file/mutations";
import { exportRegister } from "@/features/register-file/queries";
import { systemAccess } from "@/server/access";
import { setClock } from "@/server/clock";
import { audit, changed, cleanRegister, type OracleRegister, OUR_OWN, PUBLISHED, TODAY } from "./support/oracle";
import { createHouse, engine, openWorld } from "./support/world";

const world = openWorld();
let houses = 0;

/** The register as it comes out of an organisation that it was read into. */
async function throughGoldthread(register: OracleRegister): Promise<RegisterFile> {
  houses += 1;
  const access = systemAccess(await createHouse(`oracle-${houses}`, `Oracle ${houses}`, []), "test");
  await importRegister(access, JSON.parse(JSON.stringify(register)));
  return JSON.parse(JSON.stringify(await exportRegister(access)));
}

/** What a record of the oracle is called after it came through: its ref where it got one. */
function renaming(before: OracleRegister, after: RegisterFile): Map<string, string> {
  const names = new Map<string, string>();
  for (const name of ["sources", "obligations", "risks", "evidence", "documents"] as const)
    for (const { id, title } of before[name]) names.set(id, after[name].find((record) => record.title === title)!.ref);
  for (const { id, clause, raised_at } of before.findings)
    names.set(id, after.findings.find((record) => record.clause.endsWith(clause) && record.raised_at === raised_at)!.ref);
  for (const { id, type, occurred_at } of before.triggers)
    names.set(id, after.triggers.find((record) => record.type === type && record.occurred_at === occurred_at)!.ref);
  // Numbered in the order of the file.
  for (const name of ["comms", "engagements"] as const)
    for (const [index, { id }] of before[name].entries()) names.set(id, (after[name][index] as { ref: string }).ref);
  for (const [index, { id }] of before.kpis.entries()) names.set(id, after.kpis[index]!.ref);
  for (const { id, outcome } of before.reviews) names.set(id, after.reviews.find((record) => record.outcome === outcome)!.ref);
  for (const { id, held_at } of before.mreviews) names.set(id, after.mreviews.find((record) => record.held_at === held_at)!.ref);
  const refs = new Map(before.requirements.map(({ id, ref }) => [id, ref]));
  for (const { id, requirement_id, target_type, target_ref } of before.links)
    names.set(id, `${refs.get(requirement_id)} ${target_type} ${names.get(target_ref) ?? target_ref}`);
  return names;
}

function told(register: OracleRegister | RegisterFile, names: ReadonlyMap<string, string> = new Map()) {
  return audit(register, TODAY).map(({ check, severity, subjects }) => [
    check,
    severity,
    subjects.map((subject) => subject.replace(/^[^:]+/, (name) => names.get(name) ?? name)).sort(),
  ]);
}

describe.skipIf(world.skip)("the audit checks on a register that came through Goldthread", () => {
  beforeAll(() => setClock(new Date(`${TODAY}T10:00:00Z`)));
  afterAll(() => setClock(null));

  it("find nothing in the clean one", async () => {
    const register = cleanRegister();
    const after = await throughGoldthread(register);
    expect(told(after)).toEqual([]);
    expect(after.risks.map(({ ref, title, level }) => [ref, title, level])).toEqual([
      ["R-001", "Client data leaks", 15],
      ["R-002", "Ransomware", 20],
    ]);
    expect(after.soa.map(({ control_ref, justification }) => [control_ref, justification]).sort()).toEqual(
      register.soa.map(({ control_ref, justification }) => [control_ref, justification]).sort(),
    );
  });

  // All of them on one engine; those about what an import has to translate on both.
  const TRANSLATED = ["AC-40", "AC-49", "AC-50", "AC-51", "AC-52", "AC-53", "AC-54"];
  const ALL = Object.entries({ ...PUBLISHED, ...OUR_OWN });

  it.each(engine === "embedded" ? ALL.filter(([check]) => TRANSLATED.includes(check)) : ALL)(
    "find the same after %s was brought about",
    async (_check, { change }) => {
      const register = changed(change);
      const after = await throughGoldthread(register);
      expect(told(after)).toEqual(told(register, renaming(register, after)));
    },
  );
});
