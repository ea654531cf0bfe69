import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { lieAboutSize, sheetXml, workbookWith } from "../tests/support/hostile-files";
import { awake, dialogOf, expect, fresh, open, test } from "./support";

const SAMPLES = path.join(import.meta.dirname, "..", "tests", "fixtures", "import");
const WORKBOOK = "2-consultant-12-columns.xlsx";
const { counts } = JSON.parse(readFileSync(path.join(SAMPLES, "2-expected.json"), "utf8")) as {
  counts: { parties: number; requirements: number; of_which_retired: number };
};

/** An empty house of her own, so that nothing of the demo company gets in the way. Answers with its part of the address. */
async function foundOrganization(page: Page): Promise<string> {
  await open(page, "/organizations/new");
  const name = fresh("Fjord Hosting");
  await page.getByLabel(/^Name of the organisation/).fill(name);
  await expect(page.getByLabel(/^Its part of the address/)).toHaveValue(/^fjord-hosting/);
  const slug = await page.getByLabel(/^Its part of the address/).inputValue();
  await page.getByRole("button", { name: "Create an organisation" }).click();
  await page.waitForURL(new RegExp(`/${slug}$`));
  return slug;
}

async function upload(page: Page, slug: string, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await open(page, `/${slug}/import`);
  await page.locator('input[type="file"]').setInputFiles(file);
}

test("Mira brings the consultant's spreadsheet in, looks at each guess, and takes it all back", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("mira");
  const slug = await foundOrganization(page);

  await test.step("what was read is shown as what it is: found, guessed, left out", async () => {
    await upload(page, slug, path.join(SAMPLES, WORKBOOK));
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
    const main = page.getByRole("main");
    await expect(page.getByLabel("Rows of the heading")).toHaveValue("3, 4");
    await expect(page.getByLabel("Sheet", { exact: true })).toContainText("Register");
    await expect(main).toContainText("CTX-02");
    await expect(main).toContainText("1.3");
    await expect(main).toContainText(
      `${counts.parties} parties with ${counts.requirements} requirements, of which ${counts.of_which_retired} retired; 1 duplicate is not counted.`,
    );
    await expect(main).toContainText(/\d+ guesses were made; look at them\./);
    await expect(main).toContainText("Row 12, column L");
    await expect(main).toContainText("The row is hidden in the file and imported all the same.");
  });

  await test.step("she answers one question, and the answer stays", async () => {
    const question = page.getByRole("group", { name: /5\.1 can be/ });
    await question.getByLabel("A.5.1", { exact: true }).check();
    await expect(page.getByText("Reading the file with this choice…")).toBeHidden();
    await page.reload();
    await expect(page.getByRole("group", { name: /5\.1 can be/ }).getByLabel("A.5.1", { exact: true })).toBeChecked();
  });

  await test.step("nothing is in the register before she says so; a reason is asked for", async () => {
    expect((await page.request.get(`/${slug}/interested-parties/IP-001`)).status()).toBe(404);
    const reason = page.getByRole("textbox", { name: /^Reason, once for the whole import/ });
    await expect(reason).toHaveValue(`Import of ${WORKBOOK}`);
    // Right after a reload the page may not listen yet.
    await awake(reason);
    await reason.fill("");
    const commit = page.getByRole("button", { name: `Import ${counts.parties} parties and ${counts.requirements} requirements` });
    await commit.click();
    await expect(reason).toHaveAttribute("aria-invalid", "true");
    await reason.fill("Taken over from the consultant's sheet of 2024.");
    await commit.click();
    const main = page.getByRole("main");
    await expect(page.getByRole("heading", { name: "What the import did" })).toBeVisible({ timeout: 60_000 });
    await expect(main).toContainText("Taken over from the consultant's sheet of 2024.");
    await expect(factOf(page, "Parties created")).toHaveText(String(counts.parties));
    await expect(factOf(page, "Requirements created")).toHaveText(String(counts.requirements));
    await expect(factOf(page, "of them retired")).toHaveText(String(counts.of_which_retired));
  });
  const batch = page.url();

  await test.step("parties and requirements stand in their lists, the formula as text, the answer as a control", async () => {
    await page.getByRole("link", { name: "See the parties" }).click();
    await page.waitForURL(/\/interested-parties$/);
    await expect(page.locator("[data-row-link]")).toHaveCount(counts.parties);
    await expect(page.getByText('=HYPERLINK("http://example.invalid","Insurer")')).toBeVisible();
    await open(page, `/${slug}/requirements`);
    // What was struck through came in as retired and stays out of the working list.
    await expect(page.locator("[data-row-link]")).toHaveCount(counts.requirements - counts.of_which_retired);
    await open(page, `/${slug}/requirements?status=retired`);
    await expect(page.locator("[data-row-link]")).toHaveCount(counts.of_which_retired);
    await open(page, `/${slug}/requirements?q=${encodeURIComponent("acceptable use")}`);
    await page.locator("[data-row-link]").first().click();
    await page.waitForURL(/\/REQ-\d+$/);
    await expect(page.getByRole("main")).toContainText("A.5.1");
    await expect(page.getByRole("region", { name: "History" })).toContainText("Taken over from the consultant's sheet of 2024.");
  });

  await test.step("the whole import is taken back, once", async () => {
    await open(page, new URL(batch).pathname);
    await page.getByRole("button", { name: "Take the import back" }).click();
    const dialog = dialogOf(page);
    await expect(dialog).toContainText("It can be done once.");
    await dialog.getByRole("button", { name: "Take the import back" }).click();
    await expect(page.getByText(/The import was taken back: \d+ retired/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole("button", { name: "Take the import back" })).toHaveCount(0);
    await open(page, `/${slug}/interested-parties?status=candidate,active`);
    await expect(page.locator("[data-row-link]")).toHaveCount(0);
    await open(page, `/${slug}/interested-parties?status=retired`);
    await expect(page.locator("[data-row-link]")).toHaveCount(counts.parties);
  });
});

test("a long import shows how far it is while others keep working", async ({ as }) => {
  test.setTimeout(240_000);
  const page = await as("mira");
  const slug = await foundOrganization(page);
  const rows = Array.from(
    { length: 9_000 },
    (_, at) => `Client ${Math.floor(at / 3) + 1},Our data of kind ${at + 1} is encrypted at rest.`,
  );
  await upload(page, slug, {
    name: "long.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["Interested party,Requirement", ...rows].join("\n")),
  });
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  const commit = page.getByRole("button", { name: "Import 3,000 parties and 9,000 requirements" });
  await expect(commit).toBeVisible({ timeout: 30_000 });
  await commit.click();
  // On a fast machine the end may be there before anybody could look.
  await expect(page.getByRole("progressbar").or(page.getByRole("heading", { name: "What the import did" }))).toBeVisible({
    timeout: 60_000,
  });
  const began = Date.now();
  expect((await page.request.get("/api/health")).status()).toBe(200);
  expect(Date.now() - began).toBeLessThan(5_000);
  await expect(page.getByRole("heading", { name: "What the import did" })).toBeVisible({ timeout: 120_000 });
  await expect(
    page.getByRole("region", { name: "What the import did" }).getByText("3,000 parties and 9,000 requirements are in the register."),
  ).toBeVisible();
});

test("files made to do harm are refused with a sentence, and the next file is read", async ({ as }) => {
  const page = await as("mira");
  const slug = await foundOrganization(page);
  const honest = await workbookWith(
    sheetXml([
      ["Party", "Requirement"],
      ["Clients", "x".repeat(2_000)],
    ]),
  );
  const refused = [
    { name: "lying.xlsx", buffer: lieAboutSize(honest, "xl/worksheets/sheet1.xml", 20), sentence: /The workbook is refused/ },
    {
      name: "proto.csv",
      buffer: Buffer.from("Interested party,Requirement,__proto__\nClients,Encryption,1\n"),
      sentence: /has the heading __proto__, which is refused/,
    },
    { name: "page.xlsx", buffer: Buffer.from("<html><table><tr><td>Party</td></tr></table></html>"), sentence: /is a web page/ },
    { name: "cut.xlsx", buffer: honest.subarray(0, honest.length - 200), sentence: /damaged/ },
  ];
  await open(page, `/${slug}/import`);
  for (const { name, buffer, sentence } of refused) {
    await test.step(name, async () => {
      await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "application/octet-stream", buffer });
      await expect(page.getByRole("main").getByRole("alert")).toHaveText(sentence);
      expect(new URL(page.url()).pathname).toBe(`/${slug}/import`);
    });
  }
  await page.locator('input[type="file"]').setInputFiles(path.join(SAMPLES, "1-two-column.csv"));
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
});

function factOf(page: Page, label: string) {
  return page
    .locator("dt")
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator("xpath=following-sibling::dd[1]");
}
