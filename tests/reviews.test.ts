import { beforeAll, describe, expect, it } from "vitest";
import { addMonths } from "@/domain/dates";
import { historyOf } from "@/features/history/queries";
import { importRegister } from "@/features/register-file/mutations";
import { exportRegister } from "@/features/register-file/queries";
import { decideItem as decideAction } from "@/features/reviews/actions";
import { parseItemFilter } from "@/features/reviews/items";
import {
  answerPrompt,
  cancelReview,
  completeReview,
  createReview,
  decideItem,
  decideItems,
  openReview,
  openScopedReview,
  partyStillValid,
  updateReview,
} from "@/features/reviews/mutations";
import {
  actionsOfReview,
  getReview,
  listReviews,
  nextItems,
  reviewItems,
  reviewPlan,
  reviewPrompts,
  reviewsForMe,
} from "@/features/reviews/queries";
import { newReview, verdictInput } from "@/features/reviews/schema";
import { type Access, systemAccess } from "@/server/access";
import { setClock } from "@/server/clock";
import { Conflict, Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { createHouse, engine, openWorld } from "./support/world";

const world = openWorld();
const ALL = parseItemFilter({});

describe.skipIf(world.skip)("reviews at Nordwind", () => {
  let [mira, carla, olaf]: Access[] = [];
  let parties: { id: string; ref: string }[];
  let requirements: { id: string; ref: string }[];

  const input = (fields: Record<string, unknown> = {}) => newReview.parse({ title: "Yearly review", ...fields });
  const verdict = (item: { id: string; version: number }, said: string, more: Record<string, unknown> = {}) =>
    verdictInput.parse({ id: item.id, version: item.version, verdict: said, ...more });
  const itemsOf = async (id: string) => (await reviewItems(mira!, id, ALL)).rows;
  const finish = async (access: Access, ref: string, result = "no_change") => {
    for (;;) {
      const review = (await getReview(access, ref))!;
      const { items } = await nextItems(access, review.id);
      if (items.length === 0) break;
      await decideItems(access, {
        reviewId: review.id,
        items: items.map(({ id, version }) => ({ id, version })),
        verdict: "still_valid",
        note: "",
      });
    }
    const { id } = (await getReview(access, ref))!;
    for (const prompt of await reviewPrompts(access, id))
      if (prompt.verdict === "open")
        await answerPrompt(access, { id: prompt.id, version: prompt.version, verdict: "no_change", answer: "" });
    const { version } = (await getReview(access, ref))!;
    return completeReview(access, { id, version, result: result as "no_change", outcome: "Gone through with Sales and IT." });
  };

  beforeAll(async () => {
    if (world.skip) return;
    [mira, carla, olaf] = await Promise.all([world.as("mira"), world.as("carla"), world.as("olaf")]);
    await change(mira!, async (record) => {
      const made = await record.createMany("interested-party", [
        {
          name: "Acme Bank AG",
          category: "external",
          kind: "organisation",
          status: "active",

          ownerId: carla!.user!.id,
        },
        { name: "Staff", category: "internal", kind: "group", status: "active" },
        { name: "A candidate", category: "external", kind: "organisation", status: "candidate" },
        { name: "Old supplier", category: "external", kind: "organisation", status: "retired" },
      ]);
      parties = made.map(({ id, ref }) => ({ id, ref: ref! }));
      const needs = await record.createMany(
        "requirement",
        [0, 0, 1].map((of, index) => ({
          partyId: parties[of]!.id,
          statement: `Need number ${index + 1}`,
          kind: "business",
          status: "active",
          ownerId: carla!.user!.id,
        })),
      );
      requirements = needs.map(({ id, ref }) => ({ id, ref: ref! }));
      const [law] = await record.createMany("obligation", [{ title: "A law", kind: "statute" }]);
      await record.update("requirement", needs[0]!.id, 1, { obligationIds: [law!.id] });
      await record.createMany("source", [{ title: "Master agreement", type: "contract" }]);
    });
  });

  it("has a plan from the first record on, and none is overdue on the anniversary", async () => {
    const { plan, reminder, last } = await reviewPlan(mira!);
    expect(last).toBeNull();
    expect(reminder.dueOn).toBe(addMonths(plan.firstRecordOn!, 12));
    setClock(new Date(`${reminder.dueOn}T12:00:00Z`));
    expect((await reviewPlan(mira!)).reminder).toMatchObject({ state: "due", remindToday: true });
    setClock(null);
  });

  it("walks party by party with the requirements behind each, then obligations and sources", async () => {
    const { ref } = await createReview(mira!, input({ open: true, participantIds: [mira!.user!.id, carla!.user!.id] }));
    const review = (await getReview(mira!, ref))!;
    expect(review.values).toMatchObject({ type: "periodic", status: "open", leadId: mira!.user!.id });
    const rows = await itemsOf(review.id);
    expect(rows.map((row) => row.ref)).toEqual([
      parties[0]!.ref,
      requirements[0]!.ref,
      requirements[1]!.ref,
      parties[1]!.ref,
      requirements[2]!.ref,
      "OBL-001",
      "SRC-001",
    ]);
    expect(rows[0]).toMatchObject({ openOfParty: 3, title: "Acme Bank AG" });
    expect((await reviewPrompts(mira!, review.id)).length).toBeGreaterThanOrEqual(8);
    expect(await reviewsForMe(carla!)).toMatchObject([{ ref, itemsLeft: 7, lead: false }]);
    expect(await reviewsForMe(olaf!)).toEqual([]);
  });

  it("lets anybody who takes part say what holds; words are needed unless it is still valid", async () => {
    const { id } = (await getReview(mira!, "RV-001"))!;
    const [party, first, second] = await itemsOf(id);
    await decideItem(carla!, verdict(party!, "still_valid"));
    await expect(decideItem(carla!, verdict(first!, "changed"))).rejects.toThrow(Invalid);
    const asked = await decideItem(carla!, verdict(first!, "question", { note: "Still the right figure?", raise: true }));
    expect(asked.actionRef).toMatch(/^[A-Z]+-\d+$/);
    expect(await actionsOfReview(mira!, "RV-001")).toMatchObject([{ ref: asked.actionRef, owner: "Carla Neumann", status: "open" }]);
    await decideItem(mira!, verdict(second!, "changed", { note: "Now 24 hours" }));
    expect((await nextItems(mira!, id)).left).toBe(4);
    const { items } = await historyOf(mira!, "review-item", first!.id);
    expect(items.map(({ action }) => action)).toContain("decide");
  });

  it("two people about the same record: one stands, the other is told", async () => {
    const { id } = (await getReview(mira!, "RV-001"))!;
    const row = (await itemsOf(id))[3]!;
    const both = await Promise.allSettled([
      decideItem(mira!, verdict(row, "still_valid")),
      decideItem(carla!, verdict(row, "retire", { note: "Gone" })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((both.find(({ status }) => status === "rejected") as PromiseRejectedResult).reason).toBeInstanceOf(Conflict);
    const now = (await itemsOf(id))[3]!;
    await decideItem(mira!, verdict(now, "open"));
  });

  it("takes all of a party at once, and leaves what was said", async () => {
    const { id } = (await getReview(mira!, "RV-001"))!;
    expect(await partyStillValid(carla!, { reviewId: id, partyId: parties[1]!.id })).toEqual({ count: 2 });
    expect(await partyStillValid(carla!, { reviewId: id, partyId: parties[0]!.id })).toEqual({ count: 0 });
  });

  it("is not closed with open records or questions, and says which", async () => {
    const review = (await getReview(mira!, "RV-001"))!;
    const close = () => completeReview(mira!, { id: review.id, version: review.version, result: "no_change", outcome: "x" });
    await expect(close()).rejects.toMatchObject({ code: "review-open_items", params: { count: 2, refs: "OBL-001, SRC-001" } });
    const open = (await reviewItems(mira!, review.id, { ...ALL, verdict: "open" })).rows;
    await decideItems(mira!, {
      reviewId: review.id,
      items: open.map(({ id, version }) => ({ id, version })),
      verdict: "still_valid",
      note: "",
    });
    await expect(close()).rejects.toMatchObject({ code: "review-open_prompts" });
    expect((await getReview(mira!, "RV-001"))!.values.status).toBe("open");
  });

  it("wants a result that fits and an outcome, then bears its day on everything that holds", async () => {
    const review = (await getReview(mira!, "RV-001"))!;
    for (const { id, version } of await reviewPrompts(mira!, review.id))
      await answerPrompt(carla!, { id, version, verdict: "no_change", answer: "" });
    const target = { id: review.id, version: review.version };
    await expect(completeReview(mira!, { ...target, result: null, outcome: "" })).rejects.toMatchObject({
      fieldErrors: { result: expect.any(String), outcome: expect.any(String) },
    });
    await expect(completeReview(mira!, { ...target, result: "no_change", outcome: "Done" })).rejects.toThrow(Invalid);
    await completeReview(mira!, { ...target, result: "changes", outcome: "One figure changed." });
    const done = (await getReview(mira!, "RV-001"))!;
    expect(done.values).toMatchObject({ status: "completed", result: "changes" });
    const reviewed = await world.sql<{ ref: string; day: string | null }>(
      "SELECT ref, last_reviewed_at::text AS day FROM requirement WHERE organization_id = $1 ORDER BY ref",
      [world.nordwind.id],
    );
    // The one with a question was not found to hold.
    expect(reviewed.map(({ day }) => day)).toEqual([null, done.values.completedOn, done.values.completedOn]);
    expect((await reviewPlan(mira!)).last).toMatchObject({ ref: "RV-001", completedOn: done.values.completedOn });
  });

  it("can only be read once it is completed", async () => {
    const review = (await getReview(mira!, "RV-001"))!;
    const [item] = await itemsOf(review.id);
    const target = { id: review.id, version: review.version };
    await expect(decideItem(mira!, verdict(item!, "changed", { note: "late" }))).rejects.toThrow(Refused);
    await expect(partyStillValid(mira!, { reviewId: review.id, partyId: parties[0]!.id })).rejects.toThrow(Refused);
    await expect(updateReview(mira!, { ...target, ...input(), title: "Other" } as never)).rejects.toThrow(Refused);
    await expect(cancelReview(mira!, { ...target, reason: "x" })).rejects.toThrow(Refused);
    await expect(completeReview(mira!, { ...target, result: "no_change", outcome: "again" })).rejects.toThrow(Refused);
    const [prompt] = await reviewPrompts(mira!, review.id);
    await expect(answerPrompt(mira!, { id: prompt!.id, version: prompt!.version, verdict: "open", answer: "" })).rejects.toThrow(Refused);
  });

  it("goes from planned to open, or is cancelled with a reason", async () => {
    const planned = await createReview(mira!, input({ title: "Planned", plannedOn: "2027-01-11" }));
    expect((await getReview(mira!, planned.ref))!.total).toBe(0);
    const opened = await openReview(mira!, planned);
    expect((await getReview(mira!, planned.ref))!.total).toBe(7);
    await expect(openReview(mira!, { id: opened.id, version: opened.version })).rejects.toMatchObject({ code: "review-not_planned" });
    await cancelReview(mira!, { id: opened.id, version: opened.version, reason: "Two were opened." });
    expect((await getReview(mira!, planned.ref))!.values).toMatchObject({ status: "cancelled", retiredReason: "Two were opened." });
    expect((await listReviews(mira!)).rows.map(({ ref, status }) => [ref, status])).toEqual([
      [planned.ref, "cancelled"],
      ["RV-001", "completed"],
    ]);
  });

  it("opens for an event with its parties, what they need and the law behind it, and closes the event with no change", async () => {
    const event = await change(mira!, (record) =>
      record.create("trigger-event", {
        eventKey: "new-client",
        title: "New client",
        occurredOn: "2026-11-01",
        loggedOn: "2026-11-02",
        dueDays: 30,
        partyIds: [parties[0]!.id],
      }),
    );
    const scoped = await openScopedReview(carla!, {
      triggerEventId: event.id,
      title: "New client",
      partyIds: [parties[0]!.id],
      prompts: ["What did they ask for?"],
      dueOn: "2026-12-01",
      full: false,
    });
    const review = (await getReview(mira!, scoped.ref))!;
    expect(review).toMatchObject({ trigger: { ref: event.ref, status: "open" }, values: { type: "trigger", status: "open" } });
    expect((await itemsOf(review.id)).map(({ ref }) => ref)).toEqual([
      parties[0]!.ref,
      requirements[0]!.ref,
      requirements[1]!.ref,
      "OBL-001",
    ]);
    await finish(mira!, scoped.ref);
    const closed = (await getReview(mira!, scoped.ref))!;
    expect(closed).toMatchObject({ trigger: { status: "closed" }, values: { status: "completed", result: "no_change" } });
    // Whoever said something took part.
    expect(closed.participants.map(({ name }) => name).sort()).toEqual(["Carla Neumann", "Mira Lindqvist"]);
    // A review of an event is none of the periodic ones.
    expect((await reviewPlan(mira!)).last).toMatchObject({ ref: "RV-001" });
  });

  it("refuses people who are no members, and other organisations' records", async () => {
    await expect(createReview(mira!, input({ participantIds: [world.people.kim.id] }))).rejects.toMatchObject({
      fieldErrors: { participantIds: expect.any(String) },
    });
    await expect(createReview(mira!, input({ leadId: world.people.kim.id }))).rejects.toThrow(Invalid);
    const kim = await world.as("kim");
    const review = (await getReview(mira!, "RV-001"))!;
    expect(await getReview(kim, "RV-001")).toBeNull();
    expect((await reviewItems(kim, review.id, ALL)).matching).toBe(0);
    await expect(partyStillValid(kim, { reviewId: review.id, partyId: parties[0]!.id })).rejects.toThrow(NotFound);
  });

  it("keeps its door shut for who may not take part", async () => {
    for (const name of ["vera", "aisha"] as const) {
      const result = await withRequest(await world.request(name), () =>
        decideAction("nordwind", { id: parties[0]!.id, version: 1, verdict: "still_valid", note: "" }),
      );
      expect(result).toMatchObject({ ok: false, kind: "forbidden" });
    }
  });

  it.skipIf(engine === "embedded")("takes verdicts while another closes it: none is lost, none comes late", async () => {
    const { ref, id } = await createReview(mira!, input({ title: "Race", open: true }));
    const rows = await itemsOf(id);
    await decideItems(mira!, {
      reviewId: id,
      items: rows.slice(1).map((row) => ({ id: row.id, version: row.version })),
      verdict: "still_valid",
      note: "",
    });
    for (const prompt of await reviewPrompts(mira!, id))
      await answerPrompt(mira!, { id: prompt.id, version: prompt.version, verdict: "no_change", answer: "" });
    const { version } = (await getReview(mira!, ref))!;
    const [said, closed] = await Promise.allSettled([
      decideItem(carla!, verdict(rows[0]!, "retire", { note: "Contract ended" })),
      completeReview(mira!, { id, version, result: "changes", outcome: "One goes." }),
    ]);
    const after = (await getReview(mira!, ref))!;
    expect(said.status).toBe("fulfilled");
    // Whoever closes first finds it open; closing second, it sees the verdict.
    expect(after.values.status).toBe(closed.status === "fulfilled" ? "completed" : "open");
    expect(after.counts.open).toBe(0);
  });
});

describe.skipIf(world.skip)("reviews in the register file", () => {
  it("come in again as they went out: what was said about each record, and what was asked", async () => {
    const mira = await world.as("mira");
    const out = JSON.parse(JSON.stringify(await exportRegister(mira)));
    expect(out.reviews.length).toBeGreaterThanOrEqual(3);
    expect(out.review_items.length).toBeGreaterThan(10);
    const { olaf, carla } = world.people;
    const house = await createHouse("nordwind-again", "Nordwind again", [
      [world.people.mira, "isms-manager"],
      [olaf, "owner"],
      [carla, "contributor"],
    ]);
    const there = systemAccess(house, "test");
    await importRegister(there, out);
    const back = JSON.parse(JSON.stringify(await exportRegister(there)));
    const sorted = (records: { id: string }[]) => [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted(back.reviews)).toEqual(sorted(out.reviews));
    expect(sorted(back.review_items)).toEqual(sorted(out.review_items));
    expect(sorted(back.review_answers)).toEqual(sorted(out.review_answers));
  });
});

describe.skipIf(world.skip || engine === "embedded")("a big register", () => {
  it("is opened, walked and closed in one go each", async () => {
    const kim = await world.as("kim");
    await change(
      kim,
      async (record) => {
        const made = await record.createMany(
          "interested-party",
          Array.from({ length: 1_000 }, (_, index) => ({
            name: `Party ${index}`,
            category: "external",
            kind: "organisation",
            status: "active",
          })),
        );
        await record.createMany(
          "requirement",
          Array.from({ length: 4_000 }, (_, index) => ({
            partyId: made[index % 1_000]!.id,
            statement: `Need ${index}`,
            kind: "business",
            status: "active",
          })),
        );
      },
      { timeout: 120_000 },
    );
    const { id, ref } = await createReview(kim, newReview.parse({ title: "All", open: true, participantIds: [kim.user!.id] }));
    const started = Date.now();
    const page = await reviewItems(kim, id, { ...ALL, page: 40 });
    expect(page).toMatchObject({ matching: 5_000 });
    expect(page.rows).toHaveLength(50);
    expect(Date.now() - started).toBeLessThan(2_000);
    await world.sql("UPDATE review_item SET verdict = 'still_valid' WHERE review_id = $1", [id]);
    await world.sql("UPDATE review_answer SET verdict = 'no_change' WHERE review_id = $1", [id]);
    const now = (await getReview(kim, ref))!;
    await completeReview(kim, { id, version: now.version, result: "no_change", outcome: "Nothing new." });
    const [count] = await world.sql<{ count: number }>(
      "SELECT count(*)::int AS count FROM requirement WHERE organization_id = $1 AND last_reviewed_at IS NOT NULL",
      [world.kestrel.id],
    );
    expect(count!.count).toBe(4_000);
  }, 120_000);

  it("keeps the records of one review out of another, and opens actions only for who may", async () => {
    const house = await createHouse("two-reviews", "Two reviews", [
      [world.people.mira, "isms-manager"],
      [world.people.jonas, "leadership"],
    ]);
    const [manager, leader] = [await world.as("mira", house), await world.as("jonas", house)];
    await change(manager, (record) => record.create("interested-party", { name: "Bank", category: "external", status: "active" }));
    const begin = async (title: string) => {
      const review = await createReview(manager, newReview.parse({ title, open: true }));
      return { ...review, item: (await reviewItems(manager, review.id, ALL)).rows[0]! };
    };
    const [one, other] = [await begin("One"), await begin("Other")];
    const said = { items: [one.item, other.item].map(({ id, version }) => ({ id, version })), verdict: "still_valid" as const, note: "" };
    await expect(decideItems(manager, { reviewId: one.id, ...said })).rejects.toThrow(NotFound);
    const { id, version } = one.item;
    const question = verdictInput.parse({ id, version, verdict: "question", note: "Still there?", raise: true });
    await expect(decideItem(leader, question)).rejects.toThrow(Forbidden);
    expect((await reviewItems(manager, other.id, ALL)).rows[0]).toMatchObject({ verdict: "open" });
  });
});
