import { describe, expect, it } from "vitest";
import { CONTRACT_TOPICS, reviewContract } from "@/domain/contract-review";

describe("reading a contract for requirements", () => {
  const found = (statement: string) =>
    reviewContract([{ ref: "REQ-001", statement }])
      .filter(({ refs }) => refs.length > 0)
      .map(({ key }) => key);

  it("asks every topic, and finds nothing in an empty contract", () => {
    expect(reviewContract([]).map(({ key }) => key)).toEqual(CONTRACT_TOPICS.map(({ key }) => key));
    expect(reviewContract([]).every(({ refs }) => refs.length === 0)).toBe(true);
  });

  it("recognises what answers a topic, whatever its case", () => {
    expect(found("An INCIDENT is reported within 24 hours.")).toEqual(["incident_notice"]);
    expect(found("Data is deleted within 30 days after the end of the contract.")).toEqual(["return_deletion"]);
    expect(found("An ISO/IEC 27001 certificate is held.")).toEqual(["certification"]);
    expect(found("A penetration test is carried out every year.")).toEqual(["penetration_test"]);
    expect(found("Backups stay inside the EU.")).toEqual(["location", "continuity"]);
  });

  it("does not take a part of another word for the European Union", () => {
    expect(found("The museum is open on Mondays.")).toEqual([]);
  });
});
