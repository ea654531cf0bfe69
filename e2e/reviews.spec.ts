import type { Page } from "@playwright/test";
import { awake, expect, fresh, open, test } from "./support";

/** Ticks all open records of the page and says that they hold, until none is open. */
async function allStillValid(page: Page, path: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await open(page, `${path}?verdict=open`);
    const all = page.getByLabel("Select all open records of this page");
    if ((await all.count()) === 0) return;
    await awake(all);
    await all.check();
    const before = await page
      .getByText(/of \d+ records?$/)
      .first()
      .textContent();
    await page.getByRole("button", { name: "Selected: still valid" }).click();
    await expect(page.getByText(before!, { exact: true })).toHaveCount(0);
  }
}

test("a review is opened, walked by keys, refused with open records, and closed with no change", async ({ as }) => {
  test.setTimeout(240_000);
  const title = fresh("Yearly review");
  const mira = await as("mira");
  await open(mira, "/nordwind/reviews");
  await expect(mira.getByRole("heading", { name: "The plan" })).toBeVisible();
  await mira.getByRole("link", { name: "New review" }).first().click();
  await mira.waitForURL(/\/reviews\/new$/);
  const name = mira.getByLabel(/^Title/);
  await awake(name);
  await name.fill(title);
  await mira.getByRole("checkbox", { name: /Carla Neumann/ }).check();
  await mira.getByRole("button", { name: "Save" }).click();
  await mira.waitForURL(/\/reviews\/RV-\d+$/);
  const path = new URL(mira.url()).pathname;
  await expect(mira.getByRole("heading", { level: 1, name: title })).toBeVisible();

  const carla = await as("carla");
  await open(carla, `${path}/walk`);
  const left = carla.locator("[data-walk-left]");
  const item = carla.locator("[data-walk-item]");
  const count = Number(await left.getAttribute("data-walk-left"));
  await awake(item);
  const first = await item.getAttribute("data-walk-item");
  await carla.keyboard.press("1");
  await expect(item).not.toHaveAttribute("data-walk-item", first!);
  await expect(left).toHaveAttribute("data-walk-left", String(count - 1));
  const second = await item.getAttribute("data-walk-item");
  await carla.keyboard.press("4");
  await carla.getByLabel("In a few words").fill("Does this still hold for the new site?");
  await carla.getByLabel("In a few words").press("Enter");
  await expect(item).not.toHaveAttribute("data-walk-item", second!);
  await carla.keyboard.press("s");
  await expect(left).toHaveAttribute("data-walk-left", String(count - 2));
  await expect(carla.locator("[data-walk-unsaved]")).toHaveAttribute("data-walk-unsaved", "0");

  await open(mira, path);
  await expect(mira.locator("main").getByText(`Review ${path.split("/").pop()}: question about ${second}`)).toBeVisible();
  const close = mira.getByRole("form", { name: "Close the review" });
  await close.getByLabel(/^Result/).selectOption("no_change");
  await close.getByLabel(/^What came of it/).fill("Everything was looked at; nothing is new.");
  await close.getByRole("button", { name: "Complete the review" }).click();
  await expect(close.getByText(/records? ha(s|ve) no verdict yet/)).toBeVisible();

  await allStillValid(mira, path);
  await open(mira, path);
  const prompts = mira.locator('[data-prompt="open"]');
  for (let open = await prompts.count(); open > 0; open -= 1) {
    await prompts.first().getByRole("button", { name: "No change" }).click();
    await expect(prompts).toHaveCount(open - 1);
  }
  await close.getByLabel(/^Result/).selectOption("no_change");
  await close.getByLabel(/^What came of it/).fill("Everything was looked at; nothing is new.");
  await close.getByRole("button", { name: "Complete the review" }).click();
  const evidence = mira.locator("[data-review-evidence]");
  await expect(evidence).toContainText("No change");
  await expect(evidence).toContainText("Everything was looked at; nothing is new.");

  // It stays, and nobody can add to it any more; who audits reads it.
  await open(mira, path);
  await expect(mira.getByRole("button", { name: "Complete the review" })).toHaveCount(0);
  await expect(mira.getByRole("button", { name: /Still valid/ })).toHaveCount(0);
  const aisha = await as("aisha");
  await open(aisha, path);
  await expect(aisha.locator("[data-review-evidence]")).toContainText("No change");
  await open(aisha, "/nordwind/reviews");
  await expect(aisha.getByText(/On time:/)).toBeVisible();
  await expect(aisha.getByRole("link", { name: "New review" })).toHaveCount(0);
});
