import type { ManagementReviewInput } from "@/domain/vocabulary";
import { completeAction } from "@/features/actions/mutations";
import * as mutations from "@/features/management-reviews/mutations";
import { getManagementReview } from "@/features/management-reviews/queries";
import { agendaItemChange, newManagementReview, raisedAction } from "@/features/management-reviews/schema";
import { signMinutes } from "@/features/management-reviews/signing";
import { systemAccess } from "@/server/access";
import { setClock } from "@/server/clock";
import type { Page, Story } from "./story";

/** The keys under which other scenes find the meetings; the register's version 2.0 is approved in the first one, after it began at two o'clock. */
export const MEETINGS = { september: "management-review-september" } as const;
/** When the meeting of September began and when its minutes were finished; what is decided in it happens between. */
export const SEPTEMBER = { begins: "2026-09-15T14:00", ends: "2026-09-15T15:40" } as const;

/** The management review in which the register was approved, with its signed minutes, and the next one with its agenda. */
export function tellManagementReviews(story: Story): void {
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const people = (...names: string[]) => names.map((name) => story.people[name]!.id);
  const meeting = (page: Page, key: string) => getManagementReview(page.access, page.story.record(key).stored.ref ?? "");
  const told = new Map<string, { id: string; ref: string }>();

  const answer = async (
    page: Page,
    key: string,
    answers: Partial<Record<ManagementReviewInput, [discussion: string, decision?: string]>>,
  ) => {
    for (const { id, version, input } of (await meeting(page, key)).items) {
      const [discussion = "", decision = ""] = answers[input] ?? [];
      await mutations.updateAgendaItem(
        page.access,
        agendaItemChange.parse({ id, version, discussion, decision, noChange: !answers[input] }),
      );
    }
  };

  scene("2026-09-01T09:20", "mira", async (page) => {
    const { id } = await mutations.createManagementReview(
      page.access,
      newManagementReview.parse({
        title: "Management review 2026",
        heldOn: story.day("2026-09-15"),
        place: "Hamburg, room Elbe",
        chairId: story.people.jonas!.id,
        attendeeIds: people("jonas", "olaf", "mira", "carla"),
        otherAttendees: ["Dr. Henrike Fuchs, data protection officer"],
        apologies: "",
      }),
    );
    await page.adopt(MEETINGS.september, "management-review", id);
  });
  scene("2026-09-14T16:30", "mira", async (page) => {
    const { id, version } = await meeting(page, MEETINGS.september);
    await mutations.refreshFacts(page.access, { id, version });
    await page.again(MEETINGS.september);
  });
  scene(SEPTEMBER.begins, "mira", async (page) => {
    const { id, version } = await meeting(page, MEETINGS.september);
    await mutations.holdManagementReview(page.access, { id, version });
    await page.again(MEETINGS.september);
  });
  scene(SEPTEMBER.ends, "mira", async (page) => {
    await answer(page, MEETINGS.september, {
      b: ["The second site in Bremen is open since July; climate change stays relevant because of the cooling of the data centre."],
      c: [
        "The insurer asks for two-factor sign-in at all administration paths; two clients put their incident deadlines at 24 hours. The parties that came since the last meeting were gone through one by one.",
        "The new requirements are addressed through the ISMS as proposed.",
      ],
      d_nonconformities: [
        "The internal audit found undecided requirements a second time. The cause lies in how letters reach the register, not with the people.",
        "Legal files letters of authorities with a copy to the ISMS manager.",
      ],
      d_monitoring: ["Partly fulfilled requirements have owners and days. The proof for the insurer is the one that hurts."],
      d_audits: ["Internal audit of July: one minor. The own self-assessment of August shows the same picture."],
      e: ["Interviews with two clients and the landlord: content with the answers, not with how long they take."],
      f: ["Risks above the level of acceptance are treated; none is new.", "Jonas stands for the one that is retained."],
      g: ["One form for all confirmations of parties would save a day each quarter.", "To be tried until the end of the year."],
    });
    const { id, version } = await meeting(page, MEETINGS.september);
    const owner = (name: string) => story.people[name]!.id;
    for (const [key, who, due, title] of [
      ["form", "mira", "2026-12-31", "One form for confirmations of interested parties"],
      ["letters", "carla", "2026-10-15", "Tell all departments where letters of authorities go"],
    ] as const)
      told.set(
        key,
        await mutations.raiseAction(
          page.access,
          raisedAction.parse({ reviewId: id, title, kind: "improvement", ownerId: owner(who), dueAt: story.day(due) }),
        ),
      );
    await mutations.recordResults(page.access, {
      id,
      version,
      decisions:
        "Version 2.0 of the register is approved as it was shown.\nThe ISMS is suitable, adequate and effective; the budget for two-factor sign-in is released.\nLetters of authorities go to the ISMS manager as well.",
      nextOn: story.day("2026-12-15"),
      minutesRef: "",
      note: "",
    });
    await page.again(MEETINGS.september);
  });
  scene("2026-09-17T09:10", "jonas", async (page) => {
    const { id, version, hash } = await meeting(page, MEETINGS.september);
    await signMinutes(page.access, { id, version, hash });
    await page.again(MEETINGS.september);
  });
  scene("2026-10-12T11:45", "carla", async (page) => {
    await completeAction(page.access, {
      id: told.get("letters")!.id,
      version: 1,
      result: "Mail to all departments, and a line on the scanner in the mail room.",
    });
  });
}

/** The next one, planned for December: after the golden thread was tied, so that its agenda knows of risks and documents. */
export async function tellNextManagementReview(story: Story): Promise<void> {
  setClock(new Date(`${story.day("2026-11-18")}T10:30:00.000Z`));
  const people = ["jonas", "olaf", "mira"].map((name) => story.people[name]!);
  const [jonas, , mira] = people;
  const access = systemAccess(story.organization, mira!.name, mira);
  const { ref } = await mutations.createManagementReview(
    access,
    newManagementReview.parse({
      title: "Management review, end of year",
      heldOn: story.day("2026-12-15"),
      place: "Hamburg, room Elbe",
      chairId: jonas!.id,
      attendeeIds: people.map(({ id }) => id),
    }),
  );
  const first = (await getManagementReview(access, ref)).items.find(({ input }) => input === "a")!;
  await mutations.updateAgendaItem(
    access,
    agendaItemChange.parse({
      id: first.id,
      version: first.version,
      discussion: "The form is in use with four parties; the rest follows in December.",
    }),
  );
}
