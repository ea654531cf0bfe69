import { describe, expect, it } from "vitest";
import { type CandidateRequirement, conflictCandidates, directionsOf, pairKey, pairsOf } from "./conflict-candidates";

let next = 0;
const requirement = (partyId: string, statement: string, more: Partial<CandidateRequirement> = {}): CandidateRequirement => {
  next += 1;
  const ref = `REQ-${String(next).padStart(3, "0")}`;
  return { id: ref.toLowerCase(), ref, partyId, kind: "business", statement, controls: [], risks: [], obligations: [], ...more };
};
const found = (...requirements: CandidateRequirement[]) => conflictCandidates(requirements, new Set()).candidates;

describe("conflict candidates", () => {
  it.each([
    [
      "encrypt_access",
      "Client A wants its data encrypted at rest.",
      "The data must be accessible to the supervisory authority on request.",
    ],
    [
      "restrict_open",
      "I want easy access to my account from anywhere.",
      "Strict access control with a second factor is needed for payment services.",
    ],
    [
      "delete_keep",
      "You delete our personal data within 30 days after the contract ends.",
      "Personal data of customers is retained for ten years.",
    ],
    [
      "delete_keep",
      "Logs that name employees are deleted after 90 days.",
      "Logs of every access to the patient archive are kept for 12 months.",
    ],
    ["delete_keep", "Kundendaten und Unterlagen sind nach sechs Monaten zu löschen.", "Unterlagen sind zehn Jahre aufzubewahren."],
    ["encrypt_access", "Die Daten müssen verschlüsselt gespeichert werden.", "Die Daten müssen für uns lesbar sein."],
    ["delete_keep", "Kundendaten: Daten sind zu löschen.", "Data must be retained for six years."],
    [
      "localise_transfer",
      "Our patient data is stored in Germany only.",
      "Patient data is transferred to our parent in the United States each night.",
    ],
    [
      "now_freeze",
      "Critical patches of the billing platform are installed within 2 days.",
      "No changes to the billing platform during the freeze in December.",
    ],
    ["disclose_confidential", "You publish all incidents of the portal.", "Incidents of the portal stay confidential."],
  ])("finds %s", (opposition, one, other) => {
    const candidates = found(requirement("p1", one), requirement("p2", other));
    expect(candidates.map((candidate) => candidate.opposition)).toContain(opposition);
    expect(candidates[0]!.shared.length).toBeGreaterThan(0);
  });

  it("lets two that share a control or a risk meet although their words do not", () => {
    const words = ["The archive of the clinic is encrypted.", "Vouchers stay readable and accessible for inspectors."] as const;
    expect(found(requirement("p1", words[0]), requirement("p2", words[1]))).toEqual([]);
    const [candidate] = found(
      requirement("p1", words[0], { controls: ["A.8.24"], risks: ["R-001"] }),
      requirement("p2", words[1], { controls: ["A.8.24"], risks: ["R-001"] }),
    );
    expect(candidate!.shared).toEqual([
      { kind: "control", value: "A.8.24" },
      { kind: "risk", value: "R-001" },
    ]);
  });

  it("turns what is denied round", () => {
    const side = (text: string) => directionsOf(text).find(({ opposition }) => opposition === 1)?.side;
    expect(side("The data must be deleted.")).toBe(0);
    expect(side("The data must not be deleted.")).toBe(1);
    expect(side("Die Daten dürfen nicht gelöscht werden.")).toBe(1);
    expect(side("The data must be retained for ten years.")).toBe(1);
    expect(side("The data is kept no longer than needed.")).toBe(0);
    expect(side("The data is kept apart from other data.")).toBeUndefined();
  });

  it("proposes nothing within one party, except law against a wish of its own", () => {
    const [one, other] = ["Our data is deleted after a week.", "Our data is kept for ten years."] as const;
    expect(found(requirement("p1", one), requirement("p1", other))).toEqual([]);
    expect(found(requirement("p1", one, { kind: "legal" }), requirement("p1", other))).toHaveLength(1);
  });

  it("proposes nothing that points the same way, or about different things", () => {
    expect(found(requirement("p1", "Our data is deleted after a week."), requirement("p2", "You delete the data within a month."))).toEqual(
      [],
    );
    expect(found(requirement("p1", "Visitor badges are destroyed in the evening."), requirement("p2", "Invoices are retained."))).toEqual(
      [],
    );
  });

  it("leaves out what was dismissed or is in a conflict", () => {
    const [one, other] = [requirement("p1", "Our data is deleted."), requirement("p2", "Our data is retained.")];
    expect(conflictCandidates([one, other], new Set([pairKey(other.id, one.id)])).candidates).toEqual([]);
    const many = [...Array(30).keys()].map((at) => requirement(`p${at}`, at % 2 ? "Our data is deleted." : "Our data is retained."));
    const first = conflictCandidates(many, new Set(), 10_000);
    const again = conflictCandidates(many, new Set(first.candidates.map(({ pairKey: key }) => key)), 10_000);
    expect([first.candidates.length, first.more, again.candidates.length]).toEqual([48, true, 48]);
    expect(pairsOf(["c", "a", "b"])).toEqual(["a:c", "b:c", "a:b"]);
  });

  it("answers the same whatever the order, the rarer thing first", () => {
    const all = [
      requirement("p1", "Camera pictures of the hall are overwritten after three days."),
      requirement("p2", "Camera pictures of an attack are preserved for the police."),
      ...Array.from({ length: 6 }, (_, at) => requirement(`d${at}`, "The data is deleted.")),
      ...Array.from({ length: 6 }, (_, at) => requirement(`k${at}`, "The data is retained.")),
    ];
    const once = conflictCandidates(all, new Set());
    expect(conflictCandidates([...all].reverse(), new Set())).toEqual(once);
    expect([once.candidates[0]!.a, once.candidates[0]!.b]).toEqual([all[0]!.id, all[1]!.id]);
  });

  it("compares no more than grows with the number of requirements, although all speak of the same", () => {
    const many = (count: number) =>
      Array.from(
        { length: count },
        (_, at): CandidateRequirement => ({
          id: `r${at}`,
          ref: `REQ-${at}`,
          partyId: `p${at % 997}`,
          kind: at % 7 === 0 ? "legal" : "contractual",
          statement: `${["You delete", "You retain", "You encrypt", "You give full access to"][at % 4]} the data of product${Math.floor(at / 10)} for service${at % 50}.`,
          controls: [`A.8.${Math.floor(at / 4) % 30}`],
          risks: [],
          obligations: [],
        }),
      );
    const small = conflictCandidates(many(2_000), new Set());
    const large = conflictCandidates(many(20_000), new Set());
    expect(small.compared).toBeGreaterThan(0);
    expect(large.compared).toBeLessThanOrEqual((small.compared * 10 * Math.log2(20_000)) / Math.log2(2_000));
    expect(large.more).toBe(true);
    expect(large.candidates).toHaveLength(200);
  });

  it("takes a very long statement, none, and a script for words", () => {
    expect(found(requirement("p1", "x ".repeat(25_000)), requirement("p2", ""), requirement("p3", "<script>delete</script>"))).toEqual([]);
  });
});
