import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import type { AuditFacts, PartyFacts } from "@/domain/audit-checks/facts";
import { isBlank, notRetired } from "@/domain/audit-checks/terms";
import { ENGAGEMENT_LEVELS } from "@/domain/vocabulary";

/** Audit point 5: the parties know (7.4), and are heard (9.3.2 e). Adverse parties are not engaged (rule 7). */
export const PARTIES_KNOW: Readonly<Record<string, Check>> = {
  "AC-43": ({ relevantParties, facts }) => {
    const planned = new Set(notRetired(facts.comms).map(({ party_id }) => party_id));
    return examine(relevantParties, {
      among: ({ adverse, power, interest }) => !adverse && ((power ?? 0) >= 4 || (interest ?? 0) >= 4),
      fails: ({ id }) => !planned.has(id),
      subject: ofParty,
    });
  },

  "AC-44": ({ facts, isActiveUser }) =>
    examine(notRetired(facts.comms), {
      fails: ({ what, when, with_whom, how, owner_id }) =>
        isBlank(what) || isBlank(when) || isBlank(with_whom) || isBlank(how) || !isActiveUser(owner_id),
      subject: ofComm,
    }),

  "AC-45": ({ facts, isOlderThan }) =>
    examine(notRetired(facts.comms), {
      among: ({ frequency_days }) => (frequency_days ?? 0) > 0,
      fails: ({ frequency_days, last_done_at }) => last_done_at === null || isOlderThan(last_done_at, frequency_days! + 14),
      subject: ofComm,
    }),

  "AC-46": ({ addressed, facts }) => {
    const lastTold = new Map<string, string>();
    for (const { type, party_id, date } of facts.engagements) {
      if ((type === "notice" || type === "meeting") && date !== null && date > (lastTold.get(party_id) ?? "")) lastTold.set(party_id, date);
    }
    return examine(addressed, {
      among: ({ requirement, party }) => requirement.strength === "need" && !party.adverse,
      fails: ({ requirement, party }) =>
        requirement.communicated_at === null && !((lastTold.get(party.id) ?? "") > (requirement.created_at ?? "")),
      subject: ({ requirement }) => asSubject("requirement", requirement),
    });
  },

  "AC-47": ({ facts, isOlderThan }) =>
    examine(facts.engagements, {
      among: ({ type, date }) => type === "feedback" && isOlderThan(date, 30),
      fails: ({ response }) => isBlank(response),
      subject: (engagement) => asSubject("engagement", { ...engagement, title: `of ${engagement.date}` }),
    }),

  "AC-48": ({ relevantParties, facts, isOlderThan }) => {
    const engaged = new Set<string>();
    for (const { party_id, date } of facts.engagements) if (date !== null && !isOlderThan(date, 180)) engaged.add(party_id);
    return examine(relevantParties, {
      among: ({ adverse, power, engagement_current, engagement_target }) =>
        !adverse && (power ?? 0) >= 4 && engagement_current !== null && engagement_target !== null,
      fails: ({ id, engagement_current, engagement_target }) =>
        ENGAGEMENT_LEVELS.indexOf(engagement_current!) < ENGAGEMENT_LEVELS.indexOf(engagement_target!) && !engaged.has(id),
      subject: ofParty,
    });
  },
};

const ofComm = (comm: AuditFacts["comms"][number]) => asSubject("communication", { ...comm, title: comm.what });
const ofParty = (party: PartyFacts) => asSubject("interested-party", party);
