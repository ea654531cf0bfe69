import path from "node:path";
import type { Page } from "@playwright/test";
import { OF_LOOKS, overflow, rawKeys, violations } from "./looks";
import { ANSWER_FORMS, ANSWERS, AUDIT, awake, DESK, dialogOf, expect, open, ROOMS, test, WORKROOMS } from "./support";

/** Opens one room once and looks at it in both themes and at three widths. */
async function inspect(page: Page, room: string, titles: Map<string, string>): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await page.goto(`/nordwind${room}`);
  expect(answer?.status(), room).toBe(200);
  const title = await page.title();
  expect(title.length, room).toBeGreaterThan(10);
  expect(titles.get(title), `${room} has the title of ${titles.get(title)}`).toBeUndefined();
  titles.set(title, room);
  await expect(page.locator("h1")).toHaveCount(1);
  expect.soft(await violations(page), room).toEqual([]);
  expect.soft(await rawKeys(page), `${room} shows keys of words`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  expect.soft(await overflow(page), `${room} at 390`).toBeLessThanOrEqual(0);
  expect.soft(await violations(page, OF_LOOKS), `${room} in the dark`).toEqual([]);
  // 1280 pixels at 200 % are 640.
  await page.setViewportSize({ width: 640, height: 450 });
  expect.soft(await overflow(page), `${room} at 640`).toBeLessThanOrEqual(0);
}

for (const [part, rooms] of [
  ["the register", [...ROOMS, ...WORKROOMS]],
  ["the analyst's desk", DESK],
  ["the answers", ANSWERS],
  ["the audit", AUDIT],
  ["the answers' forms", ANSWER_FORMS],
] as const) {
  test(`every room of ${part} has a title of its own, passes axe in both themes, fits a phone and 200 % zoom, shows words and no keys of them, and writes nothing to the console`, async ({
    as,
  }) => {
    test.setTimeout(480_000);
    const titles = new Map<string, string>();
    const left: string[] = [...rooms];
    const walk = async (page: Page) => {
      for (let room = left.shift(); room !== undefined; room = left.shift()) await inspect(page, room, titles);
    };
    // Two at a time: one is looked through while the other loads.
    await Promise.all([await as("mira"), await as("mira")].map(walk));
  });
}

test("on paper the rail is gone and the classification stands", async ({ as }) => {
  const page = await as("mira");
  await page.goto("/nordwind/interested-parties");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("nav").first()).toBeHidden();
  await expect(page.getByText(/uncontrolled when printed/i).first()).toBeVisible();
});

test("what opens over a page passes axe too", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  await open(page, "/nordwind/interested-parties");
  for (const name of [/^Category/, "View"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect.soft(await violations(page), `menu ${name}`).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  expect.soft(await violations(page), "menu of exports").toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  for (const keys of ["?", "Control+k"]) {
    await page.keyboard.press(keys);
    await expect(page.getByRole("dialog")).toBeVisible();
    expect.soft(await violations(page), `dialog of ${keys}`).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await open(page, "/nordwind/interested-parties/new");
  await page.getByRole("button", { name: "Add party" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  expect.soft(await violations(page), "a form with faults").toEqual([]);
  for (const [room, name] of [
    ["/interested-parties/IP-001", "Retire"],
    ["/requirements/REQ-001", /^(Decide|Change) relevance$/],
    ["/members", "Invite somebody"],
  ] as const) {
    await open(page, `/nordwind${room}`);
    await page.getByRole("button", { name }).first().click();
    await expect(dialogOf(page)).toBeVisible();
    expect.soft(await violations(page), `${name} in ${room}`).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "/nordwind/interested-parties");
  await page.getByRole("button", { name: "Open the menu" }).click();
  await expect(dialogOf(page)).toBeVisible();
  expect.soft(await violations(page), "the rail on a phone").toEqual([]);
});

test("the preview of an import passes axe and stays on a phone's page", async ({ as }) => {
  const page = await as("mira");
  await open(page, "/nordwind/import");
  await page
    .locator('input[type="file"]')
    .setInputFiles(path.join(import.meta.dirname, "..", "tests", "fixtures", "import", "2-consultant-12-columns.xlsx"));
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  expect.soft(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect.soft(await overflow(page)).toBeLessThanOrEqual(0);
  const discard = page.getByRole("button", { name: "Discard the draft" });
  await awake(discard);
  await discard.click();
  await dialogOf(page).getByRole("button", { name: "Discard the draft" }).click();
  await page.waitForURL(/\/import$/);
});

test("the pages before an organisation have titles, pass axe, and fit on a phone", async ({ as, newcomer }) => {
  const [inside, outside] = [await as("vera"), await newcomer()];
  const titles = new Set<string>();
  for (const [page, halls] of [
    [outside, ["/sign-in", "/sign-up", "/invitations/not-an-invitation-at-all"]],
    [inside, ["/organizations", "/organizations/new", "/nordwind/no-such-room"]],
  ] as const) {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const hall of halls) {
      await page.goto(hall);
      const title = await page.title();
      expect.soft(title.length, hall).toBeGreaterThan(10);
      expect.soft(titles.has(title), `${hall}: ${title}`).toBe(false);
      titles.add(title);
      await expect.soft(page.locator("h1"), hall).toHaveCount(1);
      expect.soft(await overflow(page), hall).toBeLessThanOrEqual(0);
      expect.soft(await violations(page), hall).toEqual([]);
    }
  }
});
