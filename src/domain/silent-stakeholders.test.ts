import { describe, expect, it } from "vitest";
import { catalogueParty } from "@/domain/catalogue";
import { type Fact, oneSidedRecords, SILENT_RULES, silentStakeholders, wordPattern } from "@/domain/silent-stakeholders";

let next = 0;
const fact = (fields: Partial<Fact>): Fact => {
  next += 1;
  return {
    kind: "source",
    id: `id-${next}`,
    ref: `SRC-${String(next).padStart(3, "0")}`,
    title: "A document",
    text: fields.title ?? "A document",
    type: null,
    jurisdiction: "",
    otherSideKnown: false,
    ...fields,
  };
};
const nobody = { listed: new Set<string>(), ruledOut: new Set<string>() };
const keys = (facts: Fact[], known = nobody) => silentStakeholders(facts, known).map(({ key }) => key);

describe("silent stakeholders", () => {
  it("proposes a landlord for a lease, with the record and the reason", () => {
    const lease = fact({ type: "lease", title: "Lease of the data hall" });
    expect(silentStakeholders([lease], nobody)).toEqual([
      {
        key: "landlord",
        name: catalogueParty("landlord")!.name,
        method: "contract_review",
        count: 1,
        reasons: [
          { rule: "lease", because: { by: "type", value: "lease" }, kind: "source", id: lease.id, ref: lease.ref, title: lease.title },
        ],
      },
    ]);
  });

  it("proposes nobody who is listed, ruled out, or already the other side of the record", () => {
    const lease = fact({ type: "lease" });
    expect(keys([lease], { ...nobody, listed: new Set(["landlord"]) })).toEqual([]);
    expect(keys([lease], { ...nobody, ruledOut: new Set(["landlord"]) })).toEqual([]);
    expect(keys([fact({ type: "lease", otherSideKnown: true })])).toEqual([]);
    // The authority of a law is there, but nobody thought of the people behind the data.
    expect(
      keys([fact({ kind: "obligation", text: "Regulation (EU) 2016/679 (GDPR), Art. 32", jurisdiction: "EU", otherSideKnown: true })]),
    ).toEqual(["data-subjects"]);
  });

  it.each([
    ["insurers", fact({ type: "insurance_policy" })],
    ["data-subjects", fact({ kind: "requirement", text: "Personal data is deleted after use", otherSideKnown: true })],
    ["dpa", fact({ kind: "obligation", text: "BDSG § 38" })],
    ["cloud-providers", fact({ type: "contract", text: "Azure enrolment" })],
    ["card-brands", fact({ type: "contract", text: "PCI DSS 4.0 attestation" })],
    ["cyber-authority", fact({ kind: "obligation", text: "NIS 2 implementation act" })],
    ["regulators", fact({ kind: "obligation", text: "Regulation (EU) 2022/2554 (DORA)" })],
    ["regulators", fact({ kind: "obligation", text: "Energy Efficiency Act", jurisdiction: "DE" })],
    ["works-council", fact({ kind: "obligation", text: "BetrVG § 87" })],
  ])("finds %s", (key, given) => {
    expect(keys([given])).toContain(key);
  });

  it("reads whole words only, whatever the case and accents", () => {
    expect(keys([fact({ kind: "requirement", text: "Please release the update", otherSideKnown: true })])).toEqual([]);
    expect(keys([fact({ kind: "requirement", text: "The adoration of Pandora", otherSideKnown: true })])).toEqual([]);
    expect(keys([fact({ kind: "requirement", text: "DÓRA applies", otherSideKnown: true })])).toEqual(["regulators"]);
  });

  it("puts the strongest reason first, counts each record once and shows at most five", () => {
    const words = Array.from({ length: 8 }, () => fact({ type: "contract", text: "insurance and insurer" }));
    const [insurers] = silentStakeholders([...words, fact({ type: "insurance_policy", text: "insurance" })], nobody);
    expect(insurers).toMatchObject({ key: "insurers", count: 9 });
    expect(insurers!.reasons).toHaveLength(5);
    expect(insurers!.reasons[0]!.because).toEqual({ by: "type", value: "insurance_policy" });
  });

  it("names only parties of the catalogue, in patterns that compile", () => {
    for (const rule of SILENT_RULES) {
      for (const key of rule.proposes) expect(catalogueParty(key), key).not.toBeNull();
      const pattern = wordPattern(rule);
      if (pattern) expect(() => new RegExp(pattern)).not.toThrow();
    }
    expect(new Set(SILENT_RULES.map(({ key }) => key)).size).toBe(SILENT_RULES.length);
  });
});

describe("records whose other side is missing", () => {
  const record = (fields: Partial<Fact> & { otherSideStatus?: string | null }) => ({ otherSideStatus: null, ...fact(fields), ...fields });

  it("names contracts, leases, policies and laws without one, and guesses who it is", () => {
    const found = oneSidedRecords([
      record({ type: "contract", text: "Frame contract" }),
      record({ type: "lease" }),
      record({ type: "insurance_policy" }),
      record({ kind: "obligation", text: "GDPR" }),
      record({ kind: "obligation", text: "Trade law" }),
    ]);
    expect(found.map(({ likely }) => likely)).toEqual([null, "landlord", "insurers", "dpa", "regulators"]);
  });

  it("names a retired one, passes over a living one, and asks nothing of a law kept as a document", () => {
    expect(oneSidedRecords([record({ type: "contract", otherSideStatus: "retired" })])).toMatchObject([{ otherSide: "retired" }]);
    expect(
      oneSidedRecords([
        record({ type: "contract", otherSideStatus: "candidate" }),
        record({ type: "law" }),
        record({ kind: "requirement" }),
      ]),
    ).toEqual([]);
  });
});
