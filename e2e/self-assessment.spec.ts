import { expect, test } from "./support";

test("Mira sees a finding with its remedy and accepts it for now; Aisha reads the same finding without a remedy", async ({ as }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/self-assessment");
  await expect(mira.getByRole("heading", { level: 1, name: "Self-assessment" })).toBeVisible();
  await expect(mira.getByText("no internal audit, no certificate")).toBeVisible();
  const finding = mira.getByRole("article").filter({ hasText: "How to close it:" }).first();
  const title = (await finding.getByRole("heading").textContent())!.trim();
  const check = (await finding.getAttribute("id"))!;
  const aisha = await as("aisha");
  await aisha.goto("/nordwind/self-assessment");
  const read = aisha.locator(`#${check}`);
  await expect(read.getByRole("heading", { name: title })).toBeVisible();
  await expect(aisha.getByText("How to close it:")).toHaveCount(0);
  await expect(aisha.getByRole("button", { name: "Accept for now" })).toHaveCount(0);
  await expect(aisha.getByRole("button", { name: "Keep this run" })).toHaveCount(0);
  // Each finding opens its records.
  await read.getByRole("listitem").getByRole("link").first().click();
  await expect(aisha).not.toHaveURL(/self-assessment$/);

  await finding.getByRole("button", { name: "Accept for now" }).first().click();
  const dialog = mira.getByRole("dialog");
  await dialog.getByLabel("Why it may wait").fill("Waits for the review in January");
  await dialog.getByRole("button", { name: "Accept for now" }).click();
  await expect(dialog).toBeHidden();
  await expect(mira.locator(`#${check}`).getByText("because Waits for the review in January")).toBeVisible();
  await mira.locator(`#${check}`).getByRole("button", { name: "Withdraw" }).click();
  await mira.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(mira.locator(`#${check}`).getByText("because Waits for the review in January")).toHaveCount(0);
});
