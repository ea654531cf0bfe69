import { awake, expect, fresh, open, test } from "./support";

const POINTS = [
  "Parties identified",
  "Requirements determined",
  "Requirements prioritised",
  "Decided, documented, controlled",
  "Parties know",
  "Integrated into the ISMS and monitored",
  "Regularly reviewed",
  "Conflicts managed",
];

test("Aisha walks the eight points and opens the rows behind a number", async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as("aisha");
  await open(page, "/nordwind");
  await page.getByRole("link", { name: "Open the auditor’s room" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Auditor’s room" })).toBeVisible();
  await expect(page.getByText("What you open is recorded", { exact: true })).toBeVisible();
  await page.getByRole("navigation", { name: "Auditor’s room" }).getByRole("link", { name: "Eight audit points" }).click();
  await page.getByRole("link", { name: POINTS[0], exact: true }).click();
  for (const [index, title] of POINTS.entries()) {
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    const checks = page.getByRole("table", { name: `Checks of point ${index + 1}` });
    await expect(checks).toBeVisible();
    await expect(checks).not.toContainText(/compliant|conform(s|ity)|score|remedy/i);
    if (index + 1 < POINTS.length) await page.getByRole("link", { name: new RegExp(`^Point ${index + 2}:`) }).click();
  }
  await open(page, "/nordwind/audit-room/points/2");
  const number = page.getByRole("link", { name: /\d+ discarded requirements$/ });
  const count = Number(/\d+/.exec((await number.textContent()) ?? "")?.[0]);
  await number.click();
  await page.waitForURL(/\/requirements\?relevance=discarded/);
  await expect(page.locator("main tbody tr")).toHaveCount(count);
});

test("a sample drawn twice with one seed is the same; its note is Aisha's alone; Mira answers what she asked for", async ({ as }) => {
  test.setTimeout(300_000);
  const [page, mira] = [await as("aisha"), await as("mira")];
  const seed = fresh("Audit");
  const draw = async () => {
    await open(page, `/nordwind/audit-room/samples?seed=${encodeURIComponent(seed)}`);
    await expect(page.getByLabel(/^Seed/)).toHaveValue(seed);
    await page.getByRole("button", { name: "Draw a sample" }).click();
    await page.waitForURL(/\/samples\/SMP-\d+$/);
    await expect(page.getByRole("heading", { level: 2, name: "Worksheet" })).toBeVisible();
    return page.locator("section[aria-labelledby^=slot-] li p:first-child").allTextContents();
  };
  const first = await draw();
  expect(first.length).toBeGreaterThan(3);
  expect(await draw()).toEqual(first);
  await expect(page.getByText("the same records come out", { exact: false })).toBeVisible();

  const sample = new URL(page.url()).pathname;
  const item = page.locator("section[aria-labelledby=slot-forward] li").first();
  const ref = /REQ-\d+/.exec((await item.textContent()) ?? "")?.[0] ?? "";
  const note = fresh("They hesitated");
  await awake(page.locator("main h1"));
  await item.getByText("Private note", { exact: true }).click();
  await item.getByRole("textbox", { name: /^Private note/ }).fill(note);
  await item.getByRole("button", { name: "Keep note" }).click();
  // In a paragraph it has been kept; the words typed are in the form before that.
  await expect(item.getByRole("paragraph").filter({ hasText: note })).toBeVisible();
  await open(mira, sample);
  await expect(mira.getByRole("heading", { level: 1, name: /^Sample SMP-/ })).toBeVisible();
  await expect(mira.getByText(note)).toHaveCount(0);

  const wish = fresh("Show the record of it");
  await item.getByText("Ask for evidence", { exact: true }).click();
  await item.getByRole("textbox", { name: /^What should be shown/ }).fill(wish);
  await item.getByRole("button", { name: "Send request" }).click();
  await expect(item.getByRole("paragraph").filter({ hasText: wish })).toBeVisible();

  await open(mira, "/nordwind/audit-room/requests");
  const request = mira.getByRole("listitem").filter({ hasText: wish });
  await expect(request).toContainText(ref);
  await request.getByText("Answer", { exact: true }).click();
  await request.getByRole("textbox", { name: /^What is shown/ }).fill("It hangs in the hall.");
  await request.getByRole("button", { name: "Send answer" }).click();
  await expect(request).toContainText(/answered/);
  await expect(request).toContainText("It hangs in the hall.");
  await open(page, "/nordwind/audit-room/requests");
  await expect(page.getByRole("listitem").filter({ hasText: wish })).toContainText("It hangs in the hall.");
  // What she may ask for she may not answer.
  await expect(page.getByText("Answer", { exact: true })).toHaveCount(0);

  await open(page, `/nordwind/audit-room/threads/${ref}`);
  await open(mira, "/nordwind/history?action=open");
  await expect(mira.getByText(`/nordwind/audit-room/threads/${ref}`).first()).toBeVisible();
  await expect(mira.getByRole("listitem").filter({ hasText: sample }).first()).toContainText("Aisha Rahman");
  await expect(mira.getByText(note)).toHaveCount(0);
});
