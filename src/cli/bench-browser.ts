// npm run bench -- --browser: what only a browser can tell. Asks the instance at E2E_BASE_URL or BENCH_URL and prints counts and medians; asserts nothing.
// Signs in as BENCH_EMAIL with BENCH_PASSWORD (the demo's ISMS manager). Founds an organisation of its own there, so give it an instance that may be
// thrown away; BENCH_ORGANIZATION names one from an earlier run instead.
import { existsSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { ANNEX_A_CONTROLS } from "@/domain/references";

const PARTIES = 500;
const REQUIREMENTS = Number(process.env.BENCH_REQUIREMENTS) || 20_000;
const LINKED = 1_000;
const DEVICES = 10;
const FRAME = 1_000 / 60;
const CONTROLS = ANNEX_A_CONTROLS.map(({ ref }) => ref);
const CHROMIUMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

interface Line {
  what: string;
  ours: string;
  beside: string;
}

/** Runs all traces against a running instance. Says so and does nothing where there is no browser or no address. */
export async function benchBrowser(): Promise<void> {
  const address = process.env.E2E_BASE_URL || process.env.BENCH_URL;
  const executablePath = [process.env.CHROMIUM_PATH ?? "", ...CHROMIUMS].find((path) => path !== "" && existsSync(path));
  if (!address || !executablePath) {
    console.error(address ? "No Chromium was found; CHROMIUM_PATH names one." : "Set E2E_BASE_URL to the address of a running instance.");
    return;
  }
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  try {
    const context = await browser.newContext({ baseURL: address, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    await signIn(page);
    const slug = process.env.BENCH_ORGANIZATION || (await foundOrganization(page));
    const lines: Line[] = [];
    for (const trace of [grid, matrix, graph, search, triage]) {
      lines.push(...(await trace(page, slug)));
      console.error(lines.at(-1)!.what);
    }
    lines.push(await workshop(browser, context, page, slug, address));
    const widths = (["what", "ours", "beside"] as const).map((key) => Math.max(...lines.map((line) => line[key].length)));
    console.log(`\n${address}/${slug}`);
    for (const { what, ours, beside } of lines) console.log([what, ours, beside].map((cell, at) => cell.padEnd(widths[at]!)).join("  "));
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await awake(page, 'input[type="email"]');
  await page.fill('input[type="email"]', process.env.BENCH_EMAIL || "mira@nordwind.example");
  await page.fill('input[type="password"]', process.env.BENCH_PASSWORD || "golden-thread-demo");
  await page.click('button[type="submit"]');
  await page.waitForURL(({ pathname }) => pathname !== "/" && !pathname.startsWith("/sign-in"));
}

/** What is typed before scripts have taken over is not seen by them. */
async function awake(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((at) => {
    const node = document.querySelector(at);
    return node !== null && Object.keys(node).some((key) => key.startsWith("__reactProps"));
  }, selector);
}

/** An organisation with 500 placed parties and many undecided requirements, brought in as a register file. */
async function foundOrganization(page: Page): Promise<string> {
  const slug = `bench-${Date.now().toString(36)}`;
  await page.goto("/organizations/new");
  await awake(page, "form input");
  await page.getByLabel(/^Name/).fill(`Bench ${slug}`);
  await page.locator("form input").nth(1).fill(slug);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL(new RegExp(`/${slug}`));
  const topics = ["encryption at rest", "notice of incidents", "a right to audit", "deletion of data", "availability of service"];
  const register = {
    parties: Array.from({ length: PARTIES }, (_, index) => ({
      id: `p${index}`,
      name: `Party number ${index} of the bench`,
      category: index % 4 === 0 ? "internal" : "external",
      status: "active",
      relevance: "relevant",
      relevance_rationale: "Bench",
      power: 1 + (index % 5),
      interest: 1 + (Math.floor(index / 5) % 5),
      support: (index % 5) - 2,
    })),
    requirements: Array.from({ length: REQUIREMENTS }, (_, index) => ({
      id: `r${index}`,
      party_id: `p${index % PARTIES}`,
      statement: `Requirement ${index}: ${topics[index % topics.length]} within ${1 + (index % 90)} days.`,
      kind: "business",
      status: "active",
      ...(index < LINKED ? { relevance: "relevant", relevance_rationale: "Bench" } : {}),
    })),
    // Three controls for each of the first, so that the matrix has marks and the graph has lines.
    links: Array.from({ length: LINKED * 3 }, (_, index) => ({
      id: `l${index}`,
      requirement_id: `r${Math.floor(index / 3)}`,
      target_type: "control",
      target_ref: CONTROLS[(Math.floor(index / 3) + (index % 3) * 31) % CONTROLS.length]!,
      rationale: "Bench",
    })),
  };
  const status = await page.evaluate(
    async ([at, body]) => (await fetch(at!, { method: "POST", body: body! })).status,
    [`/${slug}/register/file?name=bench.json`, JSON.stringify(register)],
  );
  if (status >= 300) throw new Error(`The register of the bench was not taken: ${status}`);
  return slug;
}

/** Frames from here on; the answer gives the gaps between them. */
async function recordFrames(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const store = window as unknown as { gaps: number[]; over: boolean };
    store.gaps = [];
    store.over = false;
    let before = 0;
    const step = (now: number) => {
      if (before > 0) store.gaps.push(now - before);
      before = now;
      if (!store.over) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  return () =>
    page.evaluate(() => {
      const store = window as unknown as { gaps: number[]; over: boolean };
      store.over = true;
      return store.gaps;
    });
}

const dropped = (gaps: readonly number[]) =>
  `${gaps.filter((gap) => gap > FRAME * 1.5).length} of ${gaps.length} frames late, longest ${Math.max(0, ...gaps).toFixed(0)} ms`;

/** Drags a mark in circles over the whole picture; beside it the same way of the pointer without dragging. */
async function grid(page: Page, slug: string): Promise<Line[]> {
  await page.goto(`/${slug}/grid`);
  await awake(page, "[data-mark]");
  const marks = await page.locator("svg [data-mark]").count();
  await page
    .locator("svg [data-mark]")
    .nth(Math.floor(marks / 2))
    .scrollIntoViewIfNeeded();
  const box = (await page
    .locator("svg [data-mark]")
    .nth(Math.floor(marks / 2))
    .boundingBox())!;
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const round = async () => {
    for (let turn = 0; turn < 240; turn += 1) {
      const angle = (turn / 60) * 2 * Math.PI;
      await page.mouse.move(start.x + 180 * Math.sin(angle), start.y + 120 * (Math.cos(angle) - 1));
    }
  };
  await page.mouse.move(start.x, start.y);
  const hovering = await recordFrames(page);
  await round();
  const beside = await hovering();
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const dragging = await recordFrames(page);
  await round();
  const ours = await dragging();
  // Back to where it was: nothing is written.
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return [{ what: `Grid, dragging one of ${marks} marks`, ours: dropped(ours), beside: `pointer alone: ${dropped(beside)}` }];
}

/** Scrolls the matrix of 500 requirements and all 93 controls down, across and back. */
async function matrix(page: Page, slug: string): Promise<Line[]> {
  const began = performance.now();
  await page.goto(`/${slug}/matrix?show=all`);
  await awake(page, '[role="grid"]');
  const first = performance.now() - began;
  const [rows, columns] = [
    await page.locator('[role="rowheader"]').count(),
    await page.locator('[role="columnheader"][data-column]').count(),
  ];
  const frames = await wheelOver(page, '[role="grid"]');
  return [{ what: `Matrix, scrolling ${rows} x ${columns}`, ours: dropped(frames), beside: `awake after ${first.toFixed(0)} ms` }];
}

/** Moves the graph of as many boxes as it draws about; panning is scrolling. */
async function graph(page: Page, slug: string): Promise<Line[]> {
  const began = performance.now();
  await page.goto(`/${slug}/graph`);
  await awake(page, "[data-graph-frame]");
  const first = performance.now() - began;
  const boxes = await page.locator("[data-node]").count();
  const frames = await wheelOver(page, "[data-graph-frame]");
  return [{ what: `Graph, panning ${boxes} boxes`, ours: dropped(frames), beside: `awake after ${first.toFixed(0)} ms` }];
}

/** Four seconds of the wheel over a part of the page, down, across and back. */
async function wheelOver(page: Page, selector: string): Promise<number[]> {
  const part = page.locator(selector).first();
  await part.scrollIntoViewIfNeeded();
  const box = (await part.boundingBox())!;
  await page.mouse.move(Math.min(box.x + box.width / 2, 900), Math.min(box.y + 200, 800));
  await page.waitForTimeout(500);
  const frames = await recordFrames(page);
  for (const [x, y] of [
    [0, 120],
    [60, 0],
    [0, -120],
    [-60, 0],
  ] as const) {
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(x, y);
      await page.waitForTimeout(16);
    }
  }
  return frames();
}

/** Types two words into the search over the requirements, as fast as a person does. */
async function search(page: Page, slug: string): Promise<Line[]> {
  await page.goto(`/${slug}/requirements`);
  const field = page.locator('input[type="search"][name="q"]');
  await awake(page, 'input[type="search"][name="q"]');
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const store = window as unknown as { long: number[] };
    store.long = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) store.long.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  await field.pressSequentially("encryption within", { delay: 90 });
  await page.waitForTimeout(3_000);
  const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
  const longest = long.length > 0 ? `, longest ${Math.max(...long).toFixed(0)} ms` : "";
  return [{ what: `Search among ${REQUIREMENTS} requirements`, ours: `${long.length} tasks over 50 ms${longest}`, beside: "" }];
}

/** Forty requirements by keys, each discarded with two of them. */
async function triage(page: Page, slug: string): Promise<Line[]> {
  await page.goto(`/${slug}/triage`);
  await awake(page, "[data-triage-item]");
  const times = 40;
  for (let done = 0; done < times; done += 1) {
    const item = await page.locator("[data-triage-item]").getAttribute("data-triage-item");
    await page.keyboard.press("n");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction((before) => {
      const now = document.querySelector("[data-triage-item]")?.getAttribute("data-triage-item");
      return now !== undefined && now !== before;
    }, item);
    await page.waitForTimeout(250);
  }
  const durations = await page.evaluate(() => performance.getEntriesByName("triage-next").map(({ duration }) => duration));
  return [{ what: "Triage, key to next requirement", ...spread(durations) }];
}

/** Ten devices in one workshop: how long until an entry stands on all of them. */
async function workshop(browser: Browser, context: BrowserContext, page: Page, slug: string, baseURL: string): Promise<Line> {
  await page.goto(`/${slug}/workshops/new?kind=identification`);
  await awake(page, "main form input");
  await page.getByRole("textbox", { name: /^Title/ }).fill("Bench");
  await page.locator('main form button[type="submit"]').click();
  await page.waitForURL(/\/workshops\/WS-\d+$/);
  const path = new URL(page.url()).pathname;
  const storageState = await context.storageState();
  const devices: Page[] = [page];
  while (devices.length < DEVICES) {
    const device = await (await browser.newContext({ baseURL, storageState })).newPage();
    device.setDefaultTimeout(60_000);
    await device.goto(path);
    devices.push(device);
  }
  await Promise.all(devices.map((device) => awake(device, "[data-workshop-board] form input")));
  const durations: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const speaker = devices[round % devices.length]!;
    const words = `Entry ${round} of the bench`;
    const field = speaker.locator("[data-workshop-board] form input").first();
    await field.fill(words);
    const began = performance.now();
    await field.press("Enter");
    await Promise.all(devices.map((device) => device.getByText(words).first().waitFor()));
    durations.push(performance.now() - began);
  }
  return { what: `Workshop, entry on all ${devices.length} devices`, ...spread(durations) };
}

function spread(durations: readonly number[]): { ours: string; beside: string } {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
  return { ours: `median ${at(0.5)} ms`, beside: `slowest ${at(1)} ms of ${sorted.length}` };
}
