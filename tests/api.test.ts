import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/v1/[organization]/measurements/route";
import { makeToken, revokeToken } from "@/features/api-tokens/mutations";
import { listTokens } from "@/features/api-tokens/queries";
import { newToken } from "@/features/api-tokens/schema";
import { historyOf } from "@/features/history/queries";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { createCriterion } from "@/features/monitoring/mutations";
import { getCriterion } from "@/features/monitoring/queries";
import { newCriterion } from "@/features/monitoring/schema";
import { createRequirement } from "@/features/requirements/mutations";
import { requirementInput } from "@/features/requirements/schema";
import type { Access } from "@/server/access-value";
import { now, setClock } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();
let mira: Access;
let criterion: { id: string; ref: string };
let minute = 0;

const token = (more: Record<string, unknown> = {}, access = mira) =>
  makeToken(access, newToken.parse({ name: "CI probe", scopes: ["measurement:write", "criterion:read"], days: 30, ...more }));
const context = (organization: string) => ({ params: Promise.resolve({ organization }) });

async function call(
  method: "GET" | "POST",
  bearer: string | null,
  body?: unknown,
  { slug = "nordwind", query = "", ...headers }: Record<string, string> = {},
) {
  const request = new Request(`http://127.0.0.1:3999/api/v1/${slug}/measurements${query}`, {
    method,
    headers: { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await (method === "GET" ? GET : POST)(request, context(slug));
  return { status: response.status, headers: response.headers, answer: JSON.parse(await response.text()) };
}
const one = (measuredOn: string, value: unknown, ref = criterion.ref) => ({ measurements: [{ criterion: ref, measuredOn, value }] });

beforeAll(async () => {
  if (world.skip) return;
  mira = await world.as("mira");
  const party = await createParty(mira, newParty.parse({ name: "Clinics", category: "external" }));
  const requirement = await createRequirement(
    mira,
    requirementInput.parse({ kind: "contractual", partyId: party.id, statement: "The archive answers" }),
  );
  const input = {
    requirementId: requirement.id,
    metric: "Availability",
    unit: "%",
    target: "99.5",
    direction: "at_least",
    frequencyDays: 30,
  };
  criterion = await createCriterion(mira, newCriterion.parse(input));
});
// Each test has a minute of its own, so that none runs into the limit of another.
afterEach(() => {
  minute += 2;
  setClock(new Date(Date.now() + minute * 60_000));
});

describe.skipIf(world.skip)("tokens", () => {
  it("are shown once, stored as a hash, and their use is noted", async () => {
    const made = await token();
    expect(made.token).toMatch(/^gt_[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/);
    const rows = await world.sql("SELECT * FROM api_token");
    expect(JSON.stringify(rows)).not.toContain(made.token.split(".")[1]);
    const told = await world.sql("SELECT payload FROM history_payload");
    expect(JSON.stringify(told)).not.toContain(made.token.split(".")[1]);
    expect((await listTokens(mira)).find(({ id }) => id === made.id)).toMatchObject({ name: "CI probe", state: "open", lastUsedAt: null });
    await call("GET", made.token);
    expect((await listTokens(mira)).find(({ id }) => id === made.id)!.lastUsedAt).not.toBeNull();
  });

  it("are made with a scope and no longer than a year", () => {
    expect(newToken.safeParse({ name: "x", scopes: [], days: 30 }).success).toBe(false);
    expect(newToken.safeParse({ name: "x", scopes: ["register:import"], days: 30 }).success).toBe(false);
    expect(newToken.safeParse({ name: "x", scopes: ["criterion:read"], days: 3_650 }).success).toBe(false);
  });

  it("open nothing when they are missing, invented, revoked, expired, of another house, or of somebody who left; a cookie opens nothing either", async () => {
    const [gone, old, left] = [await token(), await token({ days: 1 }), await token({}, await world.as("olaf"))];
    await revokeToken(mira, { id: gone.id, version: 1 });
    await expect(revokeToken(mira, { id: gone.id, version: 2 })).rejects.toThrow(Refused);
    await world.sql("UPDATE api_token SET expires_at = now() - interval '1 second' WHERE id = $1", [old.id]);
    await world.sql("UPDATE membership SET ended_at = now() WHERE user_id = $1", [world.people.olaf.id]);
    const foreign = (await token({}, await world.as("kim"))).token;
    const invented = `gt_${world.nordwind.id}.${"A".repeat(43)}`;
    const answers = [];
    for (const bearer of [null, "", "nonsense", invented, gone.token, old.token, left.token, foreign])
      answers.push(await call("POST", bearer, one("2026-11-01", "99.9")));
    answers.push(await call("GET", (await token()).token, undefined, { slug: "no-such-house" }));
    const withCookie = await withRequest(await world.request("mira"), () =>
      call("POST", null, one("2026-11-01", "99.9"), { cookie: "goldthread.session=anything" }),
    );
    answers.push(withCookie);
    for (const { status, answer, headers } of answers) {
      expect(status).toBe(401);
      expect(answer).toEqual(answers[0]!.answer);
      expect(headers.get("www-authenticate")).toContain("Bearer");
      expect(headers.get("cache-control")).toContain("no-store");
    }
    await world.sql("UPDATE membership SET ended_at = NULL WHERE user_id = $1", [world.people.olaf.id]);
    // Nor does the token of somebody whose account was closed.
    await world.sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [world.people.olaf.id]);
    expect((await call("GET", left.token)).status).toBe(401);
    await world.sql("UPDATE user_account SET disabled_at = NULL WHERE id = $1", [world.people.olaf.id]);
    expect((await call("GET", left.token)).status).toBe(200);
  });

  it("are guessed so often in a minute and no more, by network", async () => {
    setClock(now());
    const guess = async (peer: string) =>
      (await call("GET", `gt_${world.nordwind.id}.${"B".repeat(43)}`, undefined, { "x-goldthread-peer": peer })).status;
    for (let times = 0; times < 60; times += 1) expect(await guess("198.51.100.7")).toBe(401);
    expect(await guess("198.51.100.7")).toBe(429);
    expect(await guess("203.0.113.7")).toBe(401);
  });

  it("do what they were made for and no more, and never more than their maker may now", async () => {
    const reader = await token({ scopes: ["criterion:read"] });
    expect(await call("POST", reader.token, one("2026-11-01", "99.9"))).toMatchObject({ status: 403, answer: { kind: "forbidden" } });
    const writer = await token({ scopes: ["measurement:write"] });
    expect((await call("GET", writer.token)).status).toBe(403);
    await world.sql("UPDATE membership SET role = 'viewer' WHERE user_id = $1 AND organization_id = $2", [
      world.people.mira.id,
      world.nordwind.id,
    ]);
    expect((await call("POST", writer.token, one("2026-11-01", "99.9"))).status).toBe(403);
    await world.sql("UPDATE membership SET role = 'isms-manager' WHERE user_id = $1 AND organization_id = $2", [
      world.people.mira.id,
      world.nordwind.id,
    ]);
    await expect(makeToken(await world.as("vera"), newToken.parse({ name: "x", scopes: ["measurement:write"], days: 1 }))).rejects.toThrow(
      Invalid,
    );
  });

  it("are asked to slow down", async () => {
    setClock(now());
    const { token: bearer } = await token();
    let last = 0;
    for (let times = 0; times < 61; times += 1) last = (await call("GET", bearer)).status;
    expect(last).toBe(429);
    const { answer, headers } = await call("GET", bearer);
    expect(answer.message).toMatch(/Too many calls/);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe.skipIf(world.skip)("measurements of a program", () => {
  it("are stored in the name of the token and its maker; a missed target opens its action", async () => {
    const { token: bearer } = await token();
    const { status, answer } = await call("POST", bearer, {
      measurements: [
        { criterion: criterion.ref, measuredOn: "2026-03-31", value: "99.9" },
        { criterion: criterion.ref, measuredOn: "2026-04-30", value: "98.25", note: "Outage" },
      ],
    });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ ok: true, stored: 2, stood: 0, actions: [expect.stringMatching(/^ACT-/)] });
    const found = (await getCriterion(mira, criterion.ref))!;
    expect(found.measurements[0]).toMatchObject({ measuredOn: "2026-04-30", value: "98.25", origin: "api", note: "Outage" });
    expect(JSON.stringify(await historyOf(mira, "measurement", found.measurements[0]!.id))).toContain("CI probe (token of Mira Lindqvist)");
    expect((await call("POST", bearer, one("2026-04-30", "98.25"))).answer).toMatchObject({ stored: 0, stood: 1 });
  });

  it("are refused line by line, and then nothing is stored", async () => {
    const { token: bearer } = await token();
    const { status, answer } = await call("POST", bearer, {
      measurements: [
        { criterion: criterion.ref, measuredOn: "2026-05-01", value: "99.9" },
        { criterion: criterion.ref, measuredOn: "2026-05-02", value: "99,9" },
        { criterion: "KPI-999", measuredOn: "2026-05-02", value: "1" },
        { criterion: criterion.ref, measuredOn: "2999-01-01", value: "1" },
        { criterion: criterion.ref, measuredOn: "1.5.2026", value: "1" },
        { criterion: criterion.ref, measuredOn: "2026-05-01", value: "7" },
      ],
    });
    expect(status).toBe(422);
    expect(answer.message).toBe("5 lines are wrong; nothing was stored.");
    expect(answer.lines.map(({ line }: { line: number }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect((await getCriterion(mira, criterion.ref))!.measurements.some(({ measuredOn }) => measuredOn === "2026-05-01")).toBe(false);
  });

  it("have the form that is documented", async () => {
    const { token: bearer } = await token();
    for (const body of [
      "",
      "{",
      "null",
      [],
      {},
      { measurements: [] },
      { ...one("2026-05-01", "1"), more: 1 },
      one("2026-05-01", 99.5),
      { measurements: [{ criterion: criterion.ref, measuredOn: "2026-05-01", value: "1", organizationId: "x" }] },
    ]) {
      const { status, answer } = await call("POST", bearer, body);
      expect(status).toBe(422);
      expect(answer.ok).toBe(false);
    }
    expect((await call("POST", bearer, "x".repeat(1024 * 1024 + 1))).status).toBe(422);
  });

  it("sent again under the same key are stored once; the key with others is refused", async () => {
    const { token: bearer } = await token();
    const key = { "idempotency-key": "build-4711-0001" };
    const first = await call("POST", bearer, one("2026-06-01", "99.6"), key);
    expect(first.answer).toMatchObject({ stored: 1 });
    expect((await call("POST", bearer, one("2026-06-01", "99.6"), key)).answer).toEqual(first.answer);
    expect(await call("POST", bearer, one("2026-06-02", "99.6"), key)).toMatchObject({ status: 422, answer: { kind: "refused" } });
    expect((await call("POST", bearer, one("2026-06-02", "99.6"), { "idempotency-key": "short" })).status).toBe(422);
    expect((await call("POST", (await token()).token, one("2026-06-03", "99.6"), key)).answer).toMatchObject({ stored: 1 });
  });

  it("can be read with their criteria", async () => {
    const { token: bearer } = await token();
    const { answer } = await call("GET", bearer, undefined, { query: `?criterion=${criterion.ref}&from=2026-03-01&to=2026-03-31` });
    expect(answer.criteria).toMatchObject([
      { ref: criterion.ref, target: "99.5", measurements: [{ measuredOn: "2026-03-31", value: "99.9" }] },
    ]);
    expect((await call("GET", bearer, undefined, { query: "?criterion=KPI-999" })).status).toBe(404);
    expect((await call("GET", bearer, undefined, { query: "?from=yesterday" })).status).toBe(422);
    const kim = (await token({}, await world.as("kim"))).token;
    expect((await call("GET", kim, undefined, { slug: "kestrel-labs" })).answer).toEqual({ ok: true, criteria: [] });
  });
});
