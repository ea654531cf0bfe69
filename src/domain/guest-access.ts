import type { Permission } from "@/domain/permissions";
import type { GuestArea } from "@/domain/vocabulary";

/**
 * Guests: an auditor or another reader who is let in by a link, for days, to chosen versions and areas (rule B2-23). They read versions, never the draft;
 * what is not in their scope does not exist for them. Support scores and remedies are never among it.
 */
const OF_AREA: Readonly<Record<GuestArea, readonly Permission[]>> = {
  // A requirement's thread names the controls, risks, documents and evidence that answer it; their own pages are areas of their own.
  register: ["interested-party:read", "requirement:read", "objective:read"],
  context: ["context-issue:read", "scope:read"],
  obligations: ["obligation:read", "source:read"],
  controls: ["control:read"],
  risks: ["risk:read"],
  documents: ["document:read"],
  evidence: ["evidence:read", "evidence:download"],
  history: ["history:read"],
};

/** What a guest with these areas may do. The register itself is always among them. */
export function guestPermissions(areas: readonly GuestArea[]): ReadonlySet<Permission> {
  return new Set((["register", ...areas] as const).flatMap((area) => OF_AREA[area]));
}

/** Records of the history that a guest with these areas may see. */
export function guestHistoryEntities(areas: readonly GuestArea[]): string[] {
  const entities: Readonly<Record<GuestArea, readonly string[]>> = {
    register: ["interested-party", "requirement", "objective"],
    context: ["context-issue", "scope-unit", "organization"],
    obligations: ["obligation", "source"],
    controls: ["own-control", "soa-entry", "soa-version"],
    risks: ["risk"],
    documents: ["document"],
    evidence: ["evidence"],
    history: [],
  };
  return (["register", ...areas] as const).flatMap((area) => entities[area]);
}

export type GuestState = "open" | "expired" | "revoked";

/** Whether the access opens anything at this moment (ISO instants). */
export function guestState({ expiresAt, revokedAt }: { expiresAt: string; revokedAt: string | null }, at: string): GuestState {
  if (revokedAt) return "revoked";
  return expiresAt <= at ? "expired" : "open";
}

export const DEFAULT_GUEST_DAYS = 14;
export const MOST_GUEST_DAYS = 180;
/** A link may be opened so often in a day; whoever opens it more often has lost it to somebody, or is a machine. */
export const MOST_OPENINGS_A_DAY = 50;

export type GuestProblem = "no_version" | "period_needed" | "period_backwards";

/** What is wrong with a scope, field by field; empty: nothing. A history without a period would be all of it. */
export function guestProblems(wanted: {
  areas: readonly GuestArea[];
  versionIds: readonly string[];
  periodFrom: string | null;
  periodTo: string | null;
}): Partial<Record<"versionIds" | "periodFrom" | "periodTo", GuestProblem>> {
  const { areas, versionIds, periodFrom, periodTo } = wanted;
  return {
    ...(versionIds.length === 0 ? { versionIds: "no_version" as const } : {}),
    ...(areas.includes("history") && !periodFrom ? { periodFrom: "period_needed" as const } : {}),
    ...(periodFrom && periodTo && periodTo < periodFrom ? { periodTo: "period_backwards" as const } : {}),
  };
}
