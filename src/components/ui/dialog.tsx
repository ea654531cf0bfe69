"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { classNames } from "@/lib/class-names";
import { buttonStyle } from "./button";

interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** A button element that opens it; or drive it with `open` and `onOpenChange`. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
  footer?: ReactNode;
  size?: "small" | "regular" | "wide";
}

const WIDTHS = { small: "sm:max-w-md", regular: "sm:max-w-xl", wide: "sm:max-w-4xl" } as const;

export function Dialog({ title, description, trigger, open, onOpenChange, children, footer, size = "regular" }: DialogProps) {
  const t = useTranslations("ui");
  const body = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-(--scrim) transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup
          // The first field, not the button that closes.
          initialFocus={() => body.current?.querySelector<HTMLElement>("input, select, textarea") ?? true}
          className={classNames(
            "overlay-panel fixed inset-x-3 top-[6dvh] z-50 mx-auto flex max-h-[88dvh] flex-col transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0",
            WIDTHS[size],
          )}
        >
          <div className="flex items-start justify-between gap-4 border-b px-5 py-3">
            <div className="min-w-0">
              <BaseDialog.Title className="font-serif text-xl font-semibold">{title}</BaseDialog.Title>
              {description && <BaseDialog.Description className="text-sm text-muted">{description}</BaseDialog.Description>}
            </div>
            <BaseDialog.Close aria-label={t("close")} className={buttonStyle({ variant: "quiet", size: "icon" })}>
              <X aria-hidden className="size-4" />
            </BaseDialog.Close>
          </div>
          <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
            {children}
          </div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
