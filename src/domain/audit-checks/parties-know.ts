import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import type { AuditFacts, PartyFacts } from "@/domain/audit-checks/facts";
import { isBlank, notRetired } from "@/domain/audit-checks/terms";
import { ENGAGEMENT_LEVELS } from "@/domain/vocabulary";

/** Audit point 5: the parties know (7.4), and are heard (9.3.2 e). Adverse parties are not engaged (rule 7). */
export const PARTIES_KNOW: Readonly<Record<string, Check>> = {
  "AC-43": ({ relevantParties, facts }) => {
    const planned = new Set(notRetired(facts.comms).map(({ party_id }) => party_id));
    return examine(
      relevantParties.filter(({ adverse, power, interest }) => !adverse && ((power ?? 0) >= 4 || (interest ?? 0) >= 4)),
      ({ id }) => !planned.has(id),
      ofParty,
    );
  },

  "AC-44": ({ facts, isActiveUser }) =>
    examine(
      notRetired(facts.comms),
      (comm) => [comm.what, comm.when, comm.with_whom, comm.how].some(isBlank) || !isActiveUser(comm.owner_id),
      ofComm,
    ),

  "AC-45": ({ facts, isOlderThan }) =>
    examine(
      notRetired(facts.comms).filter(({ frequency_days }) => (frequency_days ?? 0) > 0),
      ({ frequency_days, last_done_at }) => last_done_at === null || isOlderThan(last_done_at, frequency_days! + 14),
      ofComm,
    ),

  "AC-46": ({ addressed, facts }) => {
    const lastTold = new Map<string, string>();
    for (const { type, party_id, date } of facts.engagements) {
      if ((type === "notice" || type === "meeting") && date !== null && date > (lastTold.get(party_id) ?? "")) lastTold.set(party_id, date);
    }
    return examine(
      addressed.filter(({ requirement, party }) => requirement.strength === "need" && !party.adverse),
      ({ requirement, party }) =>
        requirement.communicated_at === null && !((lastTold.get(party.id) ?? "") > (requirement.created_at ?? "")),
      ({ requirement }) => asSubject("requirement", requirement),
    );
  },

  "AC-47": ({ facts, isOlderThan }) =>
    examine(
      facts.engagements.filter(({ type, date }) => type === "feedback" && isOlderThan(date, 30)),
      ({ response }) => isBlank(response),
      (engagement) => asSubject("engagement", { ...engagement, title: `of ${engagement.date}` }),
    ),

  "AC-48": ({ relevantParties, facts, isOlderThan }) => {
    const engaged = new Set<string>();
    for (const { party_id, date } of facts.engagements) if (date !== null && !isOlderThan(date, 180)) engaged.add(party_id);
    const level = (name: (typeof ENGAGEMENT_LEVELS)[number] | null) => (name === null ? -1 : ENGAGEMENT_LEVELS.indexOf(name));
    return examine(
      relevantParties.filter(
        (party) => !party.adverse && (party.power ?? 0) >= 4 && party.engagement_current !== null && party.engagement_target !== null,
      ),
      ({ id, engagement_current, engagement_target }) => level(engagement_current) < level(engagement_target) && !engaged.has(id),
      ofParty,
    );
  },
};

const ofComm = (comm: AuditFacts["comms"][number]) => asSubject("communication", { ...comm, title: comm.what });
const ofParty = (party: PartyFacts) => asSubject("interested-party", party);
