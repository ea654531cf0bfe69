import type { Register } from "@/domain/audit-checks/terms";

/**
 * How a check is written: a function from the opened register to one question that is asked of every record of a list, or straight to an outcome. It
 * neither knows its severity nor its words. Questions are data because the runner asks all that go to one list in a single pass.
 */
export type Check = (register: Register) => Outcome | Question;

export interface Question {
  records: readonly unknown[];
  /** Of whom the rule speaks; null for all. */
  among: ((record: unknown) => boolean) | null;
  fails: (record: unknown) => boolean;
  subject: (record: unknown) => Failed;
  /** Whether so many failed of so many change the severity. */
  escalates: ((failed: number, sampled: number) => boolean) | null;
}

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

interface Asked<T> {
  among?: (record: T) => boolean;
  fails: (record: T) => boolean;
  subject: (record: T) => Failed;
  escalates?: (failed: number, sampled: number) => boolean;
}

/** The question of a rule that looks at every record of a list, or at those among them of whom it speaks. */
export function examine<T>(records: readonly T[], { among, fails, subject, escalates }: Asked<T>): Question {
  return { records, among: among ?? null, fails, subject, escalates: escalates ?? null } as Question;
}

/** Asks all questions, those that go to the same list in one pass over it. Gives the outcomes in the order of the questions. */
export function answer(asked: readonly (Outcome | Question)[]): Outcome[] {
  const tallies = asked.map((one) => ("records" in one ? { ...one, sampled: 0, failed: [] as Failed[] } : null));
  const byList = new Map<readonly unknown[], NonNullable<(typeof tallies)[number]>[]>();
  for (const tally of tallies) {
    if (!tally) continue;
    const known = byList.get(tally.records);
    if (known) known.push(tally);
    else byList.set(tally.records, [tally]);
  }
  for (const [records, questions] of byList) {
    for (const record of records) {
      for (const question of questions) {
        if (question.among !== null && !question.among(record)) continue;
        question.sampled += 1;
        if (question.fails(record)) question.failed.push(question.subject(record));
      }
    }
  }
  return asked.map((one, index): Outcome => {
    const tally = tallies[index];
    if (!tally) return one as Outcome;
    const { sampled, failed, escalates } = tally;
    return { sampled, failed, escalates: escalates?.(failed.length, sampled) ?? false };
  });
}

/** The outcome of a rule about the register as a whole. */
export function whole(fails: boolean, { sampled = 1, ...more }: Partial<Omit<Outcome, "failed">> = {}): Outcome {
  return { sampled, failed: fails ? [{ subject: "register", name: "register", record: null }] : [], ...more };
}
