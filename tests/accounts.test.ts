import { afterEach, describe, expect, it } from "vitest";
import { changePassword, endOtherSessions, endOwnSession, rememberDevice, signUp } from "@/features/accounts/mutations";
import { nextPath } from "@/features/accounts/next-path";
import { openSessions } from "@/features/accounts/queries";
import { signUpInput } from "@/features/accounts/schema";
import { resolveAccess } from "@/server/access";
import { setClock } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { checkHealth } from "@/server/health";
import { hashPassword, passwordFits } from "@/server/passwords";
import { endSession, newToken, readSession, type SignedIn, startSession } from "@/server/sessions";
import { signIn } from "@/server/sign-in";
import { systemTask } from "@/server/tenant";
import { openWorld } from "./support/world";

const world = openWorld();
const PASSWORD = "seven herons cross the dike";

const minutes = (count: number) => count * 60_000;
const opens = async (token: string) => (await resolveAccess(token, "nordwind")).kind;
const holder = async (token: string) => (await systemTask((tx) => readSession(tx, token))) as SignedIn;
const tryIn = (email: string, password: string, device: string | null = null, address = "198.51.100.9") =>
  signIn({ email, password, address, userAgent: "test", device });
const emailCount = async (email: string) =>
  Number((await world.sql("SELECT count(*) FROM user_account WHERE email = $1", [email]))[0]?.count);

describe.skipIf(world.skip)("sessions (R27)", () => {
  afterEach(() => setClock(null));

  it("end after 30 idle minutes, and after 12 hours however busy they are", async () => {
    const start = Date.now();
    setClock(new Date(start));
    const idle = await startSession(world.people.mira.id, "test");
    const busy = await startSession(world.people.mira.id, "test");
    setClock(new Date(start + minutes(29)));
    expect(await opens(busy)).toBe("access");
    setClock(new Date(start + minutes(31)));
    expect(await opens(idle)).toBe("anonymous");
    for (let at = 45; at < 12 * 60; at += 20) {
      setClock(new Date(start + minutes(at)));
      expect(await opens(busy)).toBe("access");
    }
    setClock(new Date(start + minutes(12 * 60)));
    expect(await opens(busy)).toBe("anonymous");
  });

  it("fail on the next request once ended, invented, or of a disabled account", async () => {
    const token = await startSession(world.people.carla.id, "test");
    expect(await opens(token)).toBe("access");
    await endSession(token);
    expect(await opens(token)).toBe("anonymous");
    expect(await opens(newToken())).toBe("anonymous");
    const other = await startSession(world.people.carla.id, "test");
    await world.sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [world.people.carla.id]);
    expect(await opens(other)).toBe("anonymous");
    await world.sql("UPDATE user_account SET disabled_at = NULL WHERE id = $1", [world.people.carla.id]);
    expect(await opens(other)).toBe("access");
  });

  it("are listed and ended by their owner only", async () => {
    const [here, there] = [await startSession(world.people.jonas.id, "here"), await startSession(world.people.jonas.id, "there")];
    const jonas = await holder(here);
    const mira = await holder(await startSession(world.people.mira.id, "test"));
    expect((await openSessions(jonas)).map(({ userAgent, current }) => [userAgent, current])).toEqual([
      ["here", true],
      ["there", false],
    ]);
    const { sessionId } = await holder(there);
    await expect(endOwnSession(mira, sessionId)).rejects.toThrow(NotFound);
    expect(await opens(there)).toBe("access");
    await endOwnSession(jonas, sessionId);
    expect(await opens(there)).toBe("anonymous");
    const third = await startSession(world.people.jonas.id, "third");
    expect(await endOtherSessions(jonas)).toEqual({ ended: 1 });
    expect([await opens(here), await opens(third)]).toEqual(["access", "anonymous"]);
  });
});

describe.skipIf(world.skip)("signing up and in", () => {
  it("makes an account once and says the same to an address that has one", async () => {
    const input = signUpInput.parse({ name: "Nina Holm", email: " Nina@New.Example ", password: PASSWORD });
    expect(await signUp(input, "192.0.2.50")).toBeUndefined();
    expect(await emailCount("nina@new.example")).toBe(1);
    expect(await signUp({ ...input, password: "another long password" }, "192.0.2.50")).toBeUndefined();
    expect(await emailCount("nina@new.example")).toBe(1);
    expect(await tryIn("NINA@new.example", PASSWORD)).toMatchObject({ kind: "in" });
    expect(await tryIn("nina@new.example", "another long password")).toEqual({ kind: "wrong" });
    expect(await tryIn("nobody@new.example", PASSWORD)).toEqual({ kind: "wrong" });
  });

  it.each(["no-at.example", "two@at@signs.example", "ｆｕｌｌ＠ｗｉｄｔｈ＠twice.example", "@", ""])(
    "refuses %j as an address",
    (email) => {
      expect(signUpInput.safeParse({ name: "X", email, password: PASSWORD }).success).toBe(false);
    },
  );

  it.each(["password1234", "aaaaaaaaaaaaaaaa", "nina@strong.example"])("refuses %j as a password", async (password) => {
    const input = signUpInput.parse({ name: "Nina Holm", email: "nina@strong.example", password });
    await expect(signUp(input, "192.0.2.51")).rejects.toThrow(Invalid);
    expect(await emailCount("nina@strong.example")).toBe(0);
  });

  it("makes no more than twenty accounts an hour for one network", async () => {
    const input = (index: number) => signUpInput.parse({ name: "Bulk", email: `bulk${index}@new.example`, password: PASSWORD });
    await world.sql(
      "INSERT INTO sign_in_attempt (id, account, network, succeeded, at) SELECT gen_random_uuid(), 'sign-up', '203.0.113.5', true, now() FROM generate_series(1, 20)",
    );
    await expect(signUp(input(1), "203.0.113.5")).rejects.toThrow(Refused);
    await signUp(input(2), "203.0.113.77");
  });

  it("keeps a budget of tries for a known browser, so that a stranger cannot lock the owner out", async () => {
    const { olaf } = world.people;
    await world.sql("UPDATE user_account SET password_hash = $2 WHERE id = $1", [olaf.id, await hashPassword(PASSWORD)]);
    const device = newToken();
    expect(await rememberDevice(olaf, undefined, device)).toBe(true);
    expect(await rememberDevice(olaf, device, newToken())).toBe(false);
    await world.sql(
      "INSERT INTO sign_in_attempt (id, account, network, succeeded, at) SELECT gen_random_uuid(), $1, '198.51.100.200', false, now() FROM generate_series(1, 10)",
      [olaf.email],
    );
    expect(await tryIn(olaf.email, PASSWORD)).toMatchObject({ kind: "wait" });
    expect(await tryIn(olaf.email, PASSWORD, newToken())).toMatchObject({ kind: "wait" });
    expect(await tryIn(olaf.email, PASSWORD, device)).toMatchObject({ kind: "in" });
  });

  it("tries no more than ten of 1,000 wrong passwords, for an account that is there and for one that is not, and stays small (R28)", async () => {
    const { jonas } = world.people;
    await world.sql("UPDATE user_account SET password_hash = $2 WHERE id = $1", [jonas.id, await hashPassword(PASSWORD)]);
    const device = newToken();
    expect(await rememberDevice(jonas, undefined, device)).toBe(true);
    const before = process.memoryUsage().rss;
    let most = before;
    for (const email of [jonas.email, "nobody@nordwind.example"]) {
      const answers: string[] = [];
      for (let round = 0; round < 10; round += 1) {
        // Fifty at once, each from a network of its own, so that only the account's limit can hold.
        const tries = Array.from({ length: 50 }, (_, at) => tryIn(email, `wrong ${round} ${at}`, null, `203.${round}.${at}.7`));
        answers.push(...(await Promise.all(tries)).map(({ kind }) => kind));
        most = Math.max(most, process.memoryUsage().rss);
      }
      expect(answers.filter((kind) => kind === "wrong")).toHaveLength(10);
      expect(answers.filter((kind) => kind === "wait")).toHaveLength(490);
    }
    expect(await tryIn(jonas.email, PASSWORD)).toMatchObject({ kind: "wait" });
    expect(await tryIn(jonas.email, PASSWORD, device)).toMatchObject({ kind: "in" });
    expect(most - before).toBeLessThan(512 * 1024 * 1024);
  }, 120_000);

  it("changes a password for whoever knows the old one, ends every other session, and limits the guessing", async () => {
    const { vera } = world.people;
    await world.sql("UPDATE user_account SET password_hash = $2 WHERE id = $1", [vera.id, await hashPassword(PASSWORD)]);
    const [here, there] = [await startSession(vera.id, "here"), await startSession(vera.id, "there")];
    const person = await holder(here);
    const change = (current: string, password: string) => changePassword(person, { current, password });
    await expect(change("not the password", "a completely new one")).rejects.toThrow(Invalid);
    await expect(change(PASSWORD, PASSWORD)).rejects.toThrow(Invalid);
    await expect(change(PASSWORD, "password1234")).rejects.toThrow(Invalid);
    expect(await opens(there)).toBe("access");
    expect(await change(PASSWORD, "a completely new one")).toEqual({ ended: 1 });
    expect([await opens(here), await opens(there)]).toEqual(["access", "anonymous"]);
    const [{ password_hash }] = (await world.sql("SELECT password_hash FROM user_account WHERE id = $1", [vera.id])) as [
      { password_hash: string },
    ];
    expect(await passwordFits(password_hash, "a completely new one")).toBe(true);
    for (let wrong = 0; wrong < 3; wrong += 1) await expect(change("guess", "yet another password")).rejects.toThrow(Invalid);
    await expect(change("a completely new one", "yet another password")).rejects.toThrow(Refused);
  });
});

describe("the address to go to after signing in", () => {
  it.each(["/", "/nordwind", "/nordwind/requirements?page=2", "/invitations/a.b"])("keeps %j", (path) => {
    expect(nextPath(path)).toBe(path);
  });
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/a\n/b",
    "",
    undefined,
    ["/a"],
  ])("refuses %j", (path) => {
    expect(nextPath(path)).toBe("/");
  });
});

describe.skipIf(world.skip)("health", () => {
  it("names each part and answers at once", async () => {
    expect(await checkHealth()).toMatchObject({ status: "ok", application: { ok: true }, database: { ok: true, waitingMs: null } });
  });
});
