import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Words } from "@/components/words";
import { revokeGuest } from "@/features/guests/actions";
import { GuestStateMark } from "@/features/guests/components/guest-state";
import { RevokeGuest } from "@/features/guests/components/revoke-guest";
import { getGuest } from "@/features/guests/queries";
import { HistoryList } from "@/features/history/components/history-list";
import { historyOf } from "@/features/history/queries";
import { MailState } from "@/features/mail/components/mail-status";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { mailSettings } from "@/server/env";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).ref} · ${translator("guests")("title")}` };
}

const MOST_OPENINGS = 200;
const FAILED = new Set(["refused", "bounced", "given_up", "withdrawn"]);

/** One guest: the scope of the access, and every page that was opened with it. */
export default async function GuestPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "guest:invite");
  const { guest, history } = await inTenant(access, async () => {
    const found = await getGuest(access, ref).catch((error: unknown) => {
      if (error instanceof NotFound) return notFound();
      throw error;
    });
    return { guest: found, history: await historyOf(access, "guest-access", found.id, { limit: MOST_OPENINGS }) };
  });
  const t = translator("guests");
  const area = translator("guests.area");
  const { slug } = access.organization;
  const moment = (at: string | null) => (at ? `${at.slice(0, 16).replace("T", " ")} UTC` : "");
  return (
    <>
      <PageHeader
        reference={guest.ref}
        title={guest.name}
        lead={guest.purpose}
        marks={<GuestStateMark state={guest.state} />}
        breadcrumbs={[{ label: t("title"), href: `/${slug}/guests` }, { label: guest.ref }]}
        actions={
          guest.state === "open" && (
            <Words namespaces={["guests"]}>
              <RevokeGuest guest={guest} action={revokeGuest.bind(null, slug)} />
            </Words>
          )
        }
      />
      <KeyValueList
        emptyLabel={t("none")}
        items={[
          { label: t("body"), value: guest.body },
          { label: t("email"), value: guest.email },
          {
            label: t("mail"),
            value: guest.mail ? (
              <>
                <MailState mail={guest.mail} inFolder={mailSettings().smtp === null} />
                <span className="block text-sm text-muted [overflow-wrap:anywhere]">
                  {[guest.mail.toEmail, moment(guest.mail.sentAt)].filter(Boolean).join(" · ")}
                </span>
                {guest.state === "open" && FAILED.has(guest.mail.status) && <span className="block">{t("mailFailed")}</span>}
              </>
            ) : (
              t("mailNone")
            ),
          },
          { label: t("versions"), value: guest.versions.join(", ") },
          { label: t("areas"), value: ["register" as const, ...guest.areas].map((key) => area(key)).join(", ") },
          { label: t("period"), value: guest.periodFrom ? `${guest.periodFrom} – ${guest.periodTo ?? t("periodOpen")}` : t("noPeriod") },
          { label: t("until"), value: moment(guest.expiresAt) },
          { label: t("invitedBy"), value: guest.invitedBy ?? "" },
          { label: t("firstOpened"), value: moment(guest.firstOpenedAt) },
          { label: t("browsers"), value: String(guest.sessions) },
          { label: t("lastSeen"), value: moment(guest.lastSeenAt) },
        ]}
      />
      <section aria-labelledby="openings" className="mt-10">
        <h2 id="openings" className="mb-3 font-serif text-xl font-semibold">
          {t("openings", { count: guest.openings })}
        </h2>
        <HistoryList items={history.items} slug={slug} />
      </section>
    </>
  );
}
