import { catalogueParty } from "@/domain/catalogue";
import {
  type Fact,
  type OneSided,
  oneSidedRecords,
  SILENT_RULES,
  type SilentProposal,
  silentStakeholders,
  wordPattern,
} from "@/domain/silent-stakeholders";
import type { SourceDocumentType } from "@/domain/vocabulary";
import { knownTemplates } from "@/features/catalogue/queries";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { inTenant } from "@/server/tenant";

export interface SilentFindings {
  proposals: (SilentProposal & { adverse: boolean })[];
  oneSided: OneSided[];
}

type TwoSidedFact = Fact & { otherSideStatus: string | null };

/** Who is missing in the register, by what the register itself says, and which documents and laws lack their other side. */
export async function silentFindings(access: Access): Promise<SilentFindings> {
  return inTenant(access, async (tx) => {
    const { listed, ruledOut } = await knownTemplates(access);
    const known = { listed: new Set(listed), ruledOut: new Set(ruledOut) };
    const documents = await documentsAndLaws(tx, access);
    const mentions = await mentionsOf(tx, access, known);
    return {
      proposals: silentStakeholders([...documents, ...mentions], known).map((proposal) => ({
        ...proposal,
        adverse: catalogueParty(proposal.key)?.adverse ?? false,
      })),
      oneSided: oneSidedRecords(documents),
    };
  });
}

interface DocumentRow {
  kind: "source" | "obligation";
  id: string;
  ref: string;
  title: string;
  text: string;
  type: SourceDocumentType | null;
  jurisdiction: string;
  otherSideStatus: string | null;
}

/** Active sources and applicable obligations, with the status of their other side. */
async function documentsAndLaws(tx: Tx, access: Access): Promise<TwoSidedFact[]> {
  const organizationId = access.organization.id;
  const rows = await tx.$queryRaw<DocumentRow[]>`
    SELECT 'source' AS kind, d.id, d.ref, d.title, d.search_text AS text, d.type, '' AS jurisdiction, p.status AS "otherSideStatus"
      FROM source_document d LEFT JOIN interested_party p ON p.organization_id = d.organization_id AND p.id = d.counterparty_party_id
     WHERE d.organization_id = ${organizationId}::uuid AND d.status = 'active'
    UNION ALL
    SELECT 'obligation', o.id, o.ref, o.title, o.search_text, NULL, o.jurisdiction, p.status
      FROM obligation o LEFT JOIN interested_party p ON p.organization_id = o.organization_id AND p.id = o.authority_party_id
     WHERE o.organization_id = ${organizationId}::uuid AND o.status = 'active' AND o.applicable
     ORDER BY 1 DESC, 3`;
  return rows.map((row) => ({ ...row, otherSideKnown: row.otherSideStatus !== null && row.otherSideStatus !== "retired" }));
}

/**
 * Requirements and issues in whose words a missing party shows: per rule that could still propose somebody, the first few only, so that a register of
 * 20,000 requirements is not carried into memory to be told that personal data is mentioned in most of them.
 */
async function mentionsOf(tx: Tx, access: Access, known: { listed: Set<string>; ruledOut: Set<string> }): Promise<Fact[]> {
  const patterns = SILENT_RULES.filter(({ proposes }) =>
    proposes.some((key) => !known.listed.has(key) && !known.ruledOut.has(key)),
  ).flatMap((rule) => wordPattern(rule) ?? []);
  if (patterns.length === 0) return [];
  const organizationId = access.organization.id;
  const rows = await tx.$queryRaw<{ kind: "requirement" | "context-issue"; id: string; ref: string; title: string; text: string }[]>`
    SELECT DISTINCT found.kind, found.id, found.ref, found.title, found.text FROM unnest(${patterns}::text[]) AS rule(pattern)
     CROSS JOIN LATERAL (
       (SELECT 'requirement' AS kind, r.id, r.ref, left(r.statement, 160) AS title, r.search_text AS text FROM requirement r
         WHERE r.organization_id = ${organizationId}::uuid AND r.status <> 'retired' AND r.relevance <> 'discarded' AND r.search_text ~ rule.pattern LIMIT 3)
       UNION ALL
       (SELECT 'context-issue', i.id, i.ref, i.title, i.search_text FROM context_issue i
         WHERE i.organization_id = ${organizationId}::uuid AND i.status = 'active' AND i.search_text ~ rule.pattern LIMIT 3)
     ) AS found ORDER BY found.kind DESC, found.ref`;
  return rows.map((row) => ({ ...row, type: null, jurisdiction: "", otherSideKnown: true }));
}
