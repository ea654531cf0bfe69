import { ENTITIES, type EntityName } from "./entities";
import type { EntitySpec } from "./entities/entity-spec";

/** The records that a moment of the past shows as they were; everything else (people, comments, reviews, the history) shows as it is today. */
export const PAST_ENTITIES = [
  "organization",
  "interested-party",
  "requirement",
  "source",
  "obligation",
  "context-issue",
  "objective",
  "catalogue-exclusion",
  "scope-unit",
  "own-control",
  "soa-entry",
  "soa-version",
  "risk",
  "document",
  "evidence",
  "budget-line",
] as const satisfies readonly EntityName[];

const tablesOf = (spec: EntitySpec) => [
  spec.table,
  ...Object.values(spec.links).map(({ table }) => table),
  ...(spec.targets ? ["requirement_link"] : []),
];

/** Their tables, those of the links included. */
export const PAST_TABLES: readonly string[] = [...new Set(PAST_ENTITIES.flatMap((entity) => tablesOf(ENTITIES[entity])))];
