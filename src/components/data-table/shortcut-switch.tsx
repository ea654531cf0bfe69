"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { setShortcuts, shortcutsOn } from "./shortcuts";

/** Switches single keys on and off for this device (WCAG 2.1.4). */
export function KeySwitch({ label }: { label: string }) {
  const [on, setOn] = useState(true);
  useEffect(() => setOn(shortcutsOn()), []);
  return (
    <label className="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-ink"
        checked={on}
        onChange={(event) => {
          setShortcuts(event.target.checked);
          setOn(event.target.checked);
        }}
      />
      {label}
    </label>
  );
}

/** The same with its explanation, for the account page. */
export function ShortcutSwitch() {
  const t = useTranslations("ui");
  return (
    <div className="flex flex-col gap-3">
      <p className="prose-width text-sm text-muted">{t("shortcutsText")}</p>
      <KeySwitch label={t("shortcutsSwitch")} />
    </div>
  );
}
