import type { z } from "zod";
import type { Permission } from "@/domain/permissions";
import type { ActionResult } from "@/lib/action-result";
import { fieldErrorsOf } from "@/lib/field-errors";
import { translator } from "@/lib/translate";
import { type Access, enter } from "./access";
import { env } from "./env";
import { type Ailment, ailmentOf, Conflict, Forbidden, Invalid, NotFound, ReasonRequired, Refused, Unauthenticated } from "./errors";
import { log } from "./log";
import { withIdempotencyKey } from "./record";
import { currentRequest } from "./request";

/**
 * The door for writes. Actions are public addresses that anybody can post to, so everything is decided here: the origin, the session, the
 * organisation, the permission and the form of the input, before `work` runs.
 */
export interface ActionSpec {
  /** null: needs no organisation; only publicAction makes such. */
  permission: Permission | null;
  input: z.ZodType;
}

const specs = new WeakMap<object, ActionSpec>();

/** What an action asks for, for the test that lists every action. Undefined: not made by `action`. */
export function specOf(candidate: unknown): ActionSpec | undefined {
  return typeof candidate === "function" ? specs.get(candidate) : undefined;
}

/**
 * Makes a server action of an organisation. Called with the organisation's slug (from the URL) and the input; `idempotencyKey` beside the input's own
 * fields makes a retry harmless. Unknown fields are refused: `input` must be a strict object.
 */
export function action<Input extends z.ZodType, T>(
  spec: { permission: Permission; input: Input },
  work: (access: Access, input: z.output<Input>) => Promise<T>,
): (organization: string, input: unknown) => Promise<ActionResult<T>> {
  const run = (organization: string, input: unknown) =>
    answering(async () => {
      await requireOwnOrigin();
      const access = await enter(String(organization), spec.permission);
      const { key, rest } = splitKey(input);
      const parsed = parse(spec.input, rest);
      return key ? withIdempotencyKey(key, rest, () => work(access, parsed)) : work(access, parsed);
    });
  specs.set(run, { permission: spec.permission, input: spec.input });
  return run;
}

/** Leaves the door by name: an action for people who are in no organisation (signing up, creating one, accepting an invitation). */
export function publicAction<Input extends z.ZodType, T>(
  spec: { input: Input },
  work: (input: z.output<Input>) => Promise<T>,
): (input: unknown) => Promise<ActionResult<T>> {
  const run = (input: unknown) =>
    answering(async () => {
      await requireOwnOrigin();
      return work(parse(spec.input, splitKey(input).rest));
    });
  specs.set(run, { permission: null, input: spec.input });
  return run;
}

/** Origin must equal APP_URL exactly; a missing one is refused (Next lets it through). Throws Forbidden. */
export async function requireOwnOrigin(): Promise<void> {
  const { origin } = await currentRequest();
  if (origin !== env().appOrigin) throw new Forbidden("origin");
}

/** The input in the form of its schema. Throws Invalid with a sentence for each field. */
export function parse<Input extends z.ZodType>(schema: Input, input: unknown): z.output<Input> {
  const result = schema.safeParse(input);
  if (!result.success) throw new Invalid(fieldErrorsOf(result.error));
  return result.data;
}

const KEY = /^[0-9a-zA-Z-]{8,64}$/;

function splitKey(input: unknown): { key: string | null; rest: unknown } {
  if (typeof input !== "object" || input === null || Array.isArray(input) || !Object.hasOwn(input, "idempotencyKey"))
    return { key: null, rest: input };
  const { idempotencyKey, ...rest } = input as Record<string, unknown>;
  if (idempotencyKey === undefined || idempotencyKey === null) return { key: null, rest };
  if (typeof idempotencyKey !== "string" || !KEY.test(idempotencyKey)) throw new Invalid({ idempotencyKey: translator("errors")("key") });
  return { key: idempotencyKey, rest };
}

async function answering<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    return failureOf(error);
  }
}

const AILMENTS: Readonly<Record<Ailment, string>> = {
  unavailable: "database unavailable",
  database_full: "the disk of the database is full",
  database_read_only: "the database can only be read",
  files_full: "the disk of the data folder is full",
  files_read_only: "the data folder cannot be written to",
  files_away: "the store for files is away",
};

/** Turns what went wrong into an answer for a person. Rethrows what is a defect of ours (and Next's own signals), so that it is noticed. */
export function failureOf(error: unknown): Exclude<ActionResult<never>, { ok: true }> {
  const t = translator("errors");
  if (error instanceof Invalid) return { ok: false, kind: "invalid", fieldErrors: error.fieldErrors, message: t("invalid") };
  if (error instanceof Conflict)
    return { ok: false, kind: "conflict", message: t("conflict", { name: error.current.changedBy }), current: error.current };
  if (error instanceof ReasonRequired) return { ok: false, kind: "reason_required", message: t("reason_required") };
  if (error instanceof Refused) return { ok: false, kind: "refused", message: translator("refusals")(error.code, error.params) };
  if (error instanceof Unauthenticated) return { ok: false, kind: "unauthenticated", message: t("unauthenticated") };
  if (error instanceof Forbidden)
    return { ok: false, kind: "forbidden", message: t(error.permission === "origin" ? "origin" : "forbidden") };
  if (error instanceof NotFound) return { ok: false, kind: "not_found", message: t("not_found") };
  const ailment = ailmentOf(error);
  if (ailment) {
    log("warn", AILMENTS[ailment], error);
    return { ok: false, kind: "unavailable", message: t(ailment) };
  }
  throw error;
}
