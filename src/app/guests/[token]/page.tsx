import type { Metadata } from "next";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { openAsGuest } from "@/features/guests/actions";
import { openGuestLink } from "@/features/guests/queries";
import { AcceptInvitation } from "@/features/members/components/accept-invitation";
import { translator } from "@/lib/translate";

export function generateMetadata(): Metadata {
  // The address holds the key: it must not travel on in a Referer.
  return { title: translator("guests")("linkPage"), referrer: "no-referrer", robots: { index: false } };
}

/** Asks for a click, so that a program that opens links in mails uses nothing up. Expired, withdrawn and invented look alike. */
export default async function GuestLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const found = await openGuestLink((await params).token);
  const t = translator("guests");
  if (!found) return <PlainFrame title={t("goneTitle")} lead={t("goneText")} />;
  return (
    <PlainFrame
      title={t("openTitle", { organization: found.access.organization.name })}
      lead={t("openLead", { until: found.link.expiresAt.toISOString().slice(0, 16).replace("T", " ") })}
    >
      <AcceptInvitation token={(await params).token} action={openAsGuest} label={t("open")} offline={translator("auth")("offline")} />
    </PlainFrame>
  );
}
