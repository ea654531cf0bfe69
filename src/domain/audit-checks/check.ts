import type { Register } from "@/domain/audit-checks/terms";

/** How a check is written: a function from the opened register to what it looked at and what failed. It neither knows its severity nor its words. */
export type Check = (register: Register) => Outcome;

export interface Outcome {
  /** How many records the rule speaks of. */
  sampled: number;
  /** In the order of their collection. */
  failed: Failed[];
  /** The condition under which the severity changes is met. */
  escalates?: boolean;
  /** What the wording names besides: {months}, {number}. */
  values?: Readonly<Record<string, string | number>>;
}

export interface Failed {
  /** As the finding lists it: "REQ-004", "2.0", "A.6.3:legal", "register". */
  subject: string;
  /** As the sentence names it: the title where a record has no ref. */
  name: string;
  /** The record that the finding opens; null where it is about the register as a whole, or about something that is not there. */
  record: ConcernedRecord | null;
}

/** The kinds of records that findings open, in the names of the house where it has a room for them. */
export type ConcernedEntity =
  | "interested-party"
  | "requirement"
  | "source"
  | "obligation"
  | "soa-entry"
  | "communication"
  | "engagement"
  | "indicator"
  | "review"
  | "trigger"
  | "change"
  | "version"
  | "management-review"
  | "document"
  | "finding"
  | "conflict";

export interface ConcernedRecord {
  entity: ConcernedEntity;
  id: string;
  /** Its ref where it has one, else what stands for it: an id, a version's number, a control. */
  ref: string;
}

export interface Identified {
  id: string;
  ref?: string;
  title?: string;
}

/** A record as a subject: its ref where it has one, else its id. */
export function asSubject(entity: ConcernedEntity, { id, ref, title }: Identified): Failed {
  const subject = ref?.trim() || id;
  return { subject, name: ref?.trim() || title?.trim() || id, record: { entity, id, ref: subject } };
}

/** The outcome of a rule that asks one question of every record of a list. */
export function examine<T>(records: readonly T[], fails: (record: T) => boolean, subject: (record: T) => Failed): Outcome {
  const failed: Failed[] = [];
  for (const record of records) if (fails(record)) failed.push(subject(record));
  return { sampled: records.length, failed };
}

/** The outcome of a rule about the register as a whole. */
export function whole(fails: boolean, { sampled = 1, ...more }: Partial<Omit<Outcome, "failed">> = {}): Outcome {
  return { sampled, failed: fails ? [{ subject: "register", name: "register", record: null }] : [], ...more };
}
