import { v7 as uuid } from "uuid";
import type { PestleFactor } from "@/domain/vocabulary";
import type { PROMPT_KEYS } from "@/domain/workshop";
import { ruleOut } from "@/features/catalogue/mutations";
import { applyAnswer, closeInterview, createInterview, saveAnswer } from "@/features/interviews/mutations";
import { createObjective, linkRequirements } from "@/features/objectives/mutations";
import * as workshops from "@/features/workshops/mutations";
import type { Page, Story } from "../story";
import { CATALOGUE_CHECK, COUNCIL_INTERVIEW, GRID_OPERATOR_INTERVIEW, OBJECTIVES_SET, PLACING, WHO_HAS_A_SAY } from "./calendar";

/** Where people talked with each other and with parties: an identification workshop, a vote, two interviews; what they aim at, what they ruled out. */
export function tellConversations(story: Story): void {
  tellObjectives(story);
  tellIdentification(story);
  tellVote(story);
  tellInterviews(story);
  story.scene(CATALOGUE_CHECK, 0, async ({ access }) => {
    for (const [key, reason] of [
      ["card-brands", "We take no card payments; every client is invoiced."],
      ["parent-company", "Independent since the agreement on transitional services with Küstennetz ended."],
      ["partners", "We sell directly. There are no resellers, and none are planned."],
    ] as const) {
      await ruleOut(access, { key, reason });
    }
  });
}

const OBJECTIVES: readonly { key: string; title: string; description: string; owner: string; servedBy: readonly string[] }[] = [
  {
    key: "restore",
    title: "Restore any client system within four hours",
    description: "Measured in the quarterly restore tests; 95 % of them within four hours by the end of 2027.",
    owner: "olaf",
    servedBy: ["clinic-restore", "customer-restore", "board-recovery", "insurer-offline"],
  },
  {
    key: "notice",
    title: "No notice of an incident later than promised",
    description: "Every notice that contract or law demands goes out in its time; counted each quarter.",
    owner: "mira",
    servedBy: ["clinic-notice", "bank-incidents", "customer-notice", "bsi-24"],
  },
  {
    key: "heat",
    title: "The data hall runs through a week of 40 degrees",
    description: "Chillers, load and operating hours of the generators are planned for it before the summer of 2027.",
    owner: "olaf",
    servedBy: ["clinic-availability", "utilities-load", "shareholders-site"],
  },
  {
    key: "admins",
    title: "Administrators' access is personal, logged and reviewed",
    description: "No shared account in operations; each right is confirmed twice a year.",
    owner: "mira",
    servedBy: ["bank-access", "cloud-admins", "freelancers-accounts", "clinic-logs"],
  },
];

function tellObjectives(story: Story): void {
  for (const [index, { key, title, description, owner, servedBy }] of OBJECTIVES.entries()) {
    story.scene(OBJECTIVES_SET, index * 4, async (page) => {
      const { id } = await createObjective(page.access, { title, description, ownerId: page.story.people[owner]!.id, note: "" });
      await page.adopt(`objective:${key}`, "objective", id);
      const requirementIds = servedBy.map((served) => page.id(served));
      await linkRequirements(page.access, { id, requirementIds, reason: "Objectives for 2027 were set" });
      for (const served of servedBy) await page.again(served);
    });
  }
}

interface Said {
  by: string;
  department: string;
  text: string;
  prompt?: (typeof PROMPT_KEYS)[number];
  pestle?: PestleFactor;
  /** What became of it. */
  becomes: { promoted: string; category?: "internal" | "external" } | { merged: string } | { dismissed: string };
}

const SAID: readonly Said[] = [
  {
    by: "sven",
    department: "Sales",
    text: "The purchasing association of the hospitals: it negotiates the security annex for all its members",
    prompt: "security_clauses",
    becomes: { promoted: "Purchasing association of the hospitals" },
  },
  { by: "sven", department: "Sales", text: "Elbmarsch clinics", prompt: "want_to_see", becomes: { merged: "clinics" } },
  { by: "olaf", department: "IT", text: "Whoever runs the substation", prompt: "lights_on", becomes: { merged: "utilities" } },
  { by: "olaf", department: "IT", text: "Fibre under the port", prompt: "lights_on", becomes: { merged: "carriers" } },
  { by: "olaf", department: "IT", text: "Attackers, all of them", prompt: "interest_in_outcomes", becomes: { merged: "ransomware" } },
  { by: "carla", department: "Legal", text: "Datenschutzbehörde", prompt: "regulate_data", becomes: { merged: "dpa" } },
  { by: "carla", department: "Legal", text: "Police with a seizure order", prompt: "department_knows", becomes: { merged: "emergency" } },
  {
    by: "carla",
    department: "Legal",
    text: "Flood protection office of the district: it can order the evacuation of the yard",
    pestle: "environmental",
    becomes: { promoted: "Flood protection office Hamburg-Mitte" },
  },
  {
    by: "petra",
    department: "HR",
    text: "Temporary staff in the night shift",
    prompt: "department_knows",
    becomes: { merged: "freelancers" },
  },
  {
    by: "petra",
    department: "HR",
    text: "Families of people on call",
    prompt: "never_in_the_room",
    becomes: { dismissed: "A matter of working hours, dealt with by HR; it does not bear on information security." },
  },
  {
    by: "sven",
    department: "Sales",
    text: "Everybody on the internet",
    pestle: "social",
    becomes: { dismissed: "Too wide to be a party. Attackers, patients and account holders are listed by themselves." },
  },
];

function tellIdentification(story: Story): void {
  const ids = SAID.map(() => uuid());
  story.scene(WHO_HAS_A_SAY, 0, async (page) => {
    const { id } = await workshops.createWorkshop(page.access, {
      kind: "identification",
      title: "Who has a say in our ISMS, autumn",
      heldOn: page.today,
      facilitatorId: page.person.id,
      participants: ["Olaf Brandt, IT", "Carla Neumann, Legal", "Sven Ohlsen, Sales", "Petra Vogt, HR"],
      departments: ["Legal", "Sales", "HR", "IT"],
      note: "An hour in the large meeting room, everybody on their own device.",
      partyIds: [],
    });
    await page.adopt("workshop:say", "workshop", id);
  });
  SAID.forEach(({ by, department, text, prompt = "" as const, pestle = null }, index) => {
    story.scene(
      WHO_HAS_A_SAY,
      2,
      async (page) => {
        const entries = [{ id: ids[index]!, text }];
        await workshops.addEntries(page.access, { workshopId: page.id("workshop:say"), prompt, pestle, department, entries });
      },
      by,
    );
  });
  SAID.forEach(({ becomes }, index) => {
    const id = ids[index]!;
    story.scene(WHO_HAS_A_SAY, 3, async (page) => {
      if ("promoted" in becomes) {
        await workshops.promoteEntry(page.access, { id, name: becomes.promoted, category: "external", kind: "organisation" });
      } else if ("merged" in becomes) await workshops.mergeEntry(page.access, { id, partyId: page.id(becomes.merged) });
      else await workshops.dismissEntry(page.access, { id, reason: becomes.dismissed });
    });
  });
  story.scene(WHO_HAS_A_SAY, 5, async (page) => {
    await workshops.closeWorkshop(page.access, { id: page.id("workshop:say"), reason: "" });
    await page.again("workshop:say");
  });
}

type Scores = readonly [power: number | null, interest: number | null, support: number | null];

/** Who placed whom where, and what they agreed on. */
const VOTES: readonly { party: string; votes: Readonly<Record<string, Scores>>; agreed: Scores }[] = [
  { party: "clinics", votes: { mira: [5, 5, 1], olaf: [5, 5, 1], carla: [5, 4, 1], sven: [5, 5, 2] }, agreed: [5, 5, 1] },
  { party: "insurer", votes: { mira: [5, 4, 0], olaf: [3, 4, 0], carla: [5, 3, 0], sven: [4, 3, null] }, agreed: [5, 4, 0] },
  { party: "utilities", votes: { mira: [4, 2, 0], olaf: [5, 2, 0], carla: [3, 2, null], sven: [4, 1, 0] }, agreed: [4, 2, 0] },
  { party: "works-council", votes: { mira: [4, 4, 0], olaf: [2, 4, -1], carla: [4, 4, 0], sven: [2, 3, -1] }, agreed: [4, 4, 0] },
];

function tellVote(story: Story): void {
  story.scene(PLACING, 0, async (page) => {
    const { id } = await workshops.createWorkshop(page.access, {
      kind: "voting",
      title: "Where do the weighty parties stand?",
      heldOn: page.today,
      facilitatorId: page.person.id,
      participants: ["Olaf Brandt, IT", "Carla Neumann, Legal", "Sven Ohlsen, Sales"],
      departments: ["Legal", "Sales", "IT"],
      note: "",
      partyIds: VOTES.map(({ party }) => page.id(party)),
    });
    await page.adopt("workshop:place", "workshop", id);
  });
  for (const voter of ["olaf", "sven", "carla", "mira"]) {
    story.scene(
      PLACING,
      6,
      async (page) => {
        for (const { party, votes } of VOTES) {
          const [power, interest, support] = votes[voter]!;
          await workshops.castVote(page.access, {
            workshopId: page.id("workshop:place"),
            partyId: page.id(party),
            power,
            interest,
            support,
          });
        }
      },
      voter,
    );
  }
  story.scene(PLACING, 4, async (page) => {
    await workshops.openVotes(page.access, { id: page.id("workshop:place"), reason: "" });
  });
  for (const { party, agreed } of VOTES) {
    story.scene(PLACING, 7, async (page) => {
      const [power, interest, support] = agreed;
      await workshops.agreeOnParty(page.access, {
        workshopId: page.id("workshop:place"),
        partyId: page.id(party),
        partyVersion: page.version(party),
        power,
        interest,
        support,
      });
      await page.again(party);
    });
  }
  story.scene(PLACING, 3, async (page) => {
    await workshops.closeWorkshop(page.access, { id: page.id("workshop:place"), reason: "" });
    await page.again("workshop:place");
  });
}

function tellInterviews(story: Story): void {
  const said: Record<string, string> = {};
  /** Writes an answer down; what it becomes follows in a scene of its own. */
  const answer = async (page: Page, interview: string, questionKey: string, text: string) => {
    const saved = await saveAnswer(page.access, {
      interviewId: page.id(interview),
      answerId: null,
      version: null,
      questionKey,
      question: "",
      answer: text,
    });
    said[`${interview} ${questionKey}`] = saved.id;
  };
  const use = (interview: string, questionKey: string, what: Parameters<typeof applyAnswer>[1]["use"], page: Page) =>
    applyAnswer(page.access, { answerId: said[`${interview} ${questionKey}`]!, version: 1, use: what });

  story.scene(COUNCIL_INTERVIEW, 0, async (page) => {
    const { id } = await createInterview(page.access, {
      partyId: page.id("works-council"),
      method: "interview",
      heldOn: page.today,
      interviewerId: page.person.id,
      interviewees: "Chair and deputy chair of the works council",
      guide: "general",
      note: "",
    });
    await page.adopt("interview:council", "interview", id);
    await answer(page, "interview:council", "general-1", "Security measures must not become a way to watch how fast somebody works.");
    await answer(page, "interview:council", "general-2", "Fewer nightly alarms, and nobody is called at home for something that can wait.");
    await answer(page, "interview:council", "general-4", "Logs are kept because they can be, and one day somebody evaluates them by name.");
    await answer(page, "interview:council", "general-10", "In the monthly meeting, from the ISMS manager in person.");
  });
  story.scene(COUNCIL_INTERVIEW, 50, async (page) => {
    await use(
      "interview:council",
      "general-1",
      {
        kind: "new-requirement",
        statement: "Data of security monitoring is never used to judge the performance or conduct of an employee.",
        requirementKind: "social",
        strength: "need",
      },
      page,
    );
    await use(
      "interview:council",
      "general-4",
      {
        kind: "requirement-field",
        requirementId: page.id("council-logs"),
        field: "concern",
        value: "Logs are kept because they can be, and one day somebody evaluates them by name.",
        recordVersion: page.version("council-logs"),
        reason: "Said in the interview with the works council",
      },
      page,
    );
    await page.again("council-logs");
    await closeInterview(page.access, { id: page.id("interview:council"), version: page.version("interview:council") });
    await page.again("interview:council");
  });

  story.scene(GRID_OPERATOR_INTERVIEW, 0, async (page) => {
    const { id } = await createInterview(page.access, {
      partyId: page.id("utilities"),
      method: "interview",
      heldOn: page.today,
      interviewerId: page.person.id,
      interviewees: "Duty manager of the substation",
      guide: "general",
      note: "By telephone, forty minutes.",
    });
    await page.adopt("interview:grid", "interview", id);
    await answer(page, "interview:grid", "general-1", "Somebody must answer the telephone at night when we have to shed load.");
    await answer(page, "interview:grid", "general-14", "On hot days we ask large consumers to drop a third of their load within the hour.");
  });
  story.scene(GRID_OPERATOR_INTERVIEW, 20, async (page) => {
    await use(
      "interview:grid",
      "general-14",
      {
        kind: "new-requirement",
        statement: "On demand of the grid operator the load of the data hall falls by a third within 60 minutes.",
        requirementKind: "business",
        strength: "expectation",
      },
      page,
    );
    await closeInterview(page.access, { id: page.id("interview:grid"), version: page.version("interview:grid") });
    await page.again("interview:grid");
  });
}
