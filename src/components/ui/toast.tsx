"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { buttonStyle } from "./button";

const manager = Toast.createToastManager();
/** How long an undo is offered. */
const UNDO_MS = 10_000;
const PLAIN_MS = 6_000;

interface ToastMessage {
  title: string;
  description?: string;
  tone?: "plain" | "error";
  /** Takes the deed back; offered for ten seconds. A refused undo is shown. */
  undo?: { label: string; run: () => Promise<ActionResult<unknown> | undefined>; failed: string };
}

/** Shows a short message at the corner of the page; may be called from anywhere in the browser. */
export function showToast({ title, description, tone = "plain", undo }: ToastMessage): void {
  const id = manager.add({
    title,
    description,
    type: tone,
    timeout: undo ? UNDO_MS : PLAIN_MS,
    priority: tone === "error" ? "high" : "low",
    actionProps: undo && {
      children: undo.label,
      onClick: async () => {
        manager.close(id);
        const failed = (reason?: string) => showToast({ title: undo.failed, description: reason, tone: "error" });
        try {
          const result = await undo.run();
          if (result && !result.ok) failed(result.message);
        } catch {
          failed();
        }
      },
    },
  });
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="no-print fixed right-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:w-90">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const t = useTranslations("ui");
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="overlay-panel transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0 data-[type=error]:border-danger"
    >
      <Toast.Content className="flex items-center gap-3 px-4 py-3">
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="text-sm text-muted" />
        </div>
        <Toast.Action className={buttonStyle({ variant: "secondary", size: "small" })} />
        <Toast.Close aria-label={t("dismiss")} className={buttonStyle({ variant: "quiet", size: "small", className: "px-1" })}>
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
