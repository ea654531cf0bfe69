import type { Locator, Page } from "@playwright/test";
import { addParty, dialogOf, expect, fresh, test } from "./support";

test("Mira adds a party, decides that it matters, and writes down what it requires", async ({ as }) => {
  const page = await as("mira");
  const name = fresh("Harbour Mutual");
  const ref = await addParty(page, name);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await expect(page.getByText(`${ref} was added`)).toBeVisible();

  await test.step("a decision without a reason is refused at the field; with one it is kept with person and date", async () => {
    await page.getByRole("button", { name: "Decide relevance" }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole("radio", { name: /^Relevant/ }).check();
    await dialog.getByRole("button", { name: "Keep the decision" }).click();
    await expect(dialog.getByLabel(/^Because/)).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByRole("radio", { name: /^Relevant/ })).toBeChecked();
    await dialog.getByLabel(/^Because/).fill("It insures us against incidents and sets conditions for that.");
    await dialog.getByRole("button", { name: "Keep the decision" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("main")).toContainText("It insures us against incidents and sets conditions for that.");
    await expect(page.getByRole("main")).toContainText(new Date().toISOString().slice(0, 10));
    await expect(page.getByRole("main")).toContainText("Candidate");
  });

  await test.step("the form helps with a vague sentence and does not insist", async () => {
    await page.getByRole("link", { name: "Add a requirement" }).click();
    await page.waitForURL(/\/requirements\/new\?party=/);
    await expect(page.getByRole("combobox", { name: /^Interested party/ })).toHaveValue(new RegExp(name));
    const statement = page.getByRole("textbox", { name: /^Requirement/ });
    await statement.fill("Our insurers want us to be safe");
    await expect(page.getByText("Too vague to check")).toBeVisible();
    await expect(page.getByText("Nobody could show that this is met")).toBeVisible();
    await expect(page.getByText("Whose words are these?")).toBeVisible();
    await statement.fill("An incident that affects insured data is reported to us within 24 hours.");
    await expect(page.getByText("Too vague to check")).toBeHidden();
    await expect(page.getByText("Where does it say so?")).toBeVisible();
  });

  await test.step("law makes it a need and a requirement, whatever was chosen", async () => {
    await page.getByLabel("Strength").selectOption({ label: "Expectation" });
    await page.getByLabel("Binding").selectOption({ label: "Wish" });
    await page.getByRole("group", { name: /^Kind/ }).getByLabel("Legal").check();
    await expect(page.getByText("Law makes it a need and a requirement: its kind is legal.").first()).toBeVisible();
    await expect(page.getByLabel("Strength")).toHaveText("Need");
    await page.getByLabel("Type of source").selectOption({ label: "Law" });
    await page.getByLabel("Source as you would cite it").fill("Insurance Contract Act");
    await page.getByLabel("Clause, article or page").fill("§ 104");
    await expect(page.getByText("Where does it say so?")).toBeHidden();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.waitForURL(/\/requirements\/REQ-\d+$/);
    await expect(page.getByText(/It rests on law: strength was set to need/)).toBeVisible();
    const what = page.getByRole("main");
    await expect(factOf(what, "Strength")).toHaveText("Need");
    await expect(factOf(what, "Binding")).toContainText("Requirement");
  });

  await test.step("relevant to information security, then addressed through the ISMS", async () => {
    await decision(page, "Relevance").getByRole("button").click();
    const dialog = dialogOf(page);
    await dialog.getByRole("radio", { name: /^Relevant/ }).check();
    await dialog.getByRole("checkbox", { name: "Availability" }).check();
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Cover depends on the notice.");
    await dialog.getByRole("button", { name: "Save the decision" }).click();
    await expect(dialog).toBeHidden();
    await expect(decision(page, "Relevance")).toContainText("Cover depends on the notice.");
    await expect(decision(page, "Relevance")).toContainText("Mira");

    await decision(page, "Addressed through the ISMS").getByRole("button").click();
    await dialog.getByRole("radio", { name: /^Addressed/ }).check();
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Incident management covers it.");
    await dialog.getByRole("textbox", { name: /^How it is addressed/ }).fill("Procedure P-17 names the insurer among those to be told.");
    await dialog.getByRole("button", { name: "Save the decision" }).click();
    await expect(dialog).toBeHidden();
    await expect(decision(page, "Addressed through the ISMS")).toContainText("Procedure P-17 names the insurer");
  });

  await test.step("a decided requirement asks why it changes, and the history shows the words", async () => {
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.waitForURL(/\/edit$/);
    const statement = page.getByRole("textbox", { name: /^Requirement/ });
    await expect(statement).toHaveValue("An incident that affects insured data is reported to us within 24 hours.");
    await statement.fill("An incident that affects insured data is reported to us within 48 hours.");
    await page.getByRole("button", { name: "Save changes" }).click();
    const reason = page.getByRole("textbox", { name: /^Reason for the change/ });
    await expect(reason).toHaveAttribute("aria-invalid", "true");
    await expect(statement).toHaveValue(/48 hours/);
    await reason.fill("The policy of 2026 gives two days.");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL(/\/requirements\/REQ-\d+$/);
    const history = page.getByRole("region", { name: "History" });
    await expect(history).toContainText("The policy of 2026 gives two days.");
    await expect(history.locator("del").filter({ hasText: "24" }).first()).toBeVisible();
    await expect(history.locator("ins").filter({ hasText: "48" }).first()).toBeVisible();
    await expect(history).toContainText("Decided whether the ISMS addresses it");
  });
});

test("Mira retires a party and takes it back at once", async ({ as }) => {
  const page = await as("mira");
  const ref = await addParty(page, fresh("Landlord of the old office"));
  await page.getByRole("button", { name: "Retire" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("button", { name: "Retire" }).click();
  await expect(dialog.getByText("Please write why.")).toBeVisible();
  await dialog.getByRole("textbox").fill("The office was given up.");
  await dialog.getByRole("button", { name: "Retire" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`${ref} was retired`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Bring back" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Bring back" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Retire" })).toBeVisible();
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("The office was given up.");
  await expect(history).toContainText("Brought back");
});

/** The block of one of the decisions on a requirement's page. */
function decision(page: Page, title: string): Locator {
  return page.getByRole("heading", { level: 3, name: new RegExp(`^${title}`) }).locator("xpath=..");
}

/** What stands beside a label in a list of facts. */
function factOf(part: Locator, label: string): Locator {
  return part
    .locator("dt")
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator("xpath=following-sibling::dd[1]");
}
