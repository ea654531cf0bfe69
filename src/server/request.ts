import { AsyncLocalStorage } from "node:async_hooks";
import { v7 as uuid } from "uuid";

/** What the doors need to know of a request. Tests and the command line provide their own; the application asks Next. */
export interface RequestFacts {
  origin: string | null;
  /** The cookie header's values by name. */
  cookie(name: string): string | undefined;
  /** Address of the direct peer, for limiting. */
  address: string;
  userAgent: string;
  /** Path and query that were asked for; missing where nobody asked for a page. */
  path?: string | null;
  /** Nobody looks at the answer as a page: what a link fetches in advance, or the posting of an action. */
  aside?: boolean;
}

const provided = new AsyncLocalStorage<RequestFacts>();

/** Runs `work` as if this request had come in. */
export function withRequest<T>(facts: RequestFacts, work: () => Promise<T>): Promise<T> {
  return provided.run(facts, work);
}

/** The current request. Throws outside of one. */
export async function currentRequest(): Promise<RequestFacts> {
  const given = provided.getStore();
  if (given) return given;
  const { cookies, headers } = await import("next/headers");
  const [jar, head] = [await cookies(), await headers()];
  return {
    origin: head.get("origin"),
    cookie: (name) => jar.get(name)?.value,
    // Written by our own server from the socket; a header of the same name from outside is removed there.
    address: head.get("x-goldthread-peer") ?? "unknown",
    userAgent: (head.get("user-agent") ?? "").slice(0, 300),
    path: head.get("x-goldthread-path"),
    aside: head.get("x-goldthread-aside") === "1",
  };
}

/** A name for one request, the same for everything it writes. */
export function newRequestId(): string {
  return uuid();
}
