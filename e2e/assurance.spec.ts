import { awake, expect, test } from "./support";

test("Mira makes a sheet and leaves one line out; the party reads it on a phone without an account, until it is withdrawn", async ({
  as,
  browser,
}) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/interested-parties/IP-001");
  await mira.getByRole("link", { name: "Assurance sheet", exact: true }).click();
  await expect(mira.getByRole("heading", { level: 1, name: "New assurance sheet" })).toBeVisible();
  const make = mira.getByRole("button", { name: "Make the sheet" });
  await awake(make);
  const preview = mira.getByRole("region", { name: "As the party reads it" });
  const lines = mira.getByRole("group", { name: "Line by line" });
  const controls = preview.getByText("A.8.24 Use of cryptography");
  await expect(controls.first()).toBeVisible();
  const before = await controls.count();
  const first = lines.getByRole("checkbox").first();
  const left = (await lines.locator("label").first().textContent())!.trim().replace(/^REQ-\d+ /, "");
  await first.uncheck();
  await expect(preview.getByText(left)).toHaveCount(0);
  expect(await controls.count()).toBeLessThanOrEqual(before);
  await mira.getByLabel("Language of the page").selectOption("de");
  await expect(preview.getByRole("heading", { name: "Wie Ihre Anforderungen erfüllt werden" })).toBeVisible();
  await make.click();
  await mira.waitForURL(/\/assurance\/AS-\d+$/);
  const address = mira.getByRole("textbox", { name: "Address of the page" });
  const link = await address.inputValue();

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(new URL(link).pathname);
  const open = phone.getByRole("button", { name: "Blatt öffnen" });
  await awake(open);
  // The page itself shows nothing yet: programs that look into mails learn nothing.
  await expect(phone.getByText("REQ-", { exact: false })).toHaveCount(0);
  await open.click();
  await expect(phone.getByRole("heading", { level: 1, name: "Wie Ihre Anforderungen erfüllt werden" })).toBeVisible();
  await expect(phone.getByText("Maßnahmen").first()).toBeVisible();
  await expect(phone.getByText(left)).toHaveCount(0);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  await mira.reload();
  await expect(mira.getByText("once", { exact: true })).toBeVisible();
  const withdraw = mira.getByRole("button", { name: "Withdraw the page" });
  await awake(withdraw);
  await withdraw.click();
  const dialog = mira.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Went to the wrong desk");
  await dialog.getByRole("button", { name: "Withdraw the page" }).click();
  await expect(mira.getByText("Withdrawn", { exact: true })).toBeVisible();
  await phone.reload();
  await expect(
    phone.getByRole("heading", { level: 1, name: /This page cannot be opened|Diese Seite lässt sich nicht öffnen/ }),
  ).toBeVisible();
  await phone.context().close();
});
