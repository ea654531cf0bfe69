import { v7 as uuid } from "uuid";
import { mayChangeMembership } from "@/domain/permissions";
import type { Role } from "@/domain/vocabulary";
import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import { type Access, systemAccess } from "@/server/access";
import { now } from "@/server/clock";
import { Conflict, Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { letInAddress, mailedSecret } from "@/server/let-in-links";
import { dropWaitingMail, noteUndelivered, queueMail, type SettledMail } from "@/server/outbox";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { hashToken, newToken, type SignedIn } from "@/server/sessions";
import { openInvitation } from "./queries";
import type { BringBackInput, EndInput, InvitationInput, MemberInput } from "./schema";

/**
 * Invites somebody: makes a link that is returned this once and of which only a hash is kept; where wanted, it also goes out by mail. Earlier open
 * invitations of the same address end.
 * @throws Invalid when the address belongs to a member, Refused when the actor may not give that role
 */
export async function invite(
  access: Access,
  { email, role, days, byMail = false, language = "en" }: InvitationInput,
): Promise<{ id: string; link: string; expiresAt: string; mailed: boolean }> {
  const newId = uuid();
  const secret = byMail ? mailedSecret("invitation", access.organization.id, newId) : newToken();
  const at = now();
  const made = await change(access, async (record) => {
    const organizationId = access.organization.id;
    const owners = await lockOwners(record, access);
    judge({ actorRole: access.role, targetRole: null, newRole: role, ownersLeft: owners.length });
    const member = await record.tx.membership.findFirst({
      where: { organizationId, endedAt: null, user: { email } },
      select: { id: true },
    });
    if (member) throw new Invalid({ email: translator("members")("alreadyMember") });
    const earlier = await record.tx.invitation.findMany({
      where: { organizationId, email, acceptedAt: null, revokedAt: null },
      select: { id: true, version: true },
    });
    for (const { id, version } of earlier) {
      await record.update("invitation", id, version, { revokedAt: at.toISOString() }, { action: "revoke" });
      await dropWaitingMail(record, "invitation", id);
    }
    const expiresAt = new Date(at.getTime() + days * 86_400_000).toISOString();
    const tokenHash = hashToken(secret);
    const { id } = await record.create(
      "invitation",
      { id: newId, email, role, expiresAt, invitedById: access.user?.id ?? null, tokenHash },
      { action: "invite" },
    );
    if (byMail) await queueMail(record, [invitationMail(access, { id, email, language, expiresAt })]);
    return { id, expiresAt, tokenHash };
  });
  // A retry is given the first answer, in which the secret does not stand: it is kept nowhere.
  if (made.tokenHash !== hashToken(secret)) throw new Refused("invitation-shown-once");
  const link = letInAddress("invitation", access.organization.id, secret);
  return { id: made.id, link, expiresAt: made.expiresAt, mailed: byMail };
}

function invitationMail(
  access: Access,
  { id, email, language, expiresAt }: { id: string; email: string; language: string; expiresAt: string },
) {
  const t = outsideWords(language, "invitation.mail");
  const plain = (text: string) => text.replaceAll("{link}", "");
  const organization = plain(access.organization.name);
  const said = { organization, email, inviter: plain(access.user?.name ?? access.organization.name), until: new Date(expiresAt) };
  return {
    kind: "invitation",
    toEmail: email,
    language,
    subject: t("subject", said),
    body: [t("greeting"), t("lead", said), t("how", said), "{link}", t("until", said), t("unexpected"), t("farewell", said)].join("\n\n"),
    dedupeKey: `invitation:${id}`,
    entity: "invitation",
    recordId: id,
  };
}

/** What became of the mail of an invitation: what did not reach anybody is noted. */
export async function mailSettled(record: RecordWriter, mail: SettledMail): Promise<void> {
  noteUndelivered(record, mail, { entity: "invitation", ref: "" });
}

/** Ends an invitation before it is accepted: its link opens nothing any more. */
export async function revokeInvitation(access: Access, { id, version }: { id: string; version: number }): Promise<{ id: string }> {
  await change(access, async (record) => {
    const { values } = await record.get("invitation", id);
    if (values.acceptedAt || values.revokedAt) throw new Refused("invitation-gone");
    await record.update("invitation", id, version, { revokedAt: now().toISOString() }, { action: "revoke" });
    await dropWaitingMail(record, "invitation", id);
  });
  return { id };
}

/**
 * Makes the signed-in person a member, as the invitation says, when it is theirs and still open, and whoever invited them may still do so.
 * @throws Refused("invitation-gone") in every other case, so that a link found somewhere tells nothing
 */
export async function acceptInvitation({ user }: SignedIn, token: string): Promise<{ slug: string }> {
  const invitation = await openInvitation(token);
  if (!invitation || invitation.email !== user.email) throw new Refused("invitation-gone");
  const { organization } = invitation.access;
  const access = systemAccess(organization, "", user);
  try {
    await change(access, async (record) => {
      const owners = await lockOwners(record, access);
      const inviter = await record.tx.membership.findFirst({
        where: { organizationId: organization.id, userId: invitation.invitedById, endedAt: null },
        select: { role: true },
      });
      const { role } = invitation;
      const verdict =
        inviter && mayChangeMembership({ actorRole: inviter.role as Role, targetRole: null, newRole: role, ownersLeft: owners.length });
      if (!verdict?.allowed) throw new Refused("invitation-gone");
      const at = now().toISOString();
      // Guarded by the version: of two clicks at once, one makes the membership.
      await record.update("invitation", invitation.id, invitation.version, { acceptedAt: at, acceptedById: user.id }, { action: "accept" });
      await dropWaitingMail(record, "invitation", invitation.id);
      const earlier = await record.tx.membership.findFirst({
        where: { organizationId: organization.id, userId: user.id },
        select: { id: true, version: true, endedAt: true },
      });
      if (!earlier) await record.create("membership", { userId: user.id, role });
      else if (earlier.endedAt)
        await record.update("membership", earlier.id, earlier.version, { role, endedAt: null }, { action: "bring-back" });
    });
  } catch (error) {
    if (error instanceof Conflict) throw new Refused("invitation-gone");
    throw error;
  }
  return { slug: organization.slug };
}

/** Changes role, department or place in top management of a member. It bites on their next request, because the door reads this row. */
export async function updateMember(
  access: Access,
  { id, version, reason, ...patch }: MemberInput,
): Promise<{ id: string; version: number }> {
  const stored = await change(access, async (record) => {
    const owners = await lockOwners(record, access);
    const before = await runningMembership(record, id);
    if (before.values.role !== patch.role) judgeChange(access, owners, before, patch.role);
    // Only an owner touches an owner's membership, in whatever field.
    else if (before.values.role === "owner" && access.role !== "owner") throw new Refused("member-owners_only");
    return record.update("membership", id, version, patch, { reason });
  });
  return { id: stored.id, version: stored.version };
}

/** Ends a membership: the person's next request in this organisation finds nothing. What they did stays under their name. */
export async function endMembership(access: Access, { id, version, reason }: EndInput): Promise<{ id: string; version: number }> {
  const stored = await change(access, async (record) => {
    const owners = await lockOwners(record, access);
    const before = await runningMembership(record, id);
    judgeChange(access, owners, before, null);
    return record.update("membership", id, version, { endedAt: now().toISOString() }, { reason, action: "end" });
  });
  return { id: stored.id, version: stored.version };
}

/** Leaving is open to every member but the last owner. */
export async function leave(access: Access, reason: string): Promise<void> {
  await change(access, async (record) => {
    const owners = await lockOwners(record, access);
    const own = await record.tx.membership.findFirst({
      where: { organizationId: access.organization.id, userId: access.user?.id ?? access.organization.id, endedAt: null },
      select: { id: true },
    });
    if (!own) throw new NotFound();
    const before = await runningMembership(record, own.id);
    judgeChange(access, owners, before, null);
    await record.update("membership", own.id, before.version, { endedAt: now().toISOString() }, { reason, action: "end" });
  });
}

/** Makes a former member one again. */
export async function bringBackMember(
  access: Access,
  { id, version, role, reason }: BringBackInput,
): Promise<{ id: string; version: number }> {
  const stored = await change(access, async (record) => {
    const owners = await lockOwners(record, access);
    const before = await record.get("membership", id);
    if (before.values.endedAt === null) throw new Refused("member-nothing_to_change");
    judge({ actorRole: access.role, targetRole: null, newRole: role, ownersLeft: owners.length });
    return record.update("membership", id, version, { role, endedAt: null }, { reason, action: "bring-back" });
  });
  return { id: stored.id, version: stored.version };
}

async function runningMembership(record: RecordWriter, id: string): Promise<Stored> {
  const found = await record.get("membership", id);
  if (found.values.endedAt !== null) throw new Refused("membership-ended");
  return found;
}

/** The owners of this moment, locked until the end: two owners who end each other's membership at once must not both succeed. */
async function lockOwners(record: RecordWriter, access: Access): Promise<string[]> {
  const rows = await record.tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM membership WHERE organization_id = ${access.organization.id}::uuid AND role = 'owner' AND ended_at IS NULL ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

function judgeChange(access: Access, owners: readonly string[], before: Stored, newRole: Role | null): void {
  const self = before.values.userId === access.user?.id;
  // Who manages members could otherwise give themselves the role that approves.
  if (self && newRole !== null && access.role !== "owner") throw new Refused("member-own_role");
  const ownersLeft = owners.filter((id) => id !== before.id).length;
  judge({ actorRole: access.role, targetRole: before.values.role as Role, newRole, ownersLeft, self });
}

function judge(facts: Parameters<typeof mayChangeMembership>[0]): void {
  const verdict = mayChangeMembership(facts);
  if (verdict.allowed) return;
  if (verdict.code === "no_permission") throw new Forbidden("member:update");
  throw new Refused(`member-${verdict.code}`);
}
