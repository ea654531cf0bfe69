import { createHash } from "node:crypto";
import { type SheetFacts, type SheetRequirement, withNamedOthers } from "@/domain/assurance";
import { canonicalText } from "@/domain/audit-trail";
import { annexControl, CLAUSES } from "@/domain/controls";
import type { ImplementationStatus, PartyKind } from "@/domain/vocabulary";
import { standingOf } from "@/features/copies/queries";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";

export interface SheetParty {
  id: string;
  ref: string;
  name: string;
  adverse: boolean;
  status: string;
}

type Titled = { ref: string; title: string; retired: boolean };

/** Everything a sheet for this party is built from, as it stands now. Of other parties only what they are called, to keep it out. */
export async function sheetFacts(access: Access, tx: Tx, party: SheetParty): Promise<SheetFacts> {
  const organizationId = access.organization.id;
  const requirements = await tx.$queryRaw<
    (Omit<SheetRequirement, "links" | "sources"> & { id: string; links: SheetRequirement["links"]; sources: string[] })[]
  >`
    SELECT r.id, r.ref, r.statement, r.status, r.relevance, r.isms_decision AS "ismsDecision", r.isms_decision_rationale AS "ismsDecisionRationale",
           r.how_addressed AS "howAddressed", r.fulfilment_status AS "fulfilmentStatus", r.fulfilment_assessed_at::text AS "fulfilmentAssessedAt",
           r.priority, coalesce(u.name, r.owner_label, '') AS "ownerName",
           (SELECT coalesce(json_agg(json_build_object('targetType', l.target_type, 'targetRef', l.target_ref)
                     ORDER BY l.target_type, length(l.target_ref), l.target_ref), '[]'::json)
              FROM requirement_link l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS links,
           ARRAY(SELECT o.title FROM requirement_obligation ro JOIN obligation o ON o.organization_id = ro.organization_id AND o.id = ro.obligation_id
                  WHERE ro.organization_id = r.organization_id AND ro.requirement_id = r.id AND o.status <> 'retired' ORDER BY ro.position, o.ref)
           || ARRAY(SELECT s.title FROM requirement_source rs JOIN source_document s ON s.organization_id = rs.organization_id AND s.id = rs.source_id
                  WHERE rs.organization_id = r.organization_id AND rs.requirement_id = r.id AND s.status <> 'retired' ORDER BY rs.position, s.ref) AS sources
      FROM requirement r LEFT JOIN user_account u ON u.id = r.owner_id
     WHERE r.organization_id = ${organizationId}::uuid AND r.party_id = ${party.id}::uuid AND r.status = 'active' AND r.relevance = 'relevant'
     ORDER BY length(r.ref), r.ref`;
  const refs = (types: readonly string[]) => [
    ...new Set(
      requirements.flatMap(({ links }) => links.flatMap(({ targetType, targetRef }) => (types.includes(targetType) ? [targetRef] : []))),
    ),
  ];
  const byRef = <Row extends { ref: string }>(rows: readonly Row[]): Record<string, Omit<Row, "ref">> =>
    Object.fromEntries(rows.map(({ ref, ...row }) => [ref, row]));
  const evidence = await tx.$queryRaw<(Titled & { dated: string; validUntil: string | null })[]>`
    SELECT ref, title, dated::text, valid_until::text AS "validUntil", status = 'retired' AS retired FROM evidence
     WHERE organization_id = ${organizationId}::uuid AND ref = ANY(${refs(["evidence"])}::text[])`;
  const documents = await tx.$queryRaw<(Titled & { edition: string })[]>`
    SELECT ref, title, edition, status = 'retired' AS retired FROM isms_document
     WHERE organization_id = ${organizationId}::uuid AND ref = ANY(${refs(["policy", "procedure"])}::text[])`;
  const risks = await tx.$queryRaw<Titled[]>`
    SELECT ref, title, status = 'retired' AS retired FROM risk
     WHERE organization_id = ${organizationId}::uuid AND ref = ANY(${refs(["risk"])}::text[])`;
  const profile = await tx.organizationProfile.findUnique({
    where: { organizationId },
    select: { classification: true, languages: true },
  });
  const others = await tx.$queryRaw<{ ref: string; name: string; kind: PartyKind; members: string[] }[]>`
    SELECT ref, name, kind, members FROM interested_party
     WHERE organization_id = ${organizationId}::uuid AND id <> ${party.id}::uuid ORDER BY length(ref), ref`;
  return withNamedOthers({
    organization: access.organization.name,
    classification: profile?.classification ?? "",
    language: profile?.languages[0] ?? "en",
    versionLabel: (await standingOf(access)).label,
    party: { ref: party.ref, name: party.name },
    requirements: requirements.map(({ id: _id, ...requirement }) => requirement),
    clauses: Object.fromEntries(refs(["clause"]).map((ref) => [ref, clauseTitle(ref)])),
    controls: await controlsOf(tx, organizationId, refs(["control"])),
    evidence: byRef(evidence),
    documents: byRef(documents),
    risks: byRef(risks),
    others,
  });
}

async function controlsOf(tx: Tx, organizationId: string, refs: readonly string[]): Promise<SheetFacts["controls"]> {
  const own = await tx.$queryRaw<{ ref: string; title: string }[]>`
    SELECT ref, title FROM own_control WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' AND ref = ANY(${[...refs]}::text[])`;
  const stated = await tx.$queryRaw<{ ref: string; applicable: boolean | null; status: ImplementationStatus | null }[]>`
    SELECT control_ref AS ref, applicable, implementation_status AS status FROM soa_entry
     WHERE organization_id = ${organizationId}::uuid AND control_ref = ANY(${[...refs]}::text[])`;
  const titles = new Map(own.map(({ ref, title }) => [ref, title]));
  const entries = new Map(stated.map((entry) => [entry.ref, entry]));
  return Object.fromEntries(
    refs.flatMap((ref) => {
      const title = annexControl(ref)?.title ?? titles.get(ref);
      const { applicable = null, status = null } = entries.get(ref) ?? {};
      return title === undefined ? [] : [[ref, { title, status, applicable }]];
    }),
  );
}

const CLAUSE_TITLES: ReadonlyMap<string, string> = new Map(CLAUSES.map(({ ref, title }) => [ref, title]));

/** "Clause 7.4 a" is titled like "Clause 7.4". */
function clauseTitle(ref: string): string {
  return CLAUSE_TITLES.get(ref) ?? CLAUSE_TITLES.get(ref.split(" ").slice(0, 2).join(" ")) ?? "";
}

/** SHA-256 of what the maker saw. How many other records changed meanwhile does not matter. */
export function hashOfFacts({ versionLabel: _label, ...facts }: SheetFacts): string {
  return hashOf(canonicalText(facts));
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
