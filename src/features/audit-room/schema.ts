import { z } from "zod";
import { day, id, line, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const LONGEST_SEED = 80;
const LONGEST_NOTE = 4_000;
const ref = () => line(80);

export const sampleInput = z.strictObject({ seed: requiredLine(LONGEST_SEED) });

/** `record`: the ref of what the note stands beside; of a sample its own ref and the item's, "SMP-001 REQ-004". */
export const newNote = z.strictObject({ record: ref(), text: requiredProse(LONGEST_NOTE) });
export const noteChange = z.strictObject({ id: id(), text: requiredProse(LONGEST_NOTE) });
export const noteRemoval = z.strictObject({ id: id() });

export const evidenceRequest = z.strictObject({ record: ref(), text: requiredProse(2_000), dueAt: day() });
/** `evidence`: refs as people type them, "E-004, E-011". */
export const requestAnswer = z.strictObject({ id: id(), version: version(), result: requiredProse(2_000), evidence: line(400) });

export type SampleInput = z.output<typeof sampleInput>;
export type NewNote = z.output<typeof newNote>;
export type NoteChange = z.output<typeof noteChange>;
export type NoteRemoval = z.output<typeof noteRemoval>;
export type EvidenceRequest = z.output<typeof evidenceRequest>;
export type RequestAnswer = z.output<typeof requestAnswer>;
