import { hash } from "@node-rs/argon2";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { readReceipt } from "@/domain/version-receipt";
import { getAction } from "@/features/actions/queries";
import * as doors from "@/features/conflicts/actions";
import * as conflicts from "@/features/conflicts/mutations";
import { candidatesOf, conflictsOf, dismissals, exportConflicts, getConflict, listConflicts } from "@/features/conflicts/queries";
import { conflictChange, conflictDecision, newConflict } from "@/features/conflicts/schema";
import { CONFLICT_TABLE } from "@/features/conflicts/table";
import { verifyHistory } from "@/features/history/queries";
import { myWork } from "@/features/my-work/queries";
import { readLiveFacts } from "@/features/self-assessment/facts";
import { decideVersion, startVersion, submitVersion } from "@/features/versions/mutations";
import { approvalFacts, receiptFile, versionFacts } from "@/features/versions/queries";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict, Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { createHouse, engine, openWorld } from "./support/world";

const world = openWorld();
const PASSWORD = "a password of the tests";

const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return Object.keys(error.fieldErrors)[0];
  if (error instanceof Refused) return error.code;
  if (error instanceof Conflict) return "moved on";
  if (error instanceof NotFound) return "not found";
  throw error ?? new Error("was taken");
};

beforeAll(async () => {
  if (world.skip) return;
  const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  await world.sql("UPDATE user_account SET password_hash = $1", [passwordHash]);
});

let houses = 0;

/** A house in which a law, a contract and a wish of three parties stand against each other; Jonas is of top management, Mira is not. */
async function desk() {
  houses += 1;
  const { olaf, mira, carla, jonas } = world.people;
  const house = await createHouse(`desk-${houses}`, "Nordwind Data GmbH", [
    [olaf, "owner"],
    [mira, "isms-manager"],
    [carla, "contributor"],
    [jonas, "leadership"],
  ]);
  const [m, c, j] = [await world.as("mira", house), await world.as("carla", house), await world.as("jonas", house)];
  await change(m, async (record) => {
    const where = { organizationId: house.id };
    const membership = (await record.tx.membership.findFirst({ where: { ...where, userId: jonas.id } }))!;
    await record.update("membership", membership.id, membership.version, { isTopManagement: true });
    const profile = (await record.tx.organizationProfile.findFirst({ where }))!;
    await record.update("organization", profile.id, profile.version, { approvalInReview: false });
  });
  const ids = await change(m, async (record) => {
    const need = async (name: string, kind: string, statement: string, adverse = false) => {
      const party = await record.create("interested-party", {
        name,
        category: "external",
        kind: "organisation",
        status: "active",
        relevance: "undecided",
        adverse,
      });
      const { id } = await record.create("requirement", {
        partyId: party.id,
        statement,
        status: "active",
        relevance: "relevant",
        relevanceRationale: "Ours",
        relevanceDecidedAt: today(),
        relevanceDecidedById: m.user!.id,
        cia: ["confidentiality"],
        ciaRationale: "Data",
        kind,
        binding: "requirement",
        links: [{ targetType: "control", targetRef: "A.8.10", rationale: "" }],
      });
      return id;
    };
    return {
      law: await need("Tax office", "legal", "Invoice data is kept for ten years."),
      otherLaw: await need("Data protection authority", "regulatory", "Personal data is deleted when it is not needed any more."),
      contract: await need("Clinic", "contractual", "You delete our data within 30 days."),
      wish: await need("Customers", "business", "All our data is deleted at once."),
      aim: await need("Ransomware groups", "business", "All data is deleted unless they pay.", true),
    };
  });
  return { house, mira: m, carla: c, jonas: j, ...ids };
}

const input = (requirementIds: string[], more: Record<string, unknown> = {}) =>
  newConflict.parse({
    title: "Delete against keep",
    description: "",
    requirementIds,
    openedOn: today(),
    ownerId: null,
    impactAssessment: "A fine up to 25,000 euros",
    options: "One\nTwo",
    note: "",
    ...more,
  });
const verdict = (saved: { id: string; version: number }, more: Record<string, unknown>) =>
  conflictDecision.parse({
    id: saved.id,
    version: saved.version,
    status: "resolved",
    method: "negotiated",
    prevailingRequirementId: null,
    impactAssessment: "A fine",
    resolution: "Invoices stay, all else is deleted",
    rationale: "The law names invoices only",
    ...more,
  });
const list = async (access: Access, query: string) =>
  (await listConflicts(access, parseTableState(new URLSearchParams(query), CONFLICT_TABLE))).rows.map(({ ref }) => ref);

async function inReview(mira: Access) {
  const draft = await startVersion(mira, { step: "major", ownerId: mira.user!.id, changeSummary: "The first" });
  return submitVersion(mira, draft);
}
const approval = (submitted: { id: string; version: number; contentHash: string }, more: Record<string, unknown> = {}) => ({
  id: submitted.id,
  version: submitted.version,
  contentHash: submitted.contentHash,
  decision: "approve" as const,
  comment: "",
  managementReviewId: null,
  password: PASSWORD,
  ...more,
});

describe.skipIf(world.skip)("the conflict desk", () => {
  it("opens between two or more in use, and never about what an attacker wants", async () => {
    const { mira, law, wish, aim, contract } = await desk();
    expect(await fault(conflicts.openConflict(mira, input([law])))).toBe("requirementIds");
    expect(await fault(conflicts.openConflict(mira, input([law, law])))).toBe("requirementIds");
    expect(await fault(conflicts.openConflict(mira, input([law, aim])))).toBe("requirementIds");
    expect(await fault(conflicts.openConflict(mira, input([law, uuid()])))).toBe("requirementIds");
    expect(await fault(conflicts.openConflict(mira, input([law, wish], { openedOn: "2999-01-01" })))).toBe("openedOn");
    const first = await conflicts.openConflict(mira, input([wish, law]));
    expect(first.ref).toBe("CON-001");
    expect(await fault(conflicts.openConflict(mira, input([law, wish])))).toBe("conflict-open_already");
    const three = await conflicts.openConflict(mira, input([law, wish, contract]));
    const found = (await getConflict(mira, three.ref))!;
    expect(found.requirements.map(({ id }) => id)).toEqual([law, wish, contract]);
    expect(found.values.options).toEqual(["One", "Two"]);
    expect(await getConflict(mira, "CON-999")).toBeNull();
    expect((await conflictsOf(mira, { requirementId: contract })).map(({ ref }) => ref)).toEqual([three.ref]);
  });

  it("keeps the negotiation, writes it into the log of each party, and refuses what came too late", async () => {
    const { mira, carla, jonas, law, wish, house } = await desk();
    const opened = await conflicts.openConflict(carla, input([law, wish]));
    const step = { id: opened.id, heldOn: today(), what: "They could live with a list of what is kept", participants: "Ms Tax" };
    const after = await conflicts.addStep(carla, { ...step, asMeeting: true });
    expect((await getConflict(mira, opened.ref))!.values.status).toBe("negotiating");
    await conflicts.addStep(mira, { ...step, asMeeting: false });
    const logged = await world.sql(
      "SELECT type, origin_ref, cardinality(requirement_ids) AS many FROM engagement WHERE organization_id = $1",
      [house.id],
    );
    expect(logged).toEqual([
      { type: "meeting", origin_ref: opened.ref, many: 1 },
      { type: "meeting", origin_ref: opened.ref, many: 1 },
    ]);
    expect(await fault(conflicts.addStep(mira, { ...step, heldOn: "2999-01-01", asMeeting: false }))).toBe("heldOn");
    expect(
      await fault(
        conflicts.updateConflict(
          mira,
          conflictChange.parse({
            title: "Other",
            description: "",
            requirementIds: [law, wish],
            openedOn: today(),
            impactAssessment: "",
            options: "",
            note: "",
            reason: "",
            id: opened.id,
            version: opened.version,
          }),
        ),
      ),
    ).toBe("moved on");
    const decided = await conflicts.decideConflict(jonas, verdict(after, { method: "legal_precedence", prevailingRequirementId: law }));
    expect(await fault(conflicts.addStep(mira, { ...step, asMeeting: false }))).toBe("conflict-settled");
    expect(await fault(conflicts.decideConflict(jonas, verdict(decided, {})))).toBe("conflict-settled");
    const { steps } = (await getConflict(mira, opened.ref))!;
    expect(steps.map(({ by }) => by)).toEqual(["Carla Neumann", "Mira Lindqvist"]);
    expect((await verifyHistory(mira)).ok).toBe(true);
  });

  it("never lets law give way to a wish, except as a risk that top management accepts itself", async () => {
    const { mira, jonas, law, wish } = await desk();
    const opened = await conflicts.openConflict(mira, input([law, wish]));
    const forWish = { prevailingRequirementId: wish };
    expect(await fault(conflicts.decideConflict(mira, verdict(opened, forWish)))).toBe("prevailingRequirementId");
    expect(await fault(conflicts.decideConflict(mira, verdict(opened, { ...forWish, method: "escalated", status: "accepted" })))).toBe(
      "method",
    );
    expect(await fault(conflicts.decideConflict(mira, verdict(opened, { method: "balanced", status: "accepted" })))).toBe("status");
    expect(await fault(conflicts.decideConflict(jonas, verdict(opened, { ...forWish, method: "escalated" })))).toBe(
      "prevailingRequirementId",
    );
    expect(await fault(conflicts.decideConflict(mira, verdict(opened, { ...forWish, rationale: " " })))).toBe("rationale");
    await conflicts.decideConflict(jonas, verdict(opened, { ...forWish, method: "escalated", status: "accepted" }));
    const { values, decidedBy } = (await getConflict(mira, opened.ref))!;
    expect([values.status, decidedBy, values.decidedOn]).toEqual(["accepted", "Jonas Weber", today()]);
    const facts = await readLiveFacts(mira);
    expect(facts.held.has("conflicts")).toBe(true);
    expect(facts.facts.conflicts).toMatchObject([
      { ref: opened.ref, status: "accepted", decided_by: jonas.user!.id, requirement_ids: [law, wish] },
    ]);
  });

  it("sets law against law only by precedence or at the top", async () => {
    const { mira, law, otherLaw } = await desk();
    const opened = await conflicts.openConflict(mira, input([law, otherLaw]));
    expect(await fault(conflicts.decideConflict(mira, verdict(opened, { prevailingRequirementId: law })))).toBe("method");
    await conflicts.decideConflict(mira, verdict(opened, { prevailingRequirementId: law, method: "legal_precedence" }));
  });

  it("notes who was told, keeps examples, reopens with a reason, and is filtered by them", async () => {
    const { mira, contract, wish, house } = await desk();
    const opened = await conflicts.openConflict(mira, input([contract, wish]));
    expect(await fault(conflicts.keepAsExample(mira, { id: opened.id, version: opened.version, example: true }))).toBe(
      "conflict-not_settled",
    );
    let saved = await conflicts.decideConflict(mira, verdict(opened, { prevailingRequirementId: contract }));
    const telling = { communicatedTo: "Customers, by mail", asNotice: true };
    expect(
      await fault(conflicts.tellConflict(mira, { id: saved.id, version: saved.version, communicatedOn: "2020-01-01", ...telling })),
    ).toBe("communicatedOn");
    saved = await conflicts.tellConflict(mira, { id: saved.id, version: saved.version, communicatedOn: today(), ...telling });
    expect(await world.sql("SELECT type FROM engagement WHERE organization_id = $1", [house.id])).toHaveLength(2);
    saved = await conflicts.keepAsExample(mira, { id: saved.id, version: saved.version, example: true });
    expect(await list(mira, "example=1")).toEqual([opened.ref]);
    const { rows } = await exportConflicts(mira, parseTableState(new URLSearchParams("example=1"), CONFLICT_TABLE));
    expect(rows).toMatchObject([{ ref: opened.ref, method: "Negotiated" }]);
    saved = await conflicts.reopenConflict(mira, { id: saved.id, version: saved.version, reason: "The contract was renewed" });
    expect((await getConflict(mira, opened.ref))!.values).toMatchObject({
      status: "open",
      decidedOn: null,
      example: false,
      communicatedOn: null,
    });
    expect(await list(mira, "example=1")).toEqual([]);
    await world.sql("UPDATE conflict SET opened_on = current_date - 400 WHERE organization_id = $1", [house.id]);
    expect(await list(mira, "overdue=1")).toEqual([opened.ref]);
    await conflicts.retireConflict(mira, { id: saved.id, version: saved.version, reason: "Twice" });
    expect(await list(mira, "")).toEqual([]);
  });

  it("becomes a risk and an action, each once", async () => {
    const { mira, jonas, contract, wish } = await desk();
    const opened = await conflicts.openConflict(mira, input([contract, wish], { ownerId: mira.user!.id }));
    const withRisk = await conflicts.drawRisk(mira, {
      id: opened.id,
      version: opened.version,
      title: "A client leaves",
      description: "",
      ownerId: null,
    });
    expect(withRisk.riskRef).toBe("R-001");
    const withAction = await conflicts.openConflictAction(mira, {
      id: withRisk.id,
      version: withRisk.version,
      title: "Ask counsel",
      dueAt: null,
      ownerId: mira.user!.id,
    });
    expect((await getAction(mira, withAction.actionRef))!.values).toMatchObject({ origin: "conflict", originRef: opened.ref });
    expect(
      await fault(
        conflicts.drawRisk(mira, { id: withAction.id, version: withAction.version, title: "Again", description: "", ownerId: null }),
      ),
    ).toBe("conflict-has_risk");
    const work = (await myWork(mira)).groups.flatMap(({ items }) => items);
    expect(work.find(({ kind }) => kind === "conflict")).toMatchObject({ ref: opened.ref, path: `/conflicts/${opened.ref}` });
    expect((await myWork(jonas)).groups.flatMap(({ items }) => items).map(({ kind }) => kind)).not.toContain("conflict_decision");
  });

  it("takes nothing that comes twice, too late or out of its order, and nothing once it is retired", async () => {
    const { mira, jonas, contract, wish } = await desk();
    const opened = await conflicts.openConflict(mira, input([contract, wish]));
    const task = { title: "Ask counsel", dueAt: null, ownerId: null };
    const risk = { title: "A client leaves", description: "", ownerId: null };
    const step = { id: opened.id, heldOn: today(), what: "Talked", participants: "" };
    // Whoever may decide does not thereby write into the log, the risks or the actions.
    await expect(conflicts.addStep(jonas, { ...step, asMeeting: true })).rejects.toBeInstanceOf(Forbidden);
    await expect(conflicts.drawRisk(jonas, { ...risk, id: opened.id, version: opened.version })).rejects.toBeInstanceOf(Forbidden);
    await expect(conflicts.openConflictAction(jonas, { ...task, id: opened.id, version: opened.version })).rejects.toBeInstanceOf(
      Forbidden,
    );
    const deed = ({ id, version }: { id: string; version: number }) => ({ id, version, reason: "So" });
    expect(await fault(conflicts.reopenConflict(mira, deed(opened)))).toBe("conflict-not_settled");
    expect(await fault(conflicts.bringBackConflict(mira, deed(opened)))).toBe("conflict-not_retired");
    expect(await fault(conflicts.dismissCandidate(mira, { oneId: wish, otherId: wish, reason: "One" }))).toBe("conflict-two_needed");
    const withAction = await conflicts.openConflictAction(mira, { ...task, id: opened.id, version: opened.version });
    const { id, version } = withAction;
    expect(await fault(conflicts.openConflictAction(mira, { ...task, id, version }))).toBe("conflict-has_action");
    const { version: retired } = await conflicts.retireConflict(mira, deed(withAction));
    const gone = { id, version: retired };
    for (const work of [
      () => conflicts.addStep(mira, { ...step, asMeeting: false }),
      () => conflicts.decideConflict(mira, verdict(gone, { prevailingRequirementId: contract })),
      () => conflicts.reopenConflict(mira, deed(gone)),
      () => conflicts.tellConflict(mira, { ...gone, communicatedOn: today(), communicatedTo: "All", asNotice: false }),
      () => conflicts.keepAsExample(mira, { ...gone, example: true }),
      () => conflicts.drawRisk(mira, { ...risk, ...gone }),
      () => conflicts.openConflictAction(mira, { ...task, ...gone }),
      () => conflicts.retireConflict(mira, deed(gone)),
    ])
      expect(await fault(work())).toBe("conflict-retired");
    await conflicts.bringBackConflict(mira, deed(gone));
  });

  it("proposes what points in opposite directions, until somebody dismisses it, and again when they take that back", async () => {
    const { mira, law, contract, wish, otherLaw } = await desk();
    const pairs = async () => (await candidatesOf(mira)).rows.map(({ one, other }) => [one.id, other.id].sort().join());
    const key = (...ids: string[]) => ids.sort().join();
    expect(await pairs()).toEqual(expect.arrayContaining([key(law, contract), key(law, wish), key(law, otherLaw)]));
    expect(await pairs()).toHaveLength(3);
    await conflicts.dismissCandidate(mira, { oneId: wish, otherId: law, reason: "Invoices are no data of theirs" });
    await conflicts.dismissCandidate(mira, { oneId: law, otherId: wish, reason: "Said twice" });
    expect(await pairs()).not.toContain(key(law, wish));
    const [dismissed] = await dismissals(mira);
    expect(dismissed).toMatchObject({ reason: "Invoices are no data of theirs" });
    await conflicts.withdrawDismissal(mira, { id: dismissed!.id, version: dismissed!.version, reason: "" });
    expect(await pairs()).toContain(key(law, wish));
    const opened = await conflicts.openConflict(mira, input([law, contract]));
    expect(await pairs()).not.toContain(key(law, contract));
    await conflicts.retireConflict(mira, { id: opened.id, version: opened.version, reason: "No" });
    expect(await pairs()).toContain(key(law, contract));
    await world.sql("UPDATE requirement SET status = 'retired', retired_at = current_date WHERE id = $1", [law]);
    expect(await pairs()).toEqual([]);
  });

  it("is closed to contributors who would decide, and to viewers altogether", async () => {
    const request = await world.request("vera");
    const answer = await withRequest(request, () => doors.openConflict("nordwind", { ...input([uuid(), uuid()]), options: "" }));
    expect(answer).toMatchObject({ ok: false, kind: "forbidden" });
    const carla = await withRequest(await world.request("carla"), () =>
      doors.decideConflict("nordwind", { ...verdict({ id: uuid(), version: 1 }, {}) }),
    );
    expect(carla).toMatchObject({ ok: false, kind: "forbidden" });
  });

  it("stands in the way of an approval, unless the approver names exactly these and says why", async () => {
    const { mira, jonas, law, wish, contract } = await desk();
    const opened = await conflicts.openConflict(mira, input([law, wish]));
    const submitted = await inReview(mira);
    expect((await approvalFacts(jonas, submitted.id)).openConflicts).toMatchObject([{ ref: opened.ref, status: "open" }]);
    expect(await fault(decideVersion(jonas, approval(submitted)))).toBe("acceptedConflicts");
    expect(await fault(decideVersion(jonas, approval(submitted, { acceptedConflicts: [opened.ref], conflictReason: " " })))).toBe(
      "conflictReason",
    );
    const second = await conflicts.openConflict(mira, input([wish, contract, law]));
    const named = { acceptedConflicts: [opened.ref], conflictReason: "Talks go on until March" };
    expect(await fault(decideVersion(jonas, approval(submitted, named)))).toBe("version-conflicts_moved_on");
    await conflicts.retireConflict(mira, { id: second.id, version: second.version, reason: "The same" });
    await decideVersion(jonas, approval(submitted, named));
    const facts = await versionFacts(jonas, "1.0");
    expect(facts.decisions[0]).toMatchObject(named);
    expect(readReceipt(JSON.parse((await receiptFile(mira, "1.0")).text).text)).toMatchObject(named);
    expect((await verifyHistory(mira)).ok).toBe(true);
  });

  it("leaves no trace in a receipt where there is none", async () => {
    const { mira, jonas } = await desk();
    await decideVersion(jonas, approval(await inReview(mira)));
    const { text } = JSON.parse((await receiptFile(mira, "1.0")).text);
    expect(text).not.toContain("onflict");
  });

  it.runIf(engine === "postgresql")("opened while somebody approves, comes either before and blocks, or after", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { mira, carla, jonas, law, wish, house } = await desk();
      const submitted = await inReview(mira);
      const [approved, opened] = await Promise.allSettled([
        decideVersion(jonas, approval(submitted)),
        conflicts.openConflict(carla, input([law, wish])),
      ]);
      expect(opened.status).toBe("fulfilled");
      const order = await world.sql<{ entity: string; action: string }>(
        `SELECT entity, action FROM history_entry WHERE organization_id = $1
           AND (entity = 'conflict' OR (entity = 'register-version' AND action = 'approve')) ORDER BY sequence`,
        [house.id],
      );
      if (approved.status === "rejected") {
        expect(approved.reason).toBeInstanceOf(Invalid);
        expect(order.map(({ entity }) => entity)).toEqual(["conflict"]);
      } else expect(order.map(({ entity }) => entity)).toEqual(["register-version", "conflict"]);
    }
  });
});
