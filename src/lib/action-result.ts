export type FieldErrors = Record<string, string>;
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; kind: "invalid"; fieldErrors: FieldErrors; message?: string }
  | {
      ok: false;
      kind: "conflict";
      message: string;
      current: { version: number; values: Record<string, unknown>; changedBy: string; changedAt: string; fields: string[] };
    }
  | { ok: false; kind: "reason_required" | "unauthenticated" | "forbidden" | "not_found" | "unavailable" | "refused"; message: string };
