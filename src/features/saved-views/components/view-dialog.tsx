"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import { fill } from "../fill";
import type { ListedView, ViewsMenuProps } from "./views-menu";

interface ViewDialogProps extends ViewsMenuProps {
  /** Null: a new one. */
  view: ListedView | null;
  tend: (view: ListedView, deed: "update" | "remove") => Promise<void>;
  close: () => void;
}

/** Names a view, says who sees it, and for whom it opens the list; for an existing one also brings it up to date or deletes it. */
export function ViewDialog({ words, view, roles, list, query, save, change, tend, close }: ViewDialogProps) {
  const t = useTranslations("ui");
  const router = useRouter();
  const id = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [role, setRole] = useState(view?.defaultForRole ?? "");
  const [fault, setFault] = useState<string | null>(null);
  const [nameFault, setNameFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit() {
    if (pending) return;
    setPending(true);
    setFault(null);
    setNameFault(null);
    try {
      const said = { name, shared: shared || role !== "", defaultForRole: role };
      const answer = view ? await change({ id: view.id, ...said }) : await save({ list, query, ...said });
      if (answer.ok) {
        showToast({ title: fill(words.saved, name.trim()) });
        close();
        router.refresh();
      } else if (answer.kind === "invalid") {
        setNameFault(answer.fieldErrors.name ?? null);
        if (!answer.fieldErrors.name) setFault(answer.message ?? words.failed);
      } else setFault(answer.message);
    } catch {
      setFault(t("offlineTitle"));
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      title={view ? words.settings : words.save}
      description={view ? undefined : words.saveLead}
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      size="small"
      footer={
        <>
          {view && (
            <>
              <Button variant="quiet" className="text-danger" onClick={() => void tend(view, "remove")}>
                {words.remove}
              </Button>
              <Button variant="secondary" onClick={() => void tend(view, "update")}>
                {words.update}
              </Button>
              <span className="flex-1" />
            </>
          )}
          <Button variant="quiet" onClick={close}>
            {t("cancel")}
          </Button>
          <Button variant="primary" pending={pending} onClick={() => void submit()}>
            {view ? words.changeSubmit : words.saveSubmit}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4 text-sm"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {fault && <Callout tone="error" title={fault} />}
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-name`} className="font-medium">
            {words.name}
          </label>
          <input
            id={`${id}-name`}
            className="control"
            maxLength={80}
            value={name}
            aria-required
            aria-invalid={nameFault ? true : undefined}
            aria-describedby={nameFault ? `${id}-fault` : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          {nameFault && (
            <p id={`${id}-fault`} className="font-medium text-danger">
              {nameFault}
            </p>
          )}
        </div>
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0"
            checked={shared || role !== ""}
            disabled={role !== ""}
            onChange={(event) => setShared(event.target.checked)}
          />
          <span>
            <span className="block font-medium">{words.share}</span>
            <span className="block text-muted">{words.shareHint}</span>
          </span>
        </label>
        {roles.length > 0 && (
          <div className="flex flex-col gap-1">
            <label htmlFor={`${id}-role`} className="font-medium">
              {words.defaultFor}
            </label>
            <p id={`${id}-role-hint`} className="text-muted">
              {words.defaultForHint}
            </p>
            <select
              id={`${id}-role`}
              className="control"
              value={role}
              aria-describedby={`${id}-role-hint`}
              onChange={(event) => setRole(event.target.value)}
            >
              <option value="">{words.noRole}</option>
              {roles.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </div>
        )}
      </form>
    </Dialog>
  );
}
