import { BadgeCheck, MessageSquareText, Pencil, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { mayBeAsked } from "@/domain/ask";
import type { PartyRelevance, PartyStatus } from "@/domain/vocabulary";
import { AskedSoFar } from "@/features/asks/components/asked-so-far";
import { asksOfParty } from "@/features/asks/queries";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { PlanOfParty } from "@/features/communication/components/plan-of-party";
import { planOfParty } from "@/features/communication/queries";
import { ConflictsOf } from "@/features/conflicts/components/conflicts-of";
import { conflictsOf } from "@/features/conflicts/queries";
import * as contactActions from "@/features/contacts/actions";
import { ContactSection } from "@/features/contacts/components/contact-section";
import { contactsOf, representativeToTakeOver } from "@/features/contacts/queries";
import { PartyTimeline } from "@/features/engagement/components/party-timeline";
import { partyEngagement } from "@/features/engagement/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/interested-parties/actions";
import {
  ConfirmParty,
  DecideRelevance,
  PlainDeed,
  RetireParty,
  WithdrawConfirmation,
} from "@/features/interested-parties/components/party-deeds";
import { PartyMarks, PartyRecordView } from "@/features/interested-parties/components/party-record";
import { AdverseAims } from "@/features/risks/components/adverse-aims";
import { adverseAims } from "@/features/risks/queries";
import { PartyThreads } from "@/features/threads/components/party-threads";
import { threadsOfParty } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { partyOfPage } from "./party";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const party = await partyOfPage(await requireAccess(organization, "interested-party:read"), ref);
  return { title: `${party.ref} ${party.name}` };
}

export default async function InterestedPartyPage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "interested-party:read");
  const party = await partyOfPage(access, ref);
  const [comments, history, aims, threads, conflicts, engagement, contacts, representative, asks, plan] = await Promise.all([
    listComments(access, "interested-party", party.id),
    historyOf(access, "interested-party", party.id),
    party.adverse && access.can("risk:read") ? adverseAims(access, { partyId: party.id }) : null,
    access.can("requirement:read") ? threadsOfParty(access, party.id) : [],
    access.can("conflict:read") ? conflictsOf(access, { partyId: party.id }) : [],
    access.can("engagement:read") ? partyEngagement(access, party.id) : null,
    access.can("contact:read") ? contactsOf(access, party.id) : null,
    access.can("contact:write") ? representativeToTakeOver(access, party.id) : null,
    access.can("ask:read") ? asksOfParty(access, party.id) : [],
    access.can("communication:read") && !party.adverse ? planOfParty(access, party.id) : null,
  ]);
  const t = translator("interestedParties");
  const home = `/${organization}`;
  const path = `${home}/interested-parties`;
  const { id, version, name, relevance, relevanceRationale, confirmedAt } = party;
  const named = { id, ref, version, name };
  const askable =
    access.can("ask:send") &&
    mayBeAsked({ status: party.status as PartyStatus, relevance: relevance as PartyRelevance, adverse: party.adverse }).ok;
  const living = party.status !== "retired";
  const retire = access.can("interested-party:retire");
  const confirms = access.can("interested-party:confirm") && living && !party.adverse;
  return (
    <Words namespaces={["partyForm", "vocabulary"]}>
      <PageHeader
        title={party.name}
        reference={party.ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: party.ref }]}
        marks={<PartyMarks party={party} />}
        actions={
          <>
            {living && access.can("interested-party:update") && (
              <LinkButton href={`${path}/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                {t("record.edit")}
              </LinkButton>
            )}
            {living && !party.adverse && access.can("interview:write") && (
              <LinkButton href={`${home}/interviews/new?party=${ref}`} icon={<MessageSquareText aria-hidden className="size-4" />}>
                {t("record.interview")}
              </LinkButton>
            )}
            {living && !party.adverse && access.can("assurance:share") && (
              <LinkButton href={`${home}/assurance/new?party=${ref}`} icon={<BadgeCheck aria-hidden className="size-4" />}>
                {t("record.assurance")}
              </LinkButton>
            )}
            {party.status === "candidate" && access.can("interested-party:decide") && (
              <PlainDeed party={named} action={actions.activateParty.bind(null, organization)} deed="activate" />
            )}
            {living && retire && (
              <RetireParty
                party={named}
                action={actions.retireParty.bind(null, organization)}
                bringBack={actions.bringBackParty.bind(null, organization)}
              />
            )}
            {!living && retire && <PlainDeed party={named} action={actions.bringBackParty.bind(null, organization)} deed="bringBack" />}
          </>
        }
      />
      <PartyRecordView
        home={home}
        party={party}
        deeds={{
          relevance: living && access.can("interested-party:decide") && (
            <DecideRelevance
              party={{ ...named, relevance, relevanceRationale }}
              action={actions.decidePartyRelevance.bind(null, organization)}
            />
          ),
          review: living && access.can("interested-party:update") && (
            <PlainDeed party={named} action={actions.reviewParty.bind(null, organization)} deed="review" />
          ),
          confirmation: confirms && (
            <>
              {confirmedAt && <WithdrawConfirmation party={named} action={actions.withdrawPartyConfirmation.bind(null, organization)} />}
              <ConfirmParty party={{ ...named, confirmedAt }} today={today()} action={actions.confirmParty.bind(null, organization)} />
            </>
          ),
          requirements: living && access.can("requirement:create") && (
            <LinkButton href={`${home}/requirements/new?party=${ref}`} icon={<Plus aria-hidden className="size-4" />}>
              {t("record.addRequirement")}
            </LinkButton>
          ),
        }}
      />
      {contacts && (
        <ContactSection
          party={{ id, ref, name, adverse: party.adverse }}
          contacts={contacts}
          representative={living ? representative : null}
          deeds={
            living && access.can("contact:write")
              ? {
                  add: contactActions.addContact.bind(null, organization),
                  update: contactActions.updateContact.bind(null, organization),
                  retire: contactActions.retireContact.bind(null, organization),
                  takeOver: contactActions.takeOverRepresentative.bind(null, organization),
                }
              : null
          }
          asked={access.can("ask:read") && !party.adverse && <AskedSoFar home={home} partyRef={ref} asks={asks} mayAsk={askable} />}
        />
      )}
      <PartyThreads home={home} partyRef={ref} threads={threads} canClose={access.can("requirement:update")} />
      <ConflictsOf home={home} conflicts={conflicts} newQuery={null} />
      {aims && <AdverseAims home={home} aims={aims} canDraw={living && access.can("risk:write") && access.can("requirement:update")} />}
      {plan && <PlanOfParty home={home} partyRef={ref} lines={plan} canWrite={living && access.can("communication:write")} />}
      {engagement && (
        <PartyTimeline
          home={home}
          party={party}
          engagement={engagement}
          today={today()}
          canWrite={living && access.can("engagement:write")}
        />
      )}
      <CommentSection
        entity="interested-party"
        entityId={id}
        comments={comments}
        actions={
          access.can("comment:write")
            ? { add: addComment.bind(null, organization), resolve: resolveComment.bind(null, organization) }
            : null
        }
      />
      <RecordHistory history={history} slug={organization} moreHref={`${home}/history?entity=interested-party&ref=${ref}`} />
    </Words>
  );
}
