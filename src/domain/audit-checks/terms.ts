import type {
  AuditFacts,
  LinkFacts,
  ManagementReviewFacts,
  OrgFacts,
  PartyFacts,
  RequirementFacts,
  VersionFacts,
} from "@/domain/audit-checks/facts";
import { addDays, addMonths, isOverdue } from "@/domain/dates";
import { isBlank } from "@/domain/ruling";

/** The terms that the checks share, each decided once for a register and a day. A check is a loop over one of these lists. */

/** A relevant requirement with its (relevant) party and with where its links lead: what most checks are about. */
export interface Relevant {
  requirement: RequirementFacts;
  party: PartyFacts;
  /** To a clause, control, risk, policy, procedure or objective. */
  leadsIntoIsms: boolean;
  leadsToRisk: boolean;
  /** To a control that the statement of applicability includes. */
  leadsToApplicableControl: boolean;
  leadsToPlannedControl: boolean;
  /** To a clause or procedure, with a rationale: met by a process of the management system and not by a control (rule 10). */
  leadsToReasonedProcess: boolean;
  /** To evidence that exists and is valid today. */
  leadsToCurrentEvidence: boolean;
}

export interface ControlLinks {
  count: number;
  /** Those to a control that the statement of applicability excludes or does not know, in the order of the links. */
  outside: { link: LinkFacts; from: Relevant }[];
  /** The controls that an addressed requirement leads to which is legal or regulatory, or contractual. */
  askedBy: Record<"legal" | "contractual", Set<string>>;
}

export interface Register {
  facts: AuditFacts;
  org: OrgFacts;
  today: string;
  /** Not retired. */
  parties: PartyFacts[];
  /** Active and relevant. */
  relevantParties: PartyFacts[];
  isRelevantParty: (id: string | null) => boolean;
  /** Not retired. */
  requirements: RequirementFacts[];
  /** Not retired, relevant, of a relevant party. */
  relevant: Relevant[];
  /** The relevant ones that the ISMS addresses (4.2 c). */
  addressed: Relevant[];
  /** Not retired and decided to be relevant, but of a party that is not. */
  homeless: ReadonlySet<RequirementFacts>;
  /** What the links of addressed requirements to controls come to. */
  controlLinks: ControlLinks;
  isActiveUser: (id: string | null) => boolean;
  isKnownUser: (id: string | null) => boolean;
  isTopManagement: (id: string | null) => boolean;
  soa: ReadonlyMap<string, AuditFacts["soa"][number]>;
  sources: AuditFacts["sources"];
  /** Of the legal register, those that apply. */
  applicableObligations: AuditFacts["obligations"];
  managementReviews: ReadonlyMap<string, ManagementReviewFacts>;
  /** The newest that was held by today; null where none was. */
  newestManagementReview: ManagementReviewFacts | null;
  approvedVersions: VersionFacts[];
  /** The newest approved one; null where none is. */
  approvedVersion: VersionFacts | null;
  /** More than so many whole days before today. An unknown day is not shown to be older. */
  isOlderThan: (day: string | null, days: number) => boolean;
  /** Unknown, or overdue by the organisation's own interval: on time on the anniversary, overdue the day after (rule 14). */
  isOlderThanInterval: (day: string | null) => boolean;
}

export { isBlank };

const LEGAL = new Set<string | null>(["legal", "regulatory"]);
const HARD = new Set<string | null>(["legal", "regulatory", "contractual"]);

/** Law or a regulator's rule. */
export const isLegal = ({ kind }: RequirementFacts): boolean => LEGAL.has(kind);
/** Legal, regulatory or contractual. */
export const isHard = ({ kind }: RequirementFacts): boolean => HARD.has(kind);

/** Whether any of the documents a requirement rests on is so. The same for the laws. */
export const hasSource = (requirement: RequirementFacts, is: (id: string) => boolean): boolean =>
  (requirement.source_id !== null && is(requirement.source_id)) || requirement.source_ids.some(is);
export const hasObligation = (requirement: RequirementFacts, is: (id: string) => boolean): boolean =>
  (requirement.obligation_id !== null && is(requirement.obligation_id)) || requirement.obligation_ids.some(is);

/** The lists and indexes of a register for one day; time and memory grow with the number of records and links. Throws RangeError for what is no day. */
export function openRegister(facts: AuditFacts, today: string): Register {
  const parties = live(facts.parties);
  const relevantParties = parties.filter(({ status, relevance }) => status === "active" && relevance === "relevant");
  const partiesById = byId(relevantParties);
  const requirements = live(facts.requirements);
  const { relevant, homeless } = settle(requirements, partiesById);
  const soa = firstBy(facts.soa, ({ control_ref }) => [control_ref]);
  const users = byId(facts.users);
  const approvedVersions = facts.versions.filter(({ status }) => status === "approved");
  return {
    facts,
    org: facts.org,
    today,
    parties,
    relevantParties,
    isRelevantParty: (id) => id !== null && partiesById.has(id),
    requirements,
    relevant,
    addressed: relevant.filter(({ requirement }) => requirement.isms_decision === "addressed"),
    homeless,
    controlLinks: followLinks(facts, relevant, soa, today),
    isActiveUser: (id) => id !== null && users.get(id)?.active === true,
    isKnownUser: (id) => id !== null && users.has(id),
    isTopManagement: (id) => id !== null && users.get(id)?.is_top_management === true,
    soa,
    sources: live(facts.sources),
    applicableObligations: live(facts.obligations).filter(({ applicable }) => applicable),
    managementReviews: byId(facts.mreviews),
    newestManagementReview: newest(facts.mreviews, today),
    approvedVersions,
    approvedVersion: inOrderOfApproval(approvedVersions).at(-1) ?? null,
    ...clock(today, facts.org.review_interval_months),
  };
}

/** The versions with a day of approval, in its order; on one day by number. */
export function inOrderOfApproval<V extends Pick<VersionFacts, "number" | "approved_at">>(versions: readonly V[]): V[] {
  return [...versions].sort((a, b) => compare(a.approved_at ?? "", b.approved_at ?? "") || compareVersionNumbers(a.number, b.number));
}

/** Part by part as whole numbers: "1.10" after "1.9", "2" the same as "2.0". */
export function compareVersionNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((number) => (number.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function settle(
  requirements: readonly RequirementFacts[],
  relevantParties: ReadonlyMap<string, PartyFacts>,
): { relevant: Relevant[]; homeless: Set<RequirementFacts> } {
  const relevant: Relevant[] = [];
  const homeless = new Set<RequirementFacts>();
  for (const requirement of requirements) {
    if (requirement.relevance !== "relevant") continue;
    const party = relevantParties.get(requirement.party_id);
    if (party) relevant.push(unlinked(requirement, party));
    else homeless.add(requirement);
  }
  return { relevant, homeless };
}

function unlinked(requirement: RequirementFacts, party: PartyFacts): Relevant {
  return {
    requirement,
    party,
    leadsIntoIsms: false,
    leadsToRisk: false,
    leadsToApplicableControl: false,
    leadsToPlannedControl: false,
    leadsToReasonedProcess: false,
    leadsToCurrentEvidence: false,
  };
}

/** One pass over the links: notes on each relevant requirement where it leads, and sums up the links to controls. */
function followLinks(facts: AuditFacts, relevant: readonly Relevant[], soa: Register["soa"], today: string): ControlLinks {
  const byRequirement = new Map<string, Relevant>();
  for (const entry of relevant) if (!byRequirement.has(entry.requirement.id)) byRequirement.set(entry.requirement.id, entry);
  const current = live(facts.evidence).filter(({ valid_until }) => valid_until === null || valid_until >= today);
  const currentEvidence = new Set(current.flatMap(({ id, ref }) => [id, ref]));
  const controlLinks: ControlLinks = { count: 0, outside: [], askedBy: { legal: new Set(), contractual: new Set() } };
  let [id, from]: [string | null, Relevant | undefined] = [null, undefined];
  for (const link of facts.links) {
    // The links of one requirement mostly stand together.
    if (link.requirement_id !== id) {
      id = link.requirement_id;
      from = byRequirement.get(id);
    }
    if (!from) continue;
    const type = link.target_type;
    if (type === "evidence") {
      if (currentEvidence.has(link.target_ref)) from.leadsToCurrentEvidence = true;
      continue;
    }
    if (type === null || type === "scope") continue;
    from.leadsIntoIsms = true;
    if (type === "risk") from.leadsToRisk = true;
    else if (type === "control") {
      const row = soa.get(link.target_ref);
      if (row?.applicable === true) from.leadsToApplicableControl = true;
      if (row?.implementation_status === "planned") from.leadsToPlannedControl = true;
      if (from.requirement.isms_decision !== "addressed") continue;
      controlLinks.count += 1;
      if (row?.applicable !== true) controlLinks.outside.push({ link, from });
      if (from.requirement.kind === "contractual") controlLinks.askedBy.contractual.add(link.target_ref);
      else if (isLegal(from.requirement)) controlLinks.askedBy.legal.add(link.target_ref);
    } else if ((type === "clause" || type === "procedure") && !isBlank(link.rationale)) from.leadsToReasonedProcess = true;
  }
  return controlLinks;
}

/** Both questions of age become a comparison of texts with a day that is worked out once. */
function clock(today: string, intervalMonths: number): Pick<Register, "isOlderThan" | "isOlderThanInterval"> {
  const oldest = new Map<number, string>();
  const oldestWithin = (days: number): string => {
    const known = oldest.get(days) ?? dayBefore(today, days);
    oldest.set(days, known);
    return known;
  };
  const firstOnTime = firstDayWithin(today, intervalMonths);
  return {
    isOlderThan: (day, days) => day !== null && day < oldestWithin(days),
    isOlderThanInterval: (day) => day === null || day < firstOnTime,
  };
}

const BEFORE_THE_CALENDAR = "0000-00-00";

function dayBefore(today: string, days: number): string {
  try {
    return addDays(today, -Math.floor(days));
  } catch (error) {
    // Nobody was there more days ago than the calendar has; a day to come may be as far off as it likes.
    if (error instanceof RangeError) return days > 0 ? BEFORE_THE_CALENDAR : today;
    throw error;
  }
}

/** The earliest day of which `isOverdue` says that it is still on time. At most three days from the plain subtraction (ends of months). */
export function firstDayWithin(today: string, months: number): string {
  try {
    let day = addMonths(today, -months);
    while (isOverdue(day, months, today)) day = addDays(day, 1);
    return day;
  } catch (error) {
    if (error instanceof RangeError) return BEFORE_THE_CALENDAR;
    throw error;
  }
}

function newest(reviews: readonly ManagementReviewFacts[], today: string): ManagementReviewFacts | null {
  let found: ManagementReviewFacts | null = null;
  for (const review of reviews) {
    if (review.held_at !== null && review.held_at <= today && review.held_at >= (found?.held_at ?? "")) found = review;
  }
  return found;
}

function live<T extends { status: string }>(records: readonly T[]): T[] {
  return records.filter(({ status }) => status !== "retired");
}

export { live as notRetired };

function byId<T extends { id: string }>(records: readonly T[]): Map<string, T> {
  return firstBy(records, ({ id }) => [id]);
}

// Of two records with one id the first counts, whatever stands behind it.
function firstBy<T>(records: readonly T[], keys: (record: T) => string[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const record of records) for (const key of keys(record)) if (key !== "" && !found.has(key)) found.set(key, record);
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
