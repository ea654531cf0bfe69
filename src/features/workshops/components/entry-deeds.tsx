"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { RadioGroup, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import { PARTY_CATEGORIES, PARTY_KINDS } from "@/domain/vocabulary";
import { nameFrom } from "@/domain/workshop";
import type { DecidedEntry } from "../mutations";
import type { WorkshopEntry } from "../queries";
import { type Ask, type FindParties, partyLoader } from "./workshop-form";

export interface EntryActions {
  promote: Ask<DecidedEntry>;
  merge: Ask<DecidedEntry>;
  dismiss: Ask<DecidedEntry>;
  reopen: Ask<DecidedEntry>;
  findParties: FindParties;
  /** Who is called like that already. */
  namesakes: Ask<{ id: string; ref: string; name: string }[]>;
}

interface DeedsProps {
  entry: WorkshopEntry;
  actions: EntryActions;
  onDecided: (id: string, changes: Partial<WorkshopEntry>) => void;
  /** Somebody was faster: ask the server again. */
  onStale: () => void;
}

/** What becomes of one entry. What another facilitator decided meanwhile arrives by itself; who was slower is told in words. */
export function EntryDeeds({ entry, actions, onDecided, onStale }: DeedsProps) {
  const t = useTranslations("workshopBoard");
  const [dialog, setDialog] = useState<"promote" | "merge" | null>(null);
  const close = () => setDialog(null);
  const decided = ({ status, partyRef }: DecidedEntry) => {
    close();
    onDecided(entry.id, { status, partyRef });
    onStale();
  };
  if (entry.status === "dismissed") {
    return (
      <Button
        size="small"
        variant="quiet"
        onClick={async () => {
          const result = await actions.reopen({ id: entry.id });
          if (result.ok) decided(result.data);
          else showToast({ title: t("failed"), description: result.message, tone: "error" });
        }}
      >
        {t("reopen")}
      </Button>
    );
  }
  if (entry.status !== "open" && dialog === null) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {entry.status === "open" && (
        <>
          <Button size="small" onClick={() => setDialog("promote")}>
            {t("promote")}
          </Button>
          <Button size="small" onClick={() => setDialog("merge")}>
            {t("merge")}
          </Button>
          <ConfirmDialog
            title={t("dismissTitle")}
            confirmLabel={t("dismiss")}
            reason="required"
            trigger={
              <Button size="small" variant="quiet">
                {t("dismiss")}
              </Button>
            }
            onConfirm={async (reason) => {
              const result = await actions.dismiss({ id: entry.id, reason });
              if (result.ok) onDecided(entry.id, { status: "dismissed", reason });
              onStale();
              return result;
            }}
          >
            {t("dismissText")}
          </ConfirmDialog>
        </>
      )}
      {dialog === "promote" && (
        <Dialog title={t("promoteTitle")} description={t("promoteLead")} open onOpenChange={(open) => !open && close()}>
          <Promote entry={entry} actions={actions} onDone={decided} onStale={onStale} onCancel={close} />
        </Dialog>
      )}
      {dialog === "merge" && (
        <Dialog title={t("mergeTitle")} description={entry.text.slice(0, 200)} open onOpenChange={(open) => !open && close()}>
          <Merge entry={entry} actions={actions} onDone={decided} onCancel={close} />
        </Dialog>
      )}
    </div>
  );
}

interface FormProps {
  entry: WorkshopEntry;
  actions: EntryActions;
  onDone: (decided: DecidedEntry) => void;
  onCancel: () => void;
}

function Promote({ entry, actions, onDone, onStale, onCancel }: FormProps & { onStale: () => void }) {
  const t = useTranslations("workshopBoard");
  const word = useTranslations("vocabulary");
  const form = useRecordForm({
    formKey: `workshop-entry:${entry.id}`,
    action: async (input: unknown) => {
      const result = await actions.promote(input);
      if (!result.ok) onStale();
      return result;
    },
    fixed: { id: entry.id },
    initial: { name: nameFrom(entry.text).name, category: "external", kind: "group" },
    onSuccess: onDone,
  });
  const [same, setSame] = useState<{ id: string; ref: string; name: string }[]>([]);
  const name = String(form.values.name);
  const { namesakes } = actions;
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const result = await namesakes({ name }).catch(() => null);
      if (!stale && result?.ok) setSame(result.data);
    }, 300);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [name, namesakes]);
  return (
    <RecordForm form={form} submitLabel={t("promote")} onCancel={onCancel}>
      <TextField name="name" label={t("name")} required />
      {same.length > 0 && (
        <Callout
          tone="warn"
          title={t("namesakes")}
          actions={same.slice(0, 3).map((party) => (
            <Button
              key={party.id}
              size="small"
              onClick={async () => {
                const result = await actions.merge({ id: entry.id, partyId: party.id });
                if (result.ok) onDone(result.data);
                else showToast({ title: t("failed"), description: result.message, tone: "error" });
              }}
            >
              {t("mergeInstead", { ref: party.ref })}
            </Button>
          ))}
        >
          {same.map((party) => `${party.ref} ${party.name}`).join(", ")}
        </Callout>
      )}
      <RadioGroup
        name="category"
        label={t("category")}
        options={PARTY_CATEGORIES.map((value) => ({ value, label: word(`partyCategory.${value}`) }))}
        inline
      />
      <RadioGroup
        name="kind"
        label={t("partyKind")}
        options={PARTY_KINDS.map((value) => ({ value, label: word(`partyKind.${value}`) }))}
        inline
      />
    </RecordForm>
  );
}

function Merge({ entry, actions, onDone, onCancel }: FormProps) {
  const t = useTranslations("workshopBoard");
  const [load] = useState(() => partyLoader(actions.findParties));
  const form = useRecordForm({
    formKey: `workshop-entry:${entry.id}:merge`,
    action: actions.merge,
    fixed: { id: entry.id },
    initial: { partyId: "" },
    onSuccess: onDone,
  });
  return (
    <RecordForm form={form} submitLabel={t("done")} onCancel={onCancel}>
      <RecordPicker name="partyId" label={t("party")} options={[]} load={load} required />
    </RecordForm>
  );
}
