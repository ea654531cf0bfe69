"use client";

import { Popover } from "@base-ui/react/popover";
import { Bookmark, Check, Settings2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import { fill } from "../fill";
import { ViewDialog } from "./view-dialog";
import type { ViewWords } from "./view-list";

export interface ListedView {
  id: string;
  name: string;
  href: string;
  current: boolean;
  /** Who saved it, where that is somebody else. */
  by?: string;
  shared?: boolean;
  defaultForRole?: string | null;
  /** Says for whom it opens the list. */
  opensFor?: string;
  mayChange?: boolean;
}

type Ask = (input: unknown) => Promise<ActionResult<{ id: string }>>;

export interface ViewsMenuProps {
  words: ViewWords;
  list: string;
  everything: ListedView;
  ready: readonly ListedView[];
  own: readonly ListedView[];
  shared: readonly ListedView[];
  /** What the list shows now. */
  query: string;
  maySave: boolean;
  /** Roles for which a view may be made the first; empty for those who may not say so. */
  roles: readonly { value: string; label: string }[];
  save: Ask;
  change: Ask;
  update: Ask;
  remove: Ask;
}

/** Opens, saves and tends the views of a list. */
export function ViewsMenu(props: ViewsMenuProps) {
  const { words, everything, ready, own, shared } = props;
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [dialog, setDialog] = useState<"new" | ListedView | null>(null);
  const current = [...own, ...shared, ...ready, everything].find((view) => view.current);

  async function tend(view: ListedView, deed: "update" | "remove") {
    const answer = deed === "update" ? await props.update({ id: view.id, query: props.query }) : await props.remove({ id: view.id });
    if (answer.ok) showToast({ title: fill(deed === "update" ? words.updated : words.removed, view.name) });
    else showToast({ title: words.failed, description: answer.message, tone: "error" });
    setDialog(null);
    router.refresh();
  }

  const group = (title: string, views: readonly ListedView[]) =>
    views.length > 0 && (
      <div className="border-b py-1 last:border-b-0">
        <p className="px-2 py-1 text-xs font-medium text-muted">{title}</p>
        <ul>
          {views.map((view) => (
            <li key={view.id} className="flex items-center">
              <Link
                href={view.href}
                prefetch={false}
                aria-current={view.current || undefined}
                onClick={() => setOpen(false)}
                className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-sm px-2 py-1 hover:bg-sunken"
              >
                <span aria-hidden className="w-4 shrink-0">
                  {view.current && <Check className="size-4" />}
                </span>
                <span className="min-w-0">
                  <span className="block">{view.name}</span>
                  {(view.by || view.opensFor) && (
                    <span className="block text-xs text-muted">
                      {[view.by && fill(words.by, view.by), view.opensFor].filter(Boolean).join(" · ")}
                    </span>
                  )}
                </span>
              </Link>
              {view.mayChange && (
                <button
                  type="button"
                  aria-label={fill(words.settingsOf, view.name)}
                  className={buttonStyle({ variant: "quiet", size: "small", className: "px-1.5" })}
                  onClick={() => {
                    setOpen(false);
                    setDialog(view);
                  }}
                >
                  <Settings2 aria-hidden className="size-4" />
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    );

  return (
    <>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className={buttonStyle({ variant: "secondary", className: "max-w-60" })}>
          <Bookmark aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{current && current !== everything ? `${words.views}: ${current.name}` : words.views}</span>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner align="end" sideOffset={4} className="z-50">
            <Popover.Popup
              aria-label={words.views}
              className="overlay-panel max-h-(--available-height) w-72 max-w-(--available-width) overflow-y-auto p-1 text-sm"
            >
              {group(words.readyTitle, [everything, ...ready])}
              {group(words.own, own)}
              {group(words.sharedViews, shared)}
              {props.maySave && (
                <div className="p-1">
                  <Button
                    size="small"
                    onClick={() => {
                      setOpen(false);
                      setDialog("new");
                    }}
                  >
                    {words.save}
                  </Button>
                </div>
              )}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      {dialog && <ViewDialog {...props} view={dialog === "new" ? null : dialog} tend={tend} close={() => setDialog(null)} />}
    </>
  );
}
