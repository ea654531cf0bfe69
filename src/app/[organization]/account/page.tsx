import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ShortcutSwitch } from "@/components/data-table/shortcut-switch";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { changeName, changePassword, endOtherSessions, endSession } from "@/features/accounts/actions";
import { NameForm, PasswordForm, SessionList } from "@/features/accounts/components/account-forms";
import { openSessions, SESSION_RULES } from "@/features/accounts/queries";
import { translator } from "@/lib/translate";
import { requireAccess, signedIn } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("auth")("accountTitle") };
}

export default async function AccountPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "organization:read");
  const person = await signedIn();
  if (!person) notFound();
  const sessions = await openSessions(person);
  const t = translator("auth");
  const heading = "mt-10 mb-3 font-serif text-xl font-semibold";
  return (
    <Words namespaces={["auth"]}>
      <PageHeader title={t("accountTitle")} lead={t("accountLead")} />
      <h2 className={heading}>{t("nameTitle")}</h2>
      <NameForm name={person.user.name} action={changeName} />
      <h2 className={heading}>{t("passwordTitle")}</h2>
      <PasswordForm email={person.user.email} action={changePassword} />
      <h2 className={heading}>{translator("reminders")("title")}</h2>
      <p>
        <Link className="link" href={`/${access.organization.slug}/account/reminders`}>
          {translator("reminders")("accountLink")}
        </Link>
      </p>
      <h2 id="keys" className={heading}>
        {translator("ui")("shortcutsTitle")}
      </h2>
      <ShortcutSwitch />
      <h2 className={heading}>{t("sessionsTitle")}</h2>
      <p className="prose-width mb-3 text-sm text-muted">
        {t("sessionsLead", { idle: SESSION_RULES.idleMinutes, absolute: SESSION_RULES.absoluteHours })}
      </p>
      <SessionList sessions={sessions} end={endSession} endOthers={endOtherSessions} />
    </Words>
  );
}
