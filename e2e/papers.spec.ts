import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { addParty, awake, expect, fresh, open, test } from "./support";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("the register leaves as PDF, stands in the register of copies, and a file is recognised by its content", async ({ as }) => {
  test.setTimeout(240_000);
  const page = await as("mira");
  await open(page, "/nordwind/papers");
  const button = page.getByRole("button", { name: "Register in full as PDF" });
  await awake(button);
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), button.click()]);
  expect(file.suggestedFilename()).toMatch(/^nordwind_register_.*\.pdf$/);
  const path = await file.path();
  expect(readFileSync(path).subarray(0, 5).toString()).toBe("%PDF-");

  await open(page, "/nordwind/copies");
  const row = page.getByRole("row").nth(1);
  await expect(row).toContainText("Register of interested parties");
  await expect(row).toContainText("Current");
  await awake(page.getByText("Choose a file or drop it here"));
  await page.locator("input[type=file]").setInputFiles(path);
  await expect(page.getByText("left this register, unchanged, and is current")).toBeVisible();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "other.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-other") });
  await expect(page.getByText("other.pdf is not in the register of copies")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("anybody learns whether a copy is current, and nothing else", async ({ as, newcomer }) => {
  test.setTimeout(240_000);
  const page = await as("mira");
  await open(page, "/nordwind/papers");
  const button = page.getByRole("button", { name: "Power-interest grid as SVG" });
  await awake(button);
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), button.click()]);
  const svg = readFileSync(await file.path(), "utf8");
  const address = /https?:\/\/[^"\s]+(\/copies\/[0-9a-f-]{36}\.[0-9A-Z-]{30})/.exec(svg)![1]!;

  const stranger = await newcomer();
  await stranger.goto(address);
  await expect(stranger.getByText("CURRENT", { exact: true })).toBeVisible();
  expect(await stranger.locator("body").textContent()).not.toMatch(/Nordwind|grid/i);
  expect((await stranger.context().cookies()).filter(({ name }) => /session/i.test(name))).toEqual([]);

  await addParty(page, fresh("Landlord"));
  await stranger.reload();
  await expect(stranger.getByText("SUPERSEDED", { exact: true })).toBeVisible();
  await stranger.goto(`${address.slice(0, -5)}00000`);
  await expect(stranger.getByText("UNKNOWN", { exact: true })).toBeVisible();
});

test("a document in the background is made while the page says how far it is", async ({ as }) => {
  test.setTimeout(240_000);
  const page = await as("mira");
  await open(page, "/nordwind/papers");
  const kind = page.locator("#context");
  await awake(kind.getByRole("button").first());
  await kind.getByLabel("Make it in the background").check();
  await kind.getByRole("button", { name: "Context of the organisation as PDF" }).click();
  await page.waitForURL(/\/nordwind\/copies\/\d+$/, { timeout: 120_000 });
  const link = page.getByRole("link", { name: "Take the PDF file" });
  await expect(link).toBeVisible({ timeout: 120_000 });
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
});
