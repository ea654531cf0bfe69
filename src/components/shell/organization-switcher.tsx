"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Menu, type MenuEntry } from "@/components/ui/menu";

interface OrganizationSwitcherProps {
  current: string;
  organizations: readonly { name: string; href: string; current: boolean }[];
  /** "Create an organisation" and the like. */
  items?: readonly MenuEntry[];
}

export function OrganizationSwitcher({ current, organizations, items = [] }: OrganizationSwitcherProps) {
  const t = useTranslations("ui");
  return (
    <Menu
      label={t("switchOrganization", { name: current })}
      align="start"
      triggerClassName="flex min-h-9 w-full items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-3 text-left text-sm font-medium hover:bg-sunken"
      trigger={
        <>
          <span className="min-w-0 truncate">{current}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </>
      }
      items={[
        ...organizations.map((organization) => ({
          label: organization.name,
          href: organization.href,
          icon: organization.current ? <Check /> : <span />,
        })),
        ...(items.length > 0 ? ["separator" as const, ...items] : []),
      ]}
    />
  );
}
