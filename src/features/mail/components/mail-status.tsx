import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { isOurProblem, mailProblem } from "@/lib/mail-problem";
import { translator } from "@/lib/translate";
import type { MailStatus } from "../queries";

const SHAPES: Readonly<Record<MailStatus, MarkShape>> = {
  waiting: "open",
  sending: "partly",
  sent: "decided",
  refused: "not-met",
  bounced: "not-met",
  given_up: "not-met",
  withdrawn: "retired",
};

/** What became of a mail, and what the server or we said about it. */
export function MailState({ mail, inFolder }: { mail: { status: MailStatus; problem: string; attempts: number }; inFolder: boolean }) {
  const t = translator("mail");
  return (
    <>
      <StatusMark shape={SHAPES[mail.status]}>{mail.status === "sent" && inFolder ? t("inFolder") : t(`status.${mail.status}`)}</StatusMark>
      {mail.problem && (
        <span className="block text-sm text-muted [overflow-wrap:anywhere]">
          {isOurProblem(mail.problem) ? mailProblem(mail.problem) : <bdi>{mail.problem}</bdi>}
        </span>
      )}
      {mail.status === "waiting" && mail.attempts > 0 && (
        <span className="block text-sm text-muted">{t("tries", { count: mail.attempts })}</span>
      )}
    </>
  );
}

const KINDS: ReadonlySet<string> = new Set(
  "ask ask-reminder ask-verdict survey survey-reminder feedback-answer notice assurance digest invitation guest test".split(" "),
);

export function mailKind(kind: string): string {
  return translator("mail")(`kind.${KINDS.has(kind) ? kind : "other"}`);
}
