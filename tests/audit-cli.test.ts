import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { exportRegister } from "@/features/register-file/queries";
import { systemAccess } from "@/server/access";
import { change } from "@/server/record";
import { changed, cleanRegister, PUBLISHED } from "./support/oracle";
import { createHouse, openWorld } from "./support/world";

openWorld();

const folder = mkdtempSync(path.join(tmpdir(), "goldthread-audit-"));
// Beside the packages that it asks for.
const program = path.resolve(`node_modules/.cache/audit-${process.pid}.mjs`);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(program, { force: true });
});
// As scripts/build.mjs bundles it; a compiler for each of twenty runs would take a minute.
buildSync({ entryPoints: ["src/cli/audit.ts"], outfile: program, bundle: true, platform: "node", format: "esm", packages: "external" });

/** The command without npm's own second; no database and no settings in its environment. */
function audit(...args: string[]) {
  const { PATH, HOME } = process.env;
  const result = spawnSync(process.execPath, [program, ...args], {
    env: { PATH, HOME, NODE_ENV: "test" },
    encoding: "utf8",
  });
  return { status: result.status, out: result.stdout, said: result.stderr };
}

let files = 0;
function file(content: string | object): string {
  files += 1;
  const name = path.join(folder, `register-${files}.json`);
  writeFileSync(name, typeof content === "string" ? content : JSON.stringify(content));
  return name;
}

describe("npm run audit", () => {
  it("finds nothing in the clean register, and says so as an empty list", () => {
    expect(audit(file(cleanRegister()))).toEqual({ status: 0, out: "[]\n", said: "" });
  });

  it("prints what it finds in the order of the checks, without remedies", () => {
    const register = changed(PUBLISHED["AC-52"]!.change, PUBLISHED["AC-04"]!.change);
    const { status, out, said } = audit(file(register), "--today", "2025-11-20");
    expect([status, said]).toEqual([0, ""]);
    const findings = JSON.parse(out);
    expect(findings).toMatchObject([
      { check: "AC-04", severity: "minor", criterion: "standard", subjects: ["internal"], clause: "Clause 4.2 a", point: 1 },
      { check: "AC-52", severity: "minor", criterion: "standard", subjects: ["A.6.3:legal"], clause: "Clause 6.1.3 d", point: 6 },
    ]);
    expect(Object.keys(findings[0]).slice(0, 4)).toEqual(["check", "severity", "criterion", "subjects"]);
    expect(out).not.toContain("remedy");
  });

  it("takes today from the argument, else from the file, else from the clock", () => {
    const checks = (...args: string[]) => (JSON.parse(audit(...args).out) as { check: string }[]).map(({ check }) => check);
    const register = file(cleanRegister());
    expect(checks(register, "--today=2026-05-12")).not.toContain("AC-59");
    expect(checks(register, "--today", "2026-08-21")).toContain("AC-59");
    const { today: _, ...timeless } = cleanRegister();
    expect(checks(file(timeless))).toContain("AC-59");
  });

  it("reads a file with a byte order mark", () => {
    expect(audit(file(`\uFEFF${JSON.stringify(cleanRegister())}`)).out).toBe("[]\n");
  });

  it.each<[string, () => string[], RegExp]>([
    ["no file named", () => [], /^Usage: npm run --silent audit -- register\.json/],
    ["two files", () => ["a.json", "b.json"], /^Usage/],
    ["an option nobody knows", () => ["--fast", "a.json"], /^Usage/],
    ["--today without a day", () => [file({}), "--today"], /^Usage/],
    ["a day that is none", () => [file({}), "--today", "2025-02-30"], /^--today must be a date as YYYY-MM-DD, not “2025-02-30”\.$/m],
    ["a file that is not there", () => [path.join(folder, "nowhere.json")], /^The file .*nowhere\.json cannot be read\.$/m],
    ["a folder", () => [folder], /cannot be read\.$/m],
    ["no JSON", () => [file("{parties: []")], /is not JSON\.$/m],
    ["an empty file", () => [file("")], /is not JSON\.$/m],
    ["a list", () => [file("[]")], /^The register cannot be read: register must be an object\.$/m],
    ["a wrong form", () => [file({ parties: [{ id: "p1", power: "high" }] })], /parties\[0\]\.power must be a number\.$/m],
    ["several wrong forms", () => [file({ parties: {}, links: {} })], /parties must be a list \(and 1 more\)\.$/m],
    ["a day in the file that is none", () => [file({ today: "today" })], /today must be a date as YYYY-MM-DD\.$/m],
  ])("refuses %s in one line", (_, args, words) => {
    const { status, out, said } = audit(...args());
    expect([status, out]).toEqual([1, ""]);
    expect(said).toMatch(words);
    expect(said.trimEnd()).not.toContain("\n");
  });

  it("reads what Goldthread exports", async () => {
    const access = systemAccess(await createHouse("audited", "Audited", []), "test");
    await change(access, async (writer) => {
      const relevance = { relevance: "relevant", relevanceRationale: "They pay", relevanceDecidedAt: "2026-03-02" };
      const party = await writer.create("interested-party", { name: "Clients", category: "external", status: "active", ...relevance });
      await writer.create("requirement", {
        partyId: party.id,
        statement: "Be safe",
        kind: "contractual",
        strength: "need",
        binding: "requirement",
        status: "active",
        ...relevance,
      });
    });
    const { status, out, said } = audit(file(await exportRegister(access)));
    expect([status, said]).toEqual([0, ""]);
    const subjects = Object.fromEntries(
      (JSON.parse(out) as { check: string; subjects: string[] }[]).map((one) => [one.check, one.subjects]),
    );
    expect(subjects).toMatchObject({ "AC-11": ["IP-001"], "AC-28": ["REQ-001"], "AC-32": ["REQ-001"], "AC-04": ["internal"] });
  });
});
