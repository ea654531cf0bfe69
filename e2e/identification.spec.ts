import type { Locator, Page } from "@playwright/test";
import { addParty, dialogOf, expect, fresh, open, retire, test } from "./support";

// What nobody has ruled out and no living party stands for: a retired one may be picked anew.
const PICKABLE = "/nordwind/catalogue?standing=open&standing=retired";

test("a party of the catalogue comes in with its placeholder filled; a second pick offers to merge", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  await open(page, PICKABLE);
  const [entry, name] = await entryWithPlaceholder(page);

  await entry.getByRole("textbox").first().fill("36 hours");
  await page.getByRole("button", { name: "Take over as candidates" }).click();
  const done = page.getByRole("region", { name: "What came in" });
  await expect(done).toContainText("1 party, 1 requirement taken over.");
  const party = await done.getByRole("link", { name: /^IP-/ }).textContent();
  const requirement = await done.getByRole("link", { name: /^REQ-/ }).textContent();

  await test.step("it is a candidate that asks to be looked at, and the value stands in the sentence", async () => {
    await open(page, `/nordwind/requirements/${requirement}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("36 hours");
    await open(page, `/nordwind/interested-parties/${party}`);
    await expect(page.getByRole("main")).toContainText("From the catalogue, review me");
    await expect(page.getByRole("main")).toContainText("Candidate");
  });

  await test.step("picked again: merge or another one, and never twice by accident", async () => {
    await open(page, `/nordwind/catalogue?q=${encodeURIComponent(name)}`);
    await page.getByRole("checkbox", { name: `Take ${name}`, exact: true }).check();
    await page.getByRole("button", { name: "Take over as candidates" }).click();
    await expect(page.getByText("Choose for each party that is in the register already")).toBeVisible();
    await page.getByRole("radio", { name: new RegExp(`^Merge: add the requirements to ${party} `) }).check();
    await page.getByRole("button", { name: "Take over as candidates" }).click();
    await expect(done).toContainText("no requirement taken over");
  });

  await open(page, `/nordwind/interested-parties/${party}`);
  await retire(page);
});

test("a party of the catalogue is ruled out with a reason, and the ruling is taken back", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  await open(page, "/nordwind/catalogue?standing=open");
  const first = page.getByRole("checkbox", { name: /^Take / }).first();
  const name = (await first.getAttribute("aria-label"))!.replace(/^Take /, "");
  await open(page, `/nordwind/catalogue?q=${encodeURIComponent(name)}`);
  const entry = entryOf(page, name);
  await entry.getByRole("button", { name: "Rule out" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("button", { name: "Rule out" }).click();
  await expect(dialog.getByText("Please write why.")).toBeVisible();
  await dialog.getByRole("textbox").fill("We own the building.");
  await dialog.getByRole("button", { name: "Rule out" }).click();
  await expect(entry).toContainText(/Ruled out on \d{4}-\d{2}-\d{2} by Mira.*: We own the building\./);
  await expect(page.getByRole("checkbox", { name: `Take ${name}`, exact: true })).toBeDisabled();
  await entry.getByRole("button", { name: "Withdraw the ruling" }).click();
  await dialog.getByRole("button", { name: "Withdraw the ruling" }).click();
  await expect(page.getByRole("checkbox", { name: `Take ${name}`, exact: true })).toBeEnabled();
});

test("a workshop on two devices: each sees the other's words, and an entry becomes one party, once", async ({ as }) => {
  test.setTimeout(240_000);
  const [mira, carla, olaf] = [await as("mira"), await as("carla"), await as("olaf")];
  const path = await openWorkshop(mira, fresh("Who has a say"));
  await open(carla, path);
  const name = fresh("Grid operator");

  await test.step("what Carla says stands on Mira's screen, and the reverse", async () => {
    await say(carla, name);
    await expect(mira.getByText(name)).toBeVisible();
    const other = fresh("Works council");
    await say(mira, other);
    await expect(carla.getByText(other)).toBeVisible();
  });

  await test.step("of two who promote the same entry one makes the party, and the other is told who was faster", async () => {
    await open(olaf, path);
    for (const page of [mira, olaf]) {
      await page.getByRole("tab", { name: /^Decide/ }).click();
      await page.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Make a candidate" }).click();
      await expect(dialogOf(page).getByRole("textbox", { name: /^Name/ })).toHaveValue(name);
    }
    await dialogOf(mira).getByRole("button", { name: "Make a candidate" }).click();
    await expect(dialogOf(mira)).toBeHidden();
    await dialogOf(olaf).getByRole("button", { name: "Make a candidate" }).click();
    await expect(dialogOf(olaf).getByText(/Mira.*IP-\d+/)).toBeVisible();
    await open(mira, `/nordwind/interested-parties?q=${encodeURIComponent(name)}`);
    await expect(mira.getByRole("row").filter({ hasText: name })).toHaveCount(1);
    await mira.getByRole("row").filter({ hasText: name }).getByRole("link").first().click();
    await expect(mira.getByRole("main")).toContainText(/Named in workshop WS-\d+/);
  });

  await test.step("a pasted list of 300 lines arrives whole on the other device", async () => {
    await open(mira, path);
    const before = Number(await carla.locator("[data-workshop-entries]").getAttribute("data-workshop-entries"));
    await mira.getByRole("button", { name: "Paste a list" }).first().click();
    const dialog = dialogOf(mira);
    await dialog.getByRole("textbox").fill(Array.from({ length: 300 }, (_, index) => `Supplier no. ${index + 1}`).join("\n"));
    await dialog.getByRole("button", { name: "Add 300 entries" }).click();
    await expect(dialog).toBeHidden();
    for (const page of [mira, carla]) {
      await expect(page.locator("[data-workshop-entries]")).toHaveAttribute("data-workshop-entries", String(before + 300), {
        timeout: 30_000,
      });
    }
    await expect(carla.getByText("Supplier no. 300", { exact: false })).toBeVisible();
  });

  await test.step("once closed it is a record, and nothing more can be said", async () => {
    await mira.getByRole("button", { name: "Close the workshop" }).click();
    await expect(dialogOf(mira)).toContainText("undecided");
    await dialogOf(mira).getByRole("button", { name: "Close the workshop" }).click();
    await expect(mira.getByRole("heading", { name: "What was said" })).toBeVisible();
    await expect(carla.getByText("The workshop has been closed.")).toBeVisible();
    await expect(carla.getByRole("button", { name: "Add", exact: true })).toHaveCount(0);
  });
});

test("a vote: nobody sees the others' votes until they are opened, and a late one is refused in words", async ({ as }) => {
  test.setTimeout(180_000);
  const [mira, carla] = [await as("mira"), await as("carla")];
  const name = fresh("Grid operator");
  const ref = await addParty(mira, name);
  await open(mira, "/nordwind/workshops/new?kind=voting");
  await mira.getByRole("textbox", { name: /^Title/ }).fill(fresh("Where do they stand"));
  await mira.getByRole("combobox", { name: /^Parties to vote on/ }).fill(ref);
  await mira.getByRole("option", { name: new RegExp(name) }).click();
  await mira.getByRole("button", { name: "Open the workshop" }).click();
  await mira.waitForURL(/\/workshops\/WS-\d+$/);
  const path = new URL(mira.url()).pathname;
  await open(carla, path);

  await vote(mira, `Power: ${name}`, "5");
  await vote(mira, `Interest: ${name}`, "4");
  await vote(carla, `Power: ${name}`, "2");
  await expect(mira.getByText("2 people have voted")).toBeVisible();
  await expect(mira.getByRole("main")).not.toContainText("Who voted how");

  // Carla's device is behind: it keeps hearing what was true before the votes were opened.
  const behind = await (await carla.request.get(`${path}/votes`)).text();
  await carla.route(/\/votes$/, (route) => route.fulfill({ contentType: "application/json", body: behind }));
  await mira.getByRole("button", { name: "Open the votes" }).click();
  await dialogOf(mira).getByRole("button", { name: "Open the votes" }).click();
  await expect(mira.getByRole("heading", { name: "People disagree here" })).toBeVisible();
  await vote(carla, `Interest: ${name}`, "1", false);
  await expect(carla.getByRole("listitem").filter({ hasText: name }).getByRole("status")).toContainText(/opened/i);

  await test.step("the agreed value is recorded on the party, with the workshop as the reason", async () => {
    await mira.getByRole("button", { name: "Record", exact: true }).click();
    await expect(mira.getByText(/^Agreed: Power/)).toBeVisible();
    await open(mira, `/nordwind/interested-parties/${ref}`);
    await expect(mira.getByRole("region", { name: "History" })).toContainText(/Workshop WS-\d+/);
  });
  await retire(mira);
});

test("an interview: an answer becomes a requirement with the conversation as its source", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  const name = fresh("Works council");
  const ref = await addParty(page, name);
  await page.getByRole("link", { name: "Interview", exact: true }).click();
  await page.waitForURL(new RegExp(`/interviews/new\\?party=${ref}`));
  await expect(page.getByRole("combobox", { name: /^Party/ })).toHaveValue(new RegExp(name));
  await page.getByLabel(/^With whom/).fill("The chair");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/\/interviews\/INT-\d+$/);
  const interview = page.url().split("/").pop()!;
  const words = fresh("Log data of employees is kept no longer than 30 days");
  const question = page
    .getByRole("listitem")
    .filter({ has: page.locator("textarea") })
    .first();
  await question.getByRole("textbox").fill(words);
  await question.getByRole("textbox").blur();
  await question.getByRole("button", { name: "→ New requirement" }).click();
  await expect(dialogOf(page).getByRole("textbox", { name: "Requirement" })).toHaveValue(words);
  await dialogOf(page).getByRole("button", { name: "Take over" }).click();
  await expect(dialogOf(page)).toBeHidden();
  await question.getByRole("link", { name: /^REQ-/ }).click();
  await page.waitForURL(/\/requirements\/REQ-\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(words);
  await expect(page.getByRole("main")).toContainText(interview);
});

/** The line of a party in the catalogue. */
function entryOf(page: Page, name: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("checkbox", { name: `Take ${name}`, exact: true }) });
}

/** Unfolds entries until one asks for a value, ticks that requirement alone, and answers with the line and the party's name. */
async function entryWithPlaceholder(page: Page): Promise<[Locator, string]> {
  const names = await page
    .getByRole("checkbox", { name: /^Take / })
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")!.slice(5)));
  for (const name of names) {
    const entry = entryOf(page, name);
    await entry.getByRole("button", { name: /^\d+ requirements?$/ }).click();
    const requirement = entry
      .getByRole("listitem")
      .filter({ hasText: /\{[^}]+\}/ })
      .first();
    if ((await requirement.count()) === 0) continue;
    await page.getByRole("checkbox", { name: `Take ${name}`, exact: true }).check();
    await requirement.getByRole("checkbox").check();
    return [entry, name];
  }
  throw new Error("No party of the catalogue that may be picked has a placeholder");
}

async function openWorkshop(page: Page, title: string): Promise<string> {
  await open(page, "/nordwind/workshops/new?kind=identification");
  await page.getByRole("textbox", { name: /^Title/ }).fill(title);
  await page.getByRole("button", { name: "Open the workshop" }).click();
  await page.waitForURL(/\/workshops\/WS-\d+$/);
  return new URL(page.url()).pathname;
}

/** Types under the first question and presses Enter. */
async function say(page: Page, words: string): Promise<void> {
  const field = page.getByRole("textbox", { name: /^Answer: / }).first();
  await field.fill(words);
  await field.press("Enter");
  await expect(field).toHaveValue("");
}

async function vote(page: Page, scale: string, step: string, saved = true): Promise<void> {
  const group = page.getByRole("group", { name: scale });
  await group.getByRole("radio", { name: step, exact: true }).check({ force: true });
  if (saved) await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}
