import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { can, type Permission } from "@/domain/permissions";
import type { Role } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import { specOf } from "@/server/action";
import { withRequest } from "@/server/request";
import { routeSpecOf } from "@/server/route";
import { engine, openWorld, type World } from "./support/world";

type Module = Record<string, unknown>;
const actionModules = import.meta.glob<Module>("../src/features/*/actions.ts", { eager: true });
const routeModules = import.meta.glob<Module>("../src/app/**/route.ts", { eager: true });
const pageFiles = Object.keys(import.meta.glob("../src/app/[[]organization]/**/page.tsx"));

type Action = (organization: string, input: unknown) => Promise<ActionResult<unknown>>;
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const actions = Object.entries(actionModules).flatMap(([file, module]) =>
  Object.entries(module).map(([name, run]) => ({ title: `${file.split("/").at(-2)}.${name}`, run: run as Action })),
);
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
const handlers = Object.entries(routeModules).flatMap(([file, module]) =>
  Object.entries(module)
    .filter(([name]) => METHODS.includes(name))
    .map(([method, run]) => ({
      title: `${method} ${file.replace("../src/app", "").replace("/route.ts", "")}`,
      method,
      run: run as Handler,
    })),
);

/** Doors that belong to no organisation, each with its reason; a new one must be named here. */
const PUBLIC_ACTIONS: Record<string, string> = {
  "asks.answerAsk": "has no account; the link is asked inside",
  "asks.noteOpened": "has no account; the link is asked inside",
  "accounts.signUp": "has no account yet",
  "accounts.rememberDevice": "the browser somebody just signed in with",
  "accounts.changeName": "one's own account, session asked inside",
  "accounts.changePassword": "one's own account, session asked inside",
  "accounts.endSession": "one's own account, session asked inside",
  "accounts.endOtherSessions": "one's own account, session asked inside",
  "assurance.openSheet": "has no account; the link is asked inside",
  "feedback.giveFeedback": "has no account; the link is asked inside",
  "guests.openAsGuest": "has no account; the link is asked inside",
  "members.acceptInvitation": "in no organisation yet; the link and the session are asked inside",
  "surveys.answerSurvey": "has no account; the link is asked inside",
  "organizations.createOrganization": "in no organisation yet; session asked inside",
};
const PUBLIC_ROUTES: Record<string, string> = {
  "GET /calendar/[token]": "a calendar program cannot sign in; the address is the key, asked inside",
  "GET /api/health": "the operator's probe",
  "GET /api/auth/[...nextauth]": "signing in",
  "POST /api/auth/[...nextauth]": "signing in",
  "GET /api/v1/[organization]/measurements": "for programs; the token is asked inside (tests/api.test.ts)",
  "POST /api/v1/[organization]/measurements": "for programs; the token is asked inside (tests/api.test.ts)",
};

const ROLES: Record<keyof World["people"], Role> = {
  olaf: "owner",
  mira: "isms-manager",
  carla: "contributor",
  jonas: "leadership",
  aisha: "auditor",
  vera: "viewer",
  kim: "owner",
};
const NORDWINDERS = (Object.keys(ROLES) as (keyof World["people"])[]).filter((name) => name !== "kim");

const world = openWorld();
/** The door stands before the database: one engine shows it. The walls behind it are tried on both (tenancy.test.ts). */
const elsewhere = world.skip || engine === "embedded";

describe.skipIf(elsewhere)("every action is behind the door (R04)", () => {
  it("finds actions at all", () => {
    expect(actions.length).toBeGreaterThan(10);
  });

  it.each(actions)("$title", async ({ title, run }) => {
    const spec = specOf(run);
    expect(spec, `${title} is not made by action() or publicAction()`).toBeDefined();
    if (spec!.permission === null) {
      expect(Object.keys(PUBLIC_ACTIONS), `${title} is public without being named`).toContain(title);
      const refused = await withRequest(await world.request("mira", { origin: "https://evil.example" }), () =>
        (run as unknown as (input: unknown) => Promise<ActionResult<unknown>>)({}),
      );
      expect(refused).toMatchObject({ ok: false, kind: "forbidden" });
      const anonymous = await withRequest(await world.request(null), () =>
        (run as unknown as (input: unknown) => Promise<ActionResult<unknown>>)({}),
      );
      if (!anonymous.ok) expect(["unauthenticated", "invalid", "not_found"]).toContain(anonymous.kind);
      else expect(title).toBe("accounts.rememberDevice");
      return;
    }
    const permission = spec!.permission as Permission;
    const rubbish = { "no field of any form": true };
    const call = async (name: keyof World["people"] | null, slug: string, origin?: string | null) =>
      withRequest(await world.request(name, origin === undefined ? {} : { origin }), () => run(slug, rubbish));
    expect(await call(null, "nordwind")).toMatchObject({ ok: false, kind: "unauthenticated" });
    expect(await call("kim", "nordwind")).toMatchObject({ ok: false, kind: "not_found" });
    expect(await call("kim", "no-such-house")).toEqual(await call("kim", "nordwind"));
    expect(await call("mira", "nordwind", null)).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await call("mira", "nordwind", "http://127.0.0.1:3998")).toMatchObject({ ok: false, kind: "forbidden" });
    for (const name of NORDWINDERS) {
      const answer = await call(name, "nordwind");
      expect(answer.ok, `${name} got through with rubbish`).toBe(false);
      if (answer.ok) continue;
      if (can(ROLES[name], permission)) expect(answer, `${name} holds ${permission}`).toMatchObject({ kind: "invalid" });
      else expect(answer, `${name} does not hold ${permission}`).toMatchObject({ kind: "forbidden" });
    }
  });
});

describe.skipIf(elsewhere)("every route is behind the door", () => {
  it("finds routes at all", () => {
    expect(handlers.length).toBeGreaterThan(3);
  });

  it.each(handlers)("$title", async ({ title, method, run }) => {
    const spec = routeSpecOf(run);
    expect(spec, `${title} is not made by route() or publicRoute()`).toBeDefined();
    if (spec!.permission === null) {
      expect(Object.keys(PUBLIC_ROUTES), `${title} is public without being named`).toContain(title);
      return;
    }
    const params = (organization: string) => ({
      params: Promise.resolve({ organization, batch: "00000000-0000-7000-8000-000000000000", upload: "none", ref: "IP-001" }),
    });
    const call = async (name: keyof World["people"] | null, slug: string, origin?: string | null) =>
      withRequest(await world.request(name, origin === undefined ? {} : { origin }), () =>
        run(new Request(`http://127.0.0.1:3999/${slug}/x`, { method }), params(slug)),
      );
    expect((await call(null, "nordwind")).status).toBe(401);
    const foreign = await call("kim", "nordwind");
    expect(foreign.status).toBe(404);
    expect(await foreign.text()).toBe(await (await call("kim", "no-such-house")).text());
    if (method !== "GET" && method !== "HEAD") expect((await call("mira", "nordwind", null)).status).toBe(403);
    for (const name of NORDWINDERS) {
      const { status, headers } = await call(name, "nordwind");
      if (can(ROLES[name], spec!.permission as Permission)) expect(status, name).not.toBe(403);
      else expect(status, name).toBe(403);
      expect(headers.get("cache-control")).toContain("no-store");
    }
  });
});

describe("every page is behind the door", () => {
  it("finds pages at all", () => {
    expect(pageFiles.length).toBeGreaterThan(10);
  });

  it.each(pageFiles)("%s", (file) => {
    const source = readFileSync(new URL(file, import.meta.url), "utf8");
    expect(source).toMatch(/requireAccess\(/);
    expect(source).not.toMatch(/systemTask|systemAccess/);
  });
});
