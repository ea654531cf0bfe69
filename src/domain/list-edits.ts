import type { Permission } from "@/domain/permissions";

/** The lists that are a work place: their cells can be edited and their rows changed together. */
export const EDITABLE_LISTS = ["interested-parties", "requirements", "sources", "obligations", "context", "objectives"] as const;
export type EditableList = (typeof EDITABLE_LISTS)[number];

/** So many rows are changed at once, and no more: a larger change is an import. */
export const MOST_ROWS = 500;

const PARTY = "interested-party";
const update = <Name extends string>(names: readonly Name[], permission: Permission) =>
  Object.fromEntries(names.map((name) => [name, permission])) as Record<Name, Permission>;

/** What each change of a list asks of a role, field by field: writing is not deciding, and deciding is not retiring. */
export const EDIT_PERMISSIONS = {
  "interested-parties": {
    ...update(
      [
        "owner",
        "category",
        "kind",
        "power",
        "interest",
        "support",
        "attitude",
        "engagementCurrent",
        "engagementTarget",
        "vector",
        "pestle",
        "imposesLaw",
        "lastReviewed",
        "note",
      ],
      `${PARTY}:update`,
    ),
    ...update(["relevance", "activate"], `${PARTY}:decide`),
    ...update(["retire", "bringBack"], `${PARTY}:retire`),
  },
  requirements: {
    ...update(
      [
        "owner",
        "kind",
        "strength",
        "binding",
        "impact",
        "impactCategories",
        "climate",
        "fulfilment",
        "effectiveTo",
        "lastReviewed",
        "note",
      ],
      "requirement:update",
    ),
    ...update(["relevance", "isms", "priority", "activate"], "requirement:decide"),
    ...update(["retire", "bringBack"], "requirement:retire"),
  },
  sources: update(["owner", "type", "effectiveTo", "note", "retire", "bringBack"], "source:write"),
  obligations: update(["owner", "kind", "jurisdiction", "lastVerified", "note", "retire", "bringBack"], "obligation:write"),
  context: update(["owner", "category", "pestle", "climate", "retire", "bringBack"], "context-issue:write"),
  objectives: update(["owner", "retire", "bringBack"], "objective:write"),
} as const satisfies Record<EditableList, Record<string, Permission>>;

/** The permission a change needs; null for a change that the list does not know. */
export function editPermission(list: EditableList, field: string): Permission | null {
  const table: Record<string, Permission> = EDIT_PERMISSIONS[list];
  return Object.hasOwn(table, field) ? table[field]! : null;
}

/** How long a change may be taken back as a whole. The offer stands for ten seconds; the rest is for slow lines. */
export const UNDO_SECONDS = 60;

export function undoIsOpen(changedAt: Date, now: Date): boolean {
  return now.getTime() - changedAt.getTime() <= UNDO_SECONDS * 1_000;
}

/**
 * The permission that taking a change back needs: the one of the change itself. Null for what no list does, so that nothing else (an import, a picked
 * catalogue entry) can be taken back by way of a list.
 */
export function undoPermission(entity: string, action: string): Permission | null {
  const decision = ["decide-relevance", "decide-isms", "decide-priority", "activate"].includes(action);
  const life = ["retire", "bring-back"].includes(action);
  const writing = ["update", "review", "assess-fulfilment", "verify"].includes(action);
  if (!decision && !life && !writing) return null;
  switch (entity) {
    case "interested-party":
    case "requirement":
      return `${entity}:${decision ? "decide" : life ? "retire" : "update"}`;
    case "source":
    case "obligation":
    case "context-issue":
    case "objective":
      return `${entity}:write`;
    default:
      return null;
  }
}

/** How one row of a change went: a rule or the role stood against it, a reason is missing, somebody was faster, or the database was away. */
export type RowOutcome = "changed" | "unchanged" | "refused" | "reason_required" | "conflict" | "failed";
