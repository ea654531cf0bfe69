"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export interface PaletteEntry {
  href: string;
  label: string;
  /** IP-012, 4.2 a: shown in the mono and searched too. */
  reference?: string;
}

interface CommandPaletteProps {
  /** Rooms and deeds that are always there. */
  groups: readonly { label: string; entries: readonly PaletteEntry[] }[];
  /** Finds records for what is typed, on the server. */
  load?: (query: string) => Promise<readonly PaletteEntry[]>;
  /** The heading over what `load` found. */
  foundLabel?: string;
}

const PAUSE_MS = 200;
const SHORTEST = 2;
const HEADING =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";
const ITEM =
  "flex min-h-9 cursor-default items-center gap-3 rounded-sm px-2.5 py-1 text-sm data-[selected=true]:bg-sunken data-[selected=true]:outline-1 data-[selected=true]:-outline-offset-1 data-[selected=true]:outline-line-strong";

/** Ctrl/Cmd+K: go anywhere by a few letters. */
export function CommandPalette({ groups, load, foundLabel }: CommandPaletteProps) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState("");
  const [found, setFound] = useState<readonly PaletteEntry[]>([]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen((before) => !before);
      }
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  useEffect(() => {
    if (!load || !open || query.trim().length < SHORTEST) {
      setFound([]);
      return;
    }
    let stale = false;
    const timer = setTimeout(async () => {
      try {
        const records = await load(query.trim());
        if (!stale) setFound(records);
      } catch {
        if (!stale) setFound([]);
      }
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [load, open, query]);

  function go(href: string) {
    setOpen(false);
    setQuery("");
    router.push(href);
  }

  const matches = (item: PaletteEntry) => `${item.reference ?? ""} ${item.label}`.toLowerCase().includes(query.trim().toLowerCase());
  const shown = [
    // The server has matched these already.
    { label: foundLabel ?? t("palette"), entries: found },
    ...groups.map((group) => ({ label: group.label, entries: group.entries.filter(matches) })),
  ].filter((group) => group.entries.length > 0);
  const hrefs = shown.flatMap((group) => group.entries.map((item) => item.href));
  // Filtered here and with the marked entry held here: cmdk's own filter leaves aria-activedescendant on an entry that is gone.
  const current = hrefs.includes(marked) ? marked : (hrefs[0] ?? "");

  return (
    <>
      <button
        type="button"
        className={buttonStyle({ variant: "quiet", className: "text-muted" })}
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-sm:sr-only">{t("palette")}</span>
        <kbd aria-hidden className="rounded-sm border border-line-strong px-1 font-mono text-xs max-sm:hidden">
          Ctrl K
        </kbd>
      </button>
      <Dialog title={t("palette")} open={open} onOpenChange={setOpen}>
        <Command label={t("palette")} shouldFilter={false} value={current} onValueChange={setMarked} className="flex flex-col gap-2">
          <Command.Input value={query} onValueChange={setQuery} placeholder={t("palettePlaceholder")} className="control" />
          <Command.List label={t("palette")} className="max-h-80 overflow-y-auto">
            <Command.Empty className="px-2.5 py-2 text-sm text-muted">{t("noMatches")}</Command.Empty>
            {shown.map((group) => (
              <Command.Group key={group.label} heading={group.label} className={HEADING}>
                {group.entries.map((item) => (
                  <Command.Item key={item.href} value={item.href} onSelect={() => go(item.href)} className={ITEM}>
                    <span className="min-w-0 flex-1">{item.label}</span>
                    {item.reference && <span className="font-mono text-xs text-muted">{item.reference}</span>}
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
      </Dialog>
    </>
  );
}
