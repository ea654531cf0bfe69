/** Marks the search field that `/` leads to. */
export const SEARCH_FIELD = "data-table-search";

const STORE = "goldthread:shortcuts";

/** Single keys can be switched off by the person (WCAG 2.1.4), for people who dictate or whose hands touch keys. */
export function shortcutsOn(): boolean {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true;
  }
}

export function setShortcuts(on: boolean): void {
  try {
    localStorage.setItem(STORE, on ? "on" : "off");
  } catch {
    // Without a store the choice holds for nothing; the keys stay as they are.
  }
}

/** True where a letter is text: then it is never a command. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select") ||
      target.closest('[role="menu"], [role="dialog"], [role="listbox"]') !== null)
  );
}
