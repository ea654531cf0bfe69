"use client";

import { Popover } from "@base-ui/react/popover";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EditParts, type Typed } from "./edit-inputs";
import { changeOf, type EditField, type EditRow, type RowResult, sameInput, type TableEditing, valueInWords } from "./editing";
import { isTyping, shortcutsOn } from "./shortcuts";

interface OpenCell {
  cell: HTMLElement;
  field: EditField;
  row: EditRow;
}

/**
 * Edits cells where they stand. One listener for the table and one editor at the open cell, so that a page of a hundred rows costs the browser nothing.
 * A cell is reached by a click or by the right arrow from its row; Enter, `e` or a second click opens it.
 */
export function CellEditing({ editing }: { editing: TableEditing }) {
  const [open, setOpen] = useState<OpenCell | null>(null);
  /** Newer than the page: what was saved while the page is still on its way. */
  const newer = useRef(new Map<string, EditRow>());
  const latest = useRef(editing);
  latest.current = editing;

  const rowOf = useCallback((id: string | undefined): EditRow | undefined => {
    const listed = latest.current.rows.find((row) => row.id === id);
    const saved = id ? newer.current.get(id) : undefined;
    return saved && listed && saved.version > listed.version ? saved : listed;
  }, []);

  const openAt = useCallback(
    (cell: HTMLElement | null | undefined): boolean => {
      const row = rowOf(cell?.closest<HTMLElement>("tr[data-row]")?.dataset.row);
      const field = latest.current.fields.find((candidate) => candidate.id === cell?.dataset.edit);
      if (!cell || !row || !field) return false;
      setOpen({ cell, field, row });
      return true;
    },
    [rowOf],
  );

  useEffect(() => {
    let focusedBefore: Element | null = null;
    const editable = (node: EventTarget | null) => (node instanceof Element ? node.closest<HTMLElement>("td[data-edit]") : null);
    function onPointerDown() {
      focusedBefore = document.activeElement;
    }
    function onClick(event: MouseEvent) {
      const cell = editable(event.target);
      if (!cell || event.defaultPrevented || event.button !== 0) return;
      if (event.target instanceof Element && event.target.closest("a, button, input, label")) return;
      if (focusedBefore === cell) openAt(cell);
      else cell.focus();
    }
    function onKeyDown(event: globalThis.KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const row = document.activeElement?.closest<HTMLElement>("tr[data-row]");
      if (!row) return;
      const cells = [...row.querySelectorAll<HTMLElement>("td[data-edit]")];
      const cell = editable(document.activeElement);
      const at = cell ? cells.indexOf(cell) : -1;
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        const next = at + (event.key === "ArrowRight" ? 1 : -1);
        const target = next < 0 ? row.querySelector<HTMLElement>("[data-row-link]") : cells[next];
        if (!target || (at === -1 && event.key === "ArrowLeft")) return;
        event.preventDefault();
        target.focus();
        target.scrollIntoView({ block: "nearest", inline: "nearest" });
        return;
      }
      const asked = (event.key === "Enter" && cell !== null) || (event.key === "e" && shortcutsOn());
      if (asked && openAt(cell ?? cells[0])) event.preventDefault();
    }
    document.addEventListener("pointerdown", onPointerDown, true);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown, true);
      document.removeEventListener("click", onClick);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [openAt]);

  if (!open) return null;
  return (
    <CellEditor
      key={`${open.row.id} ${open.field.id}`}
      {...open}
      editing={editing}
      keep={(row) => newer.current.set(row.id, row)}
      close={() => {
        setOpen(null);
        open.cell.focus();
      }}
    />
  );
}

interface CellEditorProps extends OpenCell {
  editing: TableEditing;
  keep: (row: EditRow) => void;
  close: () => void;
}

function CellEditor({ cell, field, row: given, editing, keep, close }: CellEditorProps) {
  const t = useTranslations("ui.edit");
  const words = useTranslations("ui");
  const router = useRouter();
  const [row, setRow] = useState(given);
  const startOf = (of: EditRow): Typed => of.values[field.id] ?? (field.input.kind === "several" ? [] : "");
  const [value, setValue] = useState<Typed>(startOf(given));
  const [extras, setExtras] = useState<Record<string, Typed>>(() =>
    Object.fromEntries((field.extras ?? []).map(({ name, input }) => [name, given.values[name] ?? (input.kind === "several" ? [] : "")])),
  );
  const [reason, setReason] = useState("");
  const [reasonAsked, setReasonAsked] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [conflict, setConflict] = useState<RowResult | null>(null);
  const [pending, setPending] = useState(false);
  const needed = field.reason === "required" || reasonAsked || (field.reason === "decided" && row.reasonNeeded);
  const dirty =
    !sameInput(value, startOf(given)) ||
    reason !== "" ||
    (field.extras ?? []).some(({ name }) => !sameInput(extras[name], given.values[name]));

  async function save(against: EditRow) {
    if (pending) return;
    setPending(true);
    setFault(null);
    try {
      const change = changeOf(field, value, extras, false);
      const answer = await editing.editRows({ list: editing.list, rows: [{ id: against.id, version: against.version }], change, reason });
      if (!answer.ok) return setFault(answer.message ?? words("refused"));
      const result = answer.data.results[0];
      switch (result?.outcome) {
        case "changed":
        case "unchanged":
          keep({ ...against, version: result.version ?? against.version, values: { ...against.values, ...extras, [field.id]: value } });
          close();
          router.refresh();
          return;
        case "conflict":
          setConflict(result);
          if (result.now) setRow(result.now);
          return;
        case "reason_required":
          setReasonAsked(true);
          setFault(result.message ?? words("reasonMissing"));
          return;
        default:
          setFault(result?.message ?? words("refused"));
      }
    } catch {
      setFault(`${words("offlineTitle")}. ${words("inputKept")}`);
    } finally {
      setPending(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || conflict) return;
    const { target } = event;
    // Shift and Enter break the line of a text.
    if (target instanceof HTMLButtonElement) return;
    event.preventDefault();
    void save(row);
  }

  return (
    <Popover.Root
      open
      onOpenChange={(next, details) => {
        if (next || pending) return;
        // A click beside the cell must not throw away what was typed; Esc says so on purpose.
        if (dirty && details.reason !== "escape-key") return;
        close();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner anchor={cell} side="bottom" align="start" sideOffset={2} className="z-50">
          <Popover.Popup
            aria-label={t("title", { field: field.label, ref: row.ref })}
            initialFocus={(type) => type !== "touch"}
            finalFocus={false}
            className="overlay-panel w-80 max-w-[calc(100vw-1.5rem)] p-3 text-sm"
            onKeyDown={onKeyDown}
          >
            <form
              noValidate
              aria-busy={pending || undefined}
              className="-m-1 flex max-h-[min(28rem,var(--available-height))] flex-col gap-3 overflow-y-auto p-1"
              onSubmit={(event) => {
                event.preventDefault();
                if (!conflict) void save(row);
              }}
            >
              <p className="text-xs text-muted">
                <span className="font-mono">{row.ref}</span> · {field.label}
              </p>
              {conflict && <Beaten conflict={conflict} field={field} before={startOf(given)} mine={value} />}
              {!conflict && (
                <EditParts
                  quiet
                  field={field}
                  many={false}
                  value={value}
                  extras={extras}
                  reason={reason}
                  reasonShown={needed || field.reason === "asked"}
                  reasonRequired={needed}
                  setValue={setValue}
                  setExtra={(name, next) => setExtras((all) => ({ ...all, [name]: next }))}
                  setReason={setReason}
                />
              )}
              {field.input.kind === "none" && !conflict && <p>{t("deedText", { deed: field.label, ref: row.ref })}</p>}
              {fault && (
                <p role="alert" className="font-medium text-danger">
                  {fault}
                </p>
              )}
              <div className="flex flex-wrap items-center gap-2">
                <Button
                  size="small"
                  variant="primary"
                  type={conflict ? "button" : "submit"}
                  pending={pending}
                  onClick={
                    conflict
                      ? () => {
                          setConflict(null);
                          void save(row);
                        }
                      : undefined
                  }
                >
                  {t(conflict ? "saveMine" : "save")}
                </Button>
                <Button
                  size="small"
                  variant="quiet"
                  onClick={() => {
                    close();
                    if (conflict) router.refresh();
                  }}
                >
                  {conflict ? t("keepTheirs") : words("cancel")}
                </Button>
                <span className="ml-auto text-xs text-muted max-sm:hidden">{conflict ? "" : t("keys")}</span>
              </div>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Somebody was faster: who, what stands there now, and what was typed here. */
function Beaten({ conflict, field, before, mine }: { conflict: RowResult; field: EditField; before: Typed; mine: Typed }) {
  const t = useTranslations("ui.edit");
  const words = useTranslations("ui");
  const format = useFormatter();
  const theirs = conflict.now?.values[field.id];
  const touched = theirs !== undefined && !sameInput(theirs, before);
  const at = new Date(conflict.changedAt ?? "");
  return (
    <Callout tone="error" title={words("conflictTitle", { who: conflict.changedBy ?? t("somebody") })}>
      {!Number.isNaN(at.getTime()) &&
        words("conflictWhen", {
          time: format.dateTime(at, {
            year: "numeric",
            month: "short",
            day: "numeric",
            hour: "2-digit",
            minute: "2-digit",
            hourCycle: "h23",
          }),
        })}{" "}
      {touched ? (
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <dt className="text-muted">{t("now")}</dt>
          <dd>{valueInWords(field, theirs) || words("nothing")}</dd>
          <dt className="text-muted">{t("yours")}</dt>
          <dd>{valueInWords(field, mine) || words("nothing")}</dd>
        </dl>
      ) : (
        t("otherField")
      )}
    </Callout>
  );
}
