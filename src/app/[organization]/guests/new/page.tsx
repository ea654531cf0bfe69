import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { DEFAULT_GUEST_DAYS } from "@/domain/guest-access";
import { GUEST_AREAS } from "@/domain/vocabulary";
import { inviteGuest } from "@/features/guests/actions";
import { GuestForm } from "@/features/guests/components/guest-form";
import { guestVersions } from "@/features/guests/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { mailSettings } from "@/server/env";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("guests")("newTitle") };

/** Lets a guest in. They read approved versions; without one there is nothing to show them yet. */
export default async function NewGuestPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "guest:invite");
  const versions = await guestVersions(access);
  const t = translator("guests");
  const area = translator("guests.area");
  const hint = translator("guests.areaHint");
  const { slug } = access.organization;
  const path = `/${slug}/guests`;
  return (
    <>
      <PageHeader title={t("newTitle")} lead={t("newLead")} breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      {versions.length === 0 ? (
        <EmptyState title={t("noVersionTitle")} ways={[{ href: `/${slug}/versions`, label: t("toVersions") }]}>
          {t("noVersionText")}
        </EmptyState>
      ) : (
        <Words namespaces={["guests", "linkByMail", "vocabulary"]}>
          <GuestForm
            path={path}
            action={inviteGuest.bind(null, slug)}
            versions={versions.map(({ id, number, governs }) => ({
              value: id,
              label: t(governs ? "versionGoverns" : "version", { number }),
            }))}
            governing={versions.filter(({ governs }) => governs).map(({ id }) => id)}
            areas={GUEST_AREAS.filter((value) => value !== "register").map((value) => ({ value, label: area(value), hint: hint(value) }))}
            days={DEFAULT_GUEST_DAYS}
            mailServer={mailSettings().smtp !== null}
          />
        </Words>
      )}
    </>
  );
}
