import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { USUAL_PARTY_KEYS } from "@/domain/trigger-event";
import { saveRule } from "@/features/triggers/actions";
import { RuleForm } from "@/features/triggers/components/rule-form";
import { usualPartyWord } from "@/features/triggers/components/rule-list";
import { triggerRules } from "@/features/triggers/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; key: string }>;
}

export const metadata: Metadata = { title: translator("triggers")("rules.editTitle") };

export default async function TriggerRulePage({ params }: Props) {
  const { organization, key } = await params;
  const access = await requireAccess(organization, "trigger-rule:write");
  const rule = (await triggerRules(access)).find((one) => one.key === decodeURIComponent(key));
  if (!rule) notFound();
  const t = translator("triggers");
  const { slug } = access.organization;
  const path = `/${slug}/trigger-events`;
  const { title, dueDays, usualParties, prompts, fullReview, correctiveActionNeeded, active } = rule;
  return (
    <>
      <PageHeader
        title={title}
        lead={t(rule.own ? "rules.ownLead" : "rules.editLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("rules.title"), href: `${path}/rules` }, { label: title }]}
      />
      <Words namespaces={["triggers"]}>
        <RuleForm
          path={`${path}/rules`}
          action={saveRule.bind(null, slug)}
          eventKey={rule.key}
          version={rule.version}
          initial={{
            title,
            dueDays,
            usualParties: [...usualParties],
            prompts: prompts.join("\n"),
            fullReview,
            correctiveActionNeeded,
            active,
          }}
          parties={USUAL_PARTY_KEYS.map((value) => ({ value, label: usualPartyWord(value) }))}
        />
      </Words>
    </>
  );
}
