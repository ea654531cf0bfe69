import type { Locator, Page } from "@playwright/test";
import { addParty, addRequirement, dialogOf, expect, fresh, open, retire, test } from "./support";

const line = (page: Page, ref: string): Locator => page.getByRole("list", { name: `The golden thread of ${ref}` });
const links = (page: Page): Locator => page.locator("#links");

/** Links one target by the form: its kind, its ref, and why. */
async function link(page: Page, kind: string, ref: string, why: string): Promise<void> {
  const form = links(page).getByRole("region", { name: "Link something" });
  await form.getByLabel("Kind").selectOption({ label: kind });
  const target = form.getByLabel("Ref or words");
  await target.fill(ref);
  await target.press("Escape");
  await form.getByLabel("How it answers the requirement").fill(why);
  await form.getByRole("button", { name: "Link", exact: true }).click();
}

test("from a requirement without links to a whole thread, by suggestion and by search; gaps close, and the control knows who asks", async ({
  as,
}) => {
  test.setTimeout(240_000);
  const page = await as("mira");
  const party = await addParty(page, fresh("Thread customer"));
  const statement = fresh("Our archive tapes are encrypted");
  const ref = await addRequirement(page, party, statement);

  await test.step("decided: relevant, addressed", async () => {
    const decision = (title: string) => page.getByRole("heading", { level: 3, name: new RegExp(`^${title}`) }).locator("xpath=..");
    const dialog = dialogOf(page);
    await decision("Relevance").getByRole("button").click();
    await dialog.getByRole("radio", { name: /^Relevant/ }).check();
    await dialog.getByRole("checkbox", { name: "Confidentiality" }).check();
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Tapes leave the house.");
    await dialog.getByRole("button", { name: "Save the decision" }).click();
    await expect(dialog).toBeHidden();
    await decision("Addressed through the ISMS").getByRole("button").click();
    await dialog.getByRole("radio", { name: /^Addressed/ }).check();
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("It is ours to do.");
    await dialog.getByRole("textbox", { name: /^How it is addressed/ }).fill("The archive tool encrypts.");
    await dialog.getByRole("button", { name: "Save the decision" }).click();
    await expect(dialog).toBeHidden();
    for (const gap of ["no source", "no control or clause", "no risk considered", "no policy or procedure", "no evidence"]) {
      await expect(line(page, ref)).toContainText(gap);
    }
  });

  await test.step("a number that could be two things is asked about, and a clause is no control", async () => {
    await link(page, "Control", "7.4", "The archive is watched.");
    await expect(links(page)).toContainText("can be two things: Clause 7.4 (Communication), A.7.4 (Physical security monitoring)");
    await expect(line(page, ref)).toContainText("no control or clause");
    await link(page, "Control", "Clause 7.4", "The archive is watched.");
    await expect(links(page)).toContainText("Clause 7.4 is a clause of the management system and no control");
    await expect(links(page).getByRole("button", { name: /^A\.7\.4/ })).toBeVisible();
  });

  await test.step("a suggestion is taken by one press", async () => {
    const suggestions = links(page).getByRole("region", { name: "Suggestions" });
    await expect(suggestions).toContainText("The requirement speaks of “encrypted”");
    await suggestions.getByRole("button", { name: "Link A.8.24" }).click();
    await expect(line(page, ref)).not.toContainText("no control or clause");
    await expect(line(page, ref)).toContainText("Use of cryptography");
    await expect(suggestions.getByRole("button", { name: "Link A.8.24" })).toHaveCount(0);
  });

  await test.step("the rest is found and linked; each gap disappears", async () => {
    const form = links(page).getByRole("region", { name: "Link something" });
    await form.getByLabel("Kind").selectOption({ label: "Policy" });
    await form.getByLabel("Ref or words").fill("information security");
    await page.getByRole("option", { name: /P-001/ }).click();
    await form.getByLabel("How it answers the requirement").fill("It demands encryption.");
    await form.getByRole("button", { name: "Link", exact: true }).click();
    await expect(line(page, ref)).not.toContainText("no policy or procedure");
    await form.getByLabel("Kind").selectOption({ label: "Considered, no risk" });
    await form.getByLabel("Why there is no risk").fill("The tapes never leave the vault.");
    await form.getByRole("button", { name: "Link", exact: true }).click();
    await expect(line(page, ref)).not.toContainText("no risk considered");
    await expect(page.getByText("considered, no risk because: The tapes never leave the vault").first()).toBeVisible();
  });

  await test.step("backwards from the control: who asks, and what would go unmet", async () => {
    await open(page, "/nordwind/controls/A.8.24");
    const asking = page.getByRole("row", { name: new RegExp(ref) });
    await expect(asking).toContainText(statement);
    await open(page, `/nordwind/threads?q=${encodeURIComponent(statement)}`);
    await expect(page.getByRole("row", { name: new RegExp(ref) })).toContainText("no evidence");
  });

  await test.step("taken away with a reason, and back again", async () => {
    await open(page, `/nordwind/requirements/${ref}`);
    await links(page).getByRole("button", { name: "Take the link to A.8.24 away" }).click();
    await links(page).getByLabel("Why A.8.24 no longer answers it").fill("Tried out.");
    await links(page).getByRole("button", { name: "Take away", exact: true }).click();
    await expect(line(page, ref)).toContainText("no control or clause");
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(line(page, ref)).not.toContainText("no control or clause");
  });

  await retire(page);
  await open(page, `/nordwind/interested-parties/${party}`);
  await retire(page);
});

test("readers see the thread and no way to write it", async ({ as }) => {
  const page = await as("aisha");
  await open(page, "/nordwind/requirements/REQ-001");
  await expect(line(page, "REQ-001")).toBeVisible();
  await expect(page.getByRole("region", { name: "Link something" })).toHaveCount(0);
  await expect(line(page, "REQ-001").getByRole("link", { name: /^Link / })).toHaveCount(0);
  await open(page, "/nordwind/threads");
  await expect(page.getByRole("table").getByRole("checkbox")).toHaveCount(0);
});
