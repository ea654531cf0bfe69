import { mergeChanges, sameValue, type Values } from "./merge";

/**
 * What was typed and not saved, kept on the device until it is. A draft belongs to one person in one organisation: whoever else signs in at this machine
 * is never offered it. It goes when it was saved, when the person signs out, and after seven days.
 */
export interface Draft {
  /** ISO instant. */
  at: string;
  /** Version of the record it began from; null for a new record. */
  version: number | null;
  /** What the form showed before anything was typed, to tell mine from theirs when the record moves on. */
  base: Values;
  values: Values;
}

export interface DraftOwner {
  person: string;
  organization: string;
}

const PREFIX = "goldthread:draft:";
const KEPT_MS = 7 * 24 * 60 * 60 * 1_000;

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Where a form's draft lies. Without an owner (nobody's page: signing up, a first organisation) it lives in the tab only. */
export function draftKey(owner: DraftOwner | null, formKey: string): string {
  return owner ? `${PREFIX}${owner.person}:${owner.organization}:${formKey}` : PREFIX + formKey;
}

/** The draft under a key, if it can be read and is not too old. Only fields that the form still has are taken. */
export function readDraft(store: Store, key: string, fields: Values, now: Date): Draft | null {
  try {
    const kept = JSON.parse(store.getItem(key) ?? "null") as Partial<Draft> | null;
    if (!kept || typeof kept.values !== "object" || kept.values === null) return null;
    const at = new Date(String(kept.at));
    if (Number.isNaN(at.getTime()) || isOld(at, now)) {
      store.removeItem(key);
      return null;
    }
    const known = (values: Values | undefined) =>
      Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => Object.hasOwn(fields, name)));
    return {
      at: at.toISOString(),
      version: typeof kept.version === "number" ? kept.version : null,
      base: known(kept.base),
      values: known(kept.values),
    };
  } catch {
    // An unreadable draft is no draft.
    return null;
  }
}

export function writeDraft(store: Store, key: string, draft: Draft): void {
  try {
    store.setItem(key, JSON.stringify(draft));
  } catch {
    // A full or forbidden store must not stop the person: the form itself still holds everything.
  }
}

export function removeDraft(store: Store, key: string): void {
  try {
    store.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** On signing out: every draft of the person, in whichever organisation. Without a person: every draft there is. */
export function forgetDraftsOf(store: Store, person: string | null): void {
  sweep(store, (key) => key.startsWith(person ? `${PREFIX}${person}:` : PREFIX));
}

/** Drafts that nobody came back for within seven days. */
export function forgetOldDrafts(store: Store, now: Date): void {
  sweep(store, (_key, text) => {
    try {
      const at = new Date((JSON.parse(text ?? "null") as Draft | null)?.at ?? "");
      return Number.isNaN(at.getTime()) || isOld(at, now);
    } catch {
      return true;
    }
  });
}

function sweep(store: Store, gone: (key: string, text: string | null) => boolean): void {
  try {
    const keys = Array.from({ length: store.length }, (_, index) => store.key(index)).filter((key) => key !== null);
    for (const key of keys) if (key.startsWith(PREFIX) && gone(key, store.getItem(key))) store.removeItem(key);
  } catch {
    // Without a store there is nothing to forget.
  }
}

function isOld(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > KEPT_MS;
}

/** Whether a draft says anything that the form does not show already. */
export function saysMore(draft: Draft, shown: Values): boolean {
  return Object.keys(draft.values).some((name) => !sameValue(draft.values[name], shown[name]));
}

/** Whether the record has been changed since the draft began. */
export function hasMovedOn(draft: Draft, version: number | undefined): boolean {
  return version !== undefined && draft.version !== null && draft.version !== version;
}

export interface Restored {
  /** Mine, with what others changed where I had not. */
  values: Values;
  /** Fields that both changed: the person picks. */
  contested: string[];
  takenOver: string[];
}

/** The draft on top of the record as it stands now. */
export function restore(draft: Draft, shown: Values): Restored {
  const mine = { ...shown, ...draft.values };
  const base = { ...shown, ...draft.base };
  const { values, contested, theirs } = mergeChanges(Object.keys(draft.values), base, mine, shown);
  return { values, contested, takenOver: theirs };
}
