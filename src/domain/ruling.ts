/** What a rule answers: the accepted value (mostly the fields that change), or why not, as a code that names the rule and the field it is about. */
export type Ruling<T, Code extends string = string> = { ok: true; value: T } | { ok: false; code: Code; field: string | null };

export function accept<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse<Code extends string>(code: Code, field: string | null = null): { ok: false; code: Code; field: string | null } {
  return { ok: false, code, field };
}

/** Null, absent or only white space. */
export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === "";
}
