import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { OF_LOOKS, overflow, rawKeys, violations } from "./looks";
import { awake, dialogOf, expect, fresh, open, test } from "./support";

/** Pictures of each page are kept in this folder when somebody wants to look at them. */
const PICTURES = process.env.OUTSIDE_PICTURES;
const NOWHERE = `00000000-0000-4000-8000-000000000000.${"A".repeat(43)}`;

/** Looks at the page that is open, on a phone, in both themes. */
async function look(page: Page, name: string, language = "en"): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator("h1"), name).toHaveCount(1);
  await expect(page.locator("html"), name).toHaveAttribute("lang", language);
  expect.soft((await page.title()).length, name).toBeGreaterThan(10);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await violations(page, colorScheme === "dark" ? OF_LOOKS : null), `${name}, ${colorScheme}`).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${colorScheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect.soft(await overflow(page), `${name} at 390`).toBeLessThanOrEqual(0);
  expect.soft(await rawKeys(page), `${name} shows keys of words`).toEqual([]);
}

test("the page of an ask speaks the language of whoever is asked, before and after the answer", async ({ as, newcomer }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/interested-parties?q=Freelance");
  await mira
    .getByRole("link", { name: /^Freelance engineers/ })
    .first()
    .click();
  await mira.waitForURL(/\/interested-parties\/IP-\d+$/);
  await mira.getByRole("link", { name: "Ask the party" }).click();
  const title = fresh("Round to look at");
  const send = mira.getByRole("button", { name: /^Send (one mail|\d+ mails)$/ });
  await awake(send);
  await mira.getByLabel("Title", { exact: false }).fill(title);
  await send.click();
  await expect(mira.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await mira
    .getByRole("button", { name: /^Deeds on the ask to / })
    .first()
    .click();
  await mira.getByRole("menuitem", { name: "Copy the link" }).click();
  await mira.getByRole("button", { name: "Show the link" }).click();
  const link = await mira.getByRole("textbox", { name: "Copy the link" }).inputValue();

  const party = await newcomer();
  await party.goto(new URL(link).pathname);
  const answer = party.getByRole("button", { name: /^(Send the answers?|Send answers?|Antworten senden|Envoyer les réponses)$/ });
  await awake(answer);
  const language = (await party.locator("body div[lang]").first().getAttribute("lang")) ?? "";
  await look(party, "ask", language);
  await party.getByRole("radio").first().check();
  await answer.click();
  await expect(party.getByText(/^(Received|Eingegangen|Reçu)/).first()).toBeVisible();
  await look(party, "ask-answered", language);
});

test("the page of a survey fits a phone, before and after the answer", async ({ as, newcomer }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/surveys/new");
  const name = mira.getByLabel("Title", { exact: false }).first();
  await awake(name);
  await name.fill(fresh("What would help you?"));
  await mira.getByRole("combobox", { name: /Parties asked/ }).fill("Freelance");
  await mira.getByRole("option", { name: /Freelance engineers/ }).click();
  await mira.keyboard.press("Escape");
  await mira.getByLabel("Language", { exact: false }).selectOption("de");
  await mira.getByRole("button", { name: "Begin the draft" }).click();
  await mira.getByRole("link", { name: "Open the survey" }).click();
  const pasted = mira.getByLabel("Other addresses");
  await awake(pasted);
  await pasted.fill("Ada Lovelace <ada@example.org>");
  await mira.getByRole("button", { name: "Open and send" }).click();
  await expect(mira.getByRole("heading", { name: /Who was asked/ })).toBeVisible();
  await mira.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await mira.getByRole("button", { name: "Copy the link of Ada Lovelace" }).click();
  await expect(mira.getByText("Copied").first()).toBeVisible();
  const link = await mira.evaluate(() => navigator.clipboard.readText());

  const ada = await newcomer();
  await ada.goto(link);
  const send = ada.locator("main form button[type=submit]").last();
  await awake(send);
  await look(ada, "survey", "de");
  await ada.getByRole("textbox").first().fill("Weniger Formulare");
  await send.click();
  await expect(ada.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await look(ada, "survey-answered", "de");
});

test("the page for feedback fits a phone in each language, before and after it was given", async ({ as, newcomer }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/engagement/feedback");
  const make = mira.getByRole("button", { name: "Make the link" });
  await awake(make);
  const called = fresh("Link to look at");
  await mira.getByLabel("Called").fill(called);
  await make.click();
  const address = await mira.getByLabel(`Address of the link for ${called}`).inputValue();
  const outside = await newcomer();
  for (const language of ["de", "fr", "en"]) {
    await outside.goto(`${address}?language=${language}`);
    await awake(outside.locator("main button").last());
    await look(outside, `feedback-${language}`, language);
  }
  await outside.getByLabel("What do you want to tell us?").fill(fresh("The notice came late"));
  await outside.getByRole("button", { name: "Send" }).click();
  await expect(outside.getByRole("heading", { name: "Thank you. It has arrived." })).toBeVisible();
  await look(outside, "feedback-given");
});

test("the page of a sheet fits a phone, closed and open, in German", async ({ as, newcomer }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/interested-parties/IP-001");
  await mira.getByRole("link", { name: "Assurance sheet", exact: true }).click();
  const make = mira.getByRole("button", { name: "Make the sheet" });
  await awake(make);
  await mira.getByLabel("Language of the page").selectOption("de");
  await make.click();
  await mira.waitForURL(/\/assurance\/AS-\d+$/);
  const link = await mira.getByRole("textbox", { name: "Address of the page" }).inputValue();
  const party = await newcomer();
  await party.goto(new URL(link).pathname);
  const button = party.getByRole("button", { name: "Blatt öffnen" });
  await awake(button);
  await look(party, "sheet-closed", "de");
  await button.click();
  await expect(party.getByRole("heading", { level: 1, name: "Wie Ihre Anforderungen erfüllt werden" })).toBeVisible();
  await look(party, "sheet", "de");
});

test("a guest's link goes out by mail; the page says so, the journal shows it, and the rooms behind it fit a phone", async ({
  as,
  newcomer,
}) => {
  test.setTimeout(300_000);
  const mira = await as("mira");
  await open(mira, "/nordwind/guests/new");
  const name = fresh("Guest");
  const address = `${name.toLowerCase().replace(/[^a-z0-9]/g, "")}@cert.example`;
  await mira.getByLabel(/^Name/).fill(name);
  await mira.getByLabel(/^Purpose/).fill("Surveillance audit");
  await mira.getByRole("switch", { name: "Send the link by mail" }).click();
  await mira.getByLabel(/^Language of the mail/).selectOption("fr");
  await mira.getByRole("button", { name: "Make the link and send it" }).click();
  await expect(mira.getByLabel(/^E-mail address/)).toHaveAttribute("aria-invalid", "true");
  await mira.getByLabel(/^E-mail address/).fill(address);
  await mira.getByRole("button", { name: "Make the link and send it" }).click();
  await expect(mira.getByRole("heading", { name: "The link is on its way" })).toBeVisible();
  const path = new URL(await mira.getByRole("textbox", { name: "Link" }).inputValue()).pathname;
  await mira.getByRole("link", { name: /^To GA-/ }).click();
  await mira.waitForURL(/\/guests\/GA-\d+$/);
  const page = mira.url();
  await expect
    .poll(async () => {
      await mira.goto(page);
      return mira.getByRole("main").textContent();
    })
    .toContain("In the folder");
  await expect(mira.getByText(address).first()).toBeVisible();
  await mira.goto("/nordwind/settings/mail");
  await mira
    .getByRole("row", { name: new RegExp(address) })
    .getByRole("link")
    .click();
  await expect(mira.getByText("vous laisse lire, en tant qu’invité").first()).toBeVisible();
  expect(await mira.content()).not.toContain(path.split(".")[1]);

  const guest = await newcomer();
  await guest.goto(path);
  const button = guest.getByRole("button", { name: "Open the register" });
  await awake(button);
  await look(guest, "guest-door");
  await button.click();
  await guest.waitForURL(/\/nordwind~\d+\.\d+$/);
  const home = new URL(guest.url()).pathname;
  await look(guest, "guest-welcome");
  for (const room of ["interested-parties", "requirements", "risks", "controls", "evidence"]) {
    expect((await guest.goto(`${home}/${room}`))?.status(), room).toBe(200);
    await look(guest, `guest-${room}`);
  }
});

test("an invitation goes out by mail; the list says what became of it, and revoked it lets nobody in", async ({ as, newcomer }) => {
  const olaf = await as("olaf");
  await open(olaf, "/nordwind/members");
  await olaf.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = dialogOf(olaf);
  const address = `${fresh("nils").replace(/[^a-z0-9]/g, "")}@nordwind.example`;
  await dialog.getByLabel(/^E-mail address/).fill(address);
  await dialog.getByRole("switch", { name: "Send the link by mail" }).click();
  await dialog.getByLabel(/^Language of the mail/).selectOption("de");
  await dialog.getByRole("button", { name: "Make the link and send it" }).click();
  await expect(dialog.getByText(`The mail to ${address} is on its way`, { exact: false })).toBeVisible();
  const path = new URL(await dialog.getByLabel("Link", { exact: true }).inputValue()).pathname;
  await dialog.getByRole("button", { name: "Close" }).click();
  const row = olaf.getByRole("row", { name: new RegExp(address) });
  await expect
    .poll(async () => {
      await olaf.reload();
      return row.textContent();
    })
    .toContain("In the folder");
  const nils = await newcomer();
  await nils.goto(path);
  await look(nils, "invitation");
  const revoke = olaf.getByRole("button", { name: `Revoke the invitation of ${address}` });
  await awake(revoke);
  await revoke.click();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(row).toHaveCount(0);
  await nils.reload();
  await look(nils, "invitation-gone");
});

test("what a copy says in public, and what links say that open nothing, fits a phone", async ({ as, newcomer, browser }) => {
  test.setTimeout(240_000);
  const mira = await as("mira");
  await open(mira, "/nordwind/papers");
  const button = mira.getByRole("button", { name: "Power-interest grid as SVG" });
  await awake(button);
  const [file] = await Promise.all([mira.waitForEvent("download", { timeout: 120_000 }), button.click()]);
  const copy = /https?:\/\/[^"\s]+(\/copies\/[0-9a-f-]{36}\.[0-9A-Z-]{30})/.exec(readFileSync(await file.path(), "utf8"))![1]!;
  const stranger = await newcomer();
  await stranger.goto(copy);
  await expect(stranger.getByText("CURRENT", { exact: true })).toBeVisible();
  await look(stranger, "copy-current");
  await stranger.goto(`${copy.slice(0, -5)}00000`);
  await look(stranger, "copy-unknown");
  for (const [name, path] of [
    ["guest-gone", `/guests/${NOWHERE}`],
    ["guest-over", "/guests/over"],
    ["sign-in", "/sign-in"],
    ["sign-up", "/sign-up"],
    ["nowhere", "/no/such/page"],
  ] as const) {
    await stranger.goto(path);
    await look(stranger, name);
  }
  // For calendar programs: words of one line, and never a page that runs anything.
  const calendar = await stranger.request.get(`/calendar/${NOWHERE}.ics`);
  expect([calendar.status(), calendar.headers()["content-type"], await calendar.text()]).toEqual([
    404,
    "text/plain; charset=utf-8",
    "Not found\n",
  ]);
  for (const [locale, language] of [
    ["fr-FR", "fr"],
    ["de-DE", "de"],
    ["es-ES", "en"],
  ] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    for (const door of ["ask", "survey", "feedback", "sheet"]) {
      await page.goto(`/${door}/${NOWHERE}`);
      await look(page, `${door}-gone-${language}`, language);
    }
    await context.close();
  }
});
