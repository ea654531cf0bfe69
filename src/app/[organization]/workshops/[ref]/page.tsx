import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Chip } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { DEPARTMENTS } from "@/domain/workshop";
import { findParties, namesakes } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import * as actions from "@/features/workshops/actions";
import { VotingBoard } from "@/features/workshops/components/voting-board";
import { WorkshopBoard } from "@/features/workshops/components/workshop-board";
import { CloseWorkshop, PrintButton } from "@/features/workshops/components/workshop-deeds";
import { EditWorkshop } from "@/features/workshops/components/workshop-form";
import { SaidRecord, WorkshopFacts } from "@/features/workshops/components/workshop-record";
import { votingState, workshopEntries } from "@/features/workshops/queries";
import { translator } from "@/lib/translate";
import { enter, requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";
import { workshopOfPage } from "./workshop";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const workshop = await workshopOfPage(await enter(organization, "workshop:read"), ref);
  return { title: `${workshop.ref} ${workshop.title}` };
}

export default async function WorkshopPage({ params }: PageProps) {
  const { organization: slug, ref } = await params;
  const access = await requireAccess(slug, "workshop:read");
  const workshop = await workshopOfPage(access, ref);
  const voting = workshop.kind === "voting";
  const open = workshop.status !== "closed";
  const runs = open && access.can("workshop:run");
  const takesPart = open && access.can("workshop:take-part");
  const { entries, votes, people, parties } = await inTenant(access, async () => ({
    entries: voting ? null : await workshopEntries(access, ref),
    votes: voting ? await votingState(access, ref) : null,
    people: runs ? await ownerOptions(access, { including: workshop.facilitatorId }) : [],
    parties: runs && voting ? await partyOptions(access, { including: workshop.partyIds }) : [],
  }));
  const t = translator("workshops");
  const home = `/${slug}`;
  const presets = DEPARTMENTS.map((key) => t(`departments.${key}`));
  return (
    <Words namespaces={["workshops", "workshopForm", "workshopBoard", "workshopVote", "vocabulary"]}>
      <PageHeader
        title={workshop.title}
        reference={workshop.ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: `${home}/workshops` }, { label: workshop.ref }]}
        marks={
          <>
            <Chip>{t(`kind.${workshop.kind}`)}</Chip>
            <Chip shape={open ? "open" : "decided"}>{t(`status.${workshop.status}`)}</Chip>
          </>
        }
        actions={
          <>
            <PrintButton />
            {runs && (
              <>
                <EditWorkshop
                  key={workshop.version}
                  kind={workshop.kind}
                  path={`${home}/workshops`}
                  action={actions.updateWorkshop.bind(null, slug)}
                  initial={{
                    title: workshop.title,
                    heldOn: workshop.heldOn,
                    facilitatorId: workshop.facilitatorId,
                    participants: workshop.participants,
                    departments: workshop.departments,
                    partyIds: workshop.partyIds,
                    note: workshop.note,
                  }}
                  people={people.map(({ id, name }) => ({ value: id, label: name }))}
                  departments={presets}
                  parties={parties.map(({ id, ref: partyRef, name }) => ({ value: id, label: name, reference: partyRef }))}
                  findParties={findParties.bind(null, slug)}
                  record={{ id: workshop.id, ref: workshop.ref, version: workshop.version }}
                />
                <CloseWorkshop
                  workshop={workshop}
                  action={actions.closeWorkshop.bind(null, slug)}
                  undecided={entries?.entries.filter(({ status }) => status === "open").length ?? 0}
                />
              </>
            )}
          </>
        }
      />
      <WorkshopFacts workshop={workshop} />
      {votes && (
        <VotingBoard
          home={home}
          workshop={workshop}
          first={votes}
          vote={takesPart ? actions.castVote.bind(null, slug) : null}
          run={runs ? { open: actions.openVotes.bind(null, slug), agree: actions.agreeOnParty.bind(null, slug) } : null}
          support={access.can("party-support:read")}
        />
      )}
      {entries && open && (
        <WorkshopBoard
          home={home}
          workshop={{ id: workshop.id, ref: workshop.ref, departments: workshop.departments.length > 0 ? workshop.departments : presets }}
          first={entries}
          author={access.user?.name ?? ""}
          add={takesPart ? actions.addEntries.bind(null, slug) : null}
          decide={
            runs
              ? {
                  promote: actions.promoteEntry.bind(null, slug),
                  merge: actions.mergeEntry.bind(null, slug),
                  dismiss: actions.dismissEntry.bind(null, slug),
                  reopen: actions.reopenEntry.bind(null, slug),
                  findParties: findParties.bind(null, slug),
                  namesakes: namesakes.bind(null, slug),
                }
              : null
          }
        />
      )}
      {entries && (
        <div className={open ? "print-only" : undefined}>
          <SaidRecord entries={entries.entries} home={home} />
        </div>
      )}
    </Words>
  );
}
