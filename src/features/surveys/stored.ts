import type { SurveyStatus } from "@/domain/vocabulary";
import { NotFound } from "@/server/errors";
import type { RecordWriter, Stored } from "@/server/record";

/** A survey as the writer holds it. */
export interface SurveyValues {
  ref: string;
  title: string;
  introduction: string;
  partyIds: string[];
  anonymous: boolean;
  language: string;
  status: SurveyStatus;
  closesOn: string | null;
  linkId: string | null;
  remindDays: number;
  ownerId: string | null;
  retiredAt: string | null;
}

export interface SavedSurvey {
  id: string;
  ref: string;
  version: number;
}

export const surveyValues = (survey: Stored): SurveyValues => survey.values as unknown as SurveyValues;

export const savedSurvey = ({ id, ref, version }: Stored): SavedSurvey => ({ id, ref: ref ?? "", version });

/** The survey as it stands; whoever writes answers, questions or its status at the same time waits. Throws NotFound. */
export async function lockedSurvey(record: RecordWriter, id: string): Promise<Stored> {
  const rows = await record.tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM survey WHERE organization_id = ${record.access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  if (rows.length === 0) throw new NotFound();
  return record.get("survey", id);
}
