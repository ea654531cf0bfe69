/**
 * The numbers of the tour and of the walk. Each is the count of a list as its address narrows it, so that opening the number shows exactly its rows.
 */
export type ListRoom =
  | "interested-parties"
  | "requirements"
  | "sources"
  | "obligations"
  | "context"
  | "risks"
  | "documents"
  | "evidence"
  | "statement-of-applicability"
  | "threads";

export interface FactSpec {
  /** Its words: auditRoom.fact. */
  key: string;
  room: ListRoom;
  /** The query of the list's address. */
  query: string;
}

const fact = (key: string, room: ListRoom, query = ""): FactSpec => ({ key, room, query });

const PARTIES = {
  relevant: fact("relevantParties", "interested-parties", "relevance=relevant&status=active"),
  internal: fact("internalParties", "interested-parties", "relevance=relevant&status=active&category=internal"),
  external: fact("externalParties", "interested-parties", "relevance=relevant&status=active&category=external"),
  undecided: fact("undecidedParties", "interested-parties", "undecided=1"),
  ruledOut: fact("ruledOutParties", "interested-parties", "relevance=not_relevant"),
  lawmakers: fact("lawmakers", "interested-parties", "relevance=relevant&status=active&imposesLaw=yes"),
  adverse: fact("adverseParties", "interested-parties", "relevance=relevant&status=active&adverse=yes"),
  unconfirmed: fact("unconfirmedParties", "interested-parties", "unconfirmed=1"),
  overdue: fact("overdueParties", "interested-parties", "overdue=1"),
  silent: fact("partiesWithoutRequirement", "interested-parties", "noRequirement=1"),
};
const REQUIREMENTS = {
  relevant: fact("relevantRequirements", "requirements", "relevance=relevant"),
  legal: fact("legalRequirements", "requirements", "relevance=relevant&kind=legal&kind=regulatory"),
  contractual: fact("contractualRequirements", "requirements", "relevance=relevant&kind=contractual"),
  binding: fact("bindingRequirements", "requirements", "relevance=relevant&binding=requirement"),
  wishes: fact("wishes", "requirements", "relevance=relevant&binding=wish"),
  bindingOpen: fact("bindingOpen", "requirements", "relevance=relevant&binding=undecided"),
  undecided: fact("undecidedRequirements", "requirements", "relevance=undecided"),
  discarded: fact("discardedRequirements", "requirements", "relevance=discarded"),
  unsourced: fact("unsourcedRequirements", "requirements", "unsourced=1"),
  unconfirmed: fact("unconfirmedRequirements", "requirements", "unconfirmed=1"),
  overdue: fact("overdueRequirements", "requirements", "overdue=1"),
  addressed: fact("addressedRequirements", "requirements", "relevance=relevant&isms=addressed"),
  notAddressed: fact("notAddressedRequirements", "requirements", "relevance=relevant&isms=not_addressed"),
  ismsOpen: fact("ismsOpen", "requirements", "relevance=relevant&isms=undecided"),
  high: fact("highPriority", "requirements", "relevance=relevant&priority=high"),
  medium: fact("mediumPriority", "requirements", "relevance=relevant&priority=medium"),
  low: fact("lowPriority", "requirements", "relevance=relevant&priority=low"),
  unprioritised: fact("noPriority", "requirements", "relevance=relevant&priority=none"),
  met: fact("metRequirements", "requirements", "relevance=relevant&fulfilment=met"),
  notMet: fact("notMetRequirements", "requirements", "relevance=relevant&fulfilment=not_met&fulfilment=partly"),
  climate: fact("climateRequirements", "requirements", "climate=1"),
};
const LAWS = fact("applicableLaws", "obligations", "applicable=yes");
const SOURCES = fact("sources", "sources");
const ASKED_CONTROLS = fact("askedControls", "statement-of-applicability", "applicable=yes&reason=legal&reason=contractual");
const EVIDENCE = fact("evidence", "evidence");

/** The three parts of 4.2, in the order of the clause. */
export const TOUR = [
  {
    part: "a",
    entity: "interested-party",
    path: "/interested-parties",
    facts: [PARTIES.relevant, PARTIES.internal, PARTIES.external, PARTIES.undecided, PARTIES.ruledOut],
  },
  {
    part: "b",
    entity: "requirement",
    path: "/requirements",
    facts: [
      REQUIREMENTS.relevant,
      REQUIREMENTS.legal,
      REQUIREMENTS.contractual,
      REQUIREMENTS.undecided,
      REQUIREMENTS.discarded,
      LAWS,
      SOURCES,
    ],
  },
  {
    part: "c",
    entity: "requirement",
    path: "/threads",
    facts: [REQUIREMENTS.addressed, REQUIREMENTS.notAddressed, REQUIREMENTS.ismsOpen, ASKED_CONTROLS, EVIDENCE],
  },
] as const satisfies readonly { part: "a" | "b" | "c"; entity: string; path: string; facts: readonly FactSpec[] }[];

export interface PointSpec {
  facts: readonly FactSpec[];
  /** Whose newest entries of the history are shown; null where no record of this register tells of it. */
  newest: "interested-party" | "requirement" | "soa-entry" | "obligation" | null;
}

/** What the register holds for each of the eight audit points. */
export const POINT_FACTS: Readonly<Record<number, PointSpec>> = {
  1: {
    facts: [
      PARTIES.relevant,
      PARTIES.internal,
      PARTIES.external,
      PARTIES.lawmakers,
      PARTIES.adverse,
      PARTIES.undecided,
      PARTIES.ruledOut,
      fact("issues", "context", "status=active"),
      fact("contracts", "sources", "type=contract&type=insurance_policy&type=lease"),
    ],
    newest: "interested-party",
  },
  2: {
    facts: [
      REQUIREMENTS.relevant,
      REQUIREMENTS.legal,
      REQUIREMENTS.contractual,
      REQUIREMENTS.binding,
      REQUIREMENTS.wishes,
      REQUIREMENTS.bindingOpen,
      REQUIREMENTS.undecided,
      REQUIREMENTS.discarded,
      REQUIREMENTS.unsourced,
      PARTIES.silent,
      LAWS,
    ],
    newest: "requirement",
  },
  3: { facts: [REQUIREMENTS.high, REQUIREMENTS.medium, REQUIREMENTS.low, REQUIREMENTS.unprioritised], newest: "requirement" },
  4: {
    facts: [REQUIREMENTS.addressed, REQUIREMENTS.notAddressed, REQUIREMENTS.ismsOpen, REQUIREMENTS.discarded],
    newest: "requirement",
  },
  5: { facts: [PARTIES.relevant, PARTIES.unconfirmed, REQUIREMENTS.unconfirmed], newest: null },
  6: {
    facts: [
      REQUIREMENTS.addressed,
      fact("wholeThreads", "threads", "whole=yes"),
      fact("brokenThreads", "threads", "whole=no"),
      ASKED_CONTROLS,
      fact("applicableControls", "statement-of-applicability", "applicable=yes"),
      fact("risks", "risks", "status=active"),
      fact("documents", "documents", "status=active"),
      EVIDENCE,
      fact("expiredEvidence", "evidence", "validity=expired"),
      REQUIREMENTS.met,
      REQUIREMENTS.notMet,
    ],
    newest: "soa-entry",
  },
  7: {
    facts: [
      PARTIES.overdue,
      REQUIREMENTS.overdue,
      fact("unverifiedLaws", "obligations", "unverified=1"),
      fact("climateIssues", "context", "climate=yes"),
      REQUIREMENTS.climate,
    ],
    newest: "obligation",
  },
  8: { facts: [], newest: null },
};

export const factPath = ({ room, query }: FactSpec): string => `/${room}${query ? `?${query}` : ""}`;
