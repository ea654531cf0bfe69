import { changeNeedsReason, touchScores } from "@/domain/interested-party";
import type { PartyRelevance } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { Refused } from "@/server/errors";
import { change, type Values } from "@/server/record";
import type { GridMove, SalienceAssessment } from "./schema";

export interface Moved {
  id: string;
  ref: string;
  version: number;
}

/**
 * Sets power and interest at once: the one way of the grid, whether by dragging, by keys or in the table beside it. Scores that came with a template
 * become an assessment even where they stay as they are, because somebody has placed the party.
 * Throws Conflict, NotFound, ReasonRequired (decided or confirmed party), Refused for a retired one.
 */
export async function moveParty(access: Access, { id, version, power, interest, reason }: GridMove): Promise<Moved> {
  return amend(access, { id, version, reason }, () => touchScores({ power, interest }));
}

/** Sets legitimacy and urgency, which are optional. Throws as moveParty; refused for an adverse party, whose aims are no claims to weigh. */
export async function assessSalience(access: Access, { id, version, legitimacy, urgency, reason }: SalienceAssessment): Promise<Moved> {
  return amend(access, { id, version, reason }, (party) => {
    if (party.adverse) throw new Refused("salience-adverse");
    return { legitimacy, urgency };
  });
}

async function amend(
  access: Access,
  { id, version, reason }: { id: string; version: number; reason: string },
  patch: (party: Values) => Values,
): Promise<Moved> {
  return change(access, async (record) => {
    const stored = await record.update(
      "interested-party",
      id,
      version,
      ({ values }) => {
        if (values.status === "retired") throw new Refused("party-retired");
        return patch(values);
      },
      { reason, reasonNeeded: (before) => changeNeedsReason(before as { relevance: PartyRelevance; confirmedAt: string | null }) },
    );
    return { id: stored.id, ref: stored.ref ?? "", version: stored.version };
  });
}
