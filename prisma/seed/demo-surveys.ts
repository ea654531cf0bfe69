import { randomUUID } from "node:crypto";
import { answerSurvey, openSurveyLink } from "@/features/surveys/answering";
import { addFromBank, closeSurvey, createSurvey, mailSettled, openSurvey, saveQuestion } from "@/features/surveys/mutations";
import { commonAddress, getSurvey, surveyAnswers, surveyInvitations } from "@/features/surveys/queries";
import { newSurvey, openingInput, questionInput } from "@/features/surveys/schema";
import { now } from "@/server/clock";
import type { Page, Story } from "./story";

const HOURS = "Within 4 hours";
const DAY = "Within 24 hours";

/** Answers to: what should it achieve; incidents within; two factors; anything else. */
const CUSTOMERS: readonly (readonly [name: string, achieve: string, notice: string, scale: string, twoFactors: string])[] = [
  [
    "Petra Vogt",
    "Tell us of security incidents that concern our systems before we read it elsewhere. We have reporting duties of our own.",
    DAY,
    "5",
    "yes",
  ],
  ["Henrik Dahl", "That our data is safe with you.", HOURS, "4", "yes"],
  ["Amelie Roux", "A lost file should be back the same morning.", DAY, "4", "no"],
  ["Jan Kowalik", "", DAY, "3", "yes"],
];

const STAFF: readonly (readonly [worry: string, clear: string, training: string])[] = [
  ["Visitors in the hall are not always accompanied.", "4", "Short films"],
  ["Too many passwords; people write them down.", "2", "Exercises at the desk"],
  ["I do not know whom to call at night when a badge is lost.", "2", "Short films"],
  ["", "4", "Exercises at the desk"],
  ["That mistakes are punished instead of being told.", "3", "Exercises at the desk"],
];

/** Two surveys of the year: customers by name, closed and used; employees without names, still open. */
export function tellSurveys(story: Story): void {
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const tokens: string[] = [];
  const refs = { customers: "", staff: "" };
  const tokenOf = (address: string | null) => address?.split("/").at(-1) ?? "";
  const settle = async (page: Page, surveyId: string) => {
    const organizationId = page.access.organization.id;
    for (const { id } of await surveyInvitations(page.access, surveyId))
      await mailSettled(page.record, { id: "", recordId: id, kind: "survey", status: "sent", problem: "", sentAt: now() });
    await page.record.tx.mailMessage.updateMany({
      where: { organizationId, entity: "survey-invitation", status: "waiting" },
      data: { status: "sent", sentAt: now() },
    });
  };
  const own = (page: Page, surveyId: string, question: string, kind: string, options: readonly string[] = []) =>
    saveQuestion(page.access, questionInput.parse({ surveyId, question, kind, options: options.join("\n") }));
  const answer = (when: string, token: () => string, values: readonly string[]) =>
    story.outside(when, async () => {
      const survey = await openSurveyLink(token());
      const answers = Object.fromEntries((survey?.questions ?? []).map(({ id }, index) => [id, values[index] ?? ""]));
      const taken = await answerSurvey({ token: token(), responseId: randomUUID(), stamp: null, answers }, false);
      if (taken.state !== "taken") throw new Error(`an answer of the demo was not taken: ${taken.state}`);
    });

  scene("2026-01-12T09:10", "sven", async (page) => {
    const input = newSurvey.parse({
      title: "What do you need from our information security?",
      introduction:
        "Once a year we ask our customers. What you tell us goes into our register of requirements, with your name as the source.",
      partyIds: [page.id("customers")],
      closesOn: story.day("2026-01-30"),
      ownerId: story.people.sven!.id,
      startWith: "nothing",
    });
    const { id, ref } = await createSurvey(page.access, input);
    refs.customers = ref;
    await addFromBank(page.access, { surveyId: id, keys: ["general-1"] });
    await own(page, id, "Within what time do you want to hear of an incident that concerns your systems?", "choice", [
      HOURS,
      DAY,
      "Within 3 days",
    ]);
    await own(page, id, "How important is it to you that a lost file is restored quickly?", "scale");
    await own(page, id, "Do you want a second factor for signing in?", "yes_no");
    const { version } = (await getSurvey(page.access, ref))!;
    const pasted = [...CUSTOMERS.map(([name]) => name), "Ruth Albers"].map(
      (name) => `${name} <${name.toLowerCase().replace(" ", ".")}@customers.example>`,
    );
    await openSurvey(page.access, openingInput.parse({ id, version, pasted: pasted.join("\n") }));
    await settle(page, id);
    const invitations = await surveyInvitations(page.access, id);
    for (const [name] of CUSTOMERS) tokens.push(tokenOf(invitations.find((one) => one.name === name)!.address));
  });
  CUSTOMERS.forEach(([, ...values], index) => {
    answer(`2026-01-${14 + index * 3}T1${index}:2${index}`, () => tokens[index]!, values);
  });
  scene("2026-01-31T00:20", "sven", async (page) => {
    const { id, version } = (await getSurvey(page.access, refs.customers))!;
    await closeSurvey(page.access, { id, version, reason: "" });
  });
  // The requirements of this survey were entered by hand that day; what came of the answer is noted on it.
  scene("2026-02-11T10:15", "sven", async (page) => {
    const { id } = (await getSurvey(page.access, refs.customers))!;
    const said = (await surveyAnswers(page.access, id)).find(({ respondent }) => respondent === "Petra Vogt")!;
    const usedFor = [`requirement ${page.values("customer-notice").ref}`];
    await page.record.update("survey-answer", said.id, said.version, { usedFor }, { action: "use" });
  });

  let common = "";
  scene("2026-11-10T08:30", "mira", async (page) => {
    const input = newSurvey.parse({
      title: "How well do we protect information, seen from your desk?",
      introduction: "Ten minutes that help us find what nobody tells us. Nobody can see who wrote what.",
      partyIds: [page.id("employees")],
      anonymous: true,
      closesOn: story.day("2026-12-04"),
      ownerId: story.people.mira!.id,
      startWith: "nothing",
    });
    const { id, ref } = await createSurvey(page.access, input);
    refs.staff = ref;
    await addFromBank(page.access, { surveyId: id, keys: ["general-4"] });
    await own(page, id, "How clear is it to you what to do when something happens?", "scale");
    await own(page, id, "How do you want to be trained?", "choice", ["Short films", "Exercises at the desk", "Reading"]);
    const { version } = (await getSurvey(page.access, ref))!;
    const pasted = Array.from({ length: 8 }, (_, index) => `team-${index + 1}@nordwind.example`).join("\n");
    await openSurvey(page.access, openingInput.parse({ id, version, pasted }));
    await settle(page, id);
    common = tokenOf(await commonAddress(page.access, id));
  });
  STAFF.forEach((values, index) => {
    answer(`2026-11-1${1 + index}T1${index}:4${index}`, () => common, values);
  });
}
