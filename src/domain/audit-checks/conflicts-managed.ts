import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import type { ConflictFacts } from "@/domain/audit-checks/facts";
import { isBlank, isLegal } from "@/domain/audit-checks/terms";

/** Audit point 8: conflicts between requirements are managed (4.2 c, 6.1.1). */
export const CONFLICTS_MANAGED: Readonly<Record<string, Check>> = {
  "AC-68": ({ facts, org, isOlderThan }) =>
    examine(facts.conflicts, {
      among: ({ status }) => status === "open" || status === "negotiating",
      fails: ({ opened_at }) => isOlderThan(opened_at, org.conflict_max_days),
      subject: ofConflict,
    }),

  "AC-69": ({ facts }) =>
    examine(facts.conflicts, {
      among: ({ status }) => status === "resolved" || status === "accepted",
      fails: ({ resolution, rationale, impact_assessment, method, decided_by, decided_at, requirement_ids }) =>
        [resolution, rationale, impact_assessment, method, decided_by, decided_at].some(isBlank) || new Set(requirement_ids).size < 2,
      subject: ofConflict,
    }),

  "AC-70": ({ facts, isTopManagement }) => {
    const contested = new Set(
      facts.conflicts.flatMap(({ requirement_ids, prevailing_requirement_id }) => [...requirement_ids, prevailing_requirement_id]),
    );
    const laws =
      contested.size === 0 ? [] : facts.requirements.filter((requirement) => contested.has(requirement.id) && isLegal(requirement));
    const lawIds = new Set(laws.map(({ id }) => id));
    return examine(facts.conflicts, {
      among: ({ prevailing_requirement_id }) => prevailing_requirement_id !== null,
      fails: ({ prevailing_requirement_id: prevailing, requirement_ids, status, method, decided_by }) => {
        // A recorded acceptance of non-compliance is the one way in which law may give way.
        const isAcceptedAtTheTop = status === "accepted" && method === "escalated" && isTopManagement(decided_by);
        return !lawIds.has(prevailing!) && requirement_ids.some((id) => lawIds.has(id)) && !isAcceptedAtTheTop;
      },
      subject: ofConflict,
    });
  },

  "AC-71": ({ facts, isOlderThan }) =>
    examine(facts.conflicts, {
      among: ({ status, decided_at }) => status === "resolved" && isOlderThan(decided_at, 30),
      fails: ({ communicated_at }) => communicated_at === null,
      subject: ofConflict,
    }),
};

const ofConflict = (conflict: ConflictFacts) => asSubject("conflict", conflict);
