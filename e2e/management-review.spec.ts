import { dialogOf, expect, fresh, PASSWORD, test } from "./support";

test("Mira prepares the meeting from facts, blank stops the signature, Jonas signs, then it is locked and leaves as PDF", async ({
  as,
}) => {
  const mira = await as("mira");
  const title = fresh("Management review");
  await mira.goto("/nordwind/management-reviews/new");
  await mira.getByLabel("Title").fill(title);
  await mira.getByRole("checkbox", { name: /Mira Lindqvist/ }).check();
  await mira.getByRole("button", { name: "Plan it" }).click();
  await expect(mira.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const path = new URL(mira.url()).pathname;

  // The register fills the agenda: ten inputs, each with its facts.
  await expect(mira.locator("[id^='input-']")).toHaveCount(10);
  await expect(mira.locator("#input-d_monitoring").getByText("not assessed")).toBeVisible();
  await expect(mira.getByText("say what was discussed").first()).toBeVisible();

  const written = { c: "The insurer asks for two-factor sign-in.", e: "Two clients are content." };
  for (const input of ["a", "b", "c", "d_nonconformities", "d_monitoring", "d_audits", "d_objectives", "e", "f", "g"]) {
    const item = mira.locator(`#input-${input}`);
    if (input in written) await item.getByLabel("What was said").fill(written[input as keyof typeof written]);
    else if (input !== "g") await item.getByRole("checkbox", { name: "No change" }).check();
    else continue;
    await expect(item.getByRole("status")).toHaveText("Saved");
  }
  await mira.getByRole("button", { name: "The meeting was held" }).click();
  await dialogOf(mira).getByRole("button", { name: "The meeting was held" }).click();
  await expect(mira.getByText("held, not signed").first()).toBeVisible();
  await mira.getByLabel("Decisions").last().fill("The register goes on as it is.");
  await mira.getByRole("button", { name: "Save the results" }).click();
  await expect(mira.getByText("Write down the decisions")).toBeHidden();
  // Blank is no answer.
  await expect(mira.getByText('Chances to improve: say what was discussed, or "no change"')).toBeVisible();
  const jonas = await as("jonas");
  await jonas.goto(path);
  await expect(jonas.getByRole("button", { name: "Sign the minutes" })).toHaveCount(0);
  await mira.locator("#input-g").getByRole("checkbox", { name: "No change" }).check();
  await expect(mira.getByText("Everything is answered.")).toBeVisible();
  await expect(mira.getByRole("button", { name: "Sign the minutes" })).toHaveCount(0);

  await jonas.reload();
  await expect(jonas.getByLabel("What was said")).toHaveCount(0);
  await jonas.getByRole("button", { name: "Sign the minutes" }).click();
  const dialog = dialogOf(jonas);
  await dialog.getByLabel("Your password").fill("not this one");
  await dialog.getByRole("button", { name: "Sign the minutes" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign the minutes" }).click();
  await expect(jonas.getByText("These minutes are signed and locked")).toBeVisible();

  await mira.reload();
  await expect(mira.getByText("These minutes are signed and locked")).toBeVisible();
  await expect(mira.getByLabel("What was said")).toHaveCount(0);
  await mira.getByRole("link", { name: "Read the minutes" }).click();
  await expect(mira.getByRole("heading", { level: 1, name: "Minutes of the management review" })).toBeVisible();
  await expect(mira.getByText(written.c)).toBeVisible();
  const leaving = mira.waitForEvent("download");
  await mira.getByRole("link", { name: "Minutes as PDF" }).click();
  expect((await leaving).suggestedFilename()).toMatch(/\.pdf$/);
});
