"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { SEARCH_FIELD } from "./shortcuts";

const PAUSE_MS = 300;

/** A real form (Enter works before any script has loaded); with scripts it follows the typing after a short pause. `/` leads here. */
export function TableSearch({ path, query, value, label }: { path: string; query: string; value: string; label: string }) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [text, setText] = useState(value);
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(value);
  // The address changed by other means (a chip was removed, the back button): show what it says.
  useEffect(() => {
    if (value !== asked.current) {
      asked.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function go(next: string) {
    clearTimeout(timer.current);
    const q = next.trim();
    if (q === asked.current) return;
    asked.current = q;
    const rest = new URLSearchParams(query);
    if (q) rest.set("q", q);
    const search = rest.toString();
    startTransition(() => router.replace(search ? `${path}?${search}` : path, { scroll: false }));
  }

  return (
    <search className="w-full sm:w-64">
      <form
        action={path}
        method="get"
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          go(text);
        }}
      >
        {[...new URLSearchParams(query)].map(([name, kept], index) => (
          <input key={index} type="hidden" name={name} value={kept} />
        ))}
        <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted" />
        <input
          {...{ [SEARCH_FIELD]: "" }}
          type="search"
          name="q"
          aria-label={label}
          aria-busy={pending || undefined}
          placeholder={t("searchPlaceholder")}
          autoComplete="off"
          maxLength={200}
          className="control pl-8"
          value={text}
          onChange={(event) => {
            const next = event.target.value;
            setText(next);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => go(next), PAUSE_MS);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && text !== "") {
              event.preventDefault();
              setText("");
              go("");
            }
          }}
        />
      </form>
    </search>
  );
}
