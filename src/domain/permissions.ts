import { ROLES, type Role } from "@/domain/vocabulary";

/**
 * The one written table of who may do what. Pages, actions, routes and tests all read it; nothing else names a role to decide anything.
 * `decide` is one of the three decisions (party relevance, requirement relevance, 4.2 c), `confirm` the record that the party has confirmed,
 * `party-support` the support and attitude scores about parties: personal data where the party is a person, hence hidden from viewers (rule 35).
 */
export const PERMISSIONS = [
  "organization:read",
  "organization:update",
  "member:read",
  "member:invite",
  "member:update",
  "member:remove",
  "interested-party:read",
  "interested-party:create",
  "interested-party:update",
  "interested-party:decide",
  "interested-party:retire",
  "interested-party:confirm",
  "party-support:read",
  "requirement:read",
  "requirement:create",
  "requirement:update",
  "requirement:decide",
  "requirement:retire",
  "requirement:confirm",
  "source:read",
  "source:write",
  "obligation:read",
  "obligation:write",
  "context-issue:read",
  "context-issue:write",
  "comment:read",
  "comment:write",
  "list:export",
  "import:run",
  "register:export",
  "register:import",
  "history:read",
  "history:verify",
  "approval:give",
  "workshop:read",
  "workshop:take-part",
  "workshop:run",
  "interview:read",
  "interview:write",
  "objective:read",
  "objective:write",
  "view:save",
  "scope:read",
  "scope:write",
  "control:read",
  "control:write",
  "soa:issue",
  "risk:read",
  "risk:write",
  "document:read",
  "document:write",
  "evidence:read",
  "evidence:download",
  "evidence:write",
  "budget:read",
  "budget:write",
  "self-assessment:read",
  "self-assessment:run",
  "remedy:read",
  "acceptance:write",
  "finding:read",
  "finding:write",
  "action:read",
  "action:write",
  "audit-room:read",
  "audit-sample:draw",
  "audit-note:write",
  "evidence:request",
  "version:read",
  "version:prepare",
  "review:read",
  "review:take-part",
  "review:write",
  "trigger:read",
  "trigger:write",
  "trigger-rule:write",
  "management-review:read",
  "management-review:write",
  "management-review:sign",
  "paper:export",
  "copy:read",
  "audit-pack:export",
  "checkpoint:make",
  "guest:invite",
  "erasure:run",
  // The parties' own people, and what passed between them and us: personal data.
  "contact:read",
  "contact:write",
  "engagement:read",
  "engagement:write",
  "ask:read",
  "ask:send",
  "survey:read",
  "survey:run",
  "communication:read",
  "communication:write",
  "assurance:read",
  "assurance:share",
  "criterion:read",
  "criterion:write",
  "measurement:write",
  "horizon:read",
  "horizon:write",
  "conflict:read",
  "conflict:write",
  "conflict:decide",
  // The mail that goes out, and the programs that may write.
  "mail:read",
  "mail:run",
  "api-token:manage",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const READS_OF_A_VIEWER: readonly Permission[] = [
  "organization:read",
  "member:read",
  "interested-party:read",
  "requirement:read",
  "source:read",
  "obligation:read",
  "context-issue:read",
  "comment:read",
  "objective:read",
  "scope:read",
  "control:read",
  "risk:read",
  "document:read",
  "evidence:read",
  // The governing version and earlier ones, and the register as it stood on a day; what is hidden today is hidden there.
  "version:read",
  // The list exactly as it is shown, so without the support scores. The whole register (register:export) is another matter.
  "list:export",
];

// History holds before and after of every field, the support scores among them: who may not see the scores may not see the history.
const FULL_READS: readonly Permission[] = [
  ...READS_OF_A_VIEWER,
  "party-support:read",
  "history:read",
  "history:verify",
  "register:export",
  "workshop:read",
  "interview:read",
  "evidence:download",
  "budget:read",
  "self-assessment:read",
  "finding:read",
  "action:read",
  "audit-room:read",
  "review:read",
  "trigger:read",
  "management-review:read",
  "paper:export",
  "copy:read",
  "audit-pack:export",
  "contact:read",
  "engagement:read",
  "ask:read",
  "survey:read",
  "communication:read",
  "assurance:read",
  "criterion:read",
  "horizon:read",
  "conflict:read",
  "mail:read",
];

/** What an auditor does leaves the register as it is: samples, private notes, and the wish to see a piece of evidence. Anybody may try it out. */
const AUDITING: readonly Permission[] = ["audit-sample:draw", "audit-note:write", "evidence:request"];

const DRAFTING: readonly Permission[] = [
  "interested-party:create",
  "interested-party:update",
  "requirement:create",
  "requirement:update",
  "source:write",
  "obligation:write",
  "context-issue:write",
  "comment:write",
  "workshop:take-part",
  "interview:write",
  "view:save",
  "risk:write",
  "document:write",
  "evidence:write",
  "action:write",
  "review:take-part",
  "trigger:write",
  "contact:write",
  "engagement:write",
  "measurement:write",
  "horizon:write",
  "conflict:write",
];

const MANAGING: readonly Permission[] = [
  "organization:update",
  "member:invite",
  "member:update",
  "member:remove",
  "interested-party:decide",
  "interested-party:retire",
  "interested-party:confirm",
  "requirement:decide",
  "requirement:retire",
  "requirement:confirm",
  "import:run",
  "register:import",
  "workshop:run",
  "objective:write",
  "scope:write",
  "control:write",
  "soa:issue",
  "budget:write",
  "self-assessment:run",
  "remedy:read",
  "acceptance:write",
  "finding:write",
  "version:prepare",
  "review:write",
  "trigger-rule:write",
  "management-review:write",
  "checkpoint:make",
  "guest:invite",
  "ask:send",
  "survey:run",
  "communication:write",
  "assurance:share",
  "criterion:write",
  "conflict:decide",
  "mail:run",
  "api-token:manage",
];

/** Which permissions each role holds. The ISMS manager prepares and therefore does not approve; the auditor reads everything and
 * changes nothing of the register. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  "isms-manager": new Set([...FULL_READS, ...DRAFTING, ...MANAGING, ...AUDITING]),
  contributor: new Set([
    ...READS_OF_A_VIEWER,
    "party-support:read",
    "history:read",
    "workshop:read",
    "interview:read",
    "evidence:download",
    "action:read",
    "finding:read",
    "review:read",
    "trigger:read",
    "contact:read",
    "engagement:read",
    "ask:read",
    "survey:read",
    "communication:read",
    "criterion:read",
    "horizon:read",
    "conflict:read",
    ...DRAFTING,
  ]),
  leadership: new Set([
    ...FULL_READS,
    "comment:write",
    "approval:give",
    "management-review:sign",
    "conflict:decide",
    "review:take-part",
    "workshop:take-part",
    "view:save",
  ]),
  auditor: new Set([...FULL_READS, ...AUDITING]),
  viewer: new Set(READS_OF_A_VIEWER),
};

/** What may be done while the register is read as it stood at a moment of the past: reading it and taking copies. Nobody writes into the past. */
export const PAST_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  "interested-party:read",
  "party-support:read",
  "requirement:read",
  "source:read",
  "obligation:read",
  "context-issue:read",
  "objective:read",
  "scope:read",
  "control:read",
  "risk:read",
  "document:read",
  "evidence:read",
  "evidence:download",
  "budget:read",
  "self-assessment:read",
  "version:read",
  "list:export",
  "paper:export",
]);

/** Whether `role` holds `permission`. An unknown role holds nothing. */
export function can(role: Role, permission: Permission): boolean {
  return Object.hasOwn(ROLE_PERMISSIONS, role) && ROLE_PERMISSIONS[role].has(permission);
}

export interface PermissionTable {
  roles: readonly Role[];
  permissions: Record<Permission, Record<Role, boolean>>;
}

/** The whole table as plain data, for `npm run permissions`, the members page and the test that holds the code against it. */
export function permissionTable(): PermissionTable {
  const row = (permission: Permission) => Object.fromEntries(ROLES.map((role) => [role, can(role, permission)]));
  return {
    roles: ROLES,
    permissions: Object.fromEntries(PERMISSIONS.map((permission) => [permission, row(permission)])) as PermissionTable["permissions"],
  };
}

export interface MembershipChange {
  actorRole: Role;
  /** The role the person has now; null when the person is not a member yet (an invitation). */
  targetRole: Role | null;
  /** The role the person is to have; null ends the membership. */
  newRole: Role | null;
  /** How many owners the organisation has when the target is not counted. */
  ownersLeft: number;
  /** The actor changes their own membership. Anybody may leave; nobody raises themselves. */
  self?: boolean;
}

export type MembershipRefusal = "nothing_to_change" | "no_permission" | "owners_only" | "last_owner";
export type MembershipVerdict = { allowed: true } | { allowed: false; code: MembershipRefusal };

/**
 * Whether the actor may invite, change or end this membership: only owners make or unmake owners, and the last owner can neither leave nor
 * be demoted, because nobody could then make another.
 */
export function mayChangeMembership({ actorRole, targetRole, newRole, ownersLeft, self = false }: MembershipChange): MembershipVerdict {
  const refuse = (code: MembershipRefusal): MembershipVerdict => ({ allowed: false, code });
  if (targetRole === newRole) return refuse("nothing_to_change");
  const leaving = self && newRole === null;
  const needed: Permission = targetRole === null ? "member:invite" : newRole === null ? "member:remove" : "member:update";
  if (!leaving && !can(actorRole, needed)) return refuse("no_permission");
  if (!leaving && (targetRole === "owner" || newRole === "owner") && actorRole !== "owner") return refuse("owners_only");
  if (targetRole === "owner" && ownersLeft < 1) return refuse("last_owner");
  return { allowed: true };
}
