import { addDays } from "./dates";

/** Versions of the register: how they are numbered, why one came back, who may approve, and in which meeting. */
export interface VersionNumber {
  major: number;
  minor: number;
}

const NUMBER = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;

/** "2.1" as its two numbers; null when it is none. */
export function parseVersionNumber(text: string): VersionNumber | null {
  const found = NUMBER.exec(text.trim());
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : null;
}

export function versionNumber({ major, minor }: VersionNumber): string {
  return `${major}.${minor}`;
}

/** By major, then by minor: 1.9 before 1.10. */
export function compareVersions(a: VersionNumber, b: VersionNumber): number {
  return a.major - b.major || a.minor - b.minor;
}

/** The two numbers that may come next; a first version is 1.0 (or 0.1, a trial). */
export function nextVersions(existing: readonly VersionNumber[]): { minor: string; major: string } {
  const highest = [...existing].sort(compareVersions).at(-1) ?? { major: 0, minor: 0 };
  return {
    minor: versionNumber({ major: highest.major, minor: highest.minor + 1 }),
    major: versionNumber({ major: highest.major + 1, minor: 0 }),
  };
}

/** Numbers rise: a new one lies above all others. */
export function rises(number: VersionNumber, others: readonly VersionNumber[]): boolean {
  return others.every((other) => compareVersions(number, other) > 0);
}

/** Why a version stands as a draft again. */
export type LastReturn =
  | { kind: "edit"; at: string; byId: string | null; refs: string[]; count: number }
  | { kind: "withdrawn"; at: string; byId: string | null }
  | { kind: "decline" | "request_changes"; at: string; byId: string | null; comment: string };

/** The stored form. Ids instead of names: whoever is erased is gone from here too. */
export function lastReturn(why: LastReturn): string {
  return JSON.stringify(why);
}

/** Reads the stored form; null for a version that never came back. */
export function readLastReturn(text: string): LastReturn | null {
  if (text === "") return null;
  try {
    const why = JSON.parse(text) as LastReturn;
    return typeof why?.kind === "string" && typeof why.at === "string" ? why : null;
  } catch {
    return null;
  }
}

export type ApprovalVerdict = { allowed: true; exceptionReason: string } | { allowed: false; code: "own_approval" };

/**
 * Whether this person may approve: not alone what they wrote or handed in. A very small organisation may have written down why it has nobody else; then
 * that reason goes along with the approval.
 */
export function judgeApprover(
  version: { authorId: string | null; submittedById: string | null },
  personId: string,
  soleApproverReason: string,
): ApprovalVerdict {
  if (personId !== version.authorId && personId !== version.submittedById) return { allowed: true, exceptionReason: "" };
  return soleApproverReason.trim() === ""
    ? { allowed: false, code: "own_approval" }
    : { allowed: true, exceptionReason: soleApproverReason.trim() };
}

/** A signed meeting is over after so many days: what is approved later was not approved there. */
export const DAYS_AFTER_SIGNING = 30;

/** Whether something can still be approved in this meeting. */
export function isOpenForApproval(meeting: { status: string; heldOn: string }, today: string): boolean {
  return meeting.status !== "signed" || addDays(meeting.heldOn, DAYS_AFTER_SIGNING) >= today;
}
