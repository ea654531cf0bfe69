import type { Locator, Page } from "@playwright/test";
import { addParty, awake, dialogOf, expect, fresh, open, signIn, test } from "./support";

const LIST = "/nordwind/interested-parties";

test("Mira edits cells where they stand, and loses nothing to a colleague who is faster", async ({ as }) => {
  const page = await as("mira");
  const name = fresh("Cell brewery");
  const ref = await addParty(page, name);
  const row = await only(page, name);

  await test.step("a second click opens the cell, Enter saves it, Esc leaves it", async () => {
    const power = cell(row, "power");
    await power.click();
    await expect(power).toBeFocused();
    await power.click();
    const editor = editorOf(page);
    await editor.getByLabel("Power").selectOption("4");
    await page.keyboard.press("Enter");
    await expect(editor).toBeHidden();
    await expect(power).toContainText("4");
    await expect(power).toBeFocused();
    await page.keyboard.press("e");
    await editor.getByLabel("Power").selectOption("1");
    await page.keyboard.press("Escape");
    await expect(editor).toBeHidden();
    await expect(power).toContainText("4");
  });

  await test.step("the right arrow leads from the row to its cells; a decision without its reason is refused at the cell", async () => {
    await row.locator("[data-row-link]").focus();
    await page.keyboard.press("ArrowRight");
    await expect(cell(row, "category")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(cell(row, "relevance")).toBeFocused();
    await page.keyboard.press("Enter");
    const editor = editorOf(page);
    await editor.getByLabel("Relevance").selectOption({ label: "Relevant" });
    await page.keyboard.press("Enter");
    await expect(editor.getByRole("alert")).toBeVisible();
    await expect(editor.getByLabel("Relevance")).toHaveValue("relevant");
    await editor.getByLabel("Because").fill("It supplies the canteen.");
    await page.keyboard.press("Enter");
    await expect(editor).toBeHidden();
    await expect(cell(row, "relevance")).toContainText("Relevant");
  });

  await test.step("what a colleague saved meanwhile is said in words, and what was typed stays", async () => {
    const olaf = await as("olaf");
    const his = await only(olaf, name);
    await edit(cell(his, "interest"));
    const hisEditor = editorOf(olaf);
    await hisEditor.getByLabel("Interest").selectOption("2");
    await hisEditor.getByLabel(/^Reason/).fill("Talked to them");
    await hisEditor.getByRole("button", { name: "Save" }).click();
    await expect(hisEditor).toBeHidden();

    await edit(cell(row, "interest"));
    const editor = editorOf(page);
    await editor.getByLabel("Interest").selectOption("5");
    await editor.getByLabel(/^Reason/).fill("Heard otherwise");
    await editor.getByRole("button", { name: "Save" }).click();
    await expect(editor).toContainText("Olaf Brandt saved this record while you were writing");
    await expect(editor).toContainText("Now it says2");
    await expect(editor).toContainText("You typed5");
    await editor.getByRole("button", { name: "Save mine over it" }).click();
    await expect(editor).toBeHidden();
    await expect(cell(row, "interest")).toContainText("5");
  });

  await retire(page, ref);
});

test("Mira changes many rows at once; the refused one is named; all of it is taken back", async ({ as }) => {
  const page = await as("mira");
  const word = fresh("Bulkhead").split(" ").pop()!;
  const names = ["one", "two", "three"].map((n) => `Bulkhead ${word} ${n}`);
  const refs: string[] = [];
  for (const name of names) refs.push(await addParty(page, name));
  await open(page, `${LIST}?q=${word}`);
  const rows = page.locator("tr[data-row]");
  await expect(rows).toHaveCount(3);
  await edit(cell(rows.nth(1), "relevance"));
  await editorOf(page).getByLabel("Relevance").selectOption({ label: "Relevant" });
  await editorOf(page).getByLabel("Because").fill("Carries our goods");
  await page.keyboard.press("Enter");
  await expect(editorOf(page)).toBeHidden();
  await expect(cell(rows.nth(1), "relevance")).toContainText("Relevant");

  await test.step("x selects, one change goes to all, each row has its result", async () => {
    await rows.first().locator("[data-row-link]").focus();
    for (let index = 0; index < 3; index += 1) {
      await page.keyboard.press("x");
      await page.keyboard.press("j");
    }
    const bar = page.getByRole("region", { name: "Selected rows" });
    await expect(bar).toContainText("3 selected");
    await bar.getByRole("button", { name: "Change …" }).click();
    await page.getByRole("menuitem", { name: "Owner" }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel("Owner").selectOption({ label: "Carla Neumann" });
    await dialog.getByRole("button", { name: "Change 3 rows" }).click();
    // The decided one asks why.
    await expect(dialog).toContainText("2 rows changed · one not changed");
    await expect(dialog.getByRole("listitem")).toContainText(refs[1]!);
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await expect(cell(rows.nth(0), "owner")).toContainText("Carla Neumann");
    await expect(cell(rows.nth(1), "owner")).toContainText("Nobody");
  });

  await test.step("undo puts back what nobody touched since", async () => {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("2 rows are as they were")).toBeVisible();
    await expect(cell(rows.nth(0), "owner")).toContainText("Nobody");
  });

  await test.step("all of them are retired with one reason, and come back", async () => {
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await page.getByRole("button", { name: "Change …" }).click();
    await page.getByRole("menuitem", { name: "Retire" }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole("button", { name: "Change 3 rows" }).click();
    await expect(dialog).toContainText("Please write why.");
    await dialog.getByLabel(/^Why it leaves/).fill("The trial is over");
    await dialog.getByRole("button", { name: "Change 3 rows" }).click();
    await expect(dialog).toBeHidden();
    await expect(rows).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(rows).toHaveCount(3);
  });
  for (const ref of refs) await retire(page, ref);
});

test("Carla may write and not decide: her cells and her changes say so; Vera has nothing to edit", async ({ as }) => {
  const carla = await as("carla");
  await open(carla, LIST);
  await expect(carla.locator('td[data-edit="power"]').first()).toBeVisible();
  await expect(carla.locator('td[data-edit="relevance"]')).toHaveCount(0);
  await carla
    .getByRole("checkbox", { name: /^Select/ })
    .nth(1)
    .check();
  await carla.getByRole("button", { name: "Change …" }).click();
  await expect(carla.getByRole("menuitem", { name: "Owner" })).toBeVisible();
  await expect(carla.getByRole("menuitem", { name: "Retire" })).toHaveCount(0);
  const vera = await as("vera");
  await open(vera, LIST);
  await expect(vera.locator("td[data-edit], [data-row-check]")).toHaveCount(0);
});

test("A view is saved, opened, shared and deleted; the look is remembered", async ({ as }) => {
  const page = await as("mira");
  const name = fresh("Externals");
  await open(page, `${LIST}?category=external&sort=-power&columns=ref,name,power,support&density=comfortable`);
  const views = page.getByRole("button", { name: /^Views/ });
  await views.click();
  await page.getByRole("button", { name: "Save this view …" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("checkbox", { name: /^Share with everybody/ }).check();
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: `Views: ${name}` })).toBeVisible();

  await test.step("Vera opens it and sees what her role may see", async () => {
    const vera = await as("vera");
    await open(vera, LIST);
    await vera.getByRole("button", { name: /^Views/ }).click();
    await vera.getByRole("link", { name: new RegExp(name) }).click();
    await vera.waitForURL(/category=external/);
    await expect(vera.getByRole("columnheader", { name: "Power" })).toBeVisible();
    await expect(vera.getByRole("columnheader", { name: "Support" })).toHaveCount(0);
    await expect(vera.locator('table.register[data-density="comfortable"]')).toBeVisible();
    await expect(vera.getByRole("button", { name: new RegExp(`Settings of the view ${name}`) })).toHaveCount(0);
  });

  await page.getByRole("button", { name: `Views: ${name}` }).click();
  await page.getByRole("button", { name: `Settings of the view ${name}` }).click();
  await dialogOf(page).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText(`View “${name}” deleted`)).toBeVisible();

  await test.step("row height chosen once stands the next time", async () => {
    await open(page, `${LIST}?view=all`);
    await page.getByRole("button", { name: "View", exact: true }).click();
    await page.getByRole("link", { name: "Comfortable rows" }).click();
    await page.waitForURL(/density=comfortable/);
    await open(page, LIST);
    await expect(page.locator('table.register[data-density="comfortable"]')).toBeVisible();
  });
});

test("The help sheet lists the keys, and the account switches them off", async ({ as }) => {
  const page = await as("mira");
  await open(page, LIST);
  await page.locator("[data-row-link]").first().focus();
  await page.keyboard.press("?");
  const sheet = dialogOf(page);
  for (const words of ["Search the list", "Next row", "Select the row", "Edit the cell, or the first one of the row", "Add a new entry"])
    await expect(sheet.getByText(words)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();

  await open(page, "/nordwind/account");
  await page.getByRole("checkbox", { name: "Use single keys" }).uncheck();
  await open(page, LIST);
  await page.locator("[data-row-link]").first().focus();
  await page.keyboard.press("j");
  await expect(page.locator("[data-row-link]").first()).toBeFocused();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(new RegExp(`${LIST}$`));
  // The arrow is no letter: cells stay within reach.
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("td[data-edit]").first()).toBeFocused();
});

test("A draft survives a closed tab, is nobody else's, and meets what changed meanwhile", async ({ as }) => {
  const page = await as("mira");
  const ref = await addParty(page, fresh("Draft harbour"));
  const edited = `${LIST}/${ref}/edit`;
  await open(page, edited);
  const note = (of: Page) => of.getByRole("textbox", { name: /^Note/ });
  await note(page).fill("Typed before the tab was closed");
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.includes(":draft:")))).toBe(true);
  const context = page.context();
  await page.close();

  const again = await context.newPage();
  await open(again, edited);
  await expect(note(again)).toHaveValue("");
  await again.getByRole("button", { name: "Keep it" }).click();
  await expect(note(again)).toHaveValue("Typed before the tab was closed");
  await expect.poll(() => again.evaluate(() => Object.keys(localStorage).some((key) => key.includes(":draft:")))).toBe(true);
  await again.close();

  await test.step("Olaf writes the same field meanwhile: both texts stand side by side", async () => {
    const olaf = await as("olaf");
    await open(olaf, edited);
    await expect(olaf.getByRole("button", { name: "Keep it" })).toHaveCount(0);
    await note(olaf).fill("Olaf was here");
    await olaf.getByRole("button", { name: "Save changes" }).click();
    await olaf.waitForURL(new RegExp(`${ref}$`));
    const third = await context.newPage();
    await open(third, edited);
    await expect(third.getByText("The record was changed meanwhile")).toBeVisible();
    await third.getByRole("button", { name: "Keep it" }).click();
    await expect(third.getByRole("heading", { name: "The record was changed after your draft." })).toBeVisible();
    await expect(third.getByText("Olaf was here").first()).toBeVisible();
    await third.getByRole("radio", { name: /Yours/ }).check();
    await third.getByRole("button", { name: "Save with these choices" }).click();
    await third.waitForURL(new RegExp(`${ref}$`));
    await expect(third.getByRole("main")).toContainText("Typed before the tab was closed");
    expect(await third.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":draft:")))).toEqual([]);

    await open(third, edited);
    await note(third).fill("Left behind at the next sign-out");
    await expect.poll(() => third.evaluate(() => Object.keys(localStorage).some((key) => key.includes(":draft:")))).toBe(true);
    await third.getByRole("button", { name: /^Account of/ }).click();
    await third.getByRole("menuitem", { name: "Sign out" }).click();
    await third.waitForURL(/\/sign-in/);
    expect(await third.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":draft:")))).toEqual([]);
    await signIn(third, "carla");
    await open(third, edited);
    await expect(third.getByRole("button", { name: "Keep it" })).toHaveCount(0);
  });
});

/** The list with one row of that name. */
async function only(page: Page, name: string): Promise<Locator> {
  await open(page, `${LIST}?q=${encodeURIComponent(name)}`);
  const row = page.locator("tr[data-row]");
  await expect(row).toHaveCount(1);
  return row;
}

function cell(row: Locator, field: string): Locator {
  return row.locator(`td[data-edit="${field}"]`);
}

function editorOf(page: Page): Locator {
  return page.getByRole("dialog", { name: /^Edit / });
}

async function edit(target: Locator): Promise<void> {
  await target.click();
  await expect(target).toBeFocused();
  await target.click();
}

/** Leaves the register as it was, as far as a register ever is. */
async function retire(page: Page, ref: string): Promise<void> {
  await open(page, `${LIST}/${ref}`);
  await awake(page.getByRole("button", { name: "Retire" }));
  await page.getByRole("button", { name: "Retire" }).click();
  await dialogOf(page).getByRole("textbox").fill("Only a trial");
  await dialogOf(page).getByRole("button", { name: "Retire" }).click();
  await expect(page.getByRole("button", { name: "Bring back" })).toBeVisible();
}
