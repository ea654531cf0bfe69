import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { USUAL_PARTY_KEYS } from "@/domain/trigger-event";
import { saveRule } from "@/features/triggers/actions";
import { RuleForm } from "@/features/triggers/components/rule-form";
import { usualPartyWord } from "@/features/triggers/components/rule-list";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("triggers")("rules.newTitle") };

const USUAL_DAYS = 30;

export default async function NewTriggerRulePage({ params }: Props) {
  const access = await requireAccess((await params).organization, "trigger-rule:write");
  const t = translator("triggers");
  const { slug } = access.organization;
  const path = `/${slug}/trigger-events`;
  return (
    <>
      <PageHeader
        title={t("rules.newTitle")}
        lead={t("rules.ownLead")}
        breadcrumbs={[
          { label: t("title"), href: path },
          { label: t("rules.title"), href: `${path}/rules` },
          { label: t("rules.newTitle") },
        ]}
      />
      <Words namespaces={["triggers"]}>
        <RuleForm
          path={`${path}/rules`}
          action={saveRule.bind(null, slug)}
          eventKey={null}
          version={null}
          initial={{
            title: "",
            dueDays: USUAL_DAYS,
            usualParties: [],
            prompts: "",
            fullReview: false,
            correctiveActionNeeded: false,
            active: true,
          }}
          parties={USUAL_PARTY_KEYS.map((value) => ({ value, label: usualPartyWord(value) }))}
        />
      </Words>
    </>
  );
}
