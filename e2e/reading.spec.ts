import type { Page } from "@playwright/test";
import { addParty, awake, expect, fresh, open, ROOMS, test } from "./support";

/** What starts with one of these words changes something; search, filters, view, export and the account menu do not. */
const WRITES =
  /^(add|edit|change|decide|retire|bring|record|mark|make|withdraw|take|save|keep|resolve|invite|end|revoke|activate|assess|import|upload|delete|remove|determine|create)\b/i;

/** Where only those who may write have anything to do. */
const DESKS = [
  "/import",
  "/interested-parties/new",
  "/interested-parties/IP-001/edit",
  "/requirements/new",
  "/requirements/REQ-001/edit",
  "/sources/new",
  "/sources/SRC-001/edit",
  "/obligations/new",
  "/obligations/OBL-001/edit",
  "/context/new",
  "/context/ISS-001/edit",
];

for (const name of ["aisha", "vera"] as const) {
  test(`${name} reads every page and finds no way to write`, async ({ as }) => {
    test.setTimeout(180_000);
    const page = await as(name);
    const rooms = name === "aisha" ? [...ROOMS, "/history", "/history/verify", "/register"] : ROOMS;
    for (const room of rooms) {
      expect((await page.goto(`/nordwind${room}`))?.status(), room).toBe(200);
      await expect(page.getByText(/^You are reading as an? (auditor|viewer)\./), room).toBeVisible();
      const main = page.locator("main");
      expect(await main.locator('form:not([method="get"])').count(), `forms in ${room}`).toBe(0);
      expect(await main.locator('input[type="file"]').count(), `uploads in ${room}`).toBe(0);
      const controls = await main.locator("button, a[href]").evaluateAll((nodes) =>
        nodes
          // Names and statements of the register are content, whatever they begin with.
          .filter((node) => !node.closest("td, dd, li, ol") || node.tagName === "BUTTON")
          .map((node) => (node.getAttribute("aria-label") ?? node.textContent ?? "").trim()),
      );
      expect(
        controls.filter((words) => WRITES.test(words)),
        `controls in ${room}`,
      ).toEqual([]);
      const links = await main.locator("a[href]").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href") ?? ""));
      expect(
        links.filter((href) => /\/(new|edit)(\?|$)/.test(href)),
        `links in ${room}`,
      ).toEqual([]);
    }
    for (const desk of DESKS) expect((await page.request.get(`/nordwind${desk}`)).status(), desk).toBe(403);
    if (name === "vera")
      for (const closed of ["/history", "/history/verify", "/history/export", "/register", "/register/file"])
        expect((await page.request.get(`/nordwind${closed}`)).status(), closed).toBe(403);
  });
}

test("Vera sees nothing of how a party stands to us; Aisha does", async ({ as }) => {
  const [aisha, vera] = [await as("aisha"), await as("vera")];
  const list = "/nordwind/interested-parties?columns=ref,name,support,attitude,engagementCurrent,engagementTarget&sort=support";
  const STANCE = ["Support", "Attitude", "Engagement current", "Engagement target"];
  await aisha.goto(list);
  expect(await headings(aisha)).toEqual(expect.arrayContaining(STANCE));
  await vera.goto(list);
  for (const word of STANCE) expect(await headings(vera)).not.toContain(word);

  await test.step("nor in the menu of columns, in the data of the page, or in the file", async () => {
    await open(vera, "/nordwind/interested-parties");
    await vera.getByRole("button", { name: "View", exact: true }).click();
    const menu = vera.getByRole("dialog", { name: "View", exact: true });
    await expect(menu.getByRole("link", { name: "Owner" })).toBeVisible();
    for (const word of STANCE) await expect(menu.getByRole("link", { name: word })).toHaveCount(0);
    for (const path of [list, "/nordwind/interested-parties/IP-001"]) {
      const data = await (await vera.request.get(path)).text();
      expect(data.replaceAll("\\", "")).not.toMatch(
        /"(support|attitude|engagementCurrent|engagementTarget)":(-?\d|"(positive|negative|mixed|neutral|supportive|resistant|leading|unaware)")/,
      );
    }
    const file = await (await vera.request.get(list.replace("?", "/export?format=csv&"))).text();
    expect(file.split(/\r?\n/)[0]).not.toMatch(/support|attitude|engagement/i);
    expect(file).toContain("IP-001");
  });

  await test.step("nor on the page of a party", async () => {
    await aisha.goto("/nordwind/interested-parties/IP-001");
    await expect(label(aisha, "Support").first()).toBeVisible();
    await vera.goto("/nordwind/interested-parties/IP-001");
    for (const word of ["Support", "Attitude", "Engagement now", "Engagement wanted"]) await expect(label(vera, word)).toHaveCount(0);
    await expect(vera.getByText("Support and attitude are not shown to viewers.")).toBeVisible();
    await expect(vera.getByRole("region", { name: "History" })).toHaveCount(0);
  });
});

test("a narrowed list is an address: it survives a reload and reads the same for somebody else", async ({ as }) => {
  const [mira, aisha] = [await as("mira"), await as("aisha")];
  const word = fresh("Lighthouse").split(" ")[1]!;
  for (const name of ["Zeta", "Alpha", "Mid"]) await addParty(mira, `${name} ${word}`);
  await open(mira, "/nordwind/interested-parties");
  await mira.getByRole("searchbox", { name: "Search parties" }).fill(word);
  await expect(mira.locator("[data-row-link]")).toHaveCount(3);
  await mira.getByRole("button", { name: /^Category/ }).click();
  await mira
    .getByRole("dialog", { name: "Category" })
    .getByRole("link", { name: /^External/ })
    .click();
  await expect(mira.getByRole("list", { name: "Active filters" })).toContainText("Category: External");
  await mira.keyboard.press("Escape");
  await mira.getByRole("columnheader", { name: "Party" }).getByRole("link").click();
  await expect(mira.getByRole("columnheader", { name: "Party" })).toHaveAttribute("aria-sort", "ascending");
  await mira.getByRole("button", { name: "View", exact: true }).click();
  await mira.getByRole("dialog", { name: "View", exact: true }).getByRole("link", { name: "Interest", exact: true }).click();
  await expect(mira.getByRole("columnheader", { name: "Interest" })).toHaveCount(0);
  await mira.keyboard.press("Escape");

  const address = new URL(mira.url());
  const [rows, columns] = [await mira.locator("[data-row-link]").allTextContents(), await headings(mira)];
  expect(rows).toEqual([`Alpha ${word}`, `Mid ${word}`, `Zeta ${word}`]);
  await mira.reload();
  expect(await mira.locator("[data-row-link]").allTextContents()).toEqual(rows);
  expect(await headings(mira)).toEqual(columns);
  await aisha.goto(address.pathname + address.search);
  expect(await aisha.locator("[data-row-link]").allTextContents()).toEqual(rows);
  // Who only reads has no boxes to tick.
  expect((await headings(aisha)).filter(Boolean)).toEqual(columns.filter(Boolean));

  await test.step("keys lead through the rows", async () => {
    await awake(aisha.locator("main h1"));
    await aisha.keyboard.press("j");
    await aisha.keyboard.press("j");
    await aisha.keyboard.press("j");
    await aisha.keyboard.press("k");
    await expect(aisha.getByRole("link", { name: `Mid ${word}`, exact: true })).toBeFocused();
    await aisha.keyboard.press("Enter");
    await expect(aisha.getByRole("heading", { level: 1 })).toContainText(`Mid ${word}`);
    await aisha.goBack();
    await awake(aisha.locator("main h1"));
    await aisha.keyboard.press("/");
    await expect(aisha.getByRole("searchbox", { name: "Search parties" })).toBeFocused();
  });

  await test.step("the file holds these rows and columns and no others", async () => {
    await aisha.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([aisha.waitForEvent("download"), aisha.getByRole("menuitem", { name: "As CSV" }).click()]);
    expect(download.suggestedFilename()).toMatch(/^nordwind_interested-parties_\d{4}-\d\d-\d\d\.csv$/);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks)
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(4);
    expect(lines.slice(1).map((line) => line.split(",")[1])).toEqual(rows);
    expect(lines[0]).not.toMatch(/(^|,)Interest(,|$)/);
    expect(lines[0]).toMatch(/(^|,)Power(,|$)/);
  });
});

async function headings(page: Page): Promise<string[]> {
  return (await page.getByRole("columnheader").allTextContents()).map((text) => text.trim());
}

function label(page: Page, word: string) {
  return page.locator("main dt").filter({ hasText: new RegExp(`^${word}$`) });
}
