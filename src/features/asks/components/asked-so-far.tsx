import { LinkButton } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { AskOfParty } from "../queries";
import { ASK_SHAPES } from "./ask-marks";

/** When a party was asked and what became of it; the way to ask it where the reader may. */
export function AskedSoFar({
  home,
  partyRef,
  asks,
  mayAsk,
}: {
  home: string;
  partyRef: string;
  asks: readonly AskOfParty[];
  mayAsk: boolean;
}) {
  const [t, word] = [translator("contacts"), translator("vocabulary.askStatus")];
  return (
    <div className="mt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold">{t("askedTitle")}</h3>
        {mayAsk && (
          <LinkButton className="no-print" href={`${home}/asks/new?state=all&party=${partyRef}`}>
            {translator("asks")("askParty")}
          </LinkButton>
        )}
      </div>
      {asks.length === 0 ? (
        <p className="text-sm text-muted">{t("askedNever")}</p>
      ) : (
        <ul className="mt-1 text-sm">
          {asks.map((ask) => (
            <li key={ask.roundRef} className="flex flex-wrap gap-x-3 py-1">
              <RefTag href={`${home}/asks/${ask.roundRef}`} className="inline-flex min-h-6 items-center">
                {ask.roundRef}
              </RefTag>
              <span>{ask.title}</span>
              <StatusMark shape={ASK_SHAPES[ask.status] ?? "neutral"}>{word(ask.status)}</StatusMark>
              <span className="text-muted">
                {[
                  ask.recipientName,
                  ask.sentOn && t("sentOn", { day: ask.sentOn }),
                  ask.answeredOn ? t("answeredOn", { day: ask.answeredOn, name: ask.answeredBy }) : t("due", { day: ask.dueOn }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
