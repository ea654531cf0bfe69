import { logEntry } from "@/features/engagement/mutations";
import { newEntry } from "@/features/engagement/schema";
import { answerFeedback, closeFeedback, issueFeedbackLink, takeFeedback } from "@/features/feedback/mutations";
import { linkInput } from "@/features/feedback/schema";
import type { Story } from "./story";

interface Passed extends Record<string, unknown> {
  type: string;
  channel?: string;
  summary: string;
}

/** A year of meetings, notices and training with the parties, and three pieces of feedback: one closed, one in work, one that waits too long. */
export function tellEngagement(story: Story): void {
  const passed = (when: string, by: string, party: string | null, facts: Passed, { requirements = [] as string[], key = "" } = {}) =>
    story.scene([when, by], 0, async (page) => {
      const made = await logEntry(
        page.access,
        newEntry.parse({
          ...facts,
          heldOn: story.day(when.slice(0, 10)),
          partyId: party ? page.id(party) : null,
          requirementIds: requirements.map((one) => page.id(one)),
          ourParticipantIds: facts.type === "feedback" ? [] : [story.people[by]!.id],
        }),
      );
      if (key) await page.adopt(`engagement:${key}`, "engagement", made.id);
      if (facts.engagementSeen && party) await page.again(party);
    });
  const deed = (
    when: string,
    by: string,
    key: string,
    work: (target: { id: string; version: number }, access: Parameters<typeof logEntry>[0]) => Promise<unknown>,
  ) =>
    story.scene([when, by], 0, async (page) => {
      await page.again(`engagement:${key}`);
      await work({ id: page.id(`engagement:${key}`), version: page.version(`engagement:${key}`) }, page.access);
      await page.again(`engagement:${key}`);
    });

  passed("2026-03-03T09:00", "mira", "works-council", {
    type: "meeting",
    channel: "in_person",
    summary: "Went through which log files name employees, who reads them and when they are deleted.",
    participants: "Chair of the works council and deputy",
    engagementSeen: "resistant",
  });
  passed(
    "2026-04-22T14:00",
    "mira",
    "clinics",
    {
      type: "meeting",
      channel: "video",
      summary: "Yearly security talk of the clinics: results of the restore test, the new clock for notices of incidents.",
      participants: "Security officers of three clinics",
      engagementSeen: "supportive",
    },
    { requirements: ["clinic-notice"] },
  );
  passed("2026-05-13T11:30", "carla", "cleaners", {
    type: "training",
    channel: "in_person",
    summary: "Half an hour at the start of the contract: badges, doors that stay shut, found paper goes to reception.",
    participants: "Eleven of the cleaning staff",
  });
  passed("2026-06-09T16:00", "olaf", "insurer", {
    type: "meeting",
    channel: "phone",
    summary: "Renewal of the cyber policy: they want two factors for every administrator and told us what they look at after a claim.",
    participants: "Underwriter",
    engagementSeen: "neutral",
  });
  passed("2026-07-20T10:15", "mira", "dpa", {
    type: "notice",
    channel: "portal",
    summary: "New contact for data protection notified through the portal of the authority.",
    participants: "",
  });
  passed("2026-08-27T09:30", "mira", "employees", {
    type: "training",
    channel: "in_person",
    summary: "Phishing drill and what came of the last one: fewer clicks, more reports.",
    participants: "All of operations and support",
    engagementSeen: "neutral",
  });
  passed("2026-09-15T13:00", "carla", "backup-cloud", {
    type: "meeting",
    channel: "video",
    summary: "Quarterly service meeting: key handling and the place of the second copy.",
    participants: "Account manager, service engineer",
  });
  passed("2026-10-06T15:00", "jonas", "board", {
    type: "meeting",
    channel: "in_person",
    summary: "Reported open risks and what the clinics ask for; budget for the vault agreed.",
    participants: "Management board",
    engagementSeen: "supportive",
  });
  passed("2026-10-29T08:45", "mira", "bank", {
    type: "notice",
    channel: "mail",
    summary: "Told them the dates of the restore test in November.",
    participants: "Outsourcing officer",
  });

  passed(
    "2026-08-11T10:00",
    "mira",
    "clinics",
    {
      type: "feedback",
      channel: "phone",
      summary: "The notice of the outage in July reached the on-call doctor only the next morning.",
      feedbackKind: "complaint",
      fromName: "Head of IT, Marienhospital",
    },
    { key: "outage" },
  );
  deed("2026-08-11T11:00", "mira", "outage", (target, access) => takeFeedback(access, { ...target, ownerId: story.people.mira!.id }));
  deed("2026-08-20T16:30", "mira", "outage", (target, access) =>
    answerFeedback(access, {
      ...target,
      response: "You are right. Notices of outages now also go to the on-call number that you give us.",
    }),
  );
  deed("2026-08-28T09:10", "mira", "outage", (target, access) =>
    closeFeedback(access, {
      ...target,
      outcome: "On-call numbers of all clinics stand in the procedure for incidents; tried out on 26 August.",
      toldOn: story.day("2026-08-27"),
      whyNotTold: "",
    }),
  );
  passed(
    "2026-10-02T14:20",
    "carla",
    "works-council",
    {
      type: "feedback",
      channel: "in_person",
      summary: "Name on every notice whom employees can ask about it.",
      feedbackKind: "suggestion",
      fromName: "Deputy chair of the works council",
    },
    { key: "contact" },
  );
  deed("2026-11-05T10:05", "carla", "contact", (target, access) => takeFeedback(access, { ...target, ownerId: story.people.carla!.id }));
  passed("2026-11-13T17:40", "mira", "customers", {
    type: "feedback",
    channel: "mail",
    summary: "How long do you keep our tickets after the end of the contract?",
    feedbackKind: "question",
    fromName: "A small law office",
  });
  story.scene(["2026-09-01T09:00", "mira"], 0, async (page) => {
    await issueFeedbackLink(
      page.access,
      linkInput.parse({ partyId: null, language: "de", days: null, recipient: "Footer of the web site" }),
    );
    await issueFeedbackLink(page.access, linkInput.parse({ partyId: page.id("clinics"), language: "de", days: null, recipient: "" }));
  });
}
