"use client";

import { createContext, useCallback, useContext, useEffect, useId, useMemo, useRef, useState } from "react";
import type { ActionResult, FieldErrors } from "@/lib/action-result";
import { draftsAreClosed, useDraftOwner } from "./draft-scope";
import { type Draft, draftKey, hasMovedOn, readDraft, removeDraft, restore, saysMore, writeDraft } from "./drafts";
import { mergeChanges, sameValue, type Values } from "./merge";

/** Structural, so that the zod schema of a feature fits without zod being a part of every form. */
interface Schema {
  safeParse(input: unknown): { success: true } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

export interface RecordFormOptions<V extends Values, T> {
  /** Names the draft that survives a lost session and a closed tab, e.g. "requirement:REQ-045" or "requirement:new". */
  formKey: string;
  /** A server action. It is given `{ ...fixed, ...values, version?, idempotencyKey }` unless `toInput` says otherwise. */
  action: (input: unknown) => Promise<ActionResult<T>>;
  initial: V;
  /** The version that the form shows; left out for a new record. */
  version?: number;
  /** Sent along, never edited: the organisation's slug, the record's id. */
  fixed?: Values;
  /** Checked before sending, to answer at once; the server checks again. */
  schema?: Schema;
  onSuccess?: (data: T) => void;
  toInput?: (values: V, meta: { version?: number; idempotencyKey: string }) => unknown;
  signInHref?: string;
}

export interface Conflict {
  message: string;
  version: number;
  theirs: Values;
  changedBy: string;
  changedAt: string;
  contested: string[];
  takenOver: string[];
  merged: Values;
}

/** What stands in the way of saving, besides faults at single fields. */
export type Trouble =
  | { kind: "message"; text: string }
  | { kind: "signed-out"; text: string }
  | { kind: "offline" }
  | { kind: "unavailable"; text: string };

export interface FieldInfo {
  label: string;
  /** How a value reads, for the conflict panel: a select shows its option's words. */
  format?: (value: unknown) => string;
  /** Text that two people wrote can be merged by hand; a choice can only be picked. */
  text?: boolean;
}

export interface RecordFormState<V extends Values = Values> {
  id: string;
  values: V;
  set: (name: string, value: unknown) => void;
  setMany: (values: Partial<V>) => void;
  errors: FieldErrors;
  /** Grows with each refused submit, so that the summary takes the focus each time. */
  attempts: number;
  trouble: Trouble | null;
  conflict: Conflict | null;
  pending: boolean;
  dirty: boolean;
  reasonAsked: boolean;
  /** What was typed here before and not saved; `moved`: the record was changed since. */
  draft: { at: string; moved: boolean } | null;
  signInHref: string;
  fields: Map<string, FieldInfo>;
  register: (name: string, info: FieldInfo) => () => void;
  submit: () => Promise<void>;
  resolve: (picked: Values) => Promise<void>;
  restoreDraft: () => void;
  discardDraft: () => void;
  reset: () => void;
}

/** So long after the last key a draft is written. */
const DRAFT_PAUSE_MS = 600;

/**
 * The one form pattern. Keeps everything typed whatever the answer is: faults, a lost session, no network, a colleague who was faster.
 * Each form instance sends one idempotency key until it succeeds, so a double click or a retry creates one record.
 */
export function useRecordForm<V extends Values, T>(options: RecordFormOptions<V, T>): RecordFormState<V> {
  const { formKey, initial, signInHref = "/sign-in" } = options;
  const id = useId();
  const latest = useRef(options);
  latest.current = options;

  const [values, setValues] = useState<V>(initial);
  const [base, setBase] = useState<V>(initial);
  const [version, setVersion] = useState(options.version);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [attempts, setAttempts] = useState(0);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [pending, setPending] = useState(false);
  const [reasonAsked, setReasonAsked] = useState(false);
  const [draft, setDraft] = useState<Draft | null>(null);
  const idempotencyKey = useRef("");
  /** Created, and nothing typed since: another click, while the way to the new record's page is long, means the same record. */
  const created = useRef(false);
  const inFlight = useRef(false);
  const fields = useRef(new Map<string, FieldInfo>()).current;

  const dirty = useMemo(() => Object.keys(values).some((name) => !sameValue(values[name], base[name])), [values, base]);
  const current = useRef({ values, base, version, dirty });
  current.current = { values, base, version, dirty };

  // The page was rendered anew (after a save elsewhere on it): follow, unless something is typed here.
  const incoming = JSON.stringify([initial, options.version]);
  const followed = useRef(incoming);
  useEffect(() => {
    if (followed.current === incoming || dirty || pending) return;
    followed.current = incoming;
    const [nextInitial, nextVersion] = [latest.current.initial, latest.current.version];
    setValues(nextInitial);
    setBase(nextInitial);
    setVersion(nextVersion);
  }, [incoming, dirty, pending]);

  const owner = useDraftOwner();
  const draftAt = useMemo(() => draftKey(owner, formKey), [owner, formKey]);
  const storeOf = useCallback(() => {
    try {
      return owner ? localStorage : sessionStorage;
    } catch {
      return null;
    }
  }, [owner]);
  const storeDraft = useCallback(() => {
    const store = storeOf();
    const { values, base, version } = current.current;
    if (store && !draftsAreClosed()) writeDraft(store, draftAt, { at: new Date().toISOString(), version: version ?? null, base, values });
  }, [storeOf, draftAt]);
  const forgetDraft = useCallback(() => {
    const store = storeOf();
    if (store) removeDraft(store, draftAt);
    setDraft(null);
  }, [storeOf, draftAt]);

  useEffect(() => {
    const store = storeOf();
    const kept = store && readDraft(store, draftAt, latest.current.initial, new Date());
    if (kept && saysMore(kept, latest.current.initial)) setDraft(kept);
    const keep = () => {
      if (current.current.dirty) storeDraft();
    };
    window.addEventListener("pagehide", keep);
    return () => window.removeEventListener("pagehide", keep);
  }, [storeOf, draftAt, storeDraft]);

  // A tab can vanish without a word (a crash, an empty battery): what is typed is written down soon after. A draft on offer is not written over.
  useEffect(() => {
    if (!dirty || draft !== null || values === base) return;
    const timer = setTimeout(storeDraft, DRAFT_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [dirty, draft, values, base, storeDraft]);

  const typed = useCallback(() => {
    if (created.current) idempotencyKey.current = "";
    created.current = false;
  }, []);
  const set = useCallback(
    (name: string, value: unknown) => {
      typed();
      setValues((before) => ({ ...before, [name]: value }));
      setErrors((before) => {
        if (!before[name]) return before;
        const { [name]: _mended, ...rest } = before;
        return rest;
      });
    },
    [typed],
  );
  const setMany = useCallback(
    (some: Partial<V>) => {
      typed();
      setValues((before) => ({ ...before, ...some }));
    },
    [typed],
  );
  const register = useCallback(
    (name: string, info: FieldInfo) => {
      fields.set(name, info);
      return () => {
        if (fields.get(name) === info) fields.delete(name);
      };
    },
    [fields],
  );

  const refuse = useCallback((faults: FieldErrors, message?: string) => {
    setErrors(faults);
    setTrouble(message ? { kind: "message", text: message } : null);
    setAttempts((count) => count + 1);
  }, []);

  const send = useCallback(
    async (toSend: V, against: number | undefined) => {
      if (inFlight.current) return;
      const { action, schema, fixed, toInput, onSuccess } = latest.current;
      if (schema) {
        const checked = schema.safeParse(toSend);
        if (!checked.success) {
          const faults: FieldErrors = {};
          for (const issue of checked.error.issues) faults[String(issue.path[0] ?? "")] ??= issue.message;
          const { "": whole, ...atFields } = faults;
          refuse(atFields, whole);
          return;
        }
      }
      inFlight.current = true;
      setPending(true);
      setTrouble(null);
      idempotencyKey.current ||= crypto.randomUUID();
      const meta = { idempotencyKey: idempotencyKey.current, ...(against === undefined ? {} : { version: against }) };
      try {
        const result = await action(toInput ? toInput(toSend, meta) : { ...fixed, ...toSend, ...meta });
        if (result.ok) {
          created.current = against === undefined;
          if (!created.current) idempotencyKey.current = "";
          setErrors({});
          setConflict(null);
          setReasonAsked(false);
          setBase(toSend);
          current.current = { ...current.current, base: toSend, dirty: false };
          const saved = (result.data as { version?: unknown } | null | undefined)?.version;
          if (!created.current && typeof saved === "number") setVersion(saved);
          forgetDraft();
          onSuccess?.(result.data);
          return;
        }
        // The key names one attempt that did something; an answered refusal did nothing, but the same key stays harmless and simple.
        switch (result.kind) {
          case "invalid":
            refuse(result.fieldErrors, result.message);
            break;
          case "conflict": {
            const { values: theirs, changedBy, changedAt, version: theirVersion } = result.current;
            const merge = mergeChanges(Object.keys(current.current.base), current.current.base, toSend, theirs);
            setErrors({});
            setConflict({
              message: result.message,
              version: theirVersion,
              theirs,
              changedBy,
              changedAt,
              contested: merge.contested,
              takenOver: merge.theirs,
              merged: merge.values,
            });
            break;
          }
          case "reason_required":
            setReasonAsked(true);
            refuse({ reason: result.message });
            break;
          case "unauthenticated":
            storeDraft();
            setTrouble({ kind: "signed-out", text: result.message });
            setAttempts((count) => count + 1);
            break;
          case "unavailable":
            storeDraft();
            setTrouble({ kind: "unavailable", text: result.message });
            setAttempts((count) => count + 1);
            break;
          default:
            refuse({}, result.message);
        }
      } catch {
        storeDraft();
        setTrouble({ kind: "offline" });
        setAttempts((count) => count + 1);
      } finally {
        inFlight.current = false;
        setPending(false);
      }
    },
    [forgetDraft, refuse, storeDraft],
  );

  const submit = useCallback(() => send(current.current.values, current.current.version), [send]);

  const resolve = useCallback(
    async (picked: Values) => {
      if (!conflict) return;
      const merged = { ...conflict.merged, ...picked } as V;
      const theirs = Object.fromEntries(Object.entries(conflict.theirs).filter(([name]) => Object.hasOwn(current.current.base, name)));
      const nextBase = { ...current.current.base, ...theirs } as V;
      setValues(merged);
      setBase(nextBase);
      setVersion(conflict.version);
      current.current = { values: merged, base: nextBase, version: conflict.version, dirty: true };
      setConflict(null);
      await send(merged, conflict.version);
    },
    [conflict, send],
  );

  const restoreDraft = useCallback(() => {
    typed();
    setDraft(null);
    if (!draft) return;
    const { base: shown, version: standing } = current.current;
    if (!hasMovedOn(draft, standing)) {
      setValues((before) => ({ ...before, ...draft.values }) as V);
      return;
    }
    const { values: merged, contested, takenOver } = restore(draft, shown);
    setValues(merged as V);
    if (contested.length === 0) return;
    // Both wrote: the same view as when a colleague is faster while one writes.
    setConflict({
      message: "",
      version: standing ?? 1,
      theirs: shown,
      changedBy: "",
      changedAt: "",
      contested,
      takenOver,
      merged,
    });
  }, [draft, typed]);

  const reset = useCallback(() => {
    typed();
    setValues(current.current.base);
    current.current = { ...current.current, values: current.current.base, dirty: false };
    setErrors({});
    setTrouble(null);
    setConflict(null);
    forgetDraft();
  }, [forgetDraft, typed]);

  return {
    id,
    values,
    set,
    setMany,
    errors,
    attempts,
    trouble,
    conflict,
    pending,
    dirty,
    reasonAsked,
    draft: draft && { at: draft.at, moved: hasMovedOn(draft, version) },
    signInHref,
    fields,
    register,
    submit,
    resolve,
    restoreDraft,
    discardDraft: forgetDraft,
    reset,
  };
}

export const RecordFormContext = createContext<RecordFormState | null>(null);

/** The form around a field. @throws Error outside a RecordForm. */
export function useCurrentForm(): RecordFormState {
  const form = useContext(RecordFormContext);
  if (!form) throw new Error("A field stands outside a RecordForm");
  return form;
}

export interface FieldState<Value> {
  id: string;
  value: Value;
  set: (value: Value) => void;
  error: string | undefined;
  describedBy: string | undefined;
}

/** One field of the form around it, under the name by which server errors and conflicts call it. */
export function useRecordField<Value>(name: string, info: FieldInfo, hasHint: boolean): FieldState<Value> {
  const form = useCurrentForm();
  const { register } = form;
  const newest = useRef(info);
  newest.current = info;
  useEffect(
    () => register(name, { label: info.label, text: info.text, format: (value) => newest.current.format?.(value) ?? plainText(value) }),
    [register, name, info.label, info.text],
  );
  const id = fieldId(form.id, name);
  const { set } = form;
  const start = useRef(form.values[name]);
  useEffect(() => {
    // Typed before the scripts had come: the form takes it over instead of writing its own value above it.
    const typed = info.text ? typedInto(id) : null;
    if (typed !== null && typed !== plainText(start.current)) set(name, typed);
  }, [id, name, info.text, set]);
  const error = form.errors[name];
  const describedBy = [hasHint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return { id, value: form.values[name] as Value, set: (value) => form.set(name, value), error, describedBy };
}

/** The text that stands in a field of the page; null where there is no such field. */
export function typedInto(id: string): string | null {
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : null;
}

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

export function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(plainText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
