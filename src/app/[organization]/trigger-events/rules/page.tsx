import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { returnRule } from "@/features/triggers/actions";
import { BackToOurs } from "@/features/triggers/components/back-to-ours";
import { RuleList } from "@/features/triggers/components/rule-list";
import { triggerRules } from "@/features/triggers/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("triggers")("rules.title") };

export default async function TriggerRulesPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "trigger:read");
  const rules = await triggerRules(access);
  const t = translator("triggers");
  const { slug } = access.organization;
  const path = `/${slug}/trigger-events`;
  const canWrite = access.can("trigger-rule:write");
  return (
    <Words namespaces={["triggers"]}>
      <PageHeader
        title={t("rules.title")}
        lead={t("rules.lead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("rules.title") }]}
        actions={
          canWrite && (
            <LinkButton href={`${path}/rules/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("rules.add")}
            </LinkButton>
          )
        }
      />
      <RuleList
        rules={rules}
        editHref={canWrite ? (key) => `${path}/rules/${encodeURIComponent(key)}` : null}
        back={(rule) =>
          canWrite &&
          rule.version !== null && (
            <BackToOurs eventKey={rule.key} title={rule.title} version={rule.version} action={returnRule.bind(null, slug)} />
          )
        }
      />
    </Words>
  );
}
