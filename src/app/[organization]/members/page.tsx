import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { mayChangeMembership } from "@/domain/permissions";
import { ROLES } from "@/domain/vocabulary";
import { MailState } from "@/features/mail/components/mail-status";
import { bringBackMember, endMembership, invite, leaveOrganization, revokeInvitation, updateMember } from "@/features/members/actions";
import { InviteDialog } from "@/features/members/components/invite-form";
import { BringBackMember, EditMember, EndMember, LeaveOrganization, RevokeInvitation } from "@/features/members/components/member-controls";
import { InvitationList, MemberList } from "@/features/members/components/member-list";
import { PermissionTable } from "@/features/members/components/permission-table";
import { listMembers, type Member, pendingInvitations } from "@/features/members/queries";
import { DEFAULT_INVITATION_DAYS } from "@/features/members/schema";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { mailSettings } from "@/server/env";

export function generateMetadata(): Metadata {
  return { title: translator("members")("title") };
}

export default async function MembersPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "member:read");
  const { slug } = access.organization;
  const mayInvite = access.can("member:invite");
  const [members, invitations] = await Promise.all([listMembers(access), mayInvite ? pendingInvitations(access) : []]);
  const running = members.filter((member) => member.endedAt === null);
  const former = members.filter((member) => member.endedAt !== null);
  const owners = running.filter((member) => member.role === "owner").length;
  const mailServer = mailSettings().smtp !== null;
  const t = translator("members");
  const words = translator("vocabulary.role");
  const roles = ROLES.filter((role) => role !== "owner" || access.role === "owner").map((role) => ({
    value: role,
    label: words(role),
    hint: t(`roleHint.${role}`),
  }));

  // The same rule decides again when it is done; here it only spares a button that would be refused.
  function controls(member: Member) {
    const self = member.userId === access.user?.id;
    const judged = { actorRole: access.role, targetRole: member.role, ownersLeft: owners - (member.role === "owner" ? 1 : 0), self };
    const mayEdit = access.can("member:update") && (member.role !== "owner" || access.role === "owner");
    const mayEnd = mayChangeMembership({ ...judged, newRole: null }).allowed;
    return (
      <>
        {mayEdit && <EditMember member={member} action={updateMember.bind(null, slug)} roles={roles} />}
        {mayEnd && !self && <EndMember member={member} action={endMembership.bind(null, slug)} />}
        {mayEnd && self && <LeaveOrganization action={leaveOrganization.bind(null, slug)} />}
      </>
    );
  }

  return (
    <Words namespaces={["members", "linkByMail", "vocabulary"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          mayInvite && (
            <InviteDialog action={invite.bind(null, slug)} roles={roles} defaultDays={DEFAULT_INVITATION_DAYS} mailServer={mailServer} />
          )
        }
      />
      <MemberList members={running} caption={t("running")} controls={controls} />
      {invitations.length > 0 && (
        <>
          <h2 className="mt-10 mb-2 font-serif text-xl font-semibold">{t("pending")}</h2>
          <InvitationList
            invitations={invitations}
            mail={({ mail }) => mail && <MailState mail={mail} inFolder={!mailServer} />}
            controls={(invitation) => <RevokeInvitation invitation={invitation} action={revokeInvitation.bind(null, slug)} />}
          />
        </>
      )}
      {former.length > 0 && (
        <>
          <h2 className="mt-10 mb-2 font-serif text-xl font-semibold">{t("former")}</h2>
          <MemberList
            members={former}
            caption={t("former")}
            controls={
              mayInvite
                ? (member) =>
                    (member.role !== "owner" || access.role === "owner") && (
                      <BringBackMember member={member} action={bringBackMember.bind(null, slug)} />
                    )
                : null
            }
          />
        </>
      )}
      <h2 className="mt-10 mb-1 font-serif text-xl font-semibold">{t("permissions")}</h2>
      <p className="prose-width mb-3 text-sm text-muted">{t("permissionsText")}</p>
      <PermissionTable />
    </Words>
  );
}
