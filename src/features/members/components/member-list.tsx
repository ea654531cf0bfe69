import type { ReactNode } from "react";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { Member, PendingInvitation } from "../queries";

interface MemberListProps {
  members: readonly Member[];
  caption: string;
  /** What may be done with each; null for nothing. */
  controls: ((member: Member) => ReactNode) | null;
}

export function MemberList({ members, caption, controls }: MemberListProps) {
  const t = translator("members");
  const roles = translator("vocabulary.role");
  return (
    <Table
      caption={caption}
      head={[
        t("name"),
        t("role"),
        t("department"),
        t("since"),
        ...(members.some((m) => m.endedAt) ? [t("ended")] : []),
        ...(controls ? [t("controls")] : []),
      ]}
    >
      {members.map((member) => (
        <tr key={member.id} className="border-b align-top">
          <th scope="row" className="py-2 pr-4 text-left font-normal">
            <span className="block font-medium">{member.name}</span>
            <span className="block text-muted">{member.email}</span>
          </th>
          <td className="py-2 pr-4">
            {roles(member.role)}
            {member.isTopManagement && <span className="block text-muted">{t("topManagement")}</span>}
          </td>
          <td className="py-2 pr-4">{member.department || "–"}</td>
          <td className="py-2 pr-4 whitespace-nowrap">{member.since.slice(0, 10)}</td>
          {member.endedAt && <td className="py-2 pr-4 whitespace-nowrap">{member.endedAt.slice(0, 10)}</td>}
          {controls && <td className="no-print py-1.5 text-right whitespace-nowrap">{controls(member)}</td>}
        </tr>
      ))}
    </Table>
  );
}

interface InvitationListProps {
  invitations: readonly PendingInvitation[];
  /** What became of the mail with the link. */
  mail: (invitation: PendingInvitation) => ReactNode;
  controls: (invitation: PendingInvitation) => ReactNode;
}

const FAILED = new Set(["refused", "bounced", "given_up", "withdrawn"]);

export function InvitationList({ invitations, mail, controls }: InvitationListProps) {
  const t = translator("members");
  const roles = translator("vocabulary.role");
  return (
    <Table caption={t("pending")} head={[t("email"), t("role"), t("invitedBy"), t("validUntil"), t("mail"), t("controls")]}>
      {invitations.map((invitation) => (
        <tr key={invitation.id} className="border-b">
          <th scope="row" className="py-2 pr-4 text-left font-normal">
            {invitation.email}
          </th>
          <td className="py-2 pr-4">{roles(invitation.role)}</td>
          <td className="py-2 pr-4">{invitation.invitedBy}</td>
          <td className="py-2 pr-4">
            <StatusMark
              shape={invitation.expired ? "retired" : "open"}
            >{`${invitation.expiresAt.slice(0, 16).replace("T", " ")} UTC`}</StatusMark>
            {invitation.expired && <span className="ml-2 text-muted">{t("expired")}</span>}
          </td>
          <td className="py-2 pr-4 [overflow-wrap:anywhere]">
            {invitation.mail ? (
              <>
                {mail(invitation)}
                {FAILED.has(invitation.mail.status) && <span className="block max-w-72 text-muted">{t("mailFailed")}</span>}
              </>
            ) : (
              <span className="text-muted">{t("mailNone")}</span>
            )}
          </td>
          <td className="no-print py-1.5 text-right whitespace-nowrap">{controls(invitation)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Table({ caption, head, children }: { caption: string; head: readonly string[]; children: ReactNode }) {
  const controls = translator("members")("controls");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe, scrollable-region-focusable)
    <section className="overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong text-left">
            {head.map((word) => (
              <th key={word} scope="col" className={word === controls ? "no-print py-2 text-right font-medium" : "py-2 pr-4 font-medium"}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
