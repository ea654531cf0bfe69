import { AUDIT } from "./entities/audit";
import { ENGAGEMENT } from "./entities/engagement";
import { GOVERNANCE } from "./entities/governance";
import { HOUSE } from "./entities/house";
import { IDENTIFICATION } from "./entities/identification";
import { REGISTER } from "./entities/register";
import { THREAD } from "./entities/thread";

/**
 * The records that the one writer knows: which columns are recorded in the history, how they are typed, what is derived from them.
 * A column that is not named here cannot be written by the writer; a test holds the list against the database's catalogue.
 */
export const ENTITIES = { ...REGISTER, ...IDENTIFICATION, ...THREAD, ...AUDIT, ...GOVERNANCE, ...ENGAGEMENT, ...HOUSE } as const;

export type EntityName = keyof typeof ENTITIES;

const columns = new Map<string, string>();

/** snake_case of a field's name: the column. */
export function columnOf(field: string): string {
  let column = columns.get(field);
  if (column === undefined) {
    column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.set(field, column);
  }
  return column;
}
