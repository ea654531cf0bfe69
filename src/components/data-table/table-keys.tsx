"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "@/components/ui/dialog";
import { KeySwitch } from "./shortcut-switch";
import { isTyping, SEARCH_FIELD, shortcutsOn } from "./shortcuts";

/** The keys of a table and its help sheet. Rows are real links, so Enter opens what `j` and `k` have reached, with or without this. */
export function TableKeys({ newHref, editable }: { newHref?: string; editable: boolean }) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [help, setHelp] = useState(false);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // The help sheet stays within reach, so that the keys can be switched on again.
      if (event.key === "?") {
        event.preventDefault();
        setHelp(true);
        return;
      }
      if (!shortcutsOn()) return;
      switch (event.key) {
        case "/": {
          const field = document.querySelector<HTMLInputElement>(`[${SEARCH_FIELD}]`);
          if (!field) return;
          event.preventDefault();
          field.focus();
          field.select();
          return;
        }
        case "j":
        case "k":
          if (step(event.key === "j" ? 1 : -1)) event.preventDefault();
          return;
        case "x": {
          const box = document.activeElement?.closest("tr")?.querySelector<HTMLInputElement>("[data-row-check]");
          if (!box) return;
          event.preventDefault();
          box.click();
          return;
        }
        case "n":
          if (newHref) {
            event.preventDefault();
            router.push(newHref);
          }
      }
    }
    // A click anywhere in a row opens it, unless it hit something with a purpose of its own or was the end of marking text.
    function onClick(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
      const link = event.target.closest("a[data-soft]");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        router.push(link.getAttribute("href") ?? "");
        return;
      }
      const row = event.target.closest("tr[data-href]");
      // A cell that can be edited is chosen by a click and opened by a second one.
      if (!row || event.target.closest("td[data-edit], a, button, input, select, textarea, label, summary, [role]:not([role=row])")) return;
      if (window.getSelection()?.toString()) return;
      const href = row.getAttribute("data-href");
      if (!href) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(href, "_blank", "noopener");
      else router.push(href);
    }
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("click", onClick);
    };
  }, [newHref, router]);

  const keys = [
    ["/", t("keySearch")],
    ["j", t("keyNext")],
    ["k", t("keyPrevious")],
    ["Enter", t("keyOpen")],
    ...(editable
      ? [
          ["→ ←", t("keyCells")],
          ["e", t("keyEdit")],
          ["Enter", t("keyEditCell")],
          ["Esc", t("keyCancel")],
          ["x", t("keySelect")],
        ]
      : []),
    ...(newHref ? [["n", t("keyNew")]] : []),
    ["Ctrl K", t("palette")],
    ["?", t("keyHelp")],
  ];
  return (
    <Dialog title={t("keysTitle")} open={help} onOpenChange={setHelp} size="small">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        {keys.map(([key, words]) => (
          <div key={words} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong px-1.5 py-0.5 font-mono">{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t pt-4">
        <KeySwitch label={t("keysSwitch")} />
      </div>
    </Dialog>
  );
}

function step(direction: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row-link]")];
  if (links.length === 0) return false;
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => link === document.activeElement || row?.contains(link));
  const next = at === -1 ? (direction === 1 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + direction));
  // Within a column one stays in the column.
  const column = (document.activeElement as HTMLElement | null)?.dataset.edit;
  const cell = column ? links[next]?.closest("tr")?.querySelector<HTMLElement>(`td[data-edit="${column}"]`) : null;
  const target = cell ?? links[next];
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  return true;
}
