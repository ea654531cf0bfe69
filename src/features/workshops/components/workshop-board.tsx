"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Shape } from "@/components/ui/status-mark";
import { PESTLE_FACTORS } from "@/domain/vocabulary";
import { MOST_LINES, PROMPT_KEYS, pastedLines } from "@/domain/workshop";
import { classNames } from "@/lib/class-names";
import type { EntriesSince } from "../queries";
import { type EntryActions, EntryDeeds } from "./entry-deeds";
import { type Place, type ShownEntry, useEntries } from "./use-entries";
import type { Ask } from "./workshop-form";

interface BoardProps {
  /** "/nordwind" */
  home: string;
  workshop: { id: string; ref: string; departments: readonly string[] };
  first: EntriesSince;
  author: string;
  /** Null: may read only. */
  add: Ask<{ ids: string[] }> | null;
  /** Null: does not run the workshop. */
  decide: EntryActions | null;
}

const TABS = ["prompts", "canvas", "decide"] as const;
type Tab = (typeof TABS)[number];

const NO_ADD: Ask<{ ids: string[] }> = async () => ({ ok: false, kind: "forbidden", message: "" });

/** The live page of a workshop: questions, the PESTLE canvas, and, for whoever runs it, what becomes of each entry. */
export function WorkshopBoard({ home, workshop, first, author, add, decide }: BoardProps) {
  const t = useTranslations("workshopBoard");
  const board = useEntries({
    workshopId: workshop.id,
    first,
    href: `${home}/workshops/${workshop.ref}/entries`,
    add: add ?? NO_ADD,
    author,
  });
  const [tab, setTab] = useState<Tab>("prompts");
  const [department, setDepartment] = useState("");
  const departmentStore = `goldthread:workshop:${workshop.id}:department`;
  useEffect(() => {
    try {
      setDepartment(sessionStorage.getItem(departmentStore) ?? "");
    } catch {
      // Not kept, then.
    }
  }, [departmentStore]);
  const open = board.status === "open";
  const canSay = add !== null && open;
  const undecided = board.entries.filter((entry) => entry.status === "open" && !entry.pending).length;
  const say = (texts: readonly string[], place: Place) => board.say(texts, place, department);
  return (
    <section data-workshop-board className="no-print">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b">
        <div role="tablist" className="-mb-px flex flex-wrap gap-x-5">
          {TABS.filter((name) => name !== "decide" || decide).map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={tab === name}
              className={classNames(
                "min-h-9 border-b-2 text-sm",
                tab === name ? "border-ink font-semibold text-ink" : "border-transparent text-muted hover:text-ink",
              )}
              onClick={() => setTab(name)}
            >
              {t(`${name}Tab`)}
              {name === "decide" && <span className="ml-1.5 font-normal text-muted">{undecided}</span>}
            </button>
          ))}
        </div>
        <p role="status" className="flex items-center gap-2 pb-2 text-sm text-muted" data-workshop-entries={board.entries.length}>
          <Shape shape={board.connected && open ? "decided" : "open"} />
          {open ? (board.connected ? t("live") : "") : t("closedNow")} {t("entries", { count: board.entries.length })},{" "}
          {t("undecided", { count: undecided })}
        </p>
      </div>
      {(!board.connected || board.refused !== null) && (
        <Callout
          className="mb-4"
          tone={board.refused === null ? "warn" : "error"}
          title={board.refused ?? t(board.signedOut ? "signedOut" : "stale")}
          actions={
            <>
              {board.unsent > 0 && (
                <Button size="small" onClick={board.sendAgain}>
                  {t("sendAgain")}
                </Button>
              )}
              {board.refused !== null && (
                <Button size="small" variant="quiet" onClick={board.discard}>
                  {t("discard")}
                </Button>
              )}
            </>
          }
        >
          {board.unsent > 0 ? t("notSent", { count: board.unsent }) : null}
        </Callout>
      )}
      {canSay && tab !== "decide" && (
        <label className="mb-5 flex max-w-60 flex-col gap-1 text-sm">
          <span className="text-muted">{t("yourDepartment")}</span>
          <select
            className="control"
            value={department}
            onChange={(event) => {
              setDepartment(event.target.value);
              try {
                sessionStorage.setItem(departmentStore, event.target.value);
              } catch {
                // Chosen again next time.
              }
            }}
          >
            <option value="">{t("noDepartment")}</option>
            {workshop.departments.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {tab === "prompts" && <Prompts entries={board.entries} say={canSay ? say : null} home={home} />}
      {tab === "canvas" && <Canvas entries={board.entries} say={canSay ? say : null} home={home} />}
      {tab === "decide" && decide && (
        <DecideList entries={board.entries} home={home} actions={decide} closed={!open} onDecided={board.replace} onStale={board.ask} />
      )}
    </section>
  );
}

type Say = (texts: readonly string[], place: Place) => void;

interface FieldsProps {
  entries: readonly ShownEntry[];
  say: Say | null;
  home: string;
}

function Prompts({ entries, say, home }: FieldsProps) {
  const t = useTranslations("workshopBoard");
  const word = useTranslations("workshops.prompts");
  const stray = entries.filter((entry) => entry.pestle === null && !(PROMPT_KEYS as readonly string[]).includes(entry.prompt));
  return (
    <div className="grid gap-x-10 gap-y-7 lg:grid-cols-2">
      {PROMPT_KEYS.map((key) => (
        <Field
          key={key}
          title={word(key)}
          place={{ prompt: key, pestle: null }}
          entries={entries.filter((entry) => entry.prompt === key && entry.pestle === null)}
          say={say}
          home={home}
        />
      ))}
      {stray.length > 0 && <Field title={t("unsorted")} place={{ prompt: "", pestle: null }} entries={stray} say={null} home={home} />}
    </div>
  );
}

function Canvas({ entries, say, home }: FieldsProps) {
  const t = useTranslations("workshopBoard");
  const word = useTranslations("vocabulary.pestle");
  return (
    <div className="grid gap-px border bg-line sm:grid-cols-2 xl:grid-cols-3">
      {PESTLE_FACTORS.map((factor) => (
        <div key={factor} className="bg-paper p-4">
          <Field
            title={word(factor)}
            hint={t(`hints.${factor}`)}
            place={{ prompt: "", pestle: factor }}
            entries={entries.filter((entry) => entry.pestle === factor)}
            say={say}
            home={home}
          />
        </div>
      ))}
    </div>
  );
}

/** One question or field: what was said, and a line to say more. */
function Field({
  title,
  hint,
  place,
  entries,
  say,
  home,
}: {
  title: string;
  hint?: string;
  place: Place;
  entries: readonly ShownEntry[];
  say: Say | null;
  home: string;
}) {
  const t = useTranslations("workshopBoard");
  const id = useId();
  const [text, setText] = useState("");
  const [pasted, setPasted] = useState<string | null>(null);
  return (
    <section aria-labelledby={`${id}-title`} className="min-w-0">
      <h2 id={`${id}-title`} className="font-serif text-lg font-semibold">
        {title}
      </h2>
      {hint && <p className="text-sm text-muted">{hint}</p>}
      {say && (
        <form
          className="mt-2 flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const { lines, tooLong } = pastedLines(text);
            say(lines, place);
            setText(tooLong.join(" "));
          }}
        >
          <input
            className="control min-w-0"
            dir="auto"
            value={text}
            aria-label={t("addLabel", { prompt: title })}
            placeholder={t("placeholder")}
            maxLength={1_000}
            enterKeyHint="next"
            onChange={(event) => setText(event.target.value)}
            onPaste={(event) => {
              const list = event.clipboardData.getData("text");
              if (pastedLines(list).lines.length + pastedLines(list).tooLong.length < 2) return;
              event.preventDefault();
              setPasted(list);
            }}
          />
          <Button type="submit">{t("add")}</Button>
          <Button variant="quiet" onClick={() => setPasted("")}>
            {t("paste")}
          </Button>
        </form>
      )}
      {entries.length === 0 ? (
        <p className="mt-2 text-sm text-muted">{t("nothingHere")}</p>
      ) : (
        <ul className="mt-2 max-h-96 overflow-y-auto border-t">
          {[...entries].reverse().map((entry) => (
            <li key={entry.id} className="border-b py-1.5 text-sm">
              <EntryLine entry={entry} home={home} />
            </li>
          ))}
        </ul>
      )}
      {pasted !== null && say && (
        <PasteDialog title={title} initial={pasted} onClose={() => setPasted(null)} onAdd={(lines) => say(lines, place)} />
      )}
    </section>
  );
}

/** A list becomes entries after one confirmation; what does not fit stays to be mended. */
function PasteDialog({
  title,
  initial,
  onClose,
  onAdd,
}: {
  title: string;
  initial: string;
  onClose: () => void;
  onAdd: (lines: string[]) => void;
}) {
  const t = useTranslations("workshopBoard");
  const id = useId();
  const [text, setText] = useState(initial);
  const { lines, tooLong } = pastedLines(text);
  const now = lines.slice(0, MOST_LINES);
  const rest = [...lines.slice(MOST_LINES), ...tooLong];
  return (
    <Dialog
      title={t("pasteTitle", { count: now.length })}
      description={t("pasteText", { prompt: title })}
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            variant="primary"
            disabled={now.length === 0}
            onClick={() => {
              onAdd(now);
              if (rest.length > 0) setText(rest.join("\n"));
              else onClose();
            }}
          >
            {t("pasteConfirm", { count: now.length })}
          </Button>
        </>
      }
    >
      <label htmlFor={id} className="text-sm font-medium">
        {t("pasteField")}
      </label>
      <textarea
        id={id}
        className="control mt-1 max-h-72"
        dir="auto"
        rows={10}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {tooLong.length > 0 && <p className="mt-2 text-sm font-medium text-warn">{t("pasteTooLong", { count: tooLong.length })}</p>}
      {lines.length > MOST_LINES && <p className="mt-2 text-sm font-medium text-warn">{t("pasteTooMany", { most: MOST_LINES })}</p>}
    </Dialog>
  );
}

/** What was said, by whom, and what became of it. */
export function EntryLine({ entry, home }: { entry: ShownEntry; home: string }) {
  const t = useTranslations("workshopBoard");
  const shape = entry.status === "dismissed" ? "retired" : entry.status === "open" ? "open" : "decided";
  return (
    <div className={classNames("flex min-w-0 items-baseline gap-2", entry.pending && "opacity-60")}>
      <Shape shape={shape} className="translate-y-px" />
      <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <bdi className={entry.status === "dismissed" ? "text-muted line-through" : undefined}>{entry.text}</bdi>{" "}
        <span className="text-muted">
          {[entry.author, entry.department].filter(Boolean).join(", ")}
          {entry.pending && ` · ${t("sending")}`}
        </span>
        {(entry.status === "promoted" || entry.status === "merged") && entry.partyRef && (
          <span className="block text-muted">
            {t(entry.status === "promoted" ? "became" : "belongs")}{" "}
            <a
              className="link font-mono text-[0.8125rem] text-ink"
              href={`${home}/interested-parties/${entry.partyRef}`}
              target="_blank"
              rel="noopener"
            >
              {entry.partyRef}
            </a>{" "}
            {entry.partyName} {entry.decidedBy && t("by", { name: entry.decidedBy })}
          </span>
        )}
        {entry.status === "dismissed" && (
          <span className="block text-muted">
            {t("dismissed", { reason: entry.reason })} {entry.decidedBy && t("by", { name: entry.decidedBy })}
          </span>
        )}
      </p>
    </div>
  );
}

interface DecideProps {
  entries: readonly ShownEntry[];
  home: string;
  actions: EntryActions;
  closed: boolean;
  onDecided: (id: string, changes: Partial<ShownEntry>) => void;
  onStale: () => void;
}

function DecideList({ entries, home, actions, closed, onDecided, onStale }: DecideProps) {
  const t = useTranslations("workshopBoard");
  const prompts = useTranslations("workshops.prompts");
  const pestle = useTranslations("vocabulary.pestle");
  const [all, setAll] = useState(false);
  const arrived = entries.filter((entry) => !entry.pending);
  const shown = all ? arrived : arrived.filter((entry) => entry.status === "open");
  return (
    <>
      <div className="mb-3 flex gap-2">
        {[false, true].map((value) => (
          <button
            key={String(value)}
            type="button"
            aria-pressed={all === value}
            className={classNames(buttonStyle({ size: "small" }), all === value && "border-ink bg-ink text-paper hover:bg-ink")}
            onClick={() => setAll(value)}
          >
            {t(value ? "all" : "onlyOpen")}
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="text-sm text-muted">{t("nothingOpen")}</p>
      ) : (
        <ul className="max-w-4xl border-t">
          {shown.map((entry) => (
            <li key={entry.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b py-2 text-sm">
              <div className="min-w-0 flex-1 basis-64">
                <EntryLine entry={entry} home={home} />
                <p className="pl-5 text-muted">
                  {entry.pestle
                    ? pestle(entry.pestle)
                    : entry.prompt && prompts.has(entry.prompt as never)
                      ? prompts(entry.prompt as never)
                      : ""}
                </p>
              </div>
              {!closed && <EntryDeeds entry={entry} actions={actions} onDecided={onDecided} onStale={onStale} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
