import { awake, expect, fresh, open, test } from "./support";

test("a day of the past is chosen on one page; every page then shows what stood there, and nothing can be changed", async ({ as }) => {
  const page = await as("mira");
  await open(page, "/nordwind/interested-parties/IP-001");
  await page.getByRole("link", { name: "As it stood" }).click();
  await page.waitForURL(/\/past\?page=/);
  await page.getByLabel("Day (its end, UTC)").fill("2026-06-30");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL("/nordwind~2026-06-30/interested-parties/IP-001");
  await expect(page.getByText("You read the register as it stood at the end of 2026-06-30.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);
  // Links stay in that moment.
  await page
    .getByRole("navigation", { name: "Rooms" })
    .first()
    .getByRole("link", { name: /^Register of requirements/ })
    .click();
  await page.waitForURL(/\/nordwind~2026-06-30\/requirements/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "This page today" }).click();
  await page.waitForURL(/\/nordwind\/requirements/);
});

test("a moment that cannot be shown is refused in words", async ({ as }) => {
  const page = await as("mira");
  await open(page, "/nordwind~1999-01-01/requirements");
  await expect(page).toHaveURL(/\/nordwind\/past\?asked=1999-01-01/);
  await expect(page.getByText(/That is before the first change/)).toBeVisible();
  await open(page, "/nordwind~99.9");
  await expect(page.getByText(/There is no version 99\.9/)).toBeVisible();
});

test("a guest opens the link by a click, reads the version of the scope, and is listed; withdrawn, the next page is closed", async ({
  as,
  newcomer,
}) => {
  const mira = await as("mira");
  await open(mira, "/nordwind/guests/new");
  const name = fresh("Guest");
  await mira.getByLabel(/^Name/).fill(name);
  await mira.getByLabel(/^Purpose/).fill("Surveillance audit");
  for (const area of ["Risks", "Evidence"]) await mira.getByRole("checkbox", { name: new RegExp(`^${area}`) }).uncheck();
  await mira.getByRole("button", { name: "Make the link" }).click();
  const link = await mira.getByRole("textbox", { name: "Link" }).inputValue();
  const path = new URL(link).pathname;

  const guest = await newcomer();
  await guest.goto(path);
  const button = guest.getByRole("button", { name: "Open the register" });
  await awake(button);
  await button.click();
  await guest.waitForURL(/\/nordwind~\d+\.\d+$/);
  await expect(guest.getByText(new RegExp(`You are let in as ${name}`))).toBeVisible();
  const home = new URL(guest.url()).pathname;
  await open(guest, `${home}/interested-parties`);
  await expect(guest.getByText(/You read version/)).toBeVisible();
  // Outside of the scope nothing exists.
  for (const closed of [`${home}/risks`, `${home}/members`, "/nordwind/interested-parties", "/nordwind~2026-06-30"])
    expect((await guest.goto(closed))?.status(), closed).toBe(404);

  await mira.getByRole("link", { name: /^To GA-/ }).click();
  await mira.waitForURL(/\/guests\/GA-\d+$/);
  await expect(mira.getByText(`${home}/interested-parties`)).toBeVisible();
  await mira.getByRole("button", { name: "Withdraw" }).click();
  await mira.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(mira.getByText("Withdrawn").first()).toBeVisible();
  await guest.goto(`${home}/requirements`);
  await expect(guest).toHaveURL(/\/guests\/over$/);
  await guest.goto(path);
  await expect(guest.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
});
