"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button";
import { Rail, type RailGroup } from "./rail";

/** The rail on a narrow screen: behind one button, over the page. */
export function RailDrawer({ groups, children }: { groups: readonly RailGroup[]; children?: ReactNode }) {
  const t = useTranslations("ui");
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonStyle({ variant: "quiet", size: "icon" })} aria-label={t("openMenu")}>
        <Menu aria-hidden className="size-5" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-(--scrim)" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[88vw] flex-col gap-4 overflow-y-auto border-r bg-paper p-3 transition-transform data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
          <div className="flex items-center justify-between">
            <Dialog.Title className="px-2 font-serif text-lg font-semibold">{t("product")}</Dialog.Title>
            <Dialog.Close className={buttonStyle({ variant: "quiet", size: "icon" })} aria-label={t("closeMenu")}>
              <X aria-hidden className="size-5" />
            </Dialog.Close>
          </div>
          {children}
          <Rail groups={groups} label={t("rooms")} onNavigate={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
