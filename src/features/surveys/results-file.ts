import { partiesShown } from "@/domain/survey";
import { handOut } from "@/features/copies/mutations";
import { leavingList } from "@/features/exports/schema";
import { writeCsv } from "@/lib/csv";
import { translator } from "@/lib/translate";
import { writeXlsx } from "@/lib/xlsx/write";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, NotFound } from "@/server/errors";
import { getSurvey, responsesByParty, surveyAnswers } from "./queries";

/**
 * One row for each answer. Of an anonymous survey neither party, person nor day stand in it, and the rows of one respondent cannot be put together:
 * answers stand by question and in the order of their words.
 */
export async function resultsFile(access: Access, request: Request, ref: string): Promise<Response> {
  const survey = await getSurvey(access, ref);
  if (!survey) throw new NotFound();
  const { searchParams } = new URL(request.url);
  const format = (["csv", "xlsx"] as const).find((known) => known === (searchParams.get("format") ?? "csv"));
  if (!format) throw new Invalid({ format: translator("exports")("format") });
  const [t, word] = [translator("surveys"), translator("vocabulary")];
  const shown = partiesShown(survey.anonymous, await responsesByParty(access, survey.id));
  const narrowed = survey.parties.find((party) => party.ref === searchParams.get("party") && shown.includes(party.id)) ?? null;
  const all = await surveyAnswers(access, survey.id);
  const answers = all.filter(({ partyId }) => narrowed === null || partyId === narrowed.id);
  const partyNames = new Map(survey.parties.map(({ id, name }) => [id, name]));
  const columns = ["number", "question", "kind", "answer", ...(survey.anonymous ? [] : ["party", "respondent", "day"]), "usedFor"];
  const header = columns.map((column) => t(`export.${column}`));
  const rows = survey.questions.flatMap((question, index) =>
    answers
      .filter(({ questionId }) => questionId === question.id)
      .map((given) => {
        const answer = question.kind === "yes_no" ? t(given.answer) : question.kind === "scale" ? Number(given.answer) : given.answer;
        const used = given.usedFor.map((use) => use.split(" ")[1] ?? "").join(", ");
        const who = survey.anonymous ? [] : [partyNames.get(given.partyId ?? "") ?? "", given.respondent, given.answeredOn];
        return [index + 1, question.question, word(`surveyQuestionKind.${question.kind}`), answer, ...who, used];
      }),
  );
  return handOut(access, {
    ...leavingList({
      list: "survey-results",
      format,
      rows: rows.length,
      total: all.length,
      columns: header,
      filter: [ref, narrowed?.ref].filter(Boolean).join(", "),
    }),
    format,
    fileName: `${access.organization.slug}_${ref.toLowerCase()}_${today()}.${format}`,
    make: async () => (format === "csv" ? writeCsv(header, rows) : writeXlsx([{ name: ref, header, rows }])),
  });
}
