import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { savePreference } from "@/features/reminders/actions";
import { PreferenceForm } from "@/features/reminders/components/preference-form";
import { myPreference } from "@/features/reminders/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export const metadata: Metadata = { title: translator("reminders")("title") };

export default async function RemindersPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "organization:read");
  const t = translator("reminders");
  const { slug } = access.organization;
  return (
    <Words namespaces={["reminders"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: translator("auth")("accountTitle"), href: `/${slug}/account` }, { label: t("title") }]}
      />
      <PreferenceForm preference={await myPreference(access)} action={savePreference.bind(null, slug)} />
    </Words>
  );
}
