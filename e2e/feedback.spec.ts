import { awake, expect, fresh, test } from "./support";

test("Somebody outside tells us something through a link; Mira takes it on, answers and closes it; the party's page tells of it", async ({
  as,
  browser,
}) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/engagement/feedback");
  await expect(mira.getByRole("heading", { level: 1, name: "Feedback" })).toBeVisible();
  await awake(mira.getByRole("button", { name: "Make the link" }));
  const called = fresh("Link in the footer");
  await mira.getByLabel("Called").fill(called);
  await mira.getByRole("button", { name: "Make the link" }).click();
  const address = await mira.getByLabel(`Address of the link for ${called}`).inputValue();

  const outside = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await outside.goto(address);
  await expect(outside.getByRole("heading", { level: 1 })).toHaveText("Tell us what you think of our information security");
  await expect(outside.locator("meta[name=referrer]")).toHaveAttribute("content", "no-referrer");
  const text = fresh("<script>alert(1)</script> The notice came late");
  await awake(outside.getByRole("button", { name: "Send" }));
  await outside.getByLabel("What do you want to tell us?").fill("x".repeat(50_000));
  await outside.getByRole("button", { name: "Send" }).click();
  await expect(outside.getByText(/these are 50,000/).first()).toBeVisible();
  await outside.getByLabel("What do you want to tell us?").fill(text);
  await outside.getByRole("button", { name: "Send" }).click();
  await expect(outside.getByRole("heading", { name: "Thank you. It has arrived." })).toBeVisible();
  const ref = ((await outside.locator("strong").textContent()) ?? "").trim();
  expect(ref).toMatch(/^ENG-\d+$/);

  await mira.goto(`/nordwind/engagement/${ref}`);
  await expect(mira.getByRole("main").getByText(text).first()).toBeVisible();
  await awake(mira.getByRole("button", { name: "Take on" }));
  await mira.getByRole("button", { name: "Take on" }).click();
  await mira.getByLabel("Your answer").fill("Notices go out within a day now.");
  await mira.getByRole("button", { name: "Save the answer" }).click();
  await mira.getByLabel("What came of it").fill("A clock of 24 hours stands in the plan.");
  await mira.getByLabel("Or why nobody could be told").fill("No address was given.");
  await mira.getByRole("button", { name: "Close", exact: true }).click();
  await expect(mira.getByText("Nobody could be told: No address was given.").first()).toBeVisible();

  const vera = await as("vera");
  await vera.goto("/nordwind/interested-parties/IP-001");
  await expect(vera.locator('a[href="/nordwind/engagement"]')).toHaveCount(0);
  await expect(vera.getByRole("heading", { name: "Engagement" })).toHaveCount(0);
});
