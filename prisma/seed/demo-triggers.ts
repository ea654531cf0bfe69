import { parseItemFilter } from "@/features/reviews/items";
import { answerPrompt, completeReview, decideItems } from "@/features/reviews/mutations";
import { getReview, reviewItems, reviewPrompts } from "@/features/reviews/queries";
import { logEvent } from "@/features/triggers/mutations";
import { newEvent } from "@/features/triggers/schema";
import type { Page, Story } from "./story";

/** Three events of the year: a client whose review is completed, a law whose review is open, and an incident that is overdue. */
export function tellTriggers(story: Story): void {
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const reviews = new Map<string, string>();
  const log = (
    key: string,
    when: string,
    by: string,
    owner: string,
    occurredOn: string,
    parties: string[],
    facts: Record<string, unknown>,
  ) =>
    scene(when, by, async (page) => {
      const input = newEvent.parse({
        ...facts,
        occurredOn: story.day(occurredOn),
        partyIds: parties.map((one) => page.id(one)),
        ownerId: story.people[owner]!.id,
      });
      const { reviewRef } = await logEvent(page.access, input);
      if (reviewRef) reviews.set(key, reviewRef);
    });
  const say = async (page: Page, key: string, most: number, answers: readonly string[]) => {
    const review = (await getReview(page.access, reviews.get(key)!))!;
    const { rows } = await reviewItems(page.access, review.id, parseItemFilter({ verdict: "open" }));
    const items = rows.slice(0, most).map(({ id, version }) => ({ id, version }));
    if (items.length > 0) await decideItems(page.access, { reviewId: review.id, items, verdict: "still_valid", note: "" });
    for (const [index, { id, version }] of (await reviewPrompts(page.access, review.id)).entries()) {
      const answer = answers[index];
      if (answer !== undefined) await answerPrompt(page.access, { id, version, verdict: answer ? "change" : "no_change", answer });
    }
  };

  log("client", "2026-07-08T10:20", "mira", "mira", "2026-07-01", ["clinics"], {
    eventKey: "new-client",
    title: "Marienhospital signed the platform agreement",
    description: "Four sites, from October. The agreement is our usual one with their annex on data protection.",
  });
  scene("2026-07-15T14:05", "mira", async (page) => {
    await say(page, "client", 500, ["", ""]);
    const { id, version } = (await getReview(page.access, reviews.get("client")!))!;
    const outcome = "Notice periods, audit rights and data location are those of the other clinics; nothing new is asked.";
    await completeReview(page.access, { id, version, result: "no_change", outcome });
    await page.againAll();
  });
  log("incident", "2026-10-27T08:40", "carla", "mira", "2026-10-23", ["clinics", "dpa", "employees"], {
    eventKey: "incident-internal",
    title: "Backup key sent to the wrong client",
    description: "A key was sent by e-mail to another clinic and was deleted there within the hour. No data could be read with it.",
    corrective: "create",
    actionTitle: "Keys leave the house only through the vault",
    actionOwnerId: story.people.carla!.id,
    actionDueAt: story.day("2026-12-04"),
  });
  log("law", "2026-11-09T09:15", "mira", "mira", "2026-11-02", ["bsi", "dpa"], {
    eventKey: "law-change",
    title: "Ordinance on reporting under the NIS 2 act announced",
    description: "Reporting forms and deadlines become binding in the spring.",
  });
  scene("2026-11-13T11:25", "mira", (page) => say(page, "law", 1, []));
}
