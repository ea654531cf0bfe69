import { parseItemFilter } from "@/features/reviews/items";
import { answerPrompt, completeReview, createReview, decideItem, decideItems } from "@/features/reviews/mutations";
import { getReview, reviewItems, reviewPrompts } from "@/features/reviews/queries";
import { newReview, verdictInput } from "@/features/reviews/schema";
import type { Page, Story } from "./story";

/** The first yearly review, nine months ago and completed, and one that is half gone through ahead of the recertification audit. */
export function tellReviews(story: Story): void {
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const people = (...names: string[]) => names.map((name) => story.people[name]!.id);
  const told = new Map<string, { id: string; ref: string }>();
  const open = (
    key: string,
    when: string,
    facts: { title: string; dueOn: string; participantIds: string[]; otherParticipants: string[] },
  ) =>
    scene(when, "mira", async (page) => {
      const input = newReview.parse({ ...facts, dueOn: story.day(facts.dueOn), leadId: story.people.mira!.id, open: true });
      told.set(key, await createReview(page.access, input));
    });
  const answer = async (page: Page, key: string, changes: Readonly<Record<string, string>>) => {
    for (const { id, version, promptKey } of await reviewPrompts(page.access, told.get(key)!.id)) {
      const text = changes[promptKey];
      await answerPrompt(page.access, { id, version, verdict: text ? "change" : "no_change", answer: text ?? "" });
    }
  };
  /** Says something about the records with these keys. */
  const say = async (page: Page, key: string, verdicts: Readonly<Record<string, [verdict: string, note: string, raise?: boolean]>>) => {
    for (const [record, [verdict, note, raise = false]] of Object.entries(verdicts)) {
      const { id } = story.record(record).stored;
      const item = await page.record.tx.reviewItem.findFirstOrThrow({ where: { reviewId: told.get(key)!.id, recordId: id } });
      await decideItem(page.access, verdictInput.parse({ id: item.id, version: item.version, verdict, note, raise }));
    }
  };
  /** The next records that nothing was said about yet. */
  const stillValid = async (page: Page, key: string, most: number) => {
    const reviewId = told.get(key)!.id;
    for (let left = most; left > 0; left -= 50) {
      const { rows } = await reviewItems(page.access, reviewId, parseItemFilter({ verdict: "open" }));
      const items = rows.slice(0, Math.min(50, left)).map(({ id, version }) => ({ id, version }));
      if (items.length === 0) return;
      await decideItems(page.access, { reviewId, items, verdict: "still_valid", note: "" });
    }
  };

  open("first", "2026-02-16T09:10", {
    title: "Yearly review 2026",
    dueOn: "2026-02-27",
    participantIds: people("mira", "carla", "olaf"),
    otherParticipants: ["Henrike Fuchs, Data protection"],
  });
  scene("2026-02-17T13:30", "carla", async (page) => {
    await say(page, "first", {
      landlord: ["question", "Is the letter of 2024 still all that was agreed about the doors?"],
      utilities: ["question", "Nobody knows whom to ask there since the contract was renewed."],
      carriers: ["question", "Do both lines still run through the same duct?"],
    });
    await stillValid(page, "first", 20);
  });
  scene("2026-02-18T10:15", "olaf", async (page) => {
    await answer(page, "first", {
      law: "The NIS 2 implementation act is in force; it stands in the legal register since January.",
      contracts: "Two client contracts with shorter deadlines for incidents were signed.",
    });
  });
  scene("2026-02-20T15:40", "mira", async (page) => {
    await stillValid(page, "first", 1_000);
    const { id, version } = (await getReview(page.access, told.get("first")!.ref))!;
    await completeReview(page.access, {
      id,
      version,
      result: "changes",
      outcome:
        "All parties, requirements, obligations and sources were gone through by Information security, Legal and IT. Deadlines of two clients were shortened; three parties of the building stay with a question.",
    });
    await page.againAll();
  });
  open("second", "2026-11-12T09:30", {
    title: "Review ahead of the recertification audit",
    dueOn: "2026-12-11",
    participantIds: people("mira", "carla"),
    otherParticipants: [],
  });
  scene("2026-11-16T10:05", "carla", async (page) => {
    await say(page, "second", {
      landlord: ["question", "The report on the fire doors is still missing: are they checked at all?", true],
      insurer: ["changed", "The new conditions ask for proof of two-factor sign-in each year."],
    });
    await stillValid(page, "second", 24);
    const prompts = await reviewPrompts(page.access, told.get("second")!.id);
    for (const { id, version, promptKey } of prompts)
      if (promptKey === "politics" || promptKey === "leadership")
        await answerPrompt(page.access, { id, version, verdict: "no_change", answer: "" });
  });
}
