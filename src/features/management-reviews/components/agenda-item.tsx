"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { mergeChanges, sameValue } from "@/components/form/merge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Ask } from "./review-form";

// A type, not an interface: only such fits where any set of values does.
type Text = { discussion: string; noChange: boolean; decision: string };

interface AgendaItemProps {
  item: Text & { id: string; version: number };
  /** "Feedback from interested parties": names the fields for a screen reader. */
  name: string;
  action: Ask<{ id: string; version: number }>;
}

type State = { kind: "saved" | "unsaved" | "saving" } | { kind: "failed"; message: string };

/** So long after the last key it is saved. */
const PAUSE_MS = 900;
const NAMES = ["discussion", "noChange", "decision"] as const;

/**
 * What was said about one input, saved while it is typed. Guarded by the item's own version: what a colleague wrote at the same time is taken over where
 * I wrote nothing, and shown beside mine where both wrote.
 */
export function AgendaItem({ item, name, action }: AgendaItemProps) {
  const t = useTranslations("managementReviewForm");
  const router = useRouter();
  const id = useId();
  const told = textOf(item);
  const [text, setText] = useState<Text>(told);
  const [state, setState] = useState<State>({ kind: "saved" });
  const [conflict, setConflict] = useState<{ theirs: Text; by: string } | null>(null);
  // What stands in the register as far as this field knows, and what is typed.
  const base = useRef({ text: told, version: item.version });
  const typed = useRef(text);
  typed.current = text;
  const saving = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    if (saving.current || conflict || isSame(typed.current, base.current.text)) return;
    saving.current = true;
    setState({ kind: "saving" });
    try {
      const sent = typed.current;
      const result = await action({ id: item.id, version: base.current.version, ...sent });
      if (result.ok) {
        base.current = { text: sent, version: result.data.version };
        const same = isSame(typed.current, sent);
        setState({ kind: same ? "saved" : "unsaved" });
        if (!same) timer.current = setTimeout(() => void again.current(), PAUSE_MS);
        router.refresh();
      } else if (result.kind === "conflict") {
        const theirs = textOf(result.current.values as unknown as Text);
        const merged = mergeChanges(NAMES, base.current.text, typed.current, theirs);
        base.current = { text: theirs, version: result.current.version };
        if (merged.contested.length > 0) {
          setConflict({ theirs, by: result.current.changedBy });
          setState({ kind: "unsaved" });
        } else {
          typed.current = merged.values as Text;
          setText(typed.current);
          timer.current = setTimeout(() => void again.current(), 0);
        }
      } else {
        setState({ kind: "failed", message: result.kind === "invalid" ? (Object.values(result.fieldErrors)[0] ?? "") : result.message });
      }
    } catch {
      setState({ kind: "failed", message: t("offline") });
    } finally {
      saving.current = false;
    }
  }, [action, conflict, item.id, router, t]);
  const again = useRef(save);
  again.current = save;

  // The page was rendered anew: follow what a colleague saved, unless something is typed here.
  const incoming = JSON.stringify([item.version, told]);
  useEffect(() => {
    const [version, next] = JSON.parse(incoming) as [number, Text];
    if (version <= base.current.version || !isSame(typed.current, base.current.text)) return;
    base.current = { text: next, version };
    setText(next);
  }, [incoming]);

  // Leaving the page saves what the pause had not.
  useEffect(() => {
    return () => {
      clearTimeout(timer.current);
      void again.current();
    };
  }, []);
  useEffect(() => {
    if (state.kind === "saved") return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [state.kind]);

  function type(change: Partial<Text>, now = false) {
    const next = { ...typed.current, ...change };
    typed.current = next;
    setText(next);
    setState({ kind: "unsaved" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void again.current(), now ? 0 : PAUSE_MS);
  }

  function settle(next: Text) {
    setConflict(null);
    typed.current = next;
    setText(next);
    setState({ kind: "unsaved" });
    timer.current = setTimeout(() => void again.current(), 0);
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2 text-sm">
      <legend className="sr-only">{name}</legend>
      <label htmlFor={`${id}-discussion`} className="font-medium">
        {t("discussion")}
      </label>
      <textarea
        id={`${id}-discussion`}
        className="control"
        rows={3}
        maxLength={10_000}
        dir="auto"
        value={text.discussion}
        onChange={(event) => type({ discussion: event.target.value })}
        onBlur={() => void save()}
      />
      <label className="flex min-h-6 w-fit items-center gap-2">
        <input
          type="checkbox"
          className="size-4"
          checked={text.noChange}
          onChange={(event) => type({ noChange: event.target.checked }, true)}
        />
        {t("noChange")}
      </label>
      <label htmlFor={`${id}-decision`} className="font-medium">
        {t("decision")}
      </label>
      <textarea
        id={`${id}-decision`}
        className="control"
        rows={1}
        maxLength={4_000}
        dir="auto"
        value={text.decision}
        onChange={(event) => type({ decision: event.target.value })}
        onBlur={() => void save()}
      />
      {conflict && (
        <Callout
          tone="warn"
          title={t("conflictTitle", { name: conflict.by })}
          actions={
            <>
              <Button size="small" onClick={() => settle(conflict.theirs)}>
                {t("takeTheirs")}
              </Button>
              <Button size="small" onClick={() => settle(text)}>
                {t("keepMine")}
              </Button>
              <Button size="small" onClick={() => settle(bothOf(text, conflict.theirs))}>
                {t("both")}
              </Button>
            </>
          }
        >
          <p>{t("conflictText")}</p>
          <p className="mt-1 font-medium">{t("theirs")}</p>
          <p dir="auto" className="[overflow-wrap:anywhere] whitespace-pre-line">
            {[conflict.theirs.noChange ? t("noChange") : "", conflict.theirs.discussion, conflict.theirs.decision]
              .filter(Boolean)
              .join("\n")}
          </p>
        </Callout>
      )}
      <p role="status" className={state.kind === "failed" ? "font-medium text-danger" : "text-muted"}>
        {state.kind === "failed" ? (
          <>
            {t("notSaved", { message: state.message })}{" "}
            <Button size="small" onClick={() => void save()}>
              {t("retry")}
            </Button>
          </>
        ) : state.kind === "saving" ? (
          t("saving")
        ) : state.kind === "unsaved" ? (
          t("unsaved")
        ) : (
          t("savedAt")
        )}
      </p>
    </fieldset>
  );
}

function textOf({ discussion, noChange, decision }: Text): Text {
  return { discussion, noChange, decision };
}

function isSame(a: Text, b: Text): boolean {
  return NAMES.every((name) => sameValue(a[name], b[name]));
}

function bothOf(mine: Text, theirs: Text): Text {
  const join = (a: string, b: string) => (a === b ? a : [b, a].filter(Boolean).join("\n"));
  return {
    discussion: join(mine.discussion, theirs.discussion),
    noChange: mine.noChange && theirs.noChange,
    decision: join(mine.decision, theirs.decision),
  };
}
