import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import type { RequirementRecord } from "@/features/requirements/queries";
import type { ThreadRecord } from "@/features/threads/queries";
import { targetPath } from "@/lib/target-path";
import { translator } from "@/lib/translate";
import type { ThreadEvidence } from "../queries";

/** Of a requirement, in one column: who asks, where it is written, who decided what when and why. */
export function ThreadFacts({ home, record }: { home: string; record: RequirementRecord }) {
  const t = translator("auditRoom.threads");
  const word = (group: string, value: string) => translator(`vocabulary.${group}`)(value);
  const { values, party, sources, obligations, names } = record;
  const decided = (what: string, date: string | null, person: string | null, why: string) => (
    <>
      {date ? t("decision", { what, date, name: (person && names[person]) || t("nobody") }) : t("decisionUndated", { what })}
      {why && <span className="block text-muted">{why}</span>}
    </>
  );
  return (
    <div className="grid gap-x-12 gap-y-8 xl:grid-cols-2">
      <section aria-labelledby="party-and-source">
        <h2 id="party-and-source" className="mb-2 font-serif text-xl font-semibold">
          {t("partyAndSource")}
        </h2>
        <KeyValueList
          emptyLabel={translator("auditRoom.register")("none")}
          items={[
            {
              label: t("party"),
              value: (
                <>
                  <RefTag href={`${home}/interested-parties/${party.ref}`}>{party.ref}</RefTag> {party.name}
                </>
              ),
            },
            {
              label: t("source"),
              value: [
                values.sourceRef,
                ...sources.map((source) => (
                  <span key={source.id} className="block">
                    <RefTag href={`${home}/sources/${source.ref}`}>{source.ref}</RefTag> {source.title}
                  </span>
                )),
              ].filter(Boolean),
            },
            {
              label: t("law"),
              value: obligations.map((one) => (
                <span key={one.id} className="block">
                  <RefTag href={`${home}/obligations/${one.ref}`}>{one.ref}</RefTag> {one.citation || one.title}
                </span>
              )),
            },
            { label: t("locator"), value: values.sourceLocator },
            { label: t("wording"), value: values.partyWording },
            {
              label: t("confirmed"),
              value: values.confirmedAt && t("confirmedBy", { date: values.confirmedAt, name: values.confirmedBy || t("nobody") }),
            },
          ]}
        />
      </section>
      <section aria-labelledby="decisions">
        <h2 id="decisions" className="mb-2 font-serif text-xl font-semibold">
          {t("decisions")}
        </h2>
        <KeyValueList
          emptyLabel={translator("auditRoom.register")("none")}
          items={[
            {
              label: t("relevance"),
              note: "Clause 4.2 b",
              value: decided(
                word("requirementRelevance", values.relevance),
                values.relevanceDecidedAt,
                values.relevanceDecidedById,
                values.relevance === "discarded" ? values.discardReason : values.relevanceRationale,
              ),
            },
            {
              label: t("isms"),
              note: "Clause 4.2 c",
              value: decided(
                word("ismsDecision", values.ismsDecision),
                values.ismsDecidedAt,
                values.ismsDecidedById,
                [values.ismsDecisionRationale, values.howAddressed].filter(Boolean).join("\n"),
              ),
            },
            {
              label: t("priority"),
              value:
                values.priority &&
                decided(
                  word("priority", values.priority),
                  values.priorityDecidedAt,
                  values.priorityDecidedById,
                  values.priorityJustification,
                ),
            },
            {
              label: t("fulfilment"),
              value: (
                <>
                  {[word("fulfilmentStatus", values.fulfilmentStatus), values.fulfilmentAssessedAt].filter(Boolean).join(", ")}
                  {values.fulfilmentNote && <span className="block text-muted">{values.fulfilmentNote}</span>}
                </>
              ),
            },
          ]}
        />
      </section>
    </div>
  );
}

/** Where a requirement leads, each link with why. */
export function ThreadLinks({ home, links }: { home: string; links: ThreadRecord["links"] }) {
  const t = translator("auditRoom.threads");
  return (
    <section aria-labelledby="links" className="mt-8">
      <h2 id="links" className="mb-2 font-serif text-xl font-semibold">
        {t("links")}
      </h2>
      {links.length === 0 ? (
        <p className="text-muted">{t("noLinks")}</p>
      ) : (
        <ul className="border-t text-[0.9375rem]">
          {links.map((link) => (
            <li key={`${link.type} ${link.ref}`} className="grid gap-x-8 border-b py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <span>
                <RefTag href={link.target ? home + targetPath(link) : undefined} retired={link.target?.retired}>
                  {link.ref}
                </RefTag>{" "}
                {link.target?.title ?? t("notFound")}
                <span className="block text-sm text-muted">
                  {translator("vocabulary.linkTargetType")(link.type)}
                  {link.coverage && ` · ${translator("vocabulary.linkCoverage")(link.coverage)}`}
                </span>
              </span>
              <span className="text-muted [overflow-wrap:anywhere]">{link.rationale}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The evidence at the end of the thread, with what makes it evidence. */
export function EvidenceFacts({ home, evidence }: { home: string; evidence: readonly ThreadEvidence[] }) {
  const t = translator("auditRoom.threads");
  return (
    <section aria-labelledby="evidence" className="mt-8">
      <h2 id="evidence" className="mb-2 font-serif text-xl font-semibold">
        {t("evidence")}
      </h2>
      {evidence.length === 0 ? (
        <p className="text-muted">{t("noEvidence")}</p>
      ) : (
        evidence.map((one) => (
          <div key={one.ref} className="mb-4 max-w-4xl">
            <h3 className="mb-1">
              <RefTag href={`${home}/evidence/${one.ref}`}>{one.ref}</RefTag> {one.title}
            </h3>
            <KeyValueList
              emptyLabel={translator("auditRoom.register")("none")}
              items={[
                { label: t("dated"), value: one.dated },
                {
                  label: t("valid"),
                  value: one.expired ? (
                    <StatusMark shape="overdue">{`${one.validUntil}, ${t("expired")}`}</StatusMark>
                  ) : (
                    (one.validUntil ?? t("openEnded"))
                  ),
                },
                { label: t("origin"), value: one.origin },
                { label: t("added"), value: one.addedBy },
                {
                  label: t("hash"),
                  value: one.contentHash && <span className="font-mono text-[0.8125rem] break-all">{one.contentHash}</span>,
                },
              ]}
            />
          </div>
        ))
      )}
    </section>
  );
}
