import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import { isOurSentence } from "@/lib/mail-problem";
import { translator } from "@/lib/translate";
import type { AskRow } from "../queries";
import { AskMark } from "./ask-marks";

/** Who was asked in a round, what became of the mail, and when they answered. */
export function AskTable({ home, asks, deed }: { home: string; asks: readonly AskRow[]; deed: ((ask: AskRow) => ReactNode) | null }) {
  const [t, record] = [translator("asks"), translator("asks.record")];
  const language = translator("vocabulary.outsideLanguage");
  const columns = ["party", "recipient", "status", "sent", "opened", "answered", "reminders"] as const;
  const day = (at: string | null) => at?.slice(0, 10) ?? "";
  return (
    <section
      className="scroll-region overflow-x-auto"
      aria-label={record("asksTitle")} // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
    >
      <table className="register">
        <caption className="sr-only">{record("asksTitle")}</caption>
        <thead>
          <tr className="text-left">
            {columns.map((key) => (
              <th key={key} scope="col">
                {t(`column.${key}`)}
              </th>
            ))}
            {deed && (
              <th scope="col">
                <span className="sr-only">{t("column.deeds")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {asks.map((ask) => (
            <tr key={ask.id}>
              <td>
                <RefTag href={`${home}/interested-parties/${ask.partyRef}`}>{ask.partyRef}</RefTag> <bdi>{ask.partyName}</bdi>
              </td>
              <td>
                <bdi>{ask.recipientName}</bdi>
                <span className="block text-sm text-muted">
                  {ask.recipientEmail} · {language(ask.language)}
                </span>
              </td>
              <td>
                <AskMark ask={ask} />
                {ask.deliveryProblem && (
                  <span className="block max-w-72 text-sm text-muted [overflow-wrap:anywhere]">
                    {isOurSentence(ask.deliveryProblem) || ask.status !== "refused"
                      ? ask.deliveryProblem
                      : record("problem", { problem: ask.deliveryProblem })}
                  </span>
                )}
              </td>
              <td className="whitespace-nowrap">{day(ask.sentAt)}</td>
              <td className="whitespace-nowrap">{day(ask.openedAt)}</td>
              <td>
                <span className="whitespace-nowrap">{day(ask.answeredAt)}</span>
                {ask.answeredBy && <bdi className="block text-sm text-muted">{ask.answeredBy}</bdi>}
                {ask.comment && (
                  <span className="block max-w-72 text-sm whitespace-pre-line [overflow-wrap:anywhere]">
                    {record("wholeComment", { comment: ask.comment })}
                  </span>
                )}
              </td>
              <td>{record("reminders", { count: ask.reminders, day: day(ask.lastRemindedAt) })}</td>
              {deed && <td>{deed(ask)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
