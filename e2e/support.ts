import { randomUUID } from "node:crypto";
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";

export const PASSWORD = "golden-thread-demo";
export const PEOPLE = {
  olaf: "olaf@nordwind.example",
  mira: "mira@nordwind.example",
  carla: "carla@nordwind.example",
  jonas: "jonas@nordwind.example",
  aisha: "aisha@auditor.example",
  vera: "vera@nordwind.example",
  kim: "kim@kestrel.example",
} as const;
export type Name = keyof typeof PEOPLE;

/** A browser of one person, signed in through the page; unexpected errors in its console fail the test. */
export const test = base.extend<{ as: (name: Name) => Promise<Page>; newcomer: () => Promise<Page>; consoleErrors: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  consoleErrors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, "errors in the browser's console").toEqual([]);
  },
  as: async ({ browser, consoleErrors }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name) => {
      const context = await browser.newContext();
      contexts.push(context);
      await settle(context);
      const page = await context.newPage();
      watch(page, consoleErrors);
      await signIn(page, name);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  /** A browser of somebody without an account. */
  newcomer: async ({ browser, consoleErrors }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      await settle(context);
      const page = await context.newPage();
      watch(page, consoleErrors);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

/** Fills in the sign-in page. Ends on the first page of the person's organisation. */
export async function signIn(page: Page, name: Name, password = PASSWORD): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, PEOPLE[name], password);
  // "/" leads on, to the one organisation or to the choice of several.
  if (password === PASSWORD) await page.waitForURL(({ pathname }) => pathname !== "/" && !pathname.startsWith("/sign-in"));
}

/** Fills in the sign-in page that is open, and sends it. */
export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  const field = page.getByLabel("E-mail address");
  await awake(field);
  await field.fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Waits until scripts have taken over what the server sent: what is typed before that is not seen by them. */
export async function awake(part: Locator): Promise<void> {
  await expect
    .poll(() => part.first().evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps"))), { message: "asleep" })
    .toBe(true);
}

/** Goes to a page and waits until it answers to clicks. */
export async function open(page: Page, path: string): Promise<number> {
  const answer = await page.goto(path);
  await awake(page.locator("main h1"));
  return answer?.status() ?? 0;
}

/** The dialog that asks for something; a toast is a dialog for a screen reader too. */
export function dialogOf(page: Page): Locator {
  return page.locator('[role="dialog"]:not([data-type])');
}

/** Words that no earlier run on the same database has used. */
export function fresh(words: string): string {
  return `${words} ${randomUUID().slice(0, 8)}`;
}

/** Enters a party through its form, with no more than it needs. Answers with its ref. */
export async function addParty(page: Page, name: string, organization = "nordwind"): Promise<string> {
  await open(page, `/${organization}/interested-parties/new`);
  await page.getByLabel(/^Name/).fill(name);
  await page
    .getByRole("group", { name: /^Inside or outside/ })
    .getByLabel("External")
    .check();
  await page.getByRole("button", { name: "Add party" }).click();
  await page.waitForURL(/\/interested-parties\/IP-\d+$/);
  return page.url().split("/").pop()!;
}

/** Enters a requirement of a party through its form: the sentence and its kind. Answers with its ref. */
export async function addRequirement(page: Page, party: string, statement: string, kind = "Business"): Promise<string> {
  await open(page, `/nordwind/requirements/new?party=${party}`);
  await page.getByRole("textbox", { name: /^Requirement/ }).fill(statement);
  await page.getByRole("group", { name: /^Kind/ }).getByLabel(kind, { exact: true }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/\/requirements\/REQ-\d+$/);
  return page.url().split("/").pop()!;
}

/** Retires a record that is open, so that what a journey entered does not stand in the way of the next. */
export async function retire(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Retire" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("textbox").fill("Entered by a journey.");
  await dialog.getByRole("button", { name: "Retire" }).click();
  await expect(dialog).toBeHidden();
}

/** A development server tells pages to load again whenever somebody saves a file; a story would lose its place. In production there is no such talk. */
async function settle(context: BrowserContext): Promise<void> {
  await context.routeWebSocket(/\/_next\/hmr/, (page) => {
    page.connectToServer().onMessage((message) => {
      if (!/^\{"type":"(reloadPage|turbopack-message|serverComponentChanges|building|built|sync)"/.test(String(message)))
        page.send(message);
    });
  });
}

/** A 403, 404 or 422 that a test asks for is no defect; everything else in the console is. */
function watch(page: Page, errors: string[]): void {
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    if (/the server responded with a status of (403|404|422)/.test(message.text())) return;
    errors.push(`${page.url()}: ${message.text()}`);
  });
}

/** The pages of an organisation that stand in every reader's reach. */
export const ROOMS = [
  "",
  "/interested-parties",
  "/interested-parties/IP-001",
  "/requirements",
  "/requirements/REQ-001",
  "/obligations",
  "/obligations/OBL-001",
  "/sources",
  "/sources/SRC-001",
  "/context",
  "/context/ISS-001",
  "/members",
  "/settings",
  "/open-points/requirement_unconfirmed",
  "/versions",
  "/versions/2.0",
  "/versions/compare?from=2.0&to=now",
  "/past",
];

/** Pages for those who work on the register or read all of it. */
export const WORKROOMS = [
  "/settings/mail",
  "/history",
  "/history/verify",
  "/import",
  "/register",
  "/interested-parties/new",
  "/requirements/new",
  "/sources/new",
  "/obligations/new",
  "/context/new",
  "/interested-parties/IP-001/edit",
  "/requirements/REQ-001/edit",
  "/sources/SRC-001/edit",
  "/obligations/OBL-001/edit",
  "/context/ISS-001/edit",
  "/account",
  "/account/reminders",
];

/** The analyst's desk: finding parties, analysing them, deciding about what they require. */
export const DESK = [
  "/catalogue",
  "/catalogue/landlord",
  "/catalogue/silent",
  "/board",
  "/workshops",
  "/workshops/new?kind=identification",
  "/workshops/new?kind=voting",
  "/workshops/WS-001",
  "/workshops/WS-002",
  "/interviews",
  "/interviews/new",
  "/interviews/guide",
  "/interviews/INT-001",
  "/grid",
  "/map",
  "/funnel",
  "/triage",
  "/priorities",
  "/objectives",
  "/objectives/new",
  "/objectives/OBJ-001",
  "/objectives/OBJ-001/edit",
];

/** From requirement to evidence: what answers the requirements, and the pages that look at the whole. */
export const ANSWERS = [
  "/threads",
  "/threads/backwards",
  "/statement-of-applicability",
  "/statement-of-applicability/issued",
  "/statement-of-applicability/issued/1.0",
  "/controls",
  "/controls/A.8.24",
  "/controls/OC-001",
  "/clauses",
  "/clauses/7.4",
  "/risks",
  "/risks/R-001",
  "/documents",
  "/documents/P-001",
  "/evidence",
  "/evidence/E-001",
  "/scope",
  "/scope/SU-001",
  "/budget",
  "/budget/BL-001",
  "/matrix",
  "/graph",
  "/what-if",
  "/quality",
  "/crosswalk",
];

/** Checking, finding, acting, and the auditor's own room. */
export const AUDIT = [
  "/self-assessment",
  "/self-assessment/file",
  "/self-assessment/runs",
  "/self-assessment/runs/SA-001",
  "/audit-programme",
  "/audit-programme/new",
  "/findings",
  "/findings/F-001",
  "/actions",
  "/actions/ACT-001",
  "/audit-room",
  "/audit-room/points",
  "/audit-room/points/3",
  "/audit-room/threads",
  "/audit-room/threads/REQ-001",
  "/audit-room/samples",
  "/audit-room/requests",
  "/papers",
  "/audit-packs",
  "/copies",
  "/management-reviews",
  "/management-reviews/MR-001",
  "/management-reviews/MR-001/minutes",
  "/management-reviews/MR-002",
  "/reviews",
  "/reviews/RV-001",
  "/reviews/RV-002",
  "/my-work",
  "/my-work/digests",
  "/trigger-events",
  "/trigger-events/TRG-001",
  "/trigger-events/TRG-002",
  "/trigger-events/rules",
  "/monitoring",
  "/monitoring/KPI-001",
  "/monitoring/KPI-004",
  "/communication",
  "/communication/COM-001",
  "/communication/to-tell",
  "/communication/to-tell/IP-001",
  "/communication/calendar",
  "/notices",
  "/notices/NTC-001",
  "/asks",
  "/asks/ASK-001",
  "/asks/ASK-002",
  "/conflicts",
  "/conflicts/CON-001",
  "/conflicts/CON-003",
  "/conflicts/candidates",
  "/surveys",
  "/surveys/SUR-001",
  "/surveys/SUR-001/results",
  "/surveys/SUR-001/preview",
  "/surveys/SUR-002",
  "/surveys/SUR-002/results",
  "/assurance",
  "/assurance/AS-001",
  "/engagement",
  "/engagement/ENG-001",
  "/engagement/feedback",
  "/horizon",
  "/horizon/HZ-003",
];

/** The forms of both. */
export const ANSWER_FORMS = [
  "/controls/new",
  "/controls/OC-001/edit",
  "/risks/new",
  "/risks/R-001/edit",
  "/documents/new",
  "/documents/P-001/edit",
  "/evidence/new",
  "/evidence/E-001/edit",
  "/evidence/E-001/replace",
  "/scope/new",
  "/scope/SU-001/edit",
  "/budget/new",
  "/budget/BL-001/edit",
  "/findings/new",
  "/findings/F-002/edit",
  "/actions/new",
  "/reviews/new",
  "/actions/ACT-002/edit",
  "/management-reviews/new",
  "/trigger-events/new",
  "/trigger-events/TRG-002/edit",
  "/trigger-events/rules/new",
  "/trigger-events/rules/law-change",
  "/monitoring/new",
  "/monitoring/KPI-002/edit",
  "/monitoring/import",
  "/settings/tokens",
  "/communication/new",
  "/communication/COM-001/edit",
  "/communication/proposals",
  "/asks/new",
  "/conflicts/new",
  "/surveys/new",
  "/surveys/SUR-002/open",
  "/assurance/new?party=IP-002",
  "/engagement/new",
  "/engagement/ENG-001/edit",
  "/engagement/feedback/mail",
  "/horizon/new",
  "/horizon/HZ-003/edit",
  "/guests",
  "/guests/new",
  "/settings/backup",
];
