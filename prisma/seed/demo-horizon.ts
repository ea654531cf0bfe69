import type { z } from "zod";
import { assessNote, createNote } from "@/features/horizon/mutations";
import { newNote, noteAssessment } from "@/features/horizon/schema";
import type { Story } from "./story";

type Seen = Partial<Omit<z.input<typeof newNote>, "partyIds" | "obligationId">>;
type Verdict = Partial<z.input<typeof noteAssessment>>;

/** Four notes of the autumn: one that became an action, one without effect, one that waits and one that is late. */
export function tellHorizon(story: Story): void {
  const saw = (
    key: string,
    [when, by]: readonly [string, string],
    facts: Seen,
    { parties = [], obligation, owner }: { parties?: string[]; obligation?: string; owner: string },
  ) =>
    story.scene([when, by], 0, async (page) => {
      const { dueOn, ...rest } = facts;
      const input = newNote.parse({
        ...rest,
        seenOn: story.day(when.slice(0, 10)),
        dueOn: dueOn ? story.day(dueOn) : null,
        partyIds: parties.map((one) => page.id(one)),
        obligationId: obligation ? page.id(obligation) : null,
        ownerId: story.people[owner]!.id,
      });
      const { id } = await createNote(page.access, input);
      await page.adopt(`horizon:${key}`, "horizon-note", id);
    });
  const judged = (key: string, [when, by]: readonly [string, string], verdict: Verdict) =>
    story.scene([when, by], 0, async (page) => {
      await page.again(`horizon:${key}`);
      const target = { id: page.id(`horizon:${key}`), version: page.version(`horizon:${key}`) };
      await assessNote(page.access, noteAssessment.parse({ ...target, verdict: "effect", assessment: "", ...verdict }));
    });

  saw(
    "deletion",
    ["2026-10-14T15:20", "carla"],
    {
      source: "feedback",
      title: "Two clinics ask for a certificate of deletion by drive",
      summary: "Said at the user group in Bremen. Today our protocol names the rack, not the serial number of the drive.",
      dueOn: "2026-11-17",
    },
    { parties: ["clinics"], owner: "mira" },
  );
  saw(
    "quantum",
    ["2026-10-21T09:05", "mira"],
    {
      source: "technology",
      title: "Study on moving to post-quantum key exchange",
      summary: "Recommends hybrid key exchange for data that must stay secret beyond 2035.",
      url: "https://www.bsi.bund.de/",
      dueOn: "2026-11-11",
    },
    { owner: "mira" },
  );
  saw(
    "reporting",
    ["2026-11-03T08:30", "mira"],
    {
      source: "law",
      title: "Reporting portal of the BSI opens for important entities",
      summary: "Registration and reports move into one portal; our incident procedure still names the old form.",
      dueOn: "2026-12-11",
    },
    { parties: ["bsi"], obligation: "bsig32", owner: "mira" },
  );
  saw(
    "insurers",
    ["2026-11-05T16:40", "olaf"],
    {
      source: "industry",
      title: "Cyber insurers begin to ask for proof of restore exercises",
      summary: "Article in the association's letter; three insurers are named, ours is not among them.",
      dueOn: "2026-11-16",
    },
    { owner: "olaf" },
  );
  judged("quantum", ["2026-11-10T10:15", "mira"], {
    verdict: "no_effect",
    assessment:
      "What we keep for clinics is encrypted at rest with keys of our own; connections are not recorded. Looked at again in a year.",
  });
  judged("deletion", ["2026-11-13T13:45", "mira"], {
    assessment: "The clinics' agreement asks for a protocol of deletion. Serial numbers make it one that their auditors accept.",
    openAction: true,
    actionTitle: "Protocol of deletion names the serial number of each drive",
    actionOwnerId: story.people.carla!.id,
    actionDueAt: story.day("2027-01-15"),
  });
}
