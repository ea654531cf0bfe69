import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions } from "@/features/interested-parties/queries";
import { logEvent } from "@/features/triggers/actions";
import { NewEventForm } from "@/features/triggers/components/event-form";
import { usualPartyWord } from "@/features/triggers/components/rule-list";
import { correctiveActionOptions, eventProposal, triggerRules } from "@/features/triggers/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("triggers")("newTitle") };

const USUAL_DAYS_OF_ACTION = 30;

/** First what happened, then (?kind=new-client) the event with what its rule proposes. */
export default async function NewTriggerEventPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "trigger:write");
  const { kind } = await searchParams;
  const t = translator("triggers");
  const { slug } = access.organization;
  const path = `/${slug}/trigger-events`;
  const breadcrumbs = [{ label: t("title"), href: path }, { label: t("newTitle") }];
  if (typeof kind !== "string") {
    const rules = (await triggerRules(access)).filter(({ active }) => active);
    return (
      <>
        <PageHeader title={t("newTitle")} clause="Clause 6.3" lead={t("chooseLead")} breadcrumbs={breadcrumbs} />
        <ul className="grid max-w-6xl gap-x-8 border-t sm:grid-cols-2 lg:grid-cols-3">
          {rules.map((rule) => (
            <li key={rule.key} className="border-b py-2">
              <Link href={`${path}/new?kind=${encodeURIComponent(rule.key)}`} className="block min-h-6 hover:underline">
                {rule.title}
              </Link>
              <span className="text-sm text-muted">
                {[t("dueWithin", { days: rule.dueDays }), rule.correctiveActionNeeded && t("rules.asksForAction")]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      </>
    );
  }
  // One transaction, so one of the few connections.
  const { proposal, owners, corrective } = await inTenant(access, async () => ({
    proposal: await eventProposal(access, kind),
    owners: await ownerOptions(access),
    corrective: access.can("action:write") ? await correctiveActionOptions(access) : [],
  }));
  if (!proposal) notFound();
  const { rule, parties } = proposal;
  const asksForAction = rule.correctiveActionNeeded && access.can("action:write");
  return (
    <>
      <PageHeader
        title={rule.title}
        clause="Clause 6.3"
        lead={t("newLead", { days: rule.dueDays })}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle"), href: `${path}/new` }, { label: rule.title }]}
      />
      <Words namespaces={["triggers"]}>
        <NewEventForm
          path={path}
          action={logEvent.bind(null, slug)}
          eventKey={rule.key}
          initial={{
            title: "",
            description: "",
            occurredOn: today(),
            partyIds: parties.map(({ id }) => id),
            morePartyIds: [],
            ownerId: access.user?.id ?? null,
            note: "",
            openReview: true,
            corrective: asksForAction ? "create" : "later",
            actionTitle: "",
            actionOwnerId: access.user?.id ?? null,
            actionDueAt: addDays(today(), USUAL_DAYS_OF_ACTION),
            correctiveActionId: null,
          }}
          today={today()}
          proposed={parties.map(({ id, ref, name, because, key }) => ({
            value: id,
            label: `${ref} ${name}`,
            hint: t(`because.${because}`, { party: because === "full_review" ? "" : usualPartyWord(key) }),
          }))}
          fullReview={rule.fullReview}
          asksForAction={asksForAction}
          prompts={rule.prompts}
          corrective={corrective.map(({ id, ref, title }) => ({ value: id, reference: ref, label: title }))}
          findParties={findParties.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
