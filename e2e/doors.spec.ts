import { expect, fillSignIn, ROOMS, signIn, test, WORKROOMS } from "./support";

test("another organisation's rooms look like rooms that are not there", async ({ as }) => {
  const page = await as("kim");
  for (const room of [...ROOMS, ...WORKROOMS]) {
    const foreign = await page.request.get(`/nordwind${room}`);
    const absent = await page.request.get(`/no-such-house${room}`);
    expect(foreign.status(), room).toBe(404);
    expect(absent.status(), room).toBe(404);
    const words = async (answer: typeof foreign) =>
      (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, "").replace(/<[^>]+>/g, " ");
    expect(await words(foreign), room).toBe(await words(absent));
    expect(await foreign.text(), room).not.toContain("Nordwind Data");
  }
});

test("without a session every room sends to the sign-in page, and nothing is cached", async ({ page }) => {
  for (const room of ["", "/interested-parties", "/history"]) {
    await page.goto(`/nordwind${room}`);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }
  const answer = await page.request.get("/nordwind/interested-parties", { maxRedirects: 0 });
  expect(answer.status()).toBeGreaterThanOrEqual(300);
  expect(answer.headers()["cache-control"]).toContain("no-store");
});

test("a framework's own bypass headers open nothing", async ({ page }) => {
  const answer = await page.request.get("/nordwind/interested-parties", {
    headers: {
      "x-middleware-subrequest": "middleware:middleware:middleware",
      "x-forwarded-host": "evil.example",
      rsc: "1",
      "next-router-prefetch": "1",
    },
    maxRedirects: 0,
  });
  expect(await answer.text()).not.toContain("IP-001");
});

test("the security headers are on every answer", async ({ page, as }) => {
  const signedIn = await as("mira");
  for (const path of [
    "/sign-in",
    "/nordwind",
    "/nordwind/interested-parties",
    "/no/such/page/at/all",
    "/api/health",
    "/icon.svg",
    "/_next/static/none.js",
  ]) {
    const headers = (await signedIn.request.get(path)).headers();
    expect(headers["content-security-policy"], path).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBeTruthy();
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
  expect((await page.request.get("/api/health")).status()).toBe(200);
});

test("a wrong password says so, keeps the address, and does not tell whether the account exists", async ({ page }) => {
  await signIn(page, "jonas", "not his password");
  const message = page.getByRole("main").getByRole("alert");
  await expect(message).toBeVisible();
  const known = await message.textContent();
  await expect(page.getByLabel("E-mail address")).toHaveValue("jonas@nordwind.example");
  await fillSignIn(page, "nobody@nordwind.example", "not a password");
  await expect(message).toHaveText(known ?? "");
});

test("signing out ends the session for a copied cookie too", async ({ as, browser }) => {
  const page = await as("vera");
  const cookies = await page.context().cookies();
  const copy = await browser.newContext();
  await copy.addCookies(cookies);
  expect((await copy.request.get("/nordwind", { maxRedirects: 0 })).status()).toBe(200);
  await page.request.get("/api/auth/csrf").then(async (answer) => {
    const { csrfToken } = await answer.json();
    await page.request.post("/api/auth/signout", { form: { csrfToken, json: "true" }, headers: { origin: new URL(page.url()).origin } });
  });
  expect((await copy.request.get("/nordwind", { maxRedirects: 0 })).status()).toBeGreaterThanOrEqual(300);
  await copy.close();
});
