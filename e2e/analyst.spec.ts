import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { addParty, addRequirement, dialogOf, expect, fresh, open, retire, test } from "./support";

test("the grid: keys place a party, the history keeps it, and the past can be looked at and taken along", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  const name = fresh("Energy supplier");
  const ref = await addParty(page, name);
  await open(page, "/nordwind/grid");
  const mark = page.getByRole("button", { name: new RegExp(`^${ref} `) });

  await test.step("from the tray onto the grid, one up, saved by Enter", async () => {
    await expect(mark).toHaveAccessibleName(`${ref} ${name}: not assessed`);
    await mark.focus();
    await page.keyboard.press("ArrowUp");
    await expect(mark).toHaveAccessibleName(/power 3, interest 3/);
    await expect(mark).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page.getByText(`${name}: power 4, interest 3 saved.`)).toBeAttached();
    await expect(page.getByLabel(`Power of ${name}`)).toHaveValue("4");
  });

  await test.step("Escape takes a step back that is not saved", async () => {
    await mark.focus();
    await page.keyboard.press("ArrowRight");
    await expect(mark).toHaveAccessibleName(/interest 4/);
    await page.keyboard.press("Escape");
    await expect(mark).toHaveAccessibleName(/interest 3/);
  });

  await test.step("the table beside it writes the same", async () => {
    await page.getByLabel(`Interest of ${name}`).fill("5");
    await page.getByLabel(`Interest of ${name}`).press("Enter");
    await expect(mark).toHaveAccessibleName(/power 4, interest 5, Manage closely/);
  });

  await test.step("dragging writes it too", async () => {
    await mark.scrollIntoViewIfNeeded();
    const box = (await mark.boundingBox())!;
    const picture = (await page.locator("svg[role=application]").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(picture.x + picture.width * 0.25, box.y + box.height / 2, { steps: 8 });
    await page.mouse.up();
    await expect(mark).toHaveAccessibleName(/interest [12], Keep satisfied/);
    await expect(page.getByText(/interest [12] saved/)).toBeAttached();
  });

  await test.step("a day in the past shows the picture of that day, and nothing moves there", async () => {
    const day = page.locator('input[type="date"][aria-label="As of"]');
    await day.fill(yesterday());
    await expect(page.getByRole("button", { name: "Back to today" })).toBeVisible();
    await expect(mark).toHaveCount(0);
    await expect(page.getByLabel(/^Power of /)).toHaveCount(0);
    await page.getByRole("button", { name: "Back to today" }).click();
    await expect(mark).toHaveCount(1);
    const slider = page.getByRole("slider", { name: "As of" });
    await slider.focus();
    await page.keyboard.press("Home");
    await expect(page.getByRole("button", { name: "Back to today" })).toBeVisible();
    await page.getByRole("button", { name: "Back to today" }).click();
  });

  await test.step("two days compared name what is new", async () => {
    await page.getByLabel("Compare with").fill(yesterday());
    await expect(page.getByRole("main")).toContainText("New on the grid");
    await expect(page.getByRole("main")).toContainText(`From ${yesterday()} to`);
    await page.getByRole("button", { name: "Stop comparing" }).click();
  });

  await test.step("the picture leaves as SVG and as PNG", async () => {
    const svg = await saved(page, "Picture as SVG");
    expect(svg.toString("utf8")).toContain("<svg");
    expect(svg.toString("utf8")).not.toContain("var(--");
    const png = await saved(page, "Picture as PNG");
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  });

  await open(page, `/nordwind/interested-parties/${ref}`);
  await expect(page.getByRole("region", { name: "History" })).toContainText("Power");
  await retire(page);
});

test("the map opens and folds by keys, and leads to the records", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  await open(page, "/nordwind/map");
  const tree = page.getByRole("tree");
  await page.getByRole("button", { name: "Fold all" }).click();
  await expect(tree.locator('[aria-level="3"]')).toHaveCount(0);
  await tree.getByRole("treeitem").first().focus();
  const vector = tree.locator('[aria-level="2"][aria-expanded]').first();
  await page.keyboard.press("ArrowDown");
  while ((await page.evaluate(() => document.activeElement?.getAttribute("aria-expanded"))) === null)
    await page.keyboard.press("ArrowDown");
  await expect(vector).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(vector).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowRight");
  await expect(vector.getByRole("treeitem").first()).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(vector).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(vector).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(vector.getByRole("treeitem").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/interested-parties\/IP-\d+$/);
});

test("triage by keys: three requirements, three decisions with their reasons", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  const party = await addParty(page, fresh("Key account"));
  const refs: string[] = [];
  for (const text of ["Backups are restored once a year", "Free parking for visitors", "Staff are told about phishing"]) {
    refs.push(await addRequirement(page, party, `${fresh(text)}.`));
  }
  await open(page, `/nordwind/triage?party=${party}`);
  const desk = page.locator("[data-triage-item]");
  await expect(desk).toHaveAttribute("data-triage-item", refs[0]!);
  await expect(page.locator("[data-triage-left]")).toHaveText("3 left");

  await test.step("relevant, from a contract, addressed by a control", async () => {
    await expect(desk).toBeFocused();
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await page.keyboard.press("c");
    await page.keyboard.type("Master agreement");
    await page.keyboard.press("Enter");
    await page.keyboard.type("§ 7");
    await page.keyboard.press("Enter");
    await page.keyboard.press("y");
    await page.keyboard.type("Restore tests");
    await page.keyboard.press("Enter");
    await page.keyboard.type("A.8.13");
    await page.keyboard.press("Enter");
    await expect(desk).toHaveAttribute("data-triage-item", refs[1]!);
  });

  await test.step("touches nothing: kept as discarded", async () => {
    await page.keyboard.press("n");
    await page.keyboard.press("Control+Enter");
    await expect(desk).toHaveAttribute("data-triage-item", refs[2]!);
  });

  await test.step("skipped, gone back to, and answered", async () => {
    await page.keyboard.press("s");
    await page.keyboard.press("b");
    await expect(desk).toHaveAttribute("data-triage-item", refs[2]!);
    await page.keyboard.press("c");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("You are through")).toBeVisible();
    await expect(page.locator("[data-triage-unsaved]")).toHaveAttribute("data-triage-unsaved", "0");
  });

  await open(page, `/nordwind/requirements/${refs[0]}`);
  await expect(page.getByRole("main")).toContainText("Restore tests");
  await expect(page.getByRole("main")).toContainText("A.8.13");
  await open(page, `/nordwind/requirements?relevance=discarded&party=${party}`);
  await expect(page.getByRole("row").filter({ hasText: refs[1]! })).toHaveCount(1);
});

test("every number of the funnel opens as many rows", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  await open(page, "/nordwind/funnel");
  const numbers = await page
    .getByRole("main")
    .getByRole("listitem")
    .getByRole("link", { name: /^\d+: / })
    .evaluateAll((links) =>
      links.map((link) => ({ href: link.getAttribute("href")!, count: Number.parseInt(link.getAttribute("aria-label")!, 10) })),
    );
  expect(numbers.length).toBeGreaterThan(8);
  await page
    .getByRole("main")
    .getByRole("link", { name: /: Relevant requirements$/ })
    .click();
  await page.waitForURL(/\/requirements\?/);
  for (const { href, count } of numbers.filter((number) => number.count > 0).slice(0, 5)) {
    await open(page, href);
    // "12 of 80", "80 entries", "1 entry"
    await expect(page.getByText(new RegExp(`^${count} (of \\d+|entries|entry)( |$)`)).first(), href).toBeVisible();
  }
});

test("a priority that departs from the proposal asks why", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  const party = await addParty(page, fresh("Regulator"));
  const ref = await addRequirement(page, party, `${fresh("Incidents are reported")}.`, "Legal");
  const priority = page.getByRole("heading", { level: 3, name: /^Priority/ }).locator("xpath=..");
  await priority.getByRole("button").click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText(/law/i);
  await dialog.getByRole("radio", { name: "Low" }).check();
  await dialog.getByRole("button", { name: "Save the decision" }).click();
  const why = dialog.getByRole("textbox", { name: /^Justification/ });
  await expect(why).toHaveAttribute("aria-invalid", "true");
  await why.fill("The parent company reports for us.");
  await dialog.getByRole("button", { name: "Save the decision" }).click();
  await expect(dialog).toBeHidden();
  await expect(priority).toContainText("The parent company reports for us.");
  await expect(priority).toContainText("Mira");
  await open(page, `/nordwind/priorities?q=${ref}`);
  await expect(page.getByRole("row").filter({ hasText: ref })).toContainText("instead of High");
});

test("names of 500 characters, from right to left and with emoji stay whole and on the page", async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as("mira");
  const tail = fresh("").trim();
  const names = [`Supercalifragilistic${"x".repeat(470)} ${tail}`, `مجلس العمل في المستشفى (${tail})`, `🏗️ 👩🏽‍🔧 Bau & Betrieb ${tail}`];
  const refs: string[] = [];
  for (const name of names) {
    refs.push(await addParty(page, name));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  for (const room of ["/grid", "/map", "/board", `/interested-parties?q=${tail}`, ...refs.map((ref) => `/interested-parties/${ref}`)]) {
    await open(page, `/nordwind${room}`);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(wider, room).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, "/nordwind/grid");
  for (const [index, name] of names.entries()) {
    await expect(page.locator(`[data-mark][aria-label^="${refs[index]} "]`)).toHaveAccessibleName(`${refs[index]} ${name}: not assessed`);
  }
  for (const ref of refs) {
    await open(page, `/nordwind/interested-parties/${ref}`);
    await retire(page);
  }
});

/** The file that an item of the menu saves. */
async function saved(page: Page, item: string): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  return readFileSync(await (await coming).path());
}

function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
}
