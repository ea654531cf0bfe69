import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Words } from "@/components/words";
import { removeLogo, setLetterhead } from "@/features/branding/actions";
import { BrandingForm } from "@/features/branding/components/branding-form";
import { brandingOf } from "@/features/branding/queries";
import { listMembers } from "@/features/members/queries";
import { updateProfile } from "@/features/organizations/actions";
import { ProfileForm } from "@/features/organizations/components/profile-form";
import { organizationProfile } from "@/features/organizations/queries";
import { LANGUAGES } from "@/features/organizations/schema";
import { nameRiskScale } from "@/features/risks/actions";
import { RiskScaleForm } from "@/features/risks/components/risk-scale-form";
import { riskRules } from "@/features/risks/queries";
import { setApprovalRules } from "@/features/versions/actions";
import { ApprovalRulesForm } from "@/features/versions/components/approval-rules-form";
import { approvalRules } from "@/features/versions/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("organizations")("settings") };
}

export default async function SettingsPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "organization:read");
  const [profile, members, rules, branding] = await Promise.all([
    organizationProfile(access),
    listMembers(access),
    riskRules(access),
    brandingOf(access),
  ]);
  const approval = await approvalRules(access);
  const [t, scale] = [translator("organizations"), translator("riskScale")];
  const running = members.filter((member) => member.endedAt === null);
  const options = (people: typeof members) =>
    people.map(({ userId, name, department }) => ({ value: userId, label: department ? `${name} (${department})` : name }));
  const nameOf = (userId: string | null) => members.find((member) => member.userId === userId)?.name;
  const language = (code: string) => new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
  return (
    <>
      <PageHeader
        title={t("settings")}
        lead={t("settingsLead")}
        actions={
          <>
            {access.can("mail:read") && (
              <LinkButton href={`/${access.organization.slug}/settings/mail`}>{translator("mail")("settingsLink")}</LinkButton>
            )}
            {access.can("api-token:manage") && (
              <LinkButton href={`/${access.organization.slug}/settings/tokens`}>{translator("apiTokens")("title")}</LinkButton>
            )}
            {access.can("organization:update") && (
              <LinkButton href={`/${access.organization.slug}/settings/backup`}>{translator("backups")("title")}</LinkButton>
            )}
            {access.can("erasure:run") && (
              <LinkButton href={`/${access.organization.slug}/settings/erasure`}>{translator("erasure")("title")}</LinkButton>
            )}
          </>
        }
      />
      {access.can("organization:update") ? (
        <Words namespaces={["organizations", "riskScale", "versionForm", "branding"]}>
          <ProfileForm
            profile={profile}
            action={updateProfile.bind(null, access.organization.slug)}
            people={options(running)}
            topManagement={options(running.filter((member) => member.isTopManagement || member.userId === profile.accountableId))}
            languages={LANGUAGES.map((code) => ({ value: code, label: language(code) }))}
          />
          <section id="risk-scale" className="mt-12 scroll-mt-4">
            <RiskScaleForm
              record={{ id: rules.id, version: rules.version }}
              scale={rules.scale}
              acceptanceLevel={rules.acceptanceLevel}
              action={nameRiskScale.bind(null, access.organization.slug)}
            />
          </section>
          <section id="documents" className="mt-12 scroll-mt-4">
            <BrandingForm
              branding={branding}
              logoHref={`/${access.organization.slug}/settings/logo`}
              alt={translator("branding")("alt", { organization: access.organization.name })}
              save={setLetterhead.bind(null, access.organization.slug)}
              remove={removeLogo.bind(null, access.organization.slug)}
            />
          </section>
          {access.can("approval:give") && (
            <section id="approval" className="mt-12 scroll-mt-4">
              <ApprovalRulesForm rules={approval} action={setApprovalRules.bind(null, access.organization.slug)} />
            </section>
          )}
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
              { label: t("reviewRemind"), value: `${profile.reviewRemindDays} ${t("days")}` },
              { label: t("reviewRepeat"), value: `${profile.reviewRepeatDays} ${t("days")}` },
              { label: t("triageMax"), value: `${profile.triageMaxDays} ${t("days")}` },
              { label: t("confirmMax"), value: `${profile.confirmMaxDays} ${t("days")}` },
              { label: t("conflictMax"), value: `${profile.conflictMaxDays} ${t("days")}` },
              { label: t("triggerDefault"), value: `${profile.triggerDefaultDays} ${t("days")}` },
              { label: t("evidenceWarn"), value: `${profile.evidenceWarnDays} ${t("days")}` },
              { label: t("announceDays"), value: `${profile.announceDays} ${t("days")}` },
              { label: t("escalateAfterDays"), value: `${profile.escalateAfterDays} ${t("days")}` },
              { label: t("feedbackDueDays"), value: `${profile.feedbackDueDays} ${t("days")}` },
              { label: t("openChannel"), value: profile.openChannel },
              { label: t("conflictProcessRef"), value: profile.conflictProcessRef },
              { label: scale("likelihood"), value: rules.scale.likelihood.join(" < "), note: "6.1.2" },
              { label: scale("impact"), value: rules.scale.impact.join(" < "), note: "6.1.2" },
              { label: scale("acceptance"), value: rules.acceptanceLevel },
              { label: t("approvalInReview"), value: t(approval.approvalInReview ? "approvalInReviewYes" : "approvalInReviewNo") },
              ...(approval.soleApproverReason
                ? [{ label: t("soleApprover"), value: approval.soleApproverReason, note: approval.soleApproverSince }]
                : []),
            ]}
          />
        </div>
      )}
    </>
  );
}
