import { surveyReference } from "@/domain/survey";
import { turnAnswerInto } from "@/features/interviews/mutations";
import type { Access } from "@/server/access";
import { NotFound, Refused } from "@/server/errors";
import type { RecordWriter } from "@/server/record";
import type { SurveyUse } from "./schema";
import { surveyValues } from "./stored";

export interface AnswerUse {
  id: string;
  version: number;
  usedFor: string[];
  made: { entity: "requirement" | "interested-party"; ref: string; field: string | null };
}

/** One answer becomes what it says, with the survey as its source. */
export async function usedAnswer(record: RecordWriter, access: Access, { answerId, version, use, partyId }: SurveyUse): Promise<AnswerUse> {
  const answer = await record.get("survey-answer", answerId);
  const said = String(answer.values.answer);
  if (said.trim() === "") throw new Refused("interview-no_answer");
  const response = (await record.get("survey-response", answer.values.responseId as string)).values;
  const question = (await record.get("survey-question", answer.values.questionId as string)).values;
  const survey = await record.get("survey", response.surveyId as string);
  const { partyIds } = surveyValues(survey);
  // Of an anonymous answer somebody says whose words it is taken as; it must be one of those who were asked.
  const whose = (response.partyId as string | null) ?? partyId ?? (partyIds.length === 1 ? partyIds[0]! : null);
  if (whose === null) throw new Refused("survey-whose_answer");
  if (response.partyId === null && !partyIds.includes(whose)) throw new NotFound();
  const party = await record.get("interested-party", whose);
  if (party.values.adverse === true) throw new Refused("survey-adverse");
  if (party.values.status === "retired") throw new Refused("party-retired");
  const respondent = String(response.respondent);
  const made = await turnAnswerInto(
    record,
    access,
    {
      source: surveyReference(survey.ref ?? "", respondent),
      method: "survey",
      heldOn: String(response.answeredOn),
      spokenBy: respondent,
      party,
      question: String(question.question),
      answer: said,
    },
    use,
  );
  const usedFor = [...new Set([...(answer.values.usedFor as string[]), [made.entity, made.ref, made.field].filter(Boolean).join(" ")])];
  const stored = await record.update("survey-answer", answerId, version, { usedFor }, { action: "use" });
  return { id: stored.id, version: stored.version, usedFor: stored.values.usedFor as string[], made };
}
