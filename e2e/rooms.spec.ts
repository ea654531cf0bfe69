import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, ROOMS, test, WORKROOMS } from "./support";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return found.map(
    (one) =>
      `${one.id}: ${one.nodes
        .map((node) => node.target.join(" "))
        .slice(0, 3)
        .join(" | ")}`,
  );
}

test("every room has a title of its own, passes axe and writes nothing to the console", async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as("mira");
  const titles = new Map<string, string>();
  for (const room of [...ROOMS, ...WORKROOMS]) {
    const answer = await page.goto(`/nordwind${room}`);
    expect(answer?.status(), room).toBe(200);
    const title = await page.title();
    expect(title.length, room).toBeGreaterThan(10);
    expect(titles.get(title), `${room} has the title of ${titles.get(title)}`).toBeUndefined();
    titles.set(title, room);
    await expect(page.locator("h1")).toHaveCount(1);
    expect.soft(await violations(page), room).toEqual([]);
  }
});

test("in the dark, on a phone and at 200 % zoom nothing runs off the page", async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as("mira");
  await page.emulateMedia({ colorScheme: "dark" });
  for (const width of [390, 640]) {
    await page.setViewportSize({ width, height: 844 });
    for (const room of [...ROOMS, ...WORKROOMS]) {
      await page.goto(`/nordwind${room}`);
      const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      expect.soft(scroll, `${room} at ${width}`).toBeLessThanOrEqual(client!);
      if (width === 390) expect.soft(await violations(page), `${room} in the dark`).toEqual([]);
    }
  }
});

test("on paper the rail is gone and the classification stands", async ({ as }) => {
  const page = await as("mira");
  await page.goto("/nordwind/interested-parties");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("nav").first()).toBeHidden();
  await expect(page.getByText(/uncontrolled when printed/i).first()).toBeVisible();
});
