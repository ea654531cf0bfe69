import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import type { ConflictFacts } from "@/domain/audit-checks/facts";
import { isBlank, isLegal } from "@/domain/audit-checks/terms";

/** Audit point 8: conflicts between requirements are managed (4.2 c, 6.1.1). */
export const CONFLICTS_MANAGED: Readonly<Record<string, Check>> = {
  "AC-68": ({ facts, org, isOlderThan }) =>
    examine(
      facts.conflicts.filter(({ status }) => status === "open" || status === "negotiating"),
      ({ opened_at }) => isOlderThan(opened_at, org.conflict_max_days),
      ofConflict,
    ),

  "AC-69": ({ facts }) =>
    examine(
      facts.conflicts.filter(({ status }) => status === "resolved" || status === "accepted"),
      ({ resolution, rationale, impact_assessment, method, decided_by, decided_at, requirement_ids }) =>
        [resolution, rationale, impact_assessment, method, decided_by, decided_at].some(isBlank) || new Set(requirement_ids).size < 2,
      ofConflict,
    ),

  "AC-70": ({ facts, requirementsById, isTopManagement }) => {
    const isLaw = (id: string) => {
      const requirement = requirementsById.get(id);
      return requirement !== undefined && isLegal(requirement);
    };
    return examine(
      facts.conflicts.filter(({ prevailing_requirement_id }) => prevailing_requirement_id !== null),
      ({ prevailing_requirement_id: prevailing, requirement_ids, status, method, decided_by }) => {
        // A recorded acceptance of non-compliance is the one way in which law may give way.
        const isAcceptedAtTheTop = status === "accepted" && method === "escalated" && isTopManagement(decided_by);
        return !isLaw(prevailing!) && requirement_ids.some((id) => id !== prevailing && isLaw(id)) && !isAcceptedAtTheTop;
      },
      ofConflict,
    );
  },

  "AC-71": ({ facts, isOlderThan }) =>
    examine(
      facts.conflicts.filter(({ status, decided_at }) => status === "resolved" && isOlderThan(decided_at, 30)),
      ({ communicated_at }) => communicated_at === null,
      ofConflict,
    ),
};

const ofConflict = (conflict: ConflictFacts) => asSubject("conflict", conflict);
