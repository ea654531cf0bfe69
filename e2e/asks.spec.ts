import { awake, expect, fresh, test } from "./support";

test("Mira asks a party; it answers on a phone, in German, without an account; Mira takes the change over", async ({ as, browser }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/interested-parties/IP-027");
  const add = mira.getByRole("button", { name: "Add a contact" });
  await awake(add);
  await add.click();
  const contact = mira.getByRole("dialog");
  const address = `${fresh("greta")
    .replace(/[^a-z0-9]/gi, "")
    .toLowerCase()}@hardware.example`;
  await contact.getByLabel("Name").fill("Greta Thoms");
  await contact.getByLabel("Mail address").fill(address);
  await contact.getByLabel("Language").selectOption("de");
  await contact.getByRole("button", { name: "Save" }).click();
  await expect(mira.getByText(address, { exact: false }).first()).toBeVisible();

  await mira.getByRole("link", { name: "Ask the party" }).click();
  await expect(mira.getByRole("heading", { name: "One party is asked" })).toBeVisible();
  const title = fresh("Round to the vendors");
  const send = mira.getByRole("button", { name: "Send one mail" });
  await awake(send);
  await mira.getByLabel("Title", { exact: false }).fill(title);
  await mira.getByRole("button", { name: "Preview" }).click();
  await expect(mira.getByRole("dialog").getByText("Eine Anmeldung ist nicht nötig", { exact: false }).first()).toBeVisible();
  await mira.getByRole("button", { name: "Close" }).click();
  await send.click();
  await expect(mira.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await mira.getByRole("button", { name: "Deeds on the ask to Greta Thoms" }).click();
  await mira.getByRole("menuitem", { name: "Copy the link" }).click();
  await mira.getByRole("button", { name: "Show the link" }).click();
  const link = await mira.getByRole("textbox", { name: "Copy the link" }).inputValue();
  await mira.keyboard.press("Escape");

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(new URL(link).pathname);
  await expect(phone.getByRole("heading", { level: 1, name: "Stimmt, was wir als Ihren Bedarf festgehalten haben?" })).toBeVisible();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const answer = phone.getByRole("button", { name: "Antworten senden" });
  await awake(answer);
  await phone.getByRole("radio", { name: "Zu ändern" }).first().check();
  await answer.click();
  await expect(phone.getByText("Sagen Sie, wie es lauten soll.").first()).toBeVisible();
  const words = fresh("Meldungen beantworten Sie am selben Tag");
  await phone.getByLabel("Wie soll es lauten?", { exact: false }).fill(words);
  await answer.click();
  await expect(phone.getByText(/^Eingegangen am /)).toBeVisible();
  await phone.context().close();

  await mira.reload();
  await expect(mira.getByText(words).first()).toBeVisible();
  await mira
    .getByRole("listitem")
    .filter({ hasText: words })
    .getByRole("button", { name: /^Accept / })
    .click();
  await mira.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
  await expect(mira.getByRole("heading", { name: "Answers so far" })).toBeVisible();
  await mira.getByRole("listitem").filter({ hasText: words }).getByRole("link", { name: /^REQ-/ }).click();
  await expect(mira.getByRole("heading", { level: 1, name: words })).toBeVisible();
});

test("A link that opens nothing says so in one way; Vera does not see who speaks for a party", async ({ as, browser }) => {
  const stranger = await (await browser.newContext({ locale: "fr-FR" })).newPage();
  await stranger.goto(`/ask/00000000-0000-4000-8000-000000000000.${"A".repeat(43)}`);
  await expect(stranger.getByRole("heading", { level: 1, name: "Ce lien n’ouvre rien" })).toBeVisible();
  await stranger.context().close();
  const vera = await as("vera");
  await vera.goto("/nordwind/interested-parties/IP-003");
  await expect(vera.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await expect(vera.getByText("s.kroeger@beirat.example")).toHaveCount(0);
});
