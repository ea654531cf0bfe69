import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { change } from "@/server/record";
import { inTenant, systemTask } from "@/server/tenant";
import { openWorld } from "./support/world";

const world = openWorld();

/** Every table of a tenant, asked and written without any condition, as somebody in a hurry would (R03). */
const MODELS = [
  "organizationProfile",
  "membership",
  "invitation",
  "refCounter",
  "idempotencyKey",
  "interestedParty",
  "contextIssue",
  "partyIssue",
  "requirement",
  "sourceDocument",
  "obligation",
  "requirementSource",
  "requirementObligation",
  "requirementLink",
  "historyEntry",
  "historyPayload",
  "historyHead",
  "comment",
  "importBatch",
  "importRecord",
  "registerAnnex",
  "catalogueExclusion",
  "workshop",
  "workshopEntry",
  "workshopVote",
  "interview",
  "interviewAnswer",
  "savedView",
  "objective",
  "requirementObjective",
  "scopeUnit",
  "ownControl",
  "soaEntry",
  "soaVersion",
  "risk",
  "ismsDocument",
  "evidence",
  "upload",
  "budgetLine",
  "selfAssessment",
  "acceptance",
  "finding",
  "action",
  "auditSample",
  "auditNote",
  "registerVersion",
  "registerVersionContent",
  "versionDecision",
  "review",
  "reviewItem",
  "reviewAnswer",
  "triggerRule",
  "triggerEvent",
  "managementReview",
  "managementReviewItem",
  "signedMinutes",
  "checkpoint",
  "issuedCopy",
  "guestAccess",
  "guestSession",
  "asOfPoint",
  "partyContact",
  "partyLink",
  "askBatch",
  "ask",
  "askItem",
  "survey",
  "surveyQuestion",
  "surveyInvitation",
  "surveyResponse",
  "surveyAnswer",
  "engagement",
  "communicationItem",
  "notice",
  "calendarFeed",
  "assuranceSheet",
  "criterion",
  "measurement",
  "apiToken",
  "horizonNote",
  "conflict",
  "conflictRequirement",
  "conflictStep",
  "conflictDismissal",
  "mailMessage",
  "jobRun",
  "digest",
  "reminderPreference",
  "snooze",
] as const;

interface Forgetful {
  findMany(): Promise<{ organizationId: string }[]>;
  count(): Promise<number>;
  updateMany(input: { data: object }): Promise<{ count: number }>;
  deleteMany(): Promise<{ count: number }>;
}

describe.skipIf(world.skip)("without any condition", () => {
  it("nobody reads or touches a foreign row", async () => {
    const [mira, kim] = [await world.as("mira"), await world.as("kim")];
    for (const access of [mira, kim]) {
      await change(access, async (record) => {
        const issue = await record.create("context-issue", { title: "New law", category: "external" });
        const party = await record.create("interested-party", { name: "Customers", category: "external", issueIds: [issue.id] });
        const source = await record.create("source", { title: "Agreement", type: "contract" });
        const law = await record.create("obligation", { title: "Data protection" });
        await record.create("requirement", {
          partyId: party.id,
          statement: "Data is protected",
          kind: "contractual",
          sourceIds: [source.id],
          obligationIds: [law.id],
          links: [{ targetType: "control", targetRef: "A.8.24", rationale: "" }],
        });
        await record.create("comment", { entity: "interested-party", entityId: party.id, text: "ask Legal" });
      });
    }
    for (const model of MODELS) {
      const rows = await inTenant(kim, (tx) => (tx[model] as unknown as Forgetful).findMany());
      expect(
        rows.filter((row) => row.organizationId !== world.kestrel.id),
        model,
      ).toEqual([]);
      const none = await systemTask((tx) => (tx[model] as unknown as Forgetful).count());
      expect(none, `${model} without a tenant`).toBe(0);
    }
    const before = await inTenant(mira, (tx) => tx.interestedParty.findMany({ select: { note: true, version: true } }));
    const touched = await inTenant(kim, (tx) => tx.interestedParty.updateMany({ data: { note: "overwritten" } }));
    expect(touched.count).toBe(1);
    expect(await inTenant(mira, (tx) => tx.interestedParty.findMany({ select: { note: true, version: true } }))).toEqual(before);
    await inTenant(kim, (tx) => tx.requirementLink.deleteMany());
    expect(await inTenant(mira, (tx) => tx.requirementLink.count())).toBe(1);
  });

  it("nobody plants a row in a foreign organisation", async () => {
    const kim = await world.as("kim");
    const planted = inTenant(kim, (tx) => tx.refCounter.create({ data: { organizationId: world.nordwind.id, prefix: "XX", last: 1 } }));
    await expect(planted).rejects.toThrow();
  });

  it("nobody links to a foreign record", async () => {
    const [mira, kim] = [await world.as("mira"), await world.as("kim")];
    const foreign = await change(mira, (record) => record.create("interested-party", { name: "Only Nordwind's", category: "external" }));
    const linked = change(kim, (record) => record.create("requirement", { partyId: foreign.id, statement: "Ours?", kind: "business" }));
    await expect(linked).rejects.toThrow();
  });

  it("outside the application's transaction nothing is to be seen", async () => {
    if (process.env.TEST_ENGINE === "embedded") return; // The embedded database has one role only; there the transaction is the wall.
    await expect(db().interestedParty.count()).resolves.toBe(0);
  });

  it("two hundred alternating requests never mix up", async () => {
    const [mira, kim] = [await world.as("mira"), await world.as("kim")];
    const read = async (index: number) => {
      const access = index % 2 ? mira : kim;
      const rows = await inTenant(access, (tx) => tx.interestedParty.findMany({ select: { organizationId: true } }));
      return rows.every((row) => row.organizationId === access.organization.id) && rows.length > 0;
    };
    const answers: boolean[] = [];
    for (let start = 0; start < 200; start += 20)
      answers.push(...(await Promise.all(Array.from({ length: 20 }, (_, offset) => read(start + offset)))));
    expect(answers.filter((fine) => !fine)).toEqual([]);
  });
});
