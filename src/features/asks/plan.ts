import { askState, type ItemReason, mayBeAsked, proposeItem } from "@/domain/ask";
import type { PartyRelevance, PartyStatus, RequirementRelevance, RequirementStatus, SourceType } from "@/domain/vocabulary";
import { type Reachable, reachable } from "@/features/contacts/queries";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { inTenant } from "@/server/tenant";
import type { RoundChoice } from "./schema";

/** For whom a round would go out, about what, and who is left out and why. */

export interface PlanItem {
  id: string;
  ref: string;
  statement: string;
  howAddressed: string;
  ticked: boolean;
  because: ItemReason;
}

export interface PlanRecipient {
  partyId: string;
  ref: string;
  name: string;
  /** The first is asked unless another is chosen. */
  contacts: Reachable[];
  items: PlanItem[];
}

export type LeftOutReason =
  | "adverse"
  | "not_active"
  | "not_relevant"
  | "no_contact"
  | "nothing_recorded"
  | "nothing_to_confirm"
  | "asked_already";

export interface LeftOut {
  ref: string;
  name: string;
  because: LeftOutReason;
  /** The round in which it was asked already. */
  roundRef: string | null;
}

export interface Plan {
  recipients: PlanRecipient[];
  leftOut: LeftOut[];
  confirmMaxDays: number;
}

interface PartyFacts {
  id: string;
  ref: string;
  name: string;
  status: PartyStatus;
  relevance: PartyRelevance;
  adverse: boolean;
}

interface RequirementFacts {
  id: string;
  ref: string;
  partyId: string;
  statement: string;
  howAddressed: string;
  status: RequirementStatus;
  relevance: RequirementRelevance;
  sourceType: SourceType | null;
  obligationCount: number;
  confirmedAt: string | null;
}

const DEFAULT_CONFIRM_DAYS = 90;

/** @internal for queries.ts and mutations.ts */
export async function makePlan(access: Access, choice: RoundChoice): Promise<Plan> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const { partyRefs, requirementRefs } = choice;
    const chosen = partyRefs.length > 0 || requirementRefs.length > 0;
    const profile = await tx.organizationProfile.findFirst({ where: { organizationId }, select: { confirmMaxDays: true } });
    const confirmMaxDays = profile?.confirmMaxDays ?? DEFAULT_CONFIRM_DAYS;
    const parties = await tx.$queryRaw<PartyFacts[]>`
      SELECT p.id, p.ref, p.name, p.status, p.relevance, p.adverse FROM interested_party p
       WHERE p.organization_id = ${organizationId}::uuid
         AND CASE WHEN ${chosen}::boolean
                  THEN p.ref = ANY(${partyRefs}::text[]) OR EXISTS (SELECT 1 FROM requirement r WHERE r.organization_id = p.organization_id
                         AND r.party_id = p.id AND r.ref = ANY(${requirementRefs}::text[]))
                  ELSE p.status = 'active' AND p.relevance = 'relevant' END
       ORDER BY p.name_key, p.id`;
    const askable = parties.filter((party) => mayBeAsked(party).ok).map(({ id }) => id);
    const requirements = await tx.$queryRaw<RequirementFacts[]>`
      SELECT r.id, r.ref, r.party_id AS "partyId", r.statement, r.how_addressed AS "howAddressed", r.status, r.relevance,
             r.source_type AS "sourceType", r.confirmed_at::text AS "confirmedAt",
             (SELECT count(*)::int FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS "obligationCount"
        FROM requirement r WHERE r.organization_id = ${organizationId}::uuid AND r.party_id = ANY(${askable}::uuid[]) AND r.status = 'active'
       ORDER BY length(r.ref), r.ref`;
    const running = await tx.$queryRaw<{ partyId: string; status: string; dueOn: string; expiresAt: Date; ref: string }[]>`
      SELECT a.party_id AS "partyId", a.status, b.due_on::text AS "dueOn", b.expires_at AS "expiresAt", b.ref
        FROM ask a JOIN ask_batch b ON b.organization_id = a.organization_id AND b.id = a.batch_id
       WHERE a.organization_id = ${organizationId}::uuid AND b.status = 'open' AND a.status <> 'answered' AND a.status <> 'revoked'
         AND a.party_id = ANY(${askable}::uuid[])`;
    const at = now().toISOString();
    const asked = new Map(
      running
        .filter((ask) => {
          const state = askState({ ...ask, batchStatus: "open", expiresAt: ask.expiresAt.toISOString() }, at);
          return state === "open" || state === "overdue" || state === "refused";
        })
        .map(({ partyId, ref }) => [partyId, ref]),
    );
    const contacts = groupBy(await reachable(access, askable), ({ partyId }) => partyId);
    const byParty = groupBy(requirements, ({ partyId }) => partyId);
    const plan: Plan = { recipients: [], leftOut: [], confirmMaxDays };
    for (const party of parties) {
      const { ref, name } = party;
      const leave = (because: LeftOutReason, roundRef: string | null = null) => plan.leftOut.push({ ref, name, because, roundRef });
      const ruling = mayBeAsked(party);
      if (!ruling.ok) {
        leave(ruling.code);
        continue;
      }
      const items = itemsOf(byParty.get(party.id) ?? [], choice, confirmMaxDays);
      const reach = contacts.get(party.id);
      if (items.length === 0) leave("nothing_recorded");
      else if (!chosen && !items.some(({ ticked }) => ticked)) leave("nothing_to_confirm");
      else if (asked.has(party.id)) leave("asked_already", asked.get(party.id)!);
      else if (!reach) leave("no_contact");
      else plan.recipients.push({ partyId: party.id, ref, name, contacts: reach, items });
    }
    return plan;
  });
}

function itemsOf(requirements: readonly RequirementFacts[], choice: RoundChoice, confirmMaxDays: number): PlanItem[] {
  return requirements.flatMap((requirement) => {
    const proposal = proposeItem(requirement, { state: choice.state, today: today(), confirmMaxDays });
    if (!proposal) return [];
    const { id, ref, statement, howAddressed } = requirement;
    const wanted = choice.requirementRefs.length === 0 || choice.requirementRefs.includes(ref);
    // Whoever was led here from one requirement asks about that one, however it was confirmed; what confirms itself still wants a tick by hand.
    const itself = proposal.because === "law_confirms_itself" || proposal.because === "contract_confirms_itself";
    const ticked = wanted && (proposal.ask || (choice.requirementRefs.length > 0 && !itself));
    return [{ id, ref, statement, howAddressed, ticked, because: proposal.because }];
  });
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

export interface Chosen extends PlanRecipient {
  contact: Reachable;
}

/** The recipients as they were ticked: without those left out, each with the contact that is asked and what is asked about. */
export function ticked(
  plan: Plan,
  hand: { leaveOut: readonly string[]; tick: readonly string[]; untick: readonly string[]; contactIds: readonly string[] },
): Chosen[] {
  const [out, on, off, preferred] = [hand.leaveOut, hand.tick, hand.untick, hand.contactIds].map((ids) => new Set(ids)) as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  return plan.recipients.flatMap((recipient) => {
    const items = recipient.items.filter((item) => (item.ticked ? !off.has(item.id) : on.has(item.id)));
    if (out.has(recipient.partyId) || items.length === 0) return [];
    const contact = recipient.contacts.find(({ contactId }) => preferred.has(contactId)) ?? recipient.contacts[0]!;
    return [{ ...recipient, items, contact }];
  });
}
