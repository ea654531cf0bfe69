import Link from "next/link";
import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import { Chip } from "@/components/ui/status-mark";
import { catalogueParty } from "@/domain/catalogue";
import type { FactKind, OneSided, SilentProposal } from "@/domain/silent-stakeholders";
import { translator } from "@/lib/translate";
import { reasonSentence } from "../reason";

const ROOMS: Record<FactKind, string> = {
  source: "sources",
  obligation: "obligations",
  requirement: "requirements",
  "context-issue": "context",
};

interface ProposalsProps {
  home: string;
  proposals: readonly (SilentProposal & { adverse: boolean })[];
  /** The ways on from one proposal: add, rule out. */
  deeds: (proposal: SilentProposal) => ReactNode;
}

/** Every proposal with the records that point to it. */
export function SilentProposals({ home, proposals, deeds }: ProposalsProps) {
  const t = translator("silent");
  return (
    <section className="mb-10">
      <h2 className="mb-2 font-serif text-xl font-semibold">{t("proposals")}</h2>
      {proposals.length === 0 ? (
        <div className="border-y py-6">
          <p className="font-medium">{t("nobody")}</p>
          <p className="prose-width text-sm text-muted">{t("nobodyText")}</p>
        </div>
      ) : (
        <ul className="border-t">
          {proposals.map((proposal) => (
            <li key={proposal.key} className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b py-3">
              <div className="min-w-0 flex-1 basis-96">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <Link href={`${home}/catalogue/${proposal.key}`} prefetch={false} className="font-medium hover:underline">
                    {proposal.name}
                  </Link>
                  {proposal.adverse && <Chip shape="adverse">{translator("catalogueForm")("adverse")}</Chip>}
                  <span className="text-sm text-muted">{t("pointing", { count: proposal.count })}</span>
                </p>
                <ul className="mt-1 border-l border-line-strong pl-4 text-sm">
                  {proposal.reasons.map((reason) => (
                    <li key={reason.id} className="py-0.5">
                      <RefTag href={`${home}/${ROOMS[reason.kind]}/${reason.ref}`}>{reason.ref}</RefTag>
                      {reasonSentence(reason).slice(reason.ref.length)}
                    </li>
                  ))}
                  {proposal.count > proposal.reasons.length && (
                    <li className="text-muted">{t("andMore", { count: proposal.count - proposal.reasons.length })}</li>
                  )}
                </ul>
              </div>
              <div className="flex gap-2">{deeds(proposal)}</div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The reverse: documents and laws whose other side is missing. */
export function OneSidedRecords({ home, records }: { home: string; records: readonly OneSided[] }) {
  const t = translator("silent");
  const word = translator("vocabulary");
  return (
    <section>
      <h2 className="font-serif text-xl font-semibold">{t("oneSided")}</h2>
      <p className="prose-width mb-2 text-sm text-muted">{t("oneSidedLead")}</p>
      {records.length === 0 ? (
        <p className="border-y py-6 font-medium">{t("noneOneSided")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        <section className="scroll-region overflow-x-auto" tabIndex={0} aria-label={t("oneSided")}>
          <table className="register">
            <thead>
              <tr>
                {[t("record"), t("otherSide"), t("likely")].map((heading) => (
                  <th key={heading} scope="col" className="text-left">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <tr key={record.id}>
                  <td>
                    <RefTag href={`${home}/${ROOMS[record.kind]}/${record.ref}`}>{record.ref}</RefTag> {record.title}{" "}
                    <span className="text-muted">{record.type ? word(`sourceDocumentType.${record.type}`) : record.jurisdiction}</span>
                  </td>
                  <td>{t(`missing.${record.otherSide}`)}</td>
                  <td>
                    {record.likely && (
                      <Link href={`${home}/catalogue/${record.likely}`} prefetch={false} className="link">
                        {catalogueParty(record.likely)?.name}
                      </Link>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
