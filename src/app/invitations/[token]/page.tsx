import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { SignOutButton } from "@/features/accounts/components/sign-out-button";
import { withNext } from "@/features/accounts/next-path";
import { acceptInvitation } from "@/features/members/actions";
import { AcceptInvitation } from "@/features/members/components/accept-invitation";
import { openInvitation } from "@/features/members/queries";
import { translator } from "@/lib/translate";
import { signedIn } from "@/server/access";

export function generateMetadata(): Metadata {
  // The address holds the key: it must not travel on in a Referer.
  return { title: translator("members")("invitation"), referrer: "no-referrer", robots: { index: false } };
}

/** Shows what the link is for and asks for a click. Expired, revoked, used, invented and somebody else's look alike. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, person] = await Promise.all([openInvitation(token), signedIn()]);
  const t = translator("members");
  const here = `/invitations/${token}`;
  if (!invitation || (person && person.user.email !== invitation.email)) {
    return (
      <PlainFrame title={t("invitationGone")} lead={t("invitationGoneText")}>
        {person && (
          <>
            <p className="mb-4 text-sm text-muted">{t("signedInAs", { email: person.user.email })}</p>
            <SignOutButton label={t("signInOther")} next={withNext("/sign-in", here)} />
          </>
        )}
      </PlainFrame>
    );
  }
  const { email, role, expiresAt, access } = invitation;
  const facts = {
    organization: access.organization.name,
    role: translator("vocabulary.role")(role),
    email,
    day: expiresAt.slice(0, 10),
  };
  return (
    <PlainFrame title={t("invitationTitle", facts)} lead={t("invitationLead", facts)}>
      {person ? (
        <AcceptInvitation token={token} action={acceptInvitation} label={t("accept", facts)} offline={translator("auth")("offline")} />
      ) : (
        <>
          <p className="prose-width mb-4">{t("signInFirst", facts)}</p>
          <div className="flex flex-wrap gap-3">
            <LinkButton variant="primary" href={`${withNext("/sign-in", here)}&email=${encodeURIComponent(email)}`}>
              {translator("auth")("signIn")}
            </LinkButton>
            <LinkButton href={`${withNext("/sign-up", here)}&email=${encodeURIComponent(email)}`}>
              {translator("auth")("signUp")}
            </LinkButton>
          </div>
        </>
      )}
    </PlainFrame>
  );
}
