import type { Permission } from "@/domain/permissions";
import { type Access, enter } from "./access";
import { failureOf, requireOwnOrigin } from "./action";
import { log } from "./log";

/** The door for route handlers: the same checks as for pages and actions, and an answer in JSON for whatever goes wrong. */
type Handler<P> = (access: Access, request: Request, params: P) => Promise<Response>;
type Context<P> = { params: Promise<P & { organization: string }> };

const STATUS = {
  invalid: 400,
  conflict: 409,
  reason_required: 409,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  unavailable: 503,
  refused: 422,
} as const;
const RETRY_SECONDS = "5";
const SAFE_METHODS = new Set(["GET", "HEAD"]);

const specs = new WeakMap<object, { permission: Permission | null }>();

/** What a route asks for, for the test that lists every route. */
export function routeSpecOf(candidate: unknown): { permission: Permission | null } | undefined {
  return typeof candidate === "function" ? specs.get(candidate) : undefined;
}

/** A handler under /[organization]/... that needs `permission`. Writes also need our own Origin. */
export function route<P = unknown>(
  spec: { permission: Permission },
  handler: Handler<P>,
): (request: Request, context: Context<P>) => Promise<Response> {
  const run = (request: Request, context: Context<P>) =>
    answering(async () => {
      if (!SAFE_METHODS.has(request.method)) await requireOwnOrigin();
      const params = await context.params;
      const access = await enter(params.organization, spec.permission);
      return handler(access, request, params);
    });
  specs.set(run, { permission: spec.permission });
  return run;
}

/** Leaves the door by name: a handler anybody may call (health, signing in). */
export function publicRoute<C>(
  handler: (request: Request, context: C) => Promise<Response>,
): (request: Request, context: C) => Promise<Response> {
  const run = (request: Request, context: C) => answering(() => handler(request, context));
  specs.set(run, { permission: null });
  return run;
}

/** JSON that no cache keeps. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "private, no-store", ...headers },
  });
}

/** A file to keep, never shown inline. `name` must be ASCII; anything else in it is replaced. */
export function download(body: BodyInit, name: string, type: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, "_")}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
}

async function answering(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (isNextSignal(error)) throw error;
    try {
      const failure = failureOf(error);
      return json(failure, STATUS[failure.kind], failure.kind === "unavailable" ? { "retry-after": RETRY_SECONDS } : {});
    } catch (defect) {
      log("error", "a route failed", defect);
      return json({ ok: false, kind: "failed", message: "Something went wrong on our side. Nothing was changed." }, 500);
    }
  }
}

/** redirect(), notFound() and the like are thrown; they carry a digest. */
function isNextSignal(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String((error as { digest: unknown }).digest).startsWith("NEXT_");
}
