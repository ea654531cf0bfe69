import { StatusMark } from "@/components/ui/status-mark";
import type { Challenge, WrittenReason } from "@/domain/statement-of-applicability";
import { isOpenChallenge } from "@/domain/statement-of-applicability";
import type { SoaReason } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { challengeInWords } from "../words";

interface ReasonsProps {
  written: readonly WrittenReason[];
  stated: readonly SoaReason[];
  /** Of many names, the first so many. */
  most?: number;
}

/** The reasons for a control: what the links say, with source and party, and what the organisation states beside it. */
export function Reasons({ written, stated, most = 3 }: ReasonsProps) {
  const t = translator("statement");
  const alone = stated.filter((reason) => !written.some((given) => given.reason === reason));
  if (written.length === 0 && alone.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {written.map(({ reason, names }) => (
        <li key={reason}>
          <span className="font-medium">{t(`reasonInText.${reason}`)}:</span> {names.slice(0, most).join("; ")}
          {names.length > most && <span className="text-muted"> {t("andMore", { count: names.length - most })}</span>}
        </li>
      ))}
      {alone.map((reason) => (
        <li key={reason}>
          <span className="font-medium">{t(`reasonInText.${reason}`)}</span> <span className="text-muted">{t("statedByHand")}</span>
        </li>
      ))}
    </ul>
  );
}

/** What does not meet in the statement of a control; hints and answered ones are set back. */
export function Challenges({ challenges }: { challenges: readonly Challenge[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {challenges.map((challenge) => (
        <li key={challenge.code + ("reason" in challenge ? challenge.reason : "")}>
          <StatusMark shape={isOpenChallenge(challenge) ? "minor" : "neutral"}>
            <span className={isOpenChallenge(challenge) ? undefined : "text-muted"}>{challengeInWords(challenge)}</span>
          </StatusMark>
        </li>
      ))}
    </ul>
  );
}

export function Applicability({ applicable }: { applicable: boolean | null }) {
  const t = translator("statement.applicable");
  if (applicable === null)
    return (
      <StatusMark shape="open" className="whitespace-nowrap">
        {t("undecided")}
      </StatusMark>
    );
  return (
    <StatusMark shape={applicable ? "decided" : "neutral"} className="whitespace-nowrap">
      {t(applicable ? "yes" : "no")}
    </StatusMark>
  );
}

export function Implementation({ status }: { status: string | null }) {
  if (status === null) return <StatusMark shape="open">{translator("statement")("noStatus")}</StatusMark>;
  const shape = status === "implemented" ? "decided" : status === "partial" ? "partly" : "open";
  return <StatusMark shape={shape}>{translator("vocabulary.implementationStatus")(status)}</StatusMark>;
}
