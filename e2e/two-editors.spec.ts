import { addParty, awake, expect, fillSignIn, fresh, open, PASSWORD, PEOPLE, test } from "./support";

const LIST = "/nordwind/interested-parties";

test("Mira and Carla write about the same party; nothing of either is lost", async ({ as }) => {
  const mira = await as("mira");
  const ref = await addParty(mira, fresh("Chamber of commerce"));
  const carla = await as("carla");
  await open(carla, `${LIST}/${ref}/edit`);
  await open(mira, `${LIST}/${ref}/edit`);

  await mira.getByRole("textbox", { name: "Note" }).fill("Met on 3 March: wants a yearly report.");
  await mira.getByRole("textbox", { name: "Representative" }).fill("Head of digital affairs");
  await mira.getByRole("button", { name: "Save changes" }).click();
  await mira.waitForURL(new RegExp(`${ref}$`));

  await carla.getByRole("textbox", { name: "Note" }).fill("Called on 4 March: asks for our certificate.");
  await carla.getByRole("textbox", { name: "Contact" }).fill("digital@chamber.example");
  await carla.getByRole("button", { name: "Save changes" }).click();

  const panel = carla.getByRole("region", { name: /saved this record while you were writing/ });
  await expect(panel).toBeVisible();
  await expect(panel).toContainText("Met on 3 March: wants a yearly report.");
  await expect(panel).toContainText("Called on 4 March: asks for our certificate.");
  await expect(panel).toContainText(/taken over: .*Representative/);
  await expect(carla.getByRole("textbox", { name: "Contact" })).toHaveValue("digital@chamber.example");
  await expect(panel.getByRole("button", { name: "Save with these choices" })).toBeDisabled();

  await panel.getByLabel("Merge both by hand").check();
  const both = panel.getByRole("textbox");
  await expect(both).toHaveValue(/Met on 3 March[\s\S]*|Called on 4 March[\s\S]*/);
  await both.fill("3 March: wants a yearly report. 4 March: asks for our certificate.");
  await panel.getByRole("button", { name: "Save with these choices" }).click();
  await carla.waitForURL(new RegExp(`${ref}$`));
  const main = carla.getByRole("main");
  await expect(main).toContainText("3 March: wants a yearly report. 4 March: asks for our certificate.");
  await expect(main).toContainText("Head of digital affairs");
  await expect(main).toContainText("digital@chamber.example");
});

test("what is typed before the scripts have come is kept", async ({ as, newcomer }) => {
  const [page, outside] = [await as("mira"), await newcomer()];
  const name = fresh("Early bird");
  for (const slow of [page, outside])
    await slow.route(/\.js(\?|$)/, async (route) => {
      await new Promise((done) => setTimeout(done, 1_500));
      await route.continue();
    });
  await page.goto(`${LIST}/new`, { waitUntil: "commit" });
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("textbox", { name: "Note" }).fill("Typed at once.");
  await awake(page.getByLabel(/^Name/));
  await page
    .getByRole("group", { name: /^Inside or outside/ })
    .getByLabel("External")
    .check();
  await expect(page.getByLabel(/^Name/)).toHaveValue(name);
  await page.getByRole("button", { name: "Add party" }).click();
  await page.waitForURL(/\/interested-parties\/IP-\d+$/);
  await expect(page.getByRole("main")).toContainText("Typed at once.");

  await outside.goto("/sign-in", { waitUntil: "commit" });
  await outside.getByLabel("E-mail address").fill(PEOPLE.vera);
  await outside.getByLabel("Password").fill(PASSWORD);
  await awake(outside.getByLabel("E-mail address"));
  await outside.getByRole("button", { name: "Sign in" }).click();
  await outside.waitForURL(/\/nordwind$/);
});

test("a double click, and a third while the next page is slow, make one record", async ({ as }) => {
  const page = await as("mira");
  const name = fresh("Association of data centres");
  await open(page, `${LIST}/new`);
  await page.getByLabel(/^Name/).fill(name);
  await page
    .getByRole("group", { name: /^Inside or outside/ })
    .getByLabel("External")
    .check();
  // The record is written, but the way to its page is long.
  await page.route(/\/interested-parties\/IP-\d+\?.*_rsc=/, async (route) => {
    await new Promise((done) => setTimeout(done, 2_000));
    await route.continue();
  });
  const save = page.getByRole("button", { name: "Add party" });
  await save.dblclick();
  await expect(page.getByText(/IP-\d+ was added/).first()).toBeVisible();
  expect(page.url()).toMatch(/\/new$/);
  await save.click();
  await page.waitForURL(/\/interested-parties\/IP-\d+$/);
  await open(page, `${LIST}?q=${encodeURIComponent(name)}`);
  await expect(page.locator("[data-row-link]")).toHaveCount(1);
});

test("a session that ended keeps what was typed, and the same form goes through after signing in again", async ({ as }) => {
  const page = await as("carla");
  const name = fresh("Works council of a client");
  await open(page, `${LIST}/new`);
  await page.getByLabel(/^Name/).fill(name);
  await page
    .getByRole("group", { name: /^Inside or outside/ })
    .getByLabel("External")
    .check();
  await page.getByRole("textbox", { name: "Note" }).fill("Three paragraphs that nobody wants to write twice.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Add party" }).click();
  const notice = page.getByRole("main").getByRole("alert");
  await expect(notice).toContainText("Your session has ended");
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("Three paragraphs that nobody wants to write twice.");

  const other = page.context().waitForEvent("page");
  await notice.getByRole("link", { name: "Sign in in a new tab" }).click();
  const tab = await other;
  await fillSignIn(tab, PEOPLE.carla);
  await tab.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await tab.close();
  await notice.getByRole("button", { name: "Try again" }).click();
  await page.waitForURL(/\/interested-parties\/IP-\d+$/);
  await expect(page.getByRole("main")).toContainText("Three paragraphs that nobody wants to write twice.");
});

test("what was typed survives a reload into the sign-in page", async ({ as }) => {
  const page = await as("carla");
  const name = fresh("Neighbour of the data centre");
  await open(page, `${LIST}/new`);
  await page.getByLabel(/^Name/).fill(name);
  await page.context().clearCookies();
  await page.reload();
  await page.waitForURL(/\/sign-in/);
  await fillSignIn(page, PEOPLE.carla);
  // The sign-in page leads back to where the person was.
  await page.waitForURL(/\/interested-parties\/new$/);
  const restore = page.getByRole("button", { name: "Keep it" });
  await awake(restore);
  await restore.click();
  await expect(page.getByLabel(/^Name/)).toHaveValue(name);
});
