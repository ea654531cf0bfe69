import { readFileSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What a theme and the width of the window can break; everything else is the same as it was a moment before. */
export const OF_LOOKS = ["color-contrast", "target-size"];

/** What axe finds against WCAG 2.2 AA, one line each; only these of its rules where they are named. */
export async function violations(page: Page, only: string[] | null = null): Promise<string[]> {
  // What still fades in has not its colours yet.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((one) => one.finished.catch(() => undefined)),
    ),
  );
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (only ? axe.withRules(only) : axe.withTags(RULES)).analyze();
  return found.map(
    (one) =>
      `${one.id}: ${one.nodes
        .map((node) => node.target.join(" "))
        .slice(0, 3)
        .join(" | ")}`,
  );
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

const messages = (file: string) =>
  Object.keys(JSON.parse(readFileSync(path.join(import.meta.dirname, "..", "messages", file), "utf8")) as object);
const NAMESPACES = [...new Set([...messages("en.json"), ...messages("outside.en.json")])];
/** A file name, a host or an address has a dot too: what a key never ends in, and what never stands around one. */
const KEY = new RegExp(String.raw`(?<![\w@./:~-])(?:${NAMESPACES.join("|")})(?:\.[A-Za-z_][A-Za-z0-9_-]*)+(?![\w@/:-]|\.[a-z])`, "g");
const NO_KEYS = /\.(?:pdf|docx|xlsx|csv|json|eml|ics|png|svg|html|txt|zip|tar|log|example|org|com|net|de|fr|eu|io|md|ts|mjs|c?js)$/i;

/** Keys of words that stand on the page where a sentence should: in its text, its title, and what is read out or hinted at. */
export async function rawKeys(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const attributes = ["aria-label", "title", "placeholder", "alt", "aria-description"];
    const hinted = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join(","))].flatMap((node) =>
      attributes.map((name) => node.getAttribute(name) ?? ""),
    );
    // biome-ignore lint/performance/useDomNodeTextContent: what is shown, not what scripts hold
    return [document.title, document.body.innerText, ...hinted];
  });
  return [...new Set(texts.flatMap((text) => text.match(KEY) ?? []))].filter((found) => !NO_KEYS.test(found));
}
