"use client";

import { useCallback } from "react";
import { CommandPalette, type PaletteEntry } from "@/components/shell/command-palette";

interface RecordPaletteProps {
  slug: string;
  groups: readonly { label: string; entries: readonly PaletteEntry[] }[];
  foundLabel: string;
}

/** Rooms, deeds and, by a few letters, records. */
export function RecordPalette({ slug, groups, foundLabel }: RecordPaletteProps) {
  const load = useCallback(
    async (query: string): Promise<PaletteEntry[]> => {
      const answer = await fetch(`/${slug}/search?q=${encodeURIComponent(query)}`);
      if (!answer.ok) return [];
      const found = (await answer.json()) as { ref: string; title: string; path: string }[];
      return found.map(({ ref, title, path }) => ({ href: `/${slug}${path}`, label: title, reference: ref }));
    },
    [slug],
  );
  return <CommandPalette groups={groups} load={load} foundLabel={foundLabel} />;
}
