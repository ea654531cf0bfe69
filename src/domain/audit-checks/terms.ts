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

/** The terms that the checks share, each decided once for a register and a day. A check is a loop over one of these lists. */

/** A relevant requirement with its (relevant) party and its links: what most checks are about. */
export interface Relevant {
  requirement: RequirementFacts;
  party: PartyFacts;
  links: readonly LinkFacts[];
  /** The links of type control, of which every SoA check asks. */
  controls: readonly LinkFacts[];
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
  /** All requirements by id, retired ones too. */
  requirementsById: ReadonlyMap<string, RequirementFacts>;
  /** Not retired. */
  requirements: RequirementFacts[];
  /** Not retired, relevant, of a relevant party. */
  relevant: Relevant[];
  /** The relevant ones that the ISMS addresses (4.2 c). */
  addressed: Relevant[];
  isActiveUser: (id: string | null) => boolean;
  isKnownUser: (id: string | null) => boolean;
  isTopManagement: (id: string | null) => boolean;
  soa: ReadonlyMap<string, AuditFacts["soa"][number]>;
  evidence: ReadonlyMap<string, AuditFacts["evidence"][number]>;
  sources: AuditFacts["sources"];
  sourcesById: ReadonlyMap<string, AuditFacts["sources"][number]>;
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

export { isBlank } from "@/domain/ruling";

const LEGAL = new Set<string | null>(["legal", "regulatory"]);
const HARD = new Set<string | null>(["legal", "regulatory", "contractual"]);

/** Law or a regulator's rule. */
export const isLegal = ({ kind }: RequirementFacts): boolean => LEGAL.has(kind);
/** Legal, regulatory or contractual. */
export const isHard = ({ kind }: RequirementFacts): boolean => HARD.has(kind);

/** All documents a requirement rests on, each once. The same for the laws. */
export const sourceIds = (requirement: RequirementFacts): string[] => together(requirement.source_id, requirement.source_ids);
export const obligationIds = (requirement: RequirementFacts): string[] => together(requirement.obligation_id, requirement.obligation_ids);

function together(first: string | null, all: readonly string[]): string[] {
  if (all.length === 0) return first === null ? [] : [first];
  return [...new Set(first === null ? all : [first, ...all])];
}

/** The lists and indexes of a register for one day; time and memory grow with the number of records and links. Throws RangeError for what is no day. */
export function openRegister(facts: AuditFacts, today: string): Register {
  const parties = live(facts.parties);
  const relevantParties = parties.filter(({ status, relevance }) => status === "active" && relevance === "relevant");
  const partiesById = byId(relevantParties);
  const requirements = live(facts.requirements);
  const relevant = relevantRequirements(requirements, partiesById, facts.links);
  const users = byId(facts.users);
  const approvedVersions = facts.versions.filter(({ status }) => status === "approved");
  return {
    facts,
    org: facts.org,
    today,
    parties,
    relevantParties,
    isRelevantParty: (id) => id !== null && partiesById.has(id),
    requirementsById: byId(facts.requirements),
    requirements,
    relevant,
    addressed: relevant.filter(({ requirement }) => requirement.isms_decision === "addressed"),
    isActiveUser: (id) => id !== null && users.get(id)?.active === true,
    isKnownUser: (id) => id !== null && users.has(id),
    isTopManagement: (id) => id !== null && users.get(id)?.is_top_management === true,
    soa: firstBy(facts.soa, ({ control_ref }) => [control_ref]),
    evidence: firstBy(live(facts.evidence), ({ id, ref }) => [id, ref]),
    sources: live(facts.sources),
    sourcesById: byId(facts.sources),
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

function relevantRequirements(
  requirements: readonly RequirementFacts[],
  relevantParties: ReadonlyMap<string, PartyFacts>,
  links: readonly LinkFacts[],
): Relevant[] {
  const relevant: (Relevant & { links: LinkFacts[]; controls: LinkFacts[] })[] = [];
  const byRequirement = new Map<string, (typeof relevant)[number]>();
  for (const requirement of requirements) {
    const party = requirement.relevance === "relevant" ? relevantParties.get(requirement.party_id) : undefined;
    if (!party) continue;
    const entry = { requirement, party, links: [], controls: [] };
    relevant.push(entry);
    byRequirement.set(requirement.id, entry);
  }
  for (const link of links) {
    const entry = byRequirement.get(link.requirement_id);
    entry?.links.push(link);
    if (link.target_type === "control") entry?.controls.push(link);
  }
  return relevant;
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
