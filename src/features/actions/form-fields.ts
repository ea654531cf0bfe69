import type { ACTION_KINDS } from "@/domain/vocabulary";

/** The fields of the form under the names of the record. */
export interface ActionFields extends Record<string, unknown> {
  title: string;
  kind: (typeof ACTION_KINDS)[number];
  description: string;
  requirementId: string | null;
  findingId: string | null;
  recordRefs: string[];
  dueAt: string | null;
  ownerId: string | null;
  cause: string;
  note: string;
}

export const EMPTY_ACTION: ActionFields = {
  title: "",
  kind: "task",
  description: "",
  requirementId: null,
  findingId: null,
  recordRefs: [],
  dueAt: null,
  ownerId: null,
  cause: "",
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): ActionFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_ACTION).map((name) => [name, all[name]])) as ActionFields;
}
