import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import type { ReferenceProposal } from "@/domain/controls";
import { translator } from "@/lib/translate";
import { hrefOfReference } from "../hrefs";

/** Says what a typed reference is, and where to go: an id of 2013 translated as a proposal, or one that belongs to the other list. */
export function ReferenceProposalNote({ home, proposal }: { home: string; proposal: ReferenceProposal }) {
  if (!proposal) return null;
  const t = translator("controls.proposal");
  const readings = proposal.kind === "legacy" ? proposal.suggestions : proposal.readings;
  return (
    <Callout
      className="mb-4"
      title={t(proposal.kind, { given: proposal.given, kind: readings[0]?.kind ?? "control", count: readings.length })}
      actions={readings.map((reading) => (
        <Link key={reading.ref} href={`${home}${hrefOfReference(reading.ref)}`} className="link">
          <span className="font-mono">{reading.ref}</span> {reading.title}
        </Link>
      ))}
    />
  );
}
