import type { RegisterFile, RegisterRisk } from "@/domain/register-file-records";
import { readLevel } from "@/domain/register-file-risk-levels";
import { riskLevel, scaleOf } from "@/domain/risk";
import { translator } from "@/lib/translate";
import { today } from "@/server/clock";
import type { Values } from "@/server/record";
import type { People } from "./import-people";

/**
 * What a file says of a risk and the record cannot hold: a level that no two positions of the scale give, and that somebody who is no member stands for
 * living with it. It stands in the note for people, and beside the register for the next export, as long as it is still so.
 */
export interface RiskNote {
  level?: number;
  accepted_at?: string;
  accepted_by?: string;
  /** What was accepted; a risk that was assessed or treated anew since is not accepted any more. */
  accepted?: string;
}

const ACCEPTED_FOR = ["kind", "treatment", "likelihood", "impact", "residual_likelihood", "residual_impact"] as const;
const acceptedFor = (risk: Readonly<Record<string, unknown>>) => JSON.stringify(ACCEPTED_FOR.map((key) => risk[key] ?? null));

/** The note on a risk of a file; null where the record says everything. */
export function noteOnRisk(risk: RegisterRisk, file: RegisterFile, people: People): RiskNote | null {
  const reading = readLevel(risk, scaleOfFile(file));
  const note: RiskNote = reading.how === "kept" ? { level: reading.level } : {};
  if (risk.accepted_by && people.guests.has(risk.accepted_by)) {
    const stored = reading.how === "derived" ? { ...risk, likelihood: reading.likelihood, impact: reading.impact } : risk;
    note.accepted_at = risk.accepted_at ?? today();
    note.accepted_by = people.ids.get(risk.accepted_by)!;
    note.accepted = acceptedFor(stored);
  }
  return Object.keys(note).length > 0 ? note : null;
}

/** The fields of a risk as they can be stored, with a line of the note for each thing that a person should know. */
export function storableRisk(risk: RegisterRisk, file: RegisterFile, people: People): Values {
  const t = translator("register");
  const values: Values = { note: risk.note, acceptedAt: risk.accepted_by ? (risk.accepted_at ?? today()) : null };
  const reading = readLevel(risk, scaleOfFile(file));
  if (reading.how === "kept") values.note = withLine(values.note, t("levelKept", { level: reading.level }));
  if (reading.how === "derived") {
    const { level, likelihood, impact } = reading;
    Object.assign(values, { likelihood, impact, note: withLine(values.note, t("levelDerived", { level, likelihood, impact })) });
  }
  const guest = risk.accepted_by ? people.guests.get(risk.accepted_by) : undefined;
  if (guest !== undefined) {
    values.note = withLine(values.note, t("acceptedByGuest", { name: guest, day: String(values.acceptedAt) }));
    Object.assign(values, { acceptedAt: null, acceptedById: null });
  }
  return values;
}

/** A risk of the register in the names of the file, with what was noted when it came. */
export function withNote(risk: Readonly<Record<string, unknown>>, note: RiskNote | undefined): Record<string, unknown> {
  const level = riskLevel(risk.likelihood as number | null, risk.impact as number | null) ?? note?.level ?? null;
  const stillAccepted = note?.accepted_by !== undefined && risk.accepted_by === null && note.accepted === acceptedFor(risk);
  return { ...risk, level, ...(stillAccepted ? { accepted_at: note.accepted_at, accepted_by: note.accepted_by } : {}) };
}

export function scaleOfFile(file: RegisterFile): ReturnType<typeof scaleOf> {
  return scaleOf({ likelihoodLevels: file.org.likelihood_levels, impactLevels: file.org.impact_levels });
}

/** A note that was carried from one organisation to the next says it once. */
function withLine(note: unknown, line: string): string {
  const text = String(note ?? "");
  return text.includes(line) ? text : [text, line].filter(Boolean).join("\n");
}
