import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

/** The list that a number counts, with the filter that yields exactly its rows. */
export interface FunnelNumber {
  key: string;
  count: number;
  list: "interested-parties" | "requirements";
  query: string;
}

export interface FunnelStep extends FunnelNumber {
  /** Those that did not come further, by why; their counts and the next step's add up to this step's. */
  exits: FunnelNumber[];
}

interface Counts {
  parties: number;
  candidates: number;
  partiesRelevant: number;
  partiesUndecided: number;
  partiesNotRelevant: number;
  requirements: number;
  relevant: number;
  undecided: number;
  discarded: number;
  addressed: number;
  notAddressed: number;
  ismsUndecided: number;
}

export interface Funnel {
  steps: FunnelStep[];
  /** Beside the funnel, with their lists: candidates that wait, wishes and requirements. */
  beside: FunnelNumber[];
}

/**
 * From everybody who was identified to what the ISMS addresses (4.2 a, b, c), in one statement. Retired records are in none of the numbers, as in
 * the lists behind them.
 */
export async function funnelOf(access: Access): Promise<Funnel> {
  const [n] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[Counts & { wishes: number; bindingUndecided: number }]>`
      SELECT p.*, r.* FROM
        (SELECT count(*)::int AS parties, count(*) FILTER (WHERE status = 'candidate')::int AS candidates,
                count(*) FILTER (WHERE relevance = 'relevant')::int AS "partiesRelevant", count(*) FILTER (WHERE relevance = 'undecided')::int AS "partiesUndecided",
                count(*) FILTER (WHERE relevance = 'not_relevant')::int AS "partiesNotRelevant"
           FROM interested_party WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired') p,
        (SELECT count(*)::int AS requirements, count(*) FILTER (WHERE relevance = 'relevant')::int AS relevant,
                count(*) FILTER (WHERE relevance = 'undecided')::int AS undecided, count(*) FILTER (WHERE relevance = 'discarded')::int AS discarded,
                count(*) FILTER (WHERE relevance = 'relevant' AND isms_decision = 'addressed')::int AS addressed,
                count(*) FILTER (WHERE relevance = 'relevant' AND isms_decision = 'not_addressed')::int AS "notAddressed",
                count(*) FILTER (WHERE relevance = 'relevant' AND isms_decision = 'undecided')::int AS "ismsUndecided",
                count(*) FILTER (WHERE binding = 'wish')::int AS wishes, count(*) FILTER (WHERE binding = 'undecided')::int AS "bindingUndecided"
           FROM requirement WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired') r`,
  );
  const parties = (key: string, count: number, query = ""): FunnelNumber => ({ key, count, list: "interested-parties", query });
  const requirements = (key: string, count: number, query = ""): FunnelNumber => ({ key, count, list: "requirements", query });
  return {
    steps: [
      {
        ...parties("parties", n.parties),
        exits: [
          parties("partiesUndecided", n.partiesUndecided, "?relevance=undecided"),
          parties("partiesNotRelevant", n.partiesNotRelevant, "?relevance=not_relevant"),
        ],
      },
      { ...parties("partiesRelevant", n.partiesRelevant, "?relevance=relevant"), exits: [] },
      {
        ...requirements("requirements", n.requirements),
        exits: [
          requirements("undecided", n.undecided, "?relevance=undecided"),
          requirements("discarded", n.discarded, "?relevance=discarded"),
        ],
      },
      {
        ...requirements("relevant", n.relevant, "?relevance=relevant"),
        exits: [
          requirements("ismsUndecided", n.ismsUndecided, "?relevance=relevant&isms=undecided"),
          requirements("notAddressed", n.notAddressed, "?relevance=relevant&isms=not_addressed"),
        ],
      },
      { ...requirements("addressed", n.addressed, "?relevance=relevant&isms=addressed"), exits: [] },
    ],
    beside: [
      parties("candidates", n.candidates, "?status=candidate"),
      requirements("wishes", n.wishes, "?binding=wish"),
      requirements("bindingUndecided", n.bindingUndecided, "?binding=undecided"),
    ],
  };
}
