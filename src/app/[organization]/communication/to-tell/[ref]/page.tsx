import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { DiffText } from "@/components/ui/diff-text";
import { EmptyState } from "@/components/ui/empty-state";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import * as actions from "@/features/telling/actions";
import { TellForm } from "@/features/telling/components/tell-form";
import { type ListChange, mailTexts, type RequirementToTell, toTell } from "@/features/telling/queries";
import { listChangeWords } from "@/features/telling/texts";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${translator("telling")("title")}: ${(await params).ref}` };
}

export default async function TellPartyPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "communication:read");
  const page = await toTell(access, ref);
  if (!page) notFound();
  const t = translator("telling");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/communication`;
  const { party, requirements, listChanges, contacts, members, upTo } = page;
  const open = requirements.length + listChanges.length > 0;
  const canWrite = access.can("communication:write");
  const all = { partyId: party.id, requirementIds: requirements.map(({ id }) => id), listChanges: listChanges.length > 0 };
  return (
    <Words namespaces={["telling"]}>
      <PageHeader
        title={t("partyTitle", { name: party.name })}
        reference={party.ref}
        breadcrumbs={[
          { label: translator("communication")("title"), href: path },
          { label: t("title"), href: `${path}/to-tell` },
          { label: party.ref },
        ]}
      />
      {!open && <EmptyState title={t("nothingOpen")}>{t("emptyText")}</EmptyState>}
      {open && canWrite && (
        <TellForm
          key={upTo}
          path={`${path}/to-tell`}
          tell={actions.tellByMail.bind(null, slug)}
          otherwise={actions.tellOtherwise.bind(null, slug)}
          not={actions.needNotTell.bind(null, slug)}
          write={actions.writeTexts.bind(null, slug)}
          partyId={party.id}
          upTo={upTo}
          today={today()}
          requirements={requirements.map((one) => ({ id: one.id, ref: one.ref, content: <Requirement home={home} requirement={one} /> }))}
          listChanges={listChanges.length > 0 && <ListChanges home={home} changes={listChanges} />}
          contacts={contacts.map(({ contactId, name, email, language }) => ({
            value: contactId,
            label: `${name} <${email}>, ${translator("vocabulary.outsideLanguage")(language)}`,
          }))}
          members={members.map(({ id, name }) => ({ value: id, label: name }))}
          texts={(await mailTexts(access, all)).texts}
        />
      )}
      {open && !canWrite && (
        <div className="flex max-w-4xl flex-col gap-4">
          <ul className="border-t">
            {requirements.map((one) => (
              <li key={one.id} className="border-b py-2">
                <Requirement home={home} requirement={one} />
              </li>
            ))}
          </ul>
          {listChanges.length > 0 && <ListChanges home={home} changes={listChanges} />}
        </div>
      )}
    </Words>
  );
}

function Requirement({ home, requirement }: { home: string; requirement: RequirementToTell }) {
  const t = translator("telling");
  const { ref, statement, howAddressed, communicatedAt, changes } = requirement;
  return (
    <>
      <p>
        <RefTag href={`${home}/requirements/${ref}`}>{ref}</RefTag> {statement}
      </p>
      <p className="text-sm text-muted">{communicatedAt ? t("lastTold", { day: communicatedAt }) : t("neverTold")}</p>
      {changes.length === 0 ? (
        <p className="text-sm whitespace-pre-line">
          <span className="text-muted">{t("howNow")}:</span> {howAddressed || t("noWords")}
        </p>
      ) : (
        <ul className="mt-1 text-sm">
          {changes.map((change) => (
            <li key={`${change.sequence} ${change.field}`}>
              <span className="text-muted">{t("changedOn", { field: t(`field.${change.field}`), day: change.day })}: </span>
              <DiffText segments={segmentsOf(change.before, change.after)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function segmentsOf(before: string, after: string) {
  const removed = before === "" ? [] : [{ kind: "removed" as const, text: before }];
  const added = after === "" ? [] : [{ kind: "added" as const, text: after }];
  return [...removed, { kind: "same" as const, text: " " }, ...added];
}

function ListChanges({ home, changes }: { home: string; changes: readonly ListChange[] }) {
  return (
    <ul className="border-t text-sm">
      {changes.map((change) => (
        <li key={`${change.sequence} ${change.kind}`} className="border-b py-1.5">
          <span className="mr-2 tabular-nums">{change.day}</span>
          <RefTag href={`${home}/interested-parties/${change.ref}`}>{change.ref}</RefTag> <bdi>{change.name}</bdi>:{" "}
          {listChangeWords(change)}
        </li>
      ))}
    </ul>
  );
}
