import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addComment, resolveComment } from "@/features/comments/mutations";
import { verifyHistory } from "@/features/history/queries";
import { decide } from "@/features/versions/deciding";
import { setApprovalRules, startVersion, submitVersion, withdrawVersion } from "@/features/versions/mutations";
import { approvalRules, governingVersion, listVersions, versionFacts } from "@/features/versions/queries";
import type { Access } from "@/server/access-value";
import { Refused } from "@/server/errors";
import { change } from "@/server/record";
import { createHouse, engine, openWorld } from "./support/world";

const world = openWorld();
/** So many sequences at each run, one after the other on the same register; MODEL_RUNS=1000 for the whole of R09. */
const RUNS = Number(process.env.MODEL_RUNS ?? 60);

type Step = "start" | "edit" | "look" | "comment" | "resolve" | "submit" | "withdraw" | "approve" | "approveOld" | "approveOwn" | "decline";
const STEPS: readonly Step[] = [
  "start",
  "edit",
  "edit",
  "look",
  "comment",
  "resolve",
  "submit",
  "submit",
  "withdraw",
  "approve",
  "approve",
  "approveOld",
  "approveOwn",
  "decline",
];

/** What must be true, without any database. */
interface Model {
  state: "none" | "draft" | "in_review";
  /** Counts the contents: every edit makes a new one. */
  content: number;
  /** The content that was handed in, and the one before that somebody may still have on the screen. */
  submitted: number | null;
  approved: number | null;
  approvals: number;
  openComment: boolean;
}

describe.skipIf(world.skip || engine !== "postgresql")("an approval covers exactly one content (R09)", () => {
  let [mira, jonas]: [Access, Access] = [null as never, null as never];
  let party = "";
  const model: Model = { state: "none", content: 0, submitted: null, approved: null, approvals: 0, openComment: false };
  const hashes = new Map<number, string>();
  interface Read {
    id: string;
    version: number;
    contentHash: string;
  }
  let shown: Read | null = null;
  let older: Read | null = null;
  let comment: { id: string; version: number } | null = null;

  beforeAll(async () => {
    if (world.skip) return;
    const house = await createHouse("model", "Model", [
      [world.people.olaf, "owner"],
      [world.people.mira, "isms-manager"],
      [world.people.jonas, "leadership"],
    ]);
    mira = await world.as("mira", house);
    jonas = await world.as("jonas", house);
    const olaf = await world.as("olaf", house);
    const { id, version } = await approvalRules(olaf);
    await setApprovalRules(olaf, { id, version, approvalInReview: false, soleApproverReason: "", reason: "" });
    party = (await change(mira, (record) => record.create("interested-party", { name: "Clients", category: "external" }))).id;
  });

  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error) => {
        if (error instanceof Refused) return error.code.replace("version-", "");
        throw error;
      },
    );
  const current = async () => {
    const { rows } = await listVersions(mira);
    const inWork = rows.find(({ status }) => status === "draft" || status === "in_review");
    return inWork ? versionFacts(mira, inWork.number) : null;
  };
  const decision = (read: Read, what: "approve" | "decline") => ({
    ...read,
    decision: what,
    comment: what === "decline" ? "No" : "",
    managementReviewId: null,
  });

  async function take(step: Step): Promise<void> {
    switch (step) {
      case "start": {
        const expected = model.state === "none" ? "done" : "one_in_work";
        expect(await outcome(startVersion(mira, { step: "minor", ownerId: mira.user!.id, changeSummary: "x" }))).toBe(expected);
        if (expected === "done") model.state = "draft";
        return;
      }
      case "edit":
        model.content += 1;
        await change(mira, async (record) => {
          const { version } = await record.get("interested-party", party);
          await record.update("interested-party", party, version, { note: `content ${model.content}` });
        });
        if (model.state === "in_review") model.state = "draft";
        return;
      case "look":
        await change(mira, async (record) => {
          const { version, values } = await record.get("interested-party", party);
          const day = values.lastReviewedAt === "2026-01-01" ? "2026-01-02" : "2026-01-01";
          await record.update("interested-party", party, version, { lastReviewedAt: day });
        });
        return;
      case "comment":
        if (model.openComment) return;
        comment = await addComment(jonas, { entity: "interested-party", entityId: party, text: "Why?" });
        model.openComment = true;
        return;
      case "resolve":
        if (!model.openComment) return;
        await resolveComment(jonas, { ...comment!, resolution: "Because" });
        model.openComment = false;
        return;
      case "submit": {
        const facts = await current();
        if (!facts) return;
        const expected = model.state !== "draft" ? "not_draft" : model.content === model.approved ? "nothing_changed" : "done";
        expect(await outcome(submitVersion(mira, { id: facts.id, version: facts.version }))).toBe(expected);
        if (expected !== "done") return;
        model.state = "in_review";
        model.submitted = model.content;
        const read = await versionFacts(jonas, facts.number);
        const known = hashes.get(model.content);
        if (known) expect(read.contentHash).toBe(known);
        hashes.set(model.content, read.contentHash);
        older = shown;
        shown = { id: read.id, version: read.version, contentHash: read.contentHash };
        return;
      }
      case "withdraw": {
        const facts = await current();
        if (!facts) return;
        const expected = model.state === "in_review" ? "done" : "not_in_review";
        expect(await outcome(withdrawVersion(mira, { id: facts.id, version: facts.version }))).toBe(expected);
        if (expected === "done") model.state = "draft";
        return;
      }
      case "approve":
      case "decline": {
        if (!shown) return;
        const facts = await current();
        const same = facts?.id === shown.id;
        const expected = !same
          ? "already_approved"
          : model.state !== "in_review"
            ? "back_to_draft"
            : step === "approve" && model.openComment
              ? "open_comments"
              : "done";
        expect(await outcome(decide(jonas, decision(shown, step)))).toBe(expected);
        if (expected !== "done") return;
        if (step === "approve") {
          model.approved = model.submitted;
          model.approvals += 1;
          model.state = "none";
        } else model.state = "draft";
        return;
      }
      case "approveOld": {
        if (!older) return;
        const result = await outcome(decide(jonas, decision(older, "approve")));
        expect(["already_approved", "back_to_draft", "moved_on"]).toContain(result);
        return;
      }
      case "approveOwn": {
        if (!shown || model.state !== "in_review" || (await current())?.id !== shown.id) return;
        expect(await outcome(decide(mira, decision(shown, "approve")))).toBe("own_approval");
        return;
      }
    }
  }

  async function holds(): Promise<void> {
    const [facts, governing] = [await current(), await governingVersion(mira)];
    expect(facts?.status ?? "none").toBe(model.state);
    if (model.state === "in_review") expect(facts?.contentHash).toBe(hashes.get(model.submitted!));
    expect(governing === null).toBe(model.approved === null);
    if (governing) expect(governing.contentHash).toBe(hashes.get(model.approved!));
    const { rows } = await listVersions(mira);
    expect(rows.filter(({ status }) => status === "approved" || status === "superseded")).toHaveLength(model.approvals);
  }

  it(`whatever happens in whatever order (${RUNS} sequences)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const step of steps) await take(step);
        await holds();
      }),
      // One register lives through all of them: a shrunk sequence would begin elsewhere.
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(model.approvals).toBeGreaterThan(0);
    expect((await verifyHistory(mira)).ok).toBe(true);
  }, 600_000);
});
