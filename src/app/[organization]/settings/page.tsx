import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Words } from "@/components/words";
import { listMembers } from "@/features/members/queries";
import { updateProfile } from "@/features/organizations/actions";
import { ProfileForm } from "@/features/organizations/components/profile-form";
import { organizationProfile } from "@/features/organizations/queries";
import { LANGUAGES } from "@/features/organizations/schema";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("organizations")("settings") };
}

export default async function SettingsPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "organization:read");
  const [profile, members] = await Promise.all([organizationProfile(access), listMembers(access)]);
  const t = translator("organizations");
  const running = members.filter((member) => member.endedAt === null);
  const options = (people: typeof members) =>
    people.map(({ userId, name, department }) => ({ value: userId, label: department ? `${name} (${department})` : name }));
  const nameOf = (userId: string | null) => members.find((member) => member.userId === userId)?.name;
  const language = (code: string) => new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
  return (
    <>
      <PageHeader title={t("settings")} lead={t("settingsLead")} />
      {access.can("organization:update") ? (
        <Words namespaces={["organizations"]}>
          <ProfileForm
            profile={profile}
            action={updateProfile.bind(null, access.organization.slug)}
            people={options(running)}
            topManagement={options(running.filter((member) => member.isTopManagement || member.userId === profile.accountableId))}
            languages={LANGUAGES.map((code) => ({ value: code, label: language(code) }))}
          />
        </Words>
      ) : (
        <div className="max-w-3xl">
          <KeyValueList
            emptyLabel={translator("ui")("nothing")}
            items={[
              { label: t("name"), value: profile.name },
              { label: t("ismsScope"), value: profile.ismsScope, note: "4.3" },
              { label: t("classification"), value: profile.classification },
              { label: t("languages"), value: profile.languages.map(language).join(", ") },
              { label: t("registerOwner"), value: nameOf(profile.registerOwnerId) },
              { label: t("accountable"), value: nameOf(profile.accountableId), note: "5.1" },
              { label: t("reviewInterval"), value: `${profile.reviewIntervalMonths} ${t("months")}` },
              { label: t("triageMax"), value: `${profile.triageMaxDays} ${t("days")}` },
              { label: t("confirmMax"), value: `${profile.confirmMaxDays} ${t("days")}` },
              { label: t("conflictMax"), value: `${profile.conflictMaxDays} ${t("days")}` },
              { label: t("triggerDefault"), value: `${profile.triggerDefaultDays} ${t("days")}` },
            ]}
          />
        </div>
      )}
    </>
  );
}
