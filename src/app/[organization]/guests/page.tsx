import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RefTag } from "@/components/ui/ref-tag";
import { GuestStateMark } from "@/features/guests/components/guest-state";
import { listGuests } from "@/features/guests/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("guests")("title") };

/** Who was let in by a link, to what, until when, and how much they opened. */
export default async function GuestsPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "guest:invite");
  const guests = await listGuests(access);
  const t = translator("guests");
  const path = `/${access.organization.slug}/guests`;
  const add = (
    <LinkButton variant="primary" href={`${path}/new`}>
      {t("invite")}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={guests.length > 0 && add} />
      {guests.length === 0 ? (
        <EmptyState title={t("emptyTitle")} ways={[{ href: `${path}/new`, label: t("invite") }]}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full min-w-[44rem] text-left">
            <caption className="sr-only">{t("title")}</caption>
            <thead>
              <tr className="border-b text-sm text-muted">
                {(["guest", "purpose", "scope", "until", "stateHead", "opened"] as const).map((key) => (
                  <th key={key} scope="col" className="py-2 pr-4 font-medium">
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {guests.map((guest) => (
                <tr key={guest.id} className="border-b align-top">
                  <th scope="row" className="py-2 pr-4 font-normal">
                    <Link className="link font-medium" href={`${path}/${guest.ref}`}>
                      <RefTag>{guest.ref}</RefTag> {guest.name}
                    </Link>
                    {guest.body && <span className="block text-muted">{guest.body}</span>}
                  </th>
                  <td className="py-2 pr-4">{guest.purpose}</td>
                  <td className="py-2 pr-4">{guest.versions.join(", ")}</td>
                  <td className="py-2 pr-4 whitespace-nowrap">{guest.expiresAt.slice(0, 10)}</td>
                  <td className="py-2 pr-4">
                    <GuestStateMark state={guest.state} />
                  </td>
                  <td className="py-2 pr-4">{t("openedPages", { count: guest.openings })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
