import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import type { InterviewAnswer } from "../queries";

/** The answers for reading: the evidence, and what became of each. */
export function ClosedAnswers({ home, answers }: { home: string; answers: readonly InterviewAnswer[] }) {
  const t = translator("interviewForm");
  return (
    <dl className="max-w-4xl border-t">
      {answers
        .filter(({ answer }) => answer !== "")
        .map(({ id, question, answer, usedFor }) => (
          <div key={id} className="border-b py-3 break-inside-avoid">
            <dt className="prose-width font-medium">{question}</dt>
            <dd className="prose-width mt-1 whitespace-pre-line [overflow-wrap:anywhere]">{answer}</dd>
            {usedFor.length > 0 && (
              <dd className="mt-1 flex flex-wrap gap-x-3 text-sm">
                <span className="text-muted">{t("usedFor")}</span>
                {usedFor.map((use) => {
                  const [entity, ref = "", field] = use.split(" ");
                  return (
                    <span key={use}>
                      <RefTag href={`${home}/${entity === "requirement" ? "requirements" : "interested-parties"}/${ref}`}>{ref}</RefTag>
                      {field && field !== "note" && ` ${t(`field.${field}`)}`}
                    </span>
                  );
                })}
              </dd>
            )}
          </div>
        ))}
    </dl>
  );
}
