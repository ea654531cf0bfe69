import { type CandidateRequirement, conflictCandidates } from "@/domain/conflict-candidates";

interface Bench {
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

const SMALL = 2_000;
const LARGE = 20_000;
const ROUNDS = 7;
const VERBS = ["You delete", "You retain", "You encrypt", "You give full access to", "You publish", "You keep confidential", "We announce"];
const THINGS = [
  "invoices",
  "patient images",
  "mail archives",
  "access logs",
  "camera pictures",
  "personnel files",
  "source code",
  "contracts",
];

function register(count: number): CandidateRequirement[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `r${at}`,
    ref: `REQ-${at}`,
    partyId: `p${at % (count / 4)}`,
    kind: at % 5 === 0 ? "legal" : "contractual",
    statement: `${VERBS[at % VERBS.length]} the ${THINGS[(at * 7) % THINGS.length]} of service ${Math.floor(at / 40)} and all other data of the customer.`,
    controls: [`A.8.${at % 34}`, `A.5.${at % 37}`],
    risks: [`R-${at % (count / 20)}`],
    obligations: [],
  }));
}

function median(run: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
}

/** Candidates at both sizes: the large one against what n log n makes of the small one. */
export function benchConflicts({ record }: Bench): void {
  const [small, large] = [register(SMALL), register(LARGE)];
  conflictCandidates(small, new Set());
  const tenth = median(() => conflictCandidates(small, new Set()));
  const full = median(() => conflictCandidates(large, new Set()));
  const grown = (tenth * LARGE * Math.log2(LARGE)) / (SMALL * Math.log2(SMALL));
  record("Conflict candidates, against n log n from a tenth", `${LARGE} requirements`, full, grown, "<= 1.2");
}
