import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { addParty, awake, dialogOf, expect, fresh, open, PASSWORD, retire, test } from "./support";

/** What stands open on the register is settled: an open comment stands in the way of an approval. */
async function resolveAll(page: Page, version: string): Promise<void> {
  for (let left = 0; left < 20; left += 1) {
    await open(page, `/nordwind/versions/${version}`);
    const blocking = page.locator('main a[href*="#comments"]');
    if ((await blocking.count()) === 0) return;
    await open(page, (await blocking.first().getAttribute("href"))!.replace(/#.*/, ""));
    await page.getByRole("button", { name: "Resolve" }).first().click();
    const dialog = dialogOf(page);
    await dialog.getByRole("textbox").fill("Settled for the next version.");
    await dialog.getByRole("button", { name: "Resolve" }).click();
    await expect(dialog).toBeHidden();
  }
}

test("a version is handed in, withdrawn by an edit, handed in again, read and approved with the password", async ({ as }) => {
  test.setTimeout(240_000);
  const [mira, carla, jonas] = [await as("mira"), await as("carla"), await as("jonas")];
  const name = fresh("Registrar of the port");
  const ref = await addParty(mira, name);

  await open(mira, "/nordwind/versions");
  await mira.getByRole("button", { name: "Start a version" }).click();
  const starting = dialogOf(mira);
  await starting.getByLabel(/Owner of the document/).selectOption({ label: "Mira Lindqvist" });
  await starting.getByLabel(/What changed/).fill("The registrar of the port was added.");
  await starting.getByRole("button", { name: "Start a version" }).click();
  await mira.waitForURL(/\/versions\/\d+\.\d+$/);
  const number = mira.url().split("/").pop()!;
  await resolveAll(mira, number);
  await open(mira, `/nordwind/versions/${number}`);
  await handIn(mira);

  // Carla edits the register: what was handed in is no longer what stands there.
  await open(carla, `/nordwind/interested-parties/${ref}/edit`);
  await carla.getByRole("textbox", { name: /^Note/ }).fill("They moved to the new quay.");
  await carla.getByRole("button", { name: "Save changes" }).click();
  await carla.waitForURL(new RegExp(`/interested-parties/${ref}$`));
  await open(mira, `/nordwind/versions/${number}`);
  await expect(mira.getByText(/Withdrawn: Carla Neumann edited the register/)).toBeVisible();
  await handIn(mira);

  // Jonas reads what changed and signs exactly that.
  await open(jonas, `/nordwind/versions/${number}`);
  const row = jonas.getByRole("listitem").filter({ hasText: name });
  await expect(row.getByText("Added", { exact: true })).toBeVisible();
  const deciding = jonas.getByRole("form", { name: "Decide about this version" });
  await awake(deciding.getByRole("radio").first());
  await deciding.getByRole("radio", { name: /^Approve/ }).check();
  const meeting = deciding.getByLabel(/Management review/);
  if (await meeting.count()) await meeting.selectOption({ index: 1 });
  await deciding.getByLabel(/Your password/).fill("not the password");
  await deciding.getByRole("button", { name: "Approve and sign" }).click();
  await expect(deciding.getByLabel(/Your password/)).toHaveAttribute("aria-invalid", "true");
  await deciding.getByLabel(/Your password/).fill(PASSWORD);
  await deciding.getByRole("button", { name: "Approve and sign" }).click();
  await expect(jonas.getByRole("heading", { name: "Decisions" })).toBeVisible();
  await expect(jonas.getByRole("banner").getByText(`Approved ${number}`)).toBeVisible();

  const download = jonas.waitForEvent("download");
  await jonas.getByRole("link", { name: "Receipt" }).last().click();
  const receipt = JSON.parse(await readFile((await (await download).path())!, "utf8"));
  expect(receipt.receipt.version.number).toBe(number);
  expect(await jonas.getByText(receipt.receipt.contentHash).count()).toBeGreaterThan(0);

  // The register moves on, and the frame says so on every page.
  await open(mira, `/nordwind/interested-parties/${ref}`);
  await retire(mira);
  await open(mira, "/nordwind/requirements");
  const changes = mira.getByRole("banner").getByRole("link", { name: /unapproved change/ });
  await expect(changes).toBeVisible();
  await changes.click();
  await expect(mira.getByRole("listitem").filter({ hasText: name }).getByText("Retired", { exact: true }).first()).toBeVisible();
});

async function handIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Hand in for approval" }).click();
  await dialogOf(page).getByRole("button", { name: "Hand in for approval" }).click();
  await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
}

test("a day before the first change is refused in words", async ({ as }) => {
  const vera = await as("vera");
  await open(vera, "/nordwind/versions/compare?from=2001-01-01&to=now");
  await expect(vera.getByText(/On 2001-01-01 there was nothing here yet/)).toBeVisible();
});
