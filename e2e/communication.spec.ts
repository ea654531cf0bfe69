import { awake, dialogOf, expect, fresh, test } from "./support";

test("Mira plans a communication, carries it out, and sees when it is due next", async ({ as }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/communication");
  await expect(mira.getByRole("heading", { level: 1, name: "Communication plan" })).toBeVisible();
  await mira.goto("/nordwind/communication/new?party=IP-001");
  await awake(mira.getByRole("button", { name: "Plan a communication" }));
  const what = fresh("What the new hall changes for them");
  await mira.getByLabel("On what").fill(what);
  await mira.getByLabel("Every so many days").fill("90");
  await mira.getByLabel("With whom").fill("Head of IT");
  await mira.getByLabel("How", { exact: true }).fill("Meeting");
  await mira.getByRole("button", { name: "Plan a communication" }).click();
  await expect(mira.getByRole("heading", { level: 1, name: what })).toBeVisible();
  await expect(mira.getByRole("main").getByText("every 90 days").first()).toBeVisible();
  await awake(mira.getByRole("button", { name: "Done" }));
  await mira.getByLabel("Who of them took part").fill("Head of IT");
  await mira.getByRole("button", { name: "Done" }).click();
  await expect(
    mira.getByRole("heading", { level: 2, name: "Carried out" }).locator("..").getByRole("link", { name: /^ENG-/ }),
  ).toBeVisible();
});

test("A clock that runs is given, late with a reason where it is late", async ({ as }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/notices");
  const running = mira.getByRole("heading", { level: 2, name: "Clocks that run" }).locator("..");
  await running.getByRole("link", { name: /^NTC-/ }).first().click();
  await expect(mira).toHaveURL(/\/notices\/NTC-\d+$/);
  await awake(mira.getByRole("button", { name: "Given" }));
  await mira.getByLabel("How it was given").fill("Portal of the authority");
  await mira.getByLabel("Why it was late").fill("The portal was down");
  await mira.getByRole("button", { name: "Given" }).click();
  await expect(
    mira
      .getByRole("main")
      .getByText(/^Given (in time|.* late)$/)
      .first(),
  ).toBeVisible();
});

test("A calendar address is shown once, read without signing in, and ended", async ({ as, page }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/communication/calendar");
  const mine = mira.getByRole("region", { name: "My dates" });
  await awake(mine.getByRole("button").first());
  await mine.getByRole("button", { name: /address of my dates/ }).click();
  const address = await mine.getByLabel("Address").inputValue();
  const answer = await page.request.get(address);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("text/calendar");
  expect(await answer.text()).toContain("BEGIN:VCALENDAR");
  await mine.getByRole("button", { name: "End it" }).click();
  await dialogOf(mira).getByRole("button", { name: "End it" }).click();
  await expect(mine.getByText("no address")).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
});
