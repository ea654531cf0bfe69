import { cache } from "react";
import { addressOf, type PastWanted, parseAddress } from "@/domain/past-address";
import { PAST_PERMISSIONS, type Permission } from "@/domain/permissions";
import type { Role } from "@/domain/vocabulary";
import { Access } from "./access-value";
import { lastSequenceOn, pointAt } from "./as-of";
import { sessionToken } from "./auth";
import { today } from "./clock";
import { Forbidden, NotFound, Unauthenticated } from "./errors";
import { guestCookie, resolveGuest } from "./guests";
import { openedByAuditor } from "./openings";
import { currentRequest, newRequestId } from "./request";
import { readSession, type SignedIn } from "./sessions";
import { connectionOf, inTenant, systemTask } from "./tenant";

export type { Access } from "./access-value";

export type Verdict =
  | { kind: "anonymous" }
  /** No such organisation, or none of theirs: the same answer. */
  | { kind: "not_found" }
  /** Theirs, but the moment that was asked for cannot be read. */
  /** A guest whose time is over, or whose access was withdrawn. */
  | { kind: "guest_over" }
  | { kind: "no_past"; why: NoPast; asked: string; access: Access }
  | { kind: "access"; access: Access };

export type NoPast = "before_first" | "to_come" | "unknown_version" | "no_content" | "unreadable";

const SLUG = /^[a-z0-9](-?[a-z0-9])*$/;

/**
 * The door, without any framework: from a session cookie's value and the organisation in the URL to an Access, or why not.
 * The role comes from the membership row at this moment, never from the cookie.
 */
export async function resolveAccess(token: string | null, address: string, guest: string | null = null): Promise<Verdict> {
  const verdict = await resolveMember(token, address);
  if (!guest || (verdict.kind !== "anonymous" && verdict.kind !== "not_found")) return verdict;
  return (await resolveGuest(guest, address)) ?? verdict;
}

async function resolveMember(token: string | null, address: string): Promise<Verdict> {
  if (!token) return { kind: "anonymous" };
  const [slug, ...moment] = address.split("~") as [string, ...string[]];
  const verdict = await resolveToday(token, slug);
  if (verdict.kind !== "access" || moment.length === 0) return verdict;
  const parsed = parseAddress(address);
  if (!parsed?.past || !verdict.access.can("version:read")) return noPast(verdict.access, "unreadable", moment.join("~"));
  return asItStood(verdict.access, parsed.past);
}

const noPast = (access: Access, why: NoPast, asked: string): Verdict => ({ kind: "no_past", why, asked: asked.slice(0, 40), access });

/** The same person, reading the register as it stood. */
async function asItStood(access: Access, wanted: PastWanted): Promise<Verdict> {
  const label = wanted.kind === "version" ? wanted.number : wanted.day;
  const sequence = wanted.kind === "version" ? await sequenceOfVersion(access, wanted.number) : await sequenceOfDay(access, wanted.day);
  if (typeof sequence === "string") return noPast(access, sequence, label);
  const point = await pointAt(access, sequence);
  return {
    kind: "access",
    access: access.readingPast(
      { pointId: point.id, sequence, label, versionNumber: wanted.kind === "version" ? label : null },
      addressOf(access.organization.slug, label),
      PAST_PERMISSIONS,
    ),
  };
}

async function sequenceOfDay(access: Access, day: string): Promise<number | NoPast> {
  if (day > today()) return "to_come";
  return (await lastSequenceOn(access, day)) || "before_first";
}

async function sequenceOfVersion(access: Access, number: string): Promise<number | NoPast> {
  return inTenant(access, async (tx) => {
    const rows = await connectionOf(tx).rows<{ sequence: number | null }>(
      "SELECT history_sequence AS sequence FROM register_version WHERE organization_id = $1::uuid AND number = $2",
      [access.organization.id, number],
      { often: true },
    );
    return rows[0] ? (rows[0].sequence ?? "no_content") : "unknown_version";
  });
}

async function resolveToday(token: string, slug: string): Promise<Verdict> {
  return systemTask(async (tx) => {
    const signedIn = await readSession(tx, token);
    if (!signedIn) return { kind: "anonymous" } as const;
    if (!SLUG.test(slug) || slug.length > 60) return { kind: "not_found" } as const;
    const rows = await connectionOf(tx).rows<{ id: string; slug: string; name: string; role: Role }>(
      `SELECT o.id, o.slug, o.name, m.role FROM organization o JOIN membership m ON m.organization_id = o.id
        WHERE o.slug = $1 AND m.user_id = $2::uuid AND m.ended_at IS NULL`,
      [slug, signedIn.user.id],
      { often: true },
    );
    const row = rows[0];
    if (!row) return { kind: "not_found" } as const;
    const access = Access.grant({
      organization: { id: row.id, slug: row.slug, name: row.name },
      user: signedIn.user,
      role: row.role,
      requestId: newRequestId(),
    });
    return { kind: "access", access } as const;
  });
}

/** One look at the session for each request, however many parts of the page ask. */
const verdictOf = cache(
  async (slug: string): Promise<Verdict> =>
    resolveAccess(await sessionToken(), slug, (await currentRequest()).cookie(guestCookie()) ?? null),
);

/**
 * The door for code that is no page: an Access that holds `permission`.
 * Throws Unauthenticated, NotFound (no organisation of theirs) or Forbidden.
 */
export async function enter(slug: string, permission: Permission): Promise<Access> {
  const verdict = await verdictOf(slug);
  if (verdict.kind === "anonymous") throw new Unauthenticated();
  if (verdict.kind !== "access") throw new NotFound();
  if (!verdict.access.can(permission)) throw verdict.access.guest ? new NotFound() : new Forbidden(permission);
  return verdict.access;
}

/** The door for pages: sends the anonymous to sign in, shows "not found" or "not allowed" to everybody else whom it does not let in. */
export async function requireAccess(slug: string, permission: Permission): Promise<Access> {
  const { forbidden, notFound, redirect } = await import("next/navigation");
  const verdict = await verdictOf(slug);
  if (verdict.kind === "anonymous")
    return redirect(`/sign-in?next=${encodeURIComponent(pathToReturnTo(slug, (await currentRequest()).path))}`);
  if (verdict.kind === "not_found") return notFound();
  if (verdict.kind === "guest_over") return redirect("/guests/over");
  if (verdict.kind === "no_past")
    return redirect(`/${verdict.access.organization.slug}/past?${new URLSearchParams({ asked: verdict.asked, why: verdict.why })}`);
  const { access } = verdict;
  if (!access.can(permission)) {
    refused().yes = true;
    // Outside of a guest's scope nothing exists.
    return access.guest ? notFound() : forbidden();
  }
  if (access.role === "auditor") await openedByAuditor(access, await currentRequest(), () => refused().yes);
  return access;
}

/** Whether this request was refused somewhere: the frame around a page asks for less than the page itself. */
const refused = cache(() => ({ yes: false }));

const LONGEST_PATH = 500;

/** The page that was asked for, so that signing in leads back to it; the organisation's first page where that cannot be said. */
export function pathToReturnTo(slug: string, asked: string | null | undefined): string {
  const home = `/${encodeURIComponent(slug)}`;
  if (!asked || asked.length > LONGEST_PATH) return home;
  const [path, query] = asked.split("?") as [string, string | undefined];
  if (path !== home && !path.startsWith(`${home}/`)) return home;
  // Next's own mark on what a link fetched.
  const rest = new URLSearchParams(query);
  rest.delete("_rsc");
  return rest.size > 0 ? `${path}?${rest}` : path;
}

/** Who is signed in, for pages that belong to no organisation (choosing one, accepting an invitation). Null: nobody. */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const token = await sessionToken();
  return token ? systemTask((tx) => readSession(tx, token)) : null;
});

/**
 * Leaves the door by name: an Access for work that no signed-in person does (demo data, command line, accepting an invitation before membership).
 * `name` stands as the actor in the history; with `user` that person does.
 */
export function systemAccess(
  organization: { id: string; slug: string; name: string },
  name: string,
  user: { id: string; name: string; email: string } | null = null,
): Access {
  return Access.grant({ organization, user, role: "owner", requestId: newRequestId(), systemName: name });
}

/**
 * Leaves the door by name: an Access of a member who is not there, for what is made ready for them alone (their digest). It holds what their role holds
 * at this moment. Null: their membership has ended, or their account is closed.
 */
export async function memberAccess(organization: { id: string; slug: string; name: string }, userId: string): Promise<Access | null> {
  return systemTask(
    async (tx) => {
      const [row] = await connectionOf(tx).rows<{ name: string; email: string; role: Role }>(
        `SELECT u.name, u.email, m.role FROM membership m JOIN user_account u ON u.id = m.user_id
          WHERE m.organization_id = $1::uuid AND m.user_id = $2::uuid AND m.ended_at IS NULL AND u.disabled_at IS NULL`,
        [organization.id, userId],
      );
      return row
        ? Access.grant({ organization, user: { id: userId, name: row.name, email: row.email }, role: row.role, requestId: newRequestId() })
        : null;
    },
    { userId },
  );
}
