import type { QuestionGroup } from "@/domain/interview-guide";
import { translator } from "@/lib/translate";

/** Questions with room for answers on paper. */
export function GuideSheet({ groups }: { groups: readonly QuestionGroup[] }) {
  const t = translator("interviews");
  return (
    <div className="max-w-3xl">
      <p className="print-only mb-6">
        {t("guide.date")}: ____________________ &nbsp; {t("guide.people")}: ________________________________________
      </p>
      {groups.map((group) => (
        <section key={group.key} className="mb-8">
          <h2 className="mb-2 font-serif text-xl font-semibold">{t(`groups.${group.key}`)}</h2>
          <ol className="border-t">
            {group.questions.map((question, index) => (
              <li key={question.key} className="flex gap-4 border-b py-2 break-inside-avoid print:min-h-28">
                <span className="w-6 shrink-0 text-right text-muted">{index + 1}</span>
                <span className="prose-width">{question.question}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
