import { Fragment, type ReactNode } from "react";
import { LinkButton } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import { asWritten } from "@/domain/conflict-candidates";
import { translator } from "@/lib/translate";
import type { CandidateRow, CandidateSide } from "../queries";

interface CandidateListProps {
  /** "/nordwind" */
  home: string;
  candidates: readonly CandidateRow[];
  canWrite: boolean;
  dismiss: (candidate: CandidateRow) => ReactNode;
}

/** Pairs that might contradict each other, each with what speaks for it and both statements side by side. */
export function CandidateList({ home, candidates, canWrite, dismiss }: CandidateListProps) {
  const t = translator("conflicts");
  const word = translator("vocabulary");
  const side = ({ ref, partyName, kind, statement }: CandidateSide, said: string) => (
    <div className="min-w-0">
      <p className="text-sm text-muted">
        <RefTag href={`${home}/requirements/${ref}`}>{ref}</RefTag> <bdi>{partyName}</bdi> · {word(`requirementKind.${kind}`)}
      </p>
      <blockquote className="mt-0.5 font-serif [overflow-wrap:anywhere]">
        {statement.length > 400 ? `${statement.slice(0, 400)} …` : statement}
      </blockquote>
      <p className="text-xs text-muted">{t("candidates.says", { word: said })}</p>
    </div>
  );
  return (
    <ul className="border-t">
      {candidates.map((candidate) => (
        <li key={candidate.pairKey} className="border-b py-3">
          <p className="font-medium">
            {t(`opposition.${candidate.opposition}`)}
            <span className="font-normal text-muted">
              {" "}
              {candidate.shared.slice(0, 4).map((thing, at) => (
                <Fragment key={`${thing.kind} ${thing.value}`}>
                  {at > 0 && ", "}
                  {t(`shared.${thing.kind}`, {
                    value:
                      thing.kind === "topic"
                        ? t(`topic.${thing.value}`)
                        : thing.kind === "word"
                          ? asWritten(candidate.one.statement, thing.value)
                          : thing.value,
                  })}
                </Fragment>
              ))}
            </span>
          </p>
          <div className="mt-2 grid gap-4 sm:grid-cols-2">
            {side(candidate.one, candidate.words[0])}
            {side(candidate.other, candidate.words[1])}
          </div>
          {canWrite && (
            <p className="no-print mt-2 flex flex-wrap gap-2">
              <LinkButton
                size="small"
                prefetch={false}
                href={`${home}/conflicts/new?requirement=${candidate.one.ref}&requirement=${candidate.other.ref}&rule=${candidate.opposition}`}
                aria-label={t("candidates.openLabel", { one: candidate.one.ref, other: candidate.other.ref })}
              >
                {t("candidates.open")}
              </LinkButton>
              {dismiss(candidate)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
