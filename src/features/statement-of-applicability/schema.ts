import { z } from "zod";
import { IMPLEMENTATION_STATUSES, SOA_REASONS } from "@/domain/vocabulary";
import { choice, choices, id, line, optionalId, prose, reason } from "@/lib/zod-fields";
import { APPLICABILITIES } from "./table";

/** The ref as it is; whether it is a control, the mutation says in words. */
const control = () => line(40);
/** Of the entry that was seen; 0 where nothing was decided yet. */
const entryVersion = () => z.int().min(0);
const applicable = () => z.enum(APPLICABILITIES).transform((word) => (word === "undecided" ? null : word === "yes"));

export const controlStatement = z.strictObject({
  control: control(),
  version: entryVersion(),
  applicable: applicable(),
  reasons: choices(SOA_REASONS),
  justification: prose(),
  implementationStatus: choice(IMPLEMENTATION_STATUSES),
  implementationNote: prose(),
  ownerId: optionalId(),
  reason: reason(),
});
export type ControlStatement = z.output<typeof controlStatement>;

const field = <Name extends string, Value extends z.ZodType>(name: Name, value: Value) => z.strictObject({ field: z.literal(name), value });

export const statementEdit = z.discriminatedUnion("field", [
  // Without words the control keeps its own.
  z.strictObject({ field: z.literal("applicable"), value: applicable(), justification: prose().optional() }),
  field("reasons", choices(SOA_REASONS)),
  field("justification", prose()),
  field("implementation", choice(IMPLEMENTATION_STATUSES)),
  field("note", prose()),
  field("owner", optionalId()),
]);
export type StatementEdit = z.output<typeof statementEdit>;

export const statementEdits = z.strictObject({
  list: z.literal("statement-of-applicability"),
  change: statementEdit,
  rows: z
    .array(z.strictObject({ id: control(), version: entryVersion() }))
    .min(1)
    .max(500),
  reason: reason(),
});
export type StatementEdits = z.output<typeof statementEdits>;

export const undoStatementEdits = z.strictObject({ batchId: id() });
/** `query` is the list's address without its path. */
export const matchingControls = z.strictObject({ list: z.literal("statement-of-applicability"), query: line(4_000) });

export const statementIssue = z.strictObject({
  step: z.enum(["minor", "major"]),
  /** The number that was the latest on the person's page; empty for none. */
  last: line(20),
  changeSummary: prose(2_000),
});
export type StatementIssue = z.output<typeof statementIssue>;
