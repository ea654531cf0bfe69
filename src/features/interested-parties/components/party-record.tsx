import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { type KeyValue, KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { ScoreDots, SupportMark } from "@/components/ui/score";
import { Chip, StatusMark } from "@/components/ui/status-mark";
import { areScoresAssessed, partyConfirmationNeed } from "@/domain/interested-party";
import { engagement } from "@/domain/power-interest";
import type { PartyRelevance, PartyStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { PartyRecord } from "../queries";
import { RELEVANCE_SHAPES, STATUS_SHAPES } from "./party-marks";

interface PartyRecordProps {
  /** "/nordwind" */
  home: string;
  party: PartyRecord;
  /** What this reader may do, beside the block it is about. */
  deeds: { relevance?: ReactNode; review?: ReactNode; confirmation?: ReactNode; requirements?: ReactNode };
}

/** One party, top-down like a row of the register: who, how found, relevant or not, how strong, who cares for it, confirmed, what it requires. */
export function PartyRecordView({ home, party, deeds }: PartyRecordProps) {
  const t = translator("interestedParties.record");
  return (
    <div className="flex max-w-5xl flex-col gap-8">
      {party.status === "retired" && (
        <Callout tone="warn" title={t("retired", { day: party.retiredAt ?? "", reason: party.retiredReason })} />
      )}
      <Block title={t("identity")}>
        <List items={identity(party)} />
      </Block>
      <Block title={t("identified")} clause="4.1 · 4.2 a">
        <List items={identification(party, home)} />
      </Block>
      <Block title={t("relevance")} clause="4.2 a" deed={deeds.relevance}>
        <Relevance party={party} />
      </Block>
      <Block title={t("assessment")}>
        <List items={assessment(party)} />
        {party.stance === null && <p className="mt-2 text-sm text-muted">{t("stanceHidden")}</p>}
      </Block>
      <Block title={t("care")} deed={deeds.review}>
        <List items={care(party)} />
      </Block>
      <Block title={t("confirmation")} deed={deeds.confirmation}>
        <Confirmation party={party} />
      </Block>
      <Block title={t("requirements")} clause="4.2 b" deed={deeds.requirements}>
        <Requirements party={party} home={home} />
      </Block>
      {party.obligations.length > 0 && (
        <Block title={t("obligations")} clause="A.5.31">
          <Links items={party.obligations} path={`${home}/obligations`} />
        </Block>
      )}
      {party.sources.length > 0 && (
        <Block title={t("sources")}>
          <Links
            items={party.sources.map((source) => ({
              ...source,
              after: source.effectiveTo ? t("validTo", { day: source.effectiveTo }) : undefined,
            }))}
            path={`${home}/sources`}
          />
        </Block>
      )}
    </div>
  );
}

/** Status, relevance and what makes the party special, for the head of the page. */
export function PartyMarks({ party }: { party: PartyRecord }) {
  const word = translator("vocabulary");
  const t = translator("interestedParties.column");
  return (
    <>
      <Chip shape={STATUS_SHAPES[party.status]}>{word(`partyStatus.${party.status}`)}</Chip>
      <Chip shape={RELEVANCE_SHAPES[party.relevance]}>{`${t("relevance")}: ${word(`partyRelevance.${party.relevance}`)}`}</Chip>
      {party.adverse && <Chip shape="adverse">{t("adverse")}</Chip>}
      {party.awaitsReview && <Chip shape="open">{translator("interestedParties.record")("reviewMe")}</Chip>}
      {party.imposesLaw && <Chip>{t("imposesLaw")}</Chip>}
    </>
  );
}

function Block({ title, clause, deed, children }: { title: string; clause?: string; deed?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
        <h2 className="font-serif text-xl font-semibold">
          {title}
          {clause && <span className="ml-3 font-mono text-[0.8125rem] font-normal text-muted">{clause}</span>}
        </h2>
        {deed && <div className="no-print flex flex-wrap gap-2">{deed}</div>}
      </div>
      {children}
    </section>
  );
}

function List({ items }: { items: readonly KeyValue[] }) {
  return <KeyValueList items={items} emptyLabel={translator("ui")("nothing")} />;
}

function identity(party: PartyRecord): KeyValue[] {
  const [t, column, word] = [translator("interestedParties.record"), translator("interestedParties.column"), translator("vocabulary")];
  return [
    { label: column("ref"), value: <RefTag retired={party.status === "retired"}>{party.ref}</RefTag> },
    { label: column("name"), value: <bdi>{party.name}</bdi> },
    { label: column("category"), value: word(`partyCategory.${party.category}`) },
    { label: column("kind"), value: word(`partyKind.${party.kind}`) },
    { label: column("relation"), value: party.relation.map((relation) => word(`partyRelation.${relation}`)).join(", ") },
    { label: t("members"), value: party.members.join(", ") },
    { label: column("representative"), value: party.representative },
    { label: t("contact"), value: party.representativeContact },
    ...(party.silent ? [{ label: t("silent"), value: t("silentText") }] : []),
    { label: column("note"), value: party.note },
  ];
}

function identification(party: PartyRecord, home: string): KeyValue[] {
  const [t, column, word] = [translator("interestedParties.record"), translator("interestedParties.column"), translator("vocabulary")];
  return [
    ...(party.awaitsReview ? [{ label: t("reviewMe"), value: t("reviewMeText") }] : []),
    { label: column("identification"), value: party.identificationMethod && word(`identificationMethod.${party.identificationMethod}`) },
    { label: t("identificationNote"), value: party.identificationNote },
    { label: column("pestle"), value: party.pestle.map((factor) => word(`pestle.${factor}`)).join(", ") },
    { label: column("vector"), value: party.vectorName },
    { label: t("issues"), note: "4.1", value: party.issues.length > 0 && <Links items={party.issues} path={`${home}/context`} /> },
  ];
}

function Relevance({ party }: { party: PartyRecord }) {
  const [t, word] = [translator("interestedParties.record"), translator("vocabulary.partyRelevance")];
  if (party.relevance === "undecided") {
    return (
      <>
        <p className="border-t py-2">
          <StatusMark shape="open">{t("undecided")}</StatusMark>
        </p>
        {party.relevanceRationale && <List items={[{ label: t("earlierReason"), value: party.relevanceRationale }]} />}
      </>
    );
  }
  return (
    <List
      items={[
        {
          label: t("decision"),
          value: <StatusMark shape={RELEVANCE_SHAPES[party.relevance] ?? "decided"}>{word(party.relevance)}</StatusMark>,
        },
        { label: t("reason"), value: party.relevanceRationale },
        { label: t("decidedBy"), value: party.relevanceDecidedBy ?? t("nobodyNamed") },
        { label: t("decidedOn"), value: party.relevanceDecidedAt },
      ]}
    />
  );
}

function assessment(party: PartyRecord): KeyValue[] {
  const [t, column, word] = [translator("interestedParties.record"), translator("interestedParties.column"), translator("vocabulary")];
  const cell = translator("interestedParties.cell");
  const score = (name: "power" | "interest"): KeyValue => {
    const value = party[name];
    const label = column(name);
    if (value !== null && !party.scoresAreTemplateDefaults)
      return { label, value: <ScoreDots value={value} label={cell("score", { name: label, value })} /> };
    return {
      label,
      value: <StatusMark shape="open">{value === null ? t("notAssessed") : t("fromCatalogue", { value })}</StatusMark>,
    };
  };
  const { quadrant, duty, without } = engagement(party);
  const items: KeyValue[] = [
    score("power"),
    score("interest"),
    { label: t("quadrant"), value: quadrant && translator("interestedParties.quadrant")(quadrant) },
    {
      label: t("duty"),
      value: duty ? translator("interestedParties.duty")(duty) : translator("interestedParties.withoutDuty")(without ?? "not_assessed"),
    },
  ];
  if (!party.stance) return items;
  const { support, attitude, engagementCurrent, engagementTarget } = party.stance;
  const supported = support !== null && (areScoresAssessed(party) || !party.scoresAreTemplateDefaults);
  return [
    ...items,
    {
      label: column("support"),
      value: supported ? (
        <SupportMark value={support} label={cell("support", { value: support })} />
      ) : (
        <StatusMark shape="open">{support === null ? t("notAssessed") : t("fromCatalogue", { value: support })}</StatusMark>
      ),
    },
    { label: column("attitude"), value: attitude && word(`attitude.${attitude}`) },
    ...(party.adverse
      ? []
      : [
          { label: column("engagementCurrent"), value: engagementCurrent && word(`engagementLevel.${engagementCurrent}`) },
          { label: column("engagementTarget"), value: engagementTarget && word(`engagementLevel.${engagementTarget}`) },
        ]),
  ];
}

function care(party: PartyRecord): KeyValue[] {
  const [column, cell] = [translator("interestedParties.column"), translator("interestedParties.cell")];
  const nobody = (
    <StatusMark shape="open">{party.ownerLabel ? cell("sheetOwner", { name: party.ownerLabel }) : cell("unowned")}</StatusMark>
  );
  return [
    { label: column("owner"), value: party.ownerName ?? nobody },
    { label: column("lastReviewed"), value: party.lastReviewedAt ?? <StatusMark shape="open">{cell("never")}</StatusMark> },
  ];
}

function Confirmation({ party }: { party: PartyRecord }) {
  const t = translator("interestedParties.record");
  const need = partyConfirmationNeed({
    status: party.status as PartyStatus,
    relevance: party.relevance as PartyRelevance,
    adverse: party.adverse,
    confirmedAt: party.confirmedAt,
  });
  if (party.confirmedAt && !party.adverse) {
    return (
      <List
        items={[
          { label: t("confirmedOn"), value: party.confirmedAt },
          { label: t("confirmedBy"), value: party.confirmedBy },
          { label: t("confirmedHow"), value: party.confirmationMethod },
        ]}
      />
    );
  }
  const sentence = translator("interestedParties.confirmationNeed")(need.because);
  return <p className="border-t py-2">{need.needed ? <StatusMark shape="open">{sentence}</StatusMark> : sentence}</p>;
}

function Requirements({ party, home }: { party: PartyRecord; home: string }) {
  const [t, column, word] = [translator("interestedParties.record"), translator("interestedParties.column"), translator("vocabulary")];
  if (party.requirements.length === 0) return <p className="border-t py-2 text-muted">{t("noRequirements")}</p>;
  const shape = (decision: string) =>
    decision === "undecided" ? "open" : decision === "addressed" || decision === "relevant" ? "decided" : "neutral";
  return (
    <>
      <section
        className="scroll-region overflow-x-auto"
        aria-label={t("requirements")} // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
      >
        <table className="register">
          <caption className="sr-only">{t("requirements")}</caption>
          <thead>
            <tr className="text-left">
              <th scope="col">{column("ref")}</th>
              <th scope="col">{t("statement")}</th>
              <th scope="col">{t("requirementKind")}</th>
              <th scope="col">{t("requirementRelevance")}</th>
              <th scope="col">{t("ismsDecision")}</th>
              <th scope="col">{t("priority")}</th>
            </tr>
          </thead>
          <tbody>
            {party.requirements.map((requirement) => (
              <tr key={requirement.ref}>
                <td>
                  <RefTag href={`${home}/requirements/${requirement.ref}`}>{requirement.ref}</RefTag>
                </td>
                <td>
                  <span className="inline-block min-w-44">{requirement.statement}</span>
                </td>
                <td>{word(`requirementKind.${requirement.kind}`)}</td>
                <td>
                  <StatusMark shape={shape(requirement.relevance)}>{word(`requirementRelevance.${requirement.relevance}`)}</StatusMark>
                </td>
                <td>
                  <StatusMark shape={shape(requirement.ismsDecision)}>{word(`ismsDecision.${requirement.ismsDecision}`)}</StatusMark>
                </td>
                <td>{requirement.priority && word(`priority.${requirement.priority}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {party.requirementCount > party.requirements.length && (
        <p className="mt-2 text-sm">
          <a href={`${home}/requirements?party=${party.ref}`} className="link">
            {t("allRequirements", { count: party.requirementCount })}
          </a>
        </p>
      )}
    </>
  );
}

function Links({ items, path }: { items: readonly { ref: string; title: string; status: string; after?: string }[]; path: string }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.ref}>
          <RefTag href={`${path}/${item.ref}`} retired={item.status === "retired"}>
            {item.ref}
          </RefTag>{" "}
          {item.title}
          {item.after && <span className="text-muted"> · {item.after}</span>}
        </li>
      ))}
    </ul>
  );
}
