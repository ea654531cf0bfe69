import { hash } from "@node-rs/argon2";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { contentHash, contentText, parseContent, usualValue } from "@/domain/register-content";
import { isSignedBy } from "@/domain/signed-text";
import { readReceipt } from "@/domain/version-receipt";
import { addComment, resolveComment } from "@/features/comments/mutations";
import { ANY } from "@/features/history/filter";
import { listHistory, verifyHistory } from "@/features/history/queries";
import { contentAt, liveContent } from "@/features/versions/content";
import {
  decideVersion,
  setApprovalRules,
  startVersion,
  submitVersion,
  updateVersion,
  withdrawVersion,
} from "@/features/versions/mutations";
import {
  approvalFacts,
  approvalRules,
  compareVersions,
  governingVersion,
  listVersions,
  receiptFile,
  versionFacts,
  versionLabel,
  versionRedline,
  versionStrip,
} from "@/features/versions/queries";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { ENTITIES } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { publicKeys } from "@/server/signing";
import { inTenant } from "@/server/tenant";
import { createHouse, engine, type House, openWorld } from "./support/world";

const world = openWorld();
const PASSWORD = "a password of the tests";
const NOBODY = { change: null, entity: null, page: 1 };

beforeAll(async () => {
  if (world.skip) return;
  // Cheap on purpose: the tests approve often.
  const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  await world.sql("UPDATE user_account SET password_hash = $1", [passwordHash]);
});

let houses = 0;

/** A house with two parties and a requirement, whose versions need no meeting. */
async function register({
  meeting = false,
} = {}): Promise<{ house: House; mira: Access; carla: Access; jonas: Access; olaf: Access; party: string; requirement: string }> {
  houses += 1;
  const { olaf, mira, carla, jonas, vera } = world.people;
  const house = await createHouse(`versions-${houses}`, "Nordwind Data GmbH", [
    [olaf, "owner"],
    [mira, "isms-manager"],
    [carla, "contributor"],
    [jonas, "leadership"],
    [vera, "viewer"],
  ]);
  const accesses = {
    mira: await world.as("mira", house),
    carla: await world.as("carla", house),
    jonas: await world.as("jonas", house),
    olaf: await world.as("olaf", house),
  };
  if (!meeting) {
    const rules = await approvalRules(accesses.olaf);
    await setApprovalRules(accesses.olaf, {
      id: rules.id,
      version: rules.version,
      approvalInReview: false,
      soleApproverReason: "",
      reason: "",
    });
  }
  const made = await change(accesses.mira, async (record) => {
    const party = await record.create("interested-party", {
      name: "Clients",
      category: "external",
      power: 4,
      interest: 5,
      representative: "Ada Example",
    });
    await record.create("interested-party", { name: "Bank", category: "external" });
    const requirement = await record.create("requirement", {
      partyId: party.id,
      statement: "Encryption at rest",
      kind: "contractual",
      links: [{ targetType: "control", targetRef: "A.8.24", rationale: "that is it" }],
    });
    return { party: party.id, requirement: requirement.id };
  });
  return { house, ...accesses, ...made };
}

async function edit(access: Access, party: string, note: string): Promise<void> {
  await change(access, async (record) => {
    const { version } = await record.get("interested-party", party);
    await record.update("interested-party", party, version, { note });
  });
}

async function handIn(mira: Access, step: "minor" | "major" = "major") {
  const draft = await startVersion(mira, { step, ownerId: mira.user!.id, changeSummary: "What changed" });
  return submitVersion(mira, draft);
}

const verdict = (version: { id: string; version: number; contentHash: string }, more: object = {}) => ({
  id: version.id,
  version: version.version,
  contentHash: version.contentHash,
  decision: "approve" as const,
  comment: "",
  managementReviewId: null,
  password: PASSWORD,
  ...more,
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "went through",
    (error) => (error instanceof Refused ? error.code : String(error)),
  );

describe.skipIf(world.skip)("versions of the register", () => {
  it("go from draft over review to approved, with a receipt that its key signed", async () => {
    const { mira, jonas, house } = await register();
    expect(await versionStrip(mira)).toMatchObject({ governing: null, inWork: null });
    expect(await versionLabel(mira)).toBe("draft");
    const draft = await startVersion(mira, { step: "major", ownerId: mira.user!.id, changeSummary: "The first" });
    expect(draft.number).toBe("1.0");
    const submitted = await submitVersion(mira, draft);
    const facts = await versionFacts(jonas, "1.0");
    expect(facts).toMatchObject({ status: "in_review", contentHash: submitted.contentHash, submittedBy: "Mira Lindqvist" });
    await decideVersion(jonas, verdict(submitted));
    const approved = await versionFacts(jonas, "1.0");
    expect(approved).toMatchObject({ status: "approved", approvers: ["Jonas Weber"], contentHash: submitted.contentHash });
    expect(await governingVersion(mira)).toMatchObject({ number: "1.0", approvers: ["Jonas Weber"] });
    expect(await versionLabel(mira)).toBe("1.0");

    const file = JSON.parse((await receiptFile(mira, "1.0")).text);
    const [key] = (await publicKeys()).filter(({ keyId }) => keyId === file.keyId);
    expect(isSignedBy(key!.publicKey, file.text, file.signature)).toBe(true);
    const receipt = readReceipt(file.text)!;
    expect(receipt).toMatchObject({ contentHash: submitted.contentHash, version: { number: "1.0" }, organization: { id: house.id } });
    expect(receipt.head.sequence).toBeGreaterThan(approved.historySequence!);
    const [content] = await world.sql<{ content: string }>("SELECT content FROM register_version_content WHERE version_id = $1", [
      draft.id,
    ]);
    expect(contentHash(content!.content)).toBe(receipt.contentHash);
    expect(content!.content).not.toContain("Ada Example");
    expect((await verifyHistory(mira)).ok).toBe(true);
    const [checkpoint] = await world.sql("SELECT sequence FROM checkpoint WHERE organization_id = $1", [house.id]);
    expect(checkpoint).toBeDefined();
  });

  it("hold the same text as the history replayed up to their entry", async () => {
    const { mira, house, party } = await register();
    await edit(mira, party, "changed once");
    const submitted = await handIn(mira);
    const facts = await versionFacts(mira, submitted.number);
    const texts = await inTenant(mira, async (tx) => ({
      live: contentText(await liveContent(tx, house.id)),
      told: contentText((await contentAt(tx, house.id, facts.historySequence!)).content),
    }));
    expect(texts.told).toBe(texts.live);
    expect(contentHash(texts.told)).toBe(submitted.contentHash);
  });

  it("say the same whether a later field was ever named or not", () => {
    for (const [entity, spec] of Object.entries(ENTITIES) as [string, EntitySpec][])
      for (const [field, value] of Object.entries(spec.addedLater ?? {})) {
        const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
        const usual = usualValue(entity, field);
        if (empty) expect(usual).toBeUndefined();
        else if (usual !== undefined) expect(usual).toEqual(value);
      }
  });

  it("are superseded by the next, whose redline says what changed, word by word", async () => {
    const { mira, jonas, party, carla } = await register();
    await decideVersion(jonas, verdict(await handIn(mira)));
    await edit(carla, party, "They renewed the contract in March");
    await change(mira, (record) => record.create("source", { title: "MSA", type: "contract" }));
    expect(await versionLabel(mira)).toBe("1.0 + 2");
    await edit(carla, party, "");
    expect(await versionLabel(mira)).toBe("1.0 + 1");
    await edit(carla, party, "They renewed the contract in April");
    const next = await handIn(mira, "minor");
    expect(next.number).toBe("1.1");
    const redline = (await versionRedline(jonas, "1.1", NOBODY))!;
    expect(redline.counts).toMatchObject({ added: 1, changed: 1 });
    expect(redline.rows.map(({ change: what, title }) => [what, title])).toEqual([
      ["changed", "Clients"],
      ["added", "MSA"],
    ]);
    await decideVersion(jonas, verdict(next));
    const { rows } = await listVersions(jonas);
    expect(rows.map(({ number, status }) => [number, status])).toEqual([
      ["1.1", "approved"],
      ["1.0", "superseded"],
    ]);
    const back = await compareVersions(jonas, "1.1", "1.0", NOBODY);
    expect(back.redline.counts).toMatchObject({ removed: 1, changed: 1 });
  });

  it("come back to draft when anybody edits the register, and say who did what", async () => {
    const { mira, carla, jonas, party } = await register();
    const submitted = await handIn(mira);
    await edit(carla, party, "just this");
    const facts = await versionFacts(mira, "1.0");
    expect(facts).toMatchObject({
      status: "draft",
      contentHash: "",
      returnedBy: "Carla Neumann",
      lastReturn: { kind: "edit", refs: ["IP-001"] },
    });
    expect(await refusal(decideVersion(jonas, verdict(submitted)))).toBe("version-back_to_draft");
    const [entry] = (await listHistory(mira, { ...ANY, entity: "register-version" } as never)).items;
    expect(entry).toMatchObject({ action: "withdraw-by-edit" });
    expect((await verifyHistory(mira)).ok).toBe(true);
    const again = await submitVersion(mira, { id: submitted.id, version: facts.version });
    expect(again.contentHash).not.toBe(submitted.contentHash);
    // What was read before is not what is handed in now.
    expect(await refusal(decideVersion(jonas, verdict(submitted)))).toBe("version-moved_on");
    expect(await refusal(decideVersion(jonas, verdict({ ...again, contentHash: submitted.contentHash })))).toBe("version-moved_on");
    // Nor what is said beside it: the same records under another summary are another submission.
    const back = await withdrawVersion(mira, { id: again.id, version: again.version });
    const renamed = await updateVersion(mira, { ...back, ownerId: mira.user!.id, changeSummary: "Something else", note: "" });
    const third = await submitVersion(mira, renamed);
    expect(third.contentHash).toBe(again.contentHash);
    expect(await refusal(decideVersion(jonas, verdict(again)))).toBe("version-moved_on");
    await decideVersion(jonas, verdict(third));
    expect(await refusal(decideVersion(jonas, verdict(third)))).toBe("version-already_approved");
    expect(await refusal(withdrawVersion(mira, third))).toBe("version-not_in_review");
    expect(await refusal(updateVersion(mira, { ...renamed, changeSummary: "Later", ownerId: mira.user!.id, note: "" }))).toBe(
      "version-not_draft",
    );
    expect(await refusal(submitVersion(mira, third))).toBe("version-not_draft");
  });

  it("stay in review while people comment or note that they looked", async () => {
    const { mira, jonas, party } = await register();
    const submitted = await handIn(mira);
    const comment = await addComment(jonas, { entity: "interested-party", entityId: party, text: "Since when?" });
    await change(mira, async (record) => {
      const { version } = await record.get("interested-party", party);
      await record.update("interested-party", party, version, { lastReviewedAt: "2026-01-01" }, { reason: "review" });
      record.note("requirement", uuid(), "list", "export");
    });
    expect(await versionFacts(mira, "1.0")).toMatchObject({ status: "in_review" });
    expect(await refusal(decideVersion(jonas, verdict(submitted)))).toBe("version-open_comments");
    expect((await approvalFacts(jonas, submitted.id)).openComments).toMatchObject([
      { text: "Since when?", record: "IP-001", path: "/interested-parties/IP-001" },
    ]);
    await resolveComment(jonas, { ...comment, resolution: "Since May" });
    await decideVersion(jonas, verdict(submitted));
  });

  it("are declined or sent back with a word, which stays", async () => {
    const { mira, jonas } = await register();
    const submitted = await handIn(mira);
    await expect(decideVersion(jonas, verdict(submitted, { decision: "decline" }))).rejects.toThrow(Invalid);
    await decideVersion(jonas, verdict(submitted, { decision: "request_changes", comment: "The bank is missing a requirement" }));
    const facts = await versionFacts(mira, "1.0");
    expect(facts).toMatchObject({ status: "draft", returnedBy: "Jonas Weber", lastReturn: { kind: "request_changes" } });
    expect(facts.decisions).toMatchObject([{ decision: "request_changes", contentHash: submitted.contentHash, receipt: false }]);
    expect(await governingVersion(mira)).toBeNull();
  });

  it("are not approved by who wrote or handed them in, unless that is a written exception, which shows", async () => {
    const { olaf: owner, mira, jonas: leader } = await register();
    const submitted = await handIn(owner);
    expect(await refusal(decideVersion(owner, verdict(submitted)))).toBe("version-own_approval");
    const rules = await approvalRules(owner);
    const reason = "Two people work here; the other one is the auditor";
    await expect(setApprovalRules(mira, { ...rules, soleApproverReason: reason, reason: "" })).rejects.toThrow(Forbidden);
    await setApprovalRules(owner, {
      id: rules.id,
      version: rules.version,
      approvalInReview: false,
      soleApproverReason: reason,
      reason: "",
    });
    // Rules for approving are not what is approved: the submission stands.
    await decideVersion(owner, verdict(submitted));
    expect(await versionFacts(leader, "1.0")).toMatchObject({
      status: "approved",
      exceptionReason: reason,
      decisions: [{ exceptionReason: reason }],
    });
    expect((await receiptFile(leader, "1.0")).text).toContain("Two people work here");
  });

  it("want the password again, and not for ever", async () => {
    const { mira, jonas } = await register();
    const submitted = await handIn(mira);
    for (let round = 0; round < 5; round += 1) {
      await expect(decideVersion(jonas, verdict(submitted, { password: "wrong" }))).rejects.toThrow(Invalid);
    }
    expect(await refusal(decideVersion(jonas, verdict(submitted)))).toBe("too-many-passwords");
    // A quarter of an hour later the right one counts again; somebody else was never kept out.
    await world.sql("UPDATE sign_in_attempt SET at = at - interval '15 minutes'");
    await decideVersion(jonas, verdict(submitted));
    // Other stories are told on other days, before these tries.
    await world.sql("DELETE FROM sign_in_attempt");
  });

  it("are approved in a meeting where that is the rule", async () => {
    const { mira, jonas } = await register({ meeting: true });
    const submitted = await handIn(mira);
    expect(await refusal(decideVersion(jonas, verdict(submitted)))).toBe("version-no_meeting");
    const meeting = await change(mira, (record) =>
      record.create("management-review", { title: "Review", heldOn: "2026-11-20", recordedOn: "2026-11-20", status: "planned" }),
    );
    await expect(decideVersion(jonas, verdict(submitted))).rejects.toThrow(Invalid);
    await expect(decideVersion(jonas, verdict(submitted, { managementReviewId: uuid() }))).rejects.toThrow(Invalid);
    await decideVersion(jonas, verdict(submitted, { managementReviewId: meeting.id }));
    expect(await versionFacts(mira, "1.0")).toMatchObject({ meeting: { ref: "MR-001" } });
  });

  it("rise, one at a time, and are handed in complete", async () => {
    const { mira, jonas } = await register();
    const draft = await startVersion(mira, { step: "minor", ownerId: null, changeSummary: "" });
    expect(draft.number).toBe("0.1");
    expect(await refusal(startVersion(mira, { step: "major", ownerId: null, changeSummary: "" }))).toBe("version-one_in_work");
    await expect(submitVersion(mira, draft)).rejects.toThrow(Invalid);
    const renumbered = await updateVersion(mira, { ...draft, number: "1.0", ownerId: mira.user!.id, changeSummary: "First", note: "" });
    await decideVersion(jonas, verdict(await submitVersion(mira, renumbered)));
    const next = await startVersion(mira, { step: "minor", ownerId: mira.user!.id, changeSummary: "x" });
    await expect(updateVersion(mira, { ...next, number: "0.9", ownerId: mira.user!.id, changeSummary: "x", note: "" })).rejects.toThrow(
      Invalid,
    );
    expect(await refusal(submitVersion(mira, next))).toBe("version-nothing_changed");
    const { number } = await withdrawVersion(mira, next).catch(() => ({ number: "refused" }));
    expect(number).toBe("refused");
  });

  it("are compared with days and with now, and a day before the first change is refused in words", async () => {
    try {
      setClock(new Date("2026-03-01T10:00:00Z"));
      const { mira, jonas, party } = await register();
      await decideVersion(jonas, verdict(await handIn(mira)));
      setClock(new Date("2026-03-05T10:00:00Z"));
      await edit(mira, party, "in March");
      setClock(new Date("2026-04-05T10:00:00Z"));
      await edit(mira, party, "in April");
      const days = await compareVersions(mira, "2026-03-04", "2026-03-05", NOBODY);
      expect(days.redline.rows).toMatchObject([{ change: "changed", lines: [{ after: "in March" }] }]);
      expect((await compareVersions(mira, "2026-03-20", "now", NOBODY)).redline.rows[0]?.lines[0]).toMatchObject({
        before: "in March",
        after: "in April",
      });
      expect((await compareVersions(mira, "1.0", "now", NOBODY)).redline.total).toBe(1);
      expect((await compareVersions(mira, "2026-03-02", "1.0", NOBODY)).redline.total).toBe(0);
      for (const [day, code] of [
        ["2026-02-28", "compare-before_first"],
        ["2026-02-30", "compare-no_day"],
        ["2026-05-01", "compare-future"],
        ["7.7", "compare-no_version"],
      ])
        expect(await refusal(compareVersions(mira, day!, "now", NOBODY))).toBe(code);
    } finally {
      setClock(null);
    }
  });

  it("cannot be changed once approved, whoever tries in the database", async () => {
    const { mira, jonas, house } = await register();
    const submitted = await handIn(mira);
    await decideVersion(jonas, verdict(submitted));
    const tries = [
      `UPDATE register_version_content SET content = '{}' WHERE version_id = '${submitted.id}'`,
      `DELETE FROM register_version_content WHERE version_id = '${submitted.id}'`,
      `UPDATE register_version SET content_hash = '${"0".repeat(64)}' WHERE id = '${submitted.id}'`,
      `UPDATE register_version SET status = 'draft' WHERE id = '${submitted.id}'`,
      `UPDATE version_decision SET comment = 'x' WHERE version_id = '${submitted.id}'`,
      `DELETE FROM version_decision WHERE version_id = '${submitted.id}'`,
    ];
    for (const sql of tries) {
      await expect(world.sql(sql)).rejects.toThrow();
      await expect(inTenant(mira, (tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow();
    }
    const [kept] = await world.sql<{ content: string }>("SELECT content FROM register_version_content WHERE organization_id = $1", [
      house.id,
    ]);
    expect(parseContent(kept!.content).organizationId).toBe(house.id);
  });

  it("hide from viewers what they may not see, and stay in their own house", async () => {
    const { house, mira, jonas, party } = await register();
    await decideVersion(jonas, verdict(await handIn(mira)));
    await change(mira, async (record) => {
      const { version } = await record.get("interested-party", party);
      await record.update("interested-party", party, version, { support: 1 });
    });
    const vera = await world.as("vera", house);
    expect(await versionStrip(mira)).toMatchObject({ changes: 1 });
    expect(await versionStrip(vera)).toMatchObject({ changes: 0 });
    expect((await compareVersions(vera, "1.0", "now", NOBODY)).redline.total).toBe(0);
    const kim = await world.as("kim");
    await expect(versionFacts(kim, "1.0")).rejects.toThrow(NotFound);
    await expect(receiptFile(kim, "1.0")).rejects.toThrow(NotFound);
  });
});

describe.skipIf(world.skip || engine !== "postgresql")("races", () => {
  it("of two decisions one stands", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { olaf, mira, jonas } = await register();
      const submitted = await handIn(mira);
      const outcomes = await Promise.all([
        refusal(decideVersion(jonas, verdict(submitted))),
        refusal(decideVersion(olaf, verdict(submitted, round % 2 ? { decision: "decline", comment: "No" } : {}))),
      ]);
      expect(outcomes.filter((outcome) => outcome === "went through")).toHaveLength(1);
      const facts = await versionFacts(mira, "1.0");
      expect(facts.decisions).toHaveLength(1);
      expect(facts.status).toBe(facts.decisions[0]!.decision === "approve" ? "approved" : "draft");
      expect((await verifyHistory(mira)).ok).toBe(true);
    }
  });

  it("an edit and a submission, an edit and an approval: what is approved is what was shown", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { house, mira, carla, jonas, party } = await register();
      const draft = await startVersion(mira, { step: "major", ownerId: mira.user!.id, changeSummary: "x" });
      const [submitted] = await Promise.all([submitVersion(mira, draft), edit(carla, party, `round ${round}`)]);
      const facts = await versionFacts(mira, "1.0");
      const live = await inTenant(mira, async (tx) => contentHash(contentText(await liveContent(tx, house.id))));
      if (facts.status === "in_review") expect(facts.contentHash).toBe(live);
      const inReview =
        facts.status === "in_review"
          ? { ...submitted, version: facts.version }
          : await submitVersion(mira, { id: draft.id, version: facts.version });
      const [decided] = await Promise.all([refusal(decideVersion(jonas, verdict(inReview))), edit(carla, party, `again ${round}`)]);
      const after = await versionFacts(mira, "1.0");
      expect(after.status).toBe(decided === "went through" ? "approved" : "draft");
      if (after.status === "approved") expect(after.contentHash).toBe(inReview.contentHash);
      expect((await verifyHistory(mira)).ok).toBe(true);
    }
  });
});
