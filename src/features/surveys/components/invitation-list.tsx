import type { ReactNode } from "react";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { SurveyInvitation } from "../queries";
import { CopyLink } from "./copy-link";

interface InvitationListProps {
  invitations: readonly SurveyInvitation[];
  anonymous: boolean;
  /** What can be done about one of them; null for readers. */
  deeds: ((invitation: SurveyInvitation) => ReactNode) | null;
}

const SHAPES: Record<string, "open" | "decided" | "retired" | "neutral"> = {
  waiting: "neutral",
  sent: "open",
  answered: "decided",
  refused: "open",
};

/** Who was asked, those who could not be reached first. */
export function InvitationList({ invitations, anonymous, deeds }: InvitationListProps) {
  const t = translator("surveys");
  const word = translator("vocabulary.invitationStatus");
  return (
    <section aria-labelledby="survey-people" className="mt-8 max-w-5xl">
      <h2 id="survey-people" className="font-serif text-xl font-semibold">
        {t("people")} <span className="text-base font-normal text-muted tabular-nums">{invitations.length}</span>
      </h2>
      {invitations.length === 0 ? (
        <p className="mt-1 text-sm text-muted">{t("peopleNone")}</p>
      ) : (
        <ul className="mt-2 border-t text-sm">
          {invitations.map((invitation) => (
            <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-2">
              <span className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
                <bdi>{invitation.name}</bdi>{" "}
                {invitation.name !== invitation.email && <span className="text-muted">{invitation.email}</span>}
                {invitation.partyName && <span className="block text-muted">{invitation.partyName}</span>}
              </span>
              <span className="basis-48">
                <StatusMark shape={SHAPES[invitation.status] ?? "retired"}>{word(invitation.status)}</StatusMark>
                <span className="block text-muted">
                  {[
                    !anonymous && invitation.answeredOn ? t("answeredOn", { day: invitation.answeredOn }) : "",
                    !invitation.answeredOn && invitation.sentOn ? t("sentOn", { day: invitation.sentOn }) : "",
                    invitation.reminders > 0 ? t("reminded", { count: invitation.reminders }) : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                {invitation.problem && <span className="block text-danger">{t("problem", { problem: invitation.problem })}</span>}
              </span>
              {deeds && (
                <span className="flex flex-wrap items-center gap-2 sm:w-56">
                  {invitation.address && <CopyLink address={invitation.address} label={t("copyLink", { name: invitation.name })} />}
                  {deeds(invitation)}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
