import type { Metadata } from "next";
import Link from "next/link";
import { FilterForm } from "@/components/form/filter-form";
import { PageHeader } from "@/components/shell/page-header";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import { ROUND_STATES, type RoundState } from "@/domain/ask";
import { addDays } from "@/domain/dates";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { previewRound, sendRound } from "@/features/asks/actions";
import { LeftOutList } from "@/features/asks/components/left-out";
import { RoundForm } from "@/features/asks/components/round-form";
import { planRound } from "@/features/asks/queries";
import { outsideMessages } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: translator("asks")("newTitle") };

/** So many recipients are listed one by one. */
const MOST_LISTED = 100;
const [DUE_DAYS, EXPIRY_DAYS, REMIND_DAYS] = [21, 45, 7];

const listOf = (value: string | string[] | undefined) =>
  [value ?? []]
    .flat()
    .filter((ref) => /^[A-Z]+-\d{1,9}$/.test(ref))
    .slice(0, 200);

export default async function NewRoundPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "ask:send");
  const query = await searchParams;
  const [partyRefs, requirementRefs] = [listOf(query.party), listOf(query.requirement)];
  const chosenByHand = partyRefs.length + requirementRefs.length > 0;
  const wanted = String([query.state].flat()[0] ?? "");
  const state = (ROUND_STATES as readonly string[]).includes(wanted) ? (wanted as RoundState) : chosenByHand ? "all" : "unconfirmed";
  const choice = { state, partyRefs, requirementRefs };
  const plan = await planRound(access, choice);
  const t = translator("asks");
  const { slug } = access.organization;
  const path = `/${slug}/asks`;
  const listed = plan.recipients.slice(0, MOST_LISTED);
  return (
    <Words namespaces={["asks", "vocabulary"]}>
      <PageHeader title={t("newTitle")} lead={t("newLead")} breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      {chosenByHand ? (
        <p className="mb-6">
          {t("form.chosen", { refs: "" })}
          {[...partyRefs, ...requirementRefs].map((ref) => (
            <span key={ref} className="mr-2">
              <RefTag>{ref}</RefTag>
            </span>
          ))}
          <Link className="link" href={`${path}/new`}>
            {t("form.chooseOthers")}
          </Link>
        </p>
      ) : (
        <FilterForm
          action={`${path}/new`}
          label={t("form.whom")}
          submitLabel={t("form.show")}
          fields={[
            {
              name: "state",
              label: t("form.state"),
              value: state === "unconfirmed" ? "" : state,
              any: t("form.states.unconfirmed"),
              options: (["outdated", "all"] as const).map((value) => ({
                value,
                label: t(`form.states.${value}`, { days: plan.confirmMaxDays }),
              })),
              wide: true,
            },
          ]}
        />
      )}
      <RoundForm
        key={JSON.stringify(choice)}
        home={`/${slug}`}
        send={sendRound.bind(null, slug)}
        preview={previewRound.bind(null, slug)}
        choice={choice}
        recipients={listed.map(({ partyId, ref, name, contacts, items }) => ({
          partyId,
          ref,
          name,
          contacts: contacts.map(({ contactId, name: person, email }) => ({ contactId, name: person, email })),
          items: items.map(({ id, ref: reference, statement, ticked, because }) => ({ id, ref: reference, statement, ticked, because })),
        }))}
        more={plan.recipients.length - listed.length}
        initial={{
          title: "",
          message: "",
          withHowMet: true,
          dueOn: addDays(today(), DUE_DAYS),
          expiresOn: addDays(today(), EXPIRY_DAYS),
          remindDays: REMIND_DAYS,
          note: "",
        }}
        today={today()}
        outside={Object.fromEntries(OUTSIDE_LANGUAGES.map((language) => [language, outsideMessages(language, "ask")]))}
      />
      <LeftOutList home={`/${slug}`} leftOut={plan.leftOut} mayAddContacts={access.can("contact:write")} />
    </Words>
  );
}
