"use client";

import { PencilLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";
import { EditParts, type Typed, UNCHOSEN } from "./edit-inputs";
import { changeOf, type EditField, type RowResult, type TableEditing } from "./editing";
import { type SelectedRow, SelectionBar, useSelection } from "./selection";

interface BulkEditProps {
  editing: TableEditing;
  /** The list's query, for taking all that match. */
  query: string;
  matching: number;
  /** Whether the list shows retired rows, which can be brought back. */
  withRetired: boolean;
}

/** The bar of a selection: take all that match, and change what the rows have in common. */
export function BulkEdit({ editing, query, matching, withRetired }: BulkEditProps) {
  const t = useTranslations("ui.edit");
  const { rows, take, everywhere } = useSelection();
  const [field, setField] = useState<EditField | null>(null);
  const [taking, setTaking] = useState(false);
  const most = Math.min(matching, editing.most);
  const offered = editing.fields.filter((candidate) => !candidate.forRetired || withRetired);

  async function takeAll() {
    setTaking(true);
    try {
      const answer = await editing.matching({ list: editing.list, query });
      if (answer.ok) take(answer.data.rows);
      else showToast({ title: answer.message ?? t("takeFailed"), tone: "error" });
    } catch {
      showToast({ title: t("takeFailed"), tone: "error" });
    } finally {
      setTaking(false);
    }
  }

  return (
    <>
      <SelectionBar
        more={
          !everywhere &&
          matching > editing.rows.length && (
            <Button size="small" variant="quiet" pending={taking} onClick={() => void takeAll()}>
              {matching > editing.most ? t("takeFirst", { most, matching }) : t("takeAll", { matching })}
            </Button>
          )
        }
      >
        {editing.deeds}
        <Menu
          label={t("change")}
          trigger={
            <>
              <PencilLine aria-hidden className="size-4" />
              {t("change")}
            </>
          }
          triggerClassName={buttonStyle({ variant: "primary", size: "small" })}
          items={offered.map((candidate) => ({ label: candidate.label, danger: candidate.danger, onSelect: () => setField(candidate) }))}
        />
      </SelectionBar>
      {field && <BulkDialog key={field.id} editing={editing} field={field} rows={rows} close={() => setField(null)} />}
    </>
  );
}

interface BulkDialogProps {
  editing: TableEditing;
  field: EditField;
  rows: readonly SelectedRow[];
  close: () => void;
}

function BulkDialog({ editing, field, rows: given, close }: BulkDialogProps) {
  const t = useTranslations("ui.edit");
  const words = useTranslations("ui");
  const router = useRouter();
  const selection = useSelection();
  // The rows of the moment the dialog was opened: the page behind it is fetched anew while the result is read.
  const [rows] = useState(given);
  const { input } = field;
  const [value, setValue] = useState<Typed>(input.kind === "several" ? [] : input.kind === "choice" ? UNCHOSEN : "");
  const [extras, setExtras] = useState<Record<string, Typed>>({});
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [results, setResults] = useState<RowResult[] | null>(null);
  const refs = new Map(rows.map(({ id, ref }) => [id, ref]));

  async function run() {
    if (pending) return;
    if (value === UNCHOSEN) return setFault(t("chooseFirst"));
    if (field.reason === "required" && reason.trim() === "") return setFault(words("reasonMissing"));
    setPending(true);
    setFault(null);
    try {
      const answer = await editing.editRows({
        list: editing.list,
        rows: rows.map(({ id, version }) => ({ id, version })),
        change: changeOf(field, value, extras, true),
        reason,
      });
      if (!answer.ok) {
        const faults = answer.kind === "invalid" ? Object.values(answer.fieldErrors).join(" ") : "";
        return setFault(faults || answer.message || words("refused"));
      }
      const { batchId, results: rowResults } = answer.data;
      const changed = rowResults.filter(({ outcome }) => outcome === "changed").length;
      if (changed > 0) {
        showToast({
          title: t("changed", { count: changed }),
          undo: {
            label: t("undo"),
            failed: t("undoFailed"),
            run: async () => {
              const undone = await editing.undo({ batchId });
              if (undone.ok) {
                const { restored, kept } = undone.data;
                showToast({
                  title: t("undone", { count: restored }),
                  description: kept.length > 0 ? kept.map(({ ref, message }) => `${ref}: ${message}`).join(" ") : undefined,
                  tone: kept.length > 0 ? "error" : "plain",
                });
              }
              router.refresh();
              return undone;
            },
          },
        });
      }
      selection.clear();
      router.refresh();
      if (changed === rowResults.length) close();
      else setResults(rowResults);
    } catch {
      setFault(`${words("offlineTitle")}. ${words("inputKept")}`);
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      title={field.label}
      description={t("ofRows", { count: rows.length })}
      open
      onOpenChange={(open) => {
        if (!open && !pending) close();
      }}
      footer={
        results ? (
          <Button variant="primary" onClick={close}>
            {words("close")}
          </Button>
        ) : (
          <>
            <Button variant="quiet" onClick={close}>
              {words("cancel")}
            </Button>
            <Button variant={field.danger ? "danger" : "primary"} pending={pending} onClick={() => void run()}>
              {t("changeRows", { count: rows.length })}
            </Button>
          </>
        )
      }
    >
      {results ? (
        <Outcome results={results} refs={refs} />
      ) : (
        <div className="flex flex-col gap-4 text-sm">
          {fault && <Callout tone="error" title={fault} />}
          <EditParts
            field={field}
            many
            value={value}
            extras={extras}
            reason={reason}
            reasonShown
            reasonRequired={field.reason === "required"}
            setValue={setValue}
            setExtra={(name, next) => setExtras((all) => ({ ...all, [name]: next }))}
            setReason={setReason}
          />
          <p className="text-muted">{t(field.reason === "decided" ? "reasonDecided" : "eachRow")}</p>
          <p role="status" className="text-muted">
            {pending ? t("working", { count: rows.length }) : ""}
          </p>
        </div>
      )}
    </Dialog>
  );
}

/** What became of each row that was not simply changed. */
function Outcome({ results, refs }: { results: readonly RowResult[]; refs: ReadonlyMap<string, string> }) {
  const t = useTranslations("ui.edit");
  const count = (...outcomes: RowResult["outcome"][]) => results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const rest = results.filter(({ outcome }) => outcome !== "changed" && outcome !== "unchanged");
  const parts = [
    t("changed", { count: count("changed") }),
    ...(count("unchanged") > 0 ? [t("unchanged", { count: count("unchanged") })] : []),
    ...(rest.length > 0 ? [t("not", { count: rest.length })] : []),
  ];
  return (
    <div role="status" className="flex flex-col gap-3 text-sm">
      <p className="font-medium">{parts.join(" · ")}</p>
      {rest.length > 0 && (
        <ul className="flex flex-col divide-y border-y">
          {rest.map(({ id, message, outcome, changedBy }) => (
            <li key={id} className="flex gap-3 py-1.5">
              <span className="w-20 shrink-0 font-mono">{refs.get(id) ?? ""}</span>
              <span>{outcome === "conflict" ? t("meanwhile", { who: changedBy ?? t("somebody") }) : message}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
