"use client";

import { Check, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useTheme } from "next-themes";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button";
import { Menu, type MenuEntry } from "@/components/ui/menu";

interface AccountMenuProps {
  name: string;
  email: string;
  /** Links and deeds of the application: account page, organisations, sign out. */
  items: readonly MenuEntry[];
}

/** The person's menu, with the choice of light or dark. */
export function AccountMenu({ name, email, items }: AccountMenuProps) {
  const t = useTranslations("ui");
  const { theme, setTheme } = useTheme();
  const themes = [
    { id: "system", label: t("themeSystem"), icon: <Monitor /> },
    { id: "light", label: t("themeLight"), icon: <Sun /> },
    { id: "dark", label: t("themeDark"), icon: <Moon /> },
  ];
  return (
    <Menu
      label={t("accountMenu", { name })}
      triggerClassName={buttonStyle({ variant: "quiet", size: "icon" })}
      trigger={<UserRound aria-hidden className="size-5" />}
      head={
        <>
          <span className="block font-medium">{name}</span>
          <span className="block text-muted">{email}</span>
        </>
      }
      items={[
        ...themes.map((choice) => ({
          label: choice.label,
          icon: theme === choice.id ? <Check /> : choice.icon,
          checked: theme === choice.id,
          onSelect: () => setTheme(choice.id),
        })),
        "separator" as const,
        ...items,
      ]}
    />
  );
}
