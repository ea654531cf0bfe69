import { addStep, decideConflict, keepAsExample, openConflict, tellConflict } from "@/features/conflicts/mutations";
import { conflictDecision, newConflict } from "@/features/conflicts/schema";
import type { Story } from "./story";

type Moment = readonly [when: string, by: string];

/** Three conflicts of the year: a balance that is shown to auditors, a law that took precedence, and a risk that was accepted. */
export function tellConflicts(story: Story): void {
  const at = new Map<string, { id: string; version: number }>();
  const open = (key: string, [when, by]: Moment, requirements: readonly string[], facts: Record<string, unknown>) =>
    story.scene([when, by], 0, async (page) => {
      const input = newConflict.parse({
        description: "",
        note: "",
        options: "",
        ...facts,
        requirementIds: requirements.map((one) => page.id(one)),
        openedOn: page.today,
        ownerId: page.person.id,
      });
      at.set(key, await openConflict(page.access, input));
    });
  const talk = (key: string, [when, by]: Moment, participants: string, what: string) =>
    story.scene([when, by], 0, async (page) => {
      at.set(key, await addStep(page.access, { id: at.get(key)!.id, heldOn: page.today, participants, what, asMeeting: false }));
    });
  const decide = (key: string, [when, by]: Moment, facts: Record<string, unknown>, prevailing: string | null = null) =>
    story.scene([when, by], 0, async (page) => {
      const { id, version } = at.get(key)!;
      const prevailingRequirementId = prevailing && page.id(prevailing);
      at.set(
        key,
        await decideConflict(page.access, conflictDecision.parse({ status: "resolved", ...facts, id, version, prevailingRequirementId })),
      );
    });
  const tell = (key: string, [when, by]: Moment, communicatedTo: string, example: boolean) =>
    story.scene([when, by], 0, async (page) => {
      const { id, version } = at.get(key)!;
      const told = await tellConflict(page.access, { id, version, communicatedOn: page.today, communicatedTo, asNotice: false });
      if (example) await keepAsExample(page.access, { id, version: told.version, example });
    });

  open("logs", ["2026-08-04T09:30", "mira"], ["council-logs", "clinic-logs"], {
    title: "Logs: deleted after 90 days or kept for 12 months",
    description: "The works council and the clinic group ask the opposite about the same logs of the archive.",
    impactAssessment:
      "Without the logs the clinics cannot prove who saw a patient's images, and may terminate. With names in them for a year the works agreement is broken.",
    options: "Names are replaced by numbers after 90 days\nTwo logs, one without names\nA shorter period agreed with the clinics",
    candidateRule: "delete_keep",
  });
  talk(
    "logs",
    ["2026-08-11T13:15", "mira"],
    "Works council, Olaf Brandt",
    "They do not mind the logs, they mind the names. Numbers instead of names after 90 days would do, if the list behind them is kept by HR.",
  );
  talk(
    "logs",
    ["2026-08-13T10:05", "mira"],
    "Elbmarsch clinic group",
    "For their proof a number is enough, as long as it can be resolved on their request.",
  );
  decide("logs", ["2026-08-20T15:40", "mira"], {
    method: "balanced",
    impactAssessment:
      "Without the logs the clinics cannot prove who saw a patient's images, and may terminate. With names in them for a year the works agreement is broken.",
    resolution:
      "After 90 days names are replaced by numbers; the list behind them is kept by HR for 12 months and opened only for a clinic's written request.",
    rationale: "Both sides get what they need it for: proof for the clinics, no watching of people for the works council.",
  });
  tell("logs", ["2026-08-24T09:10", "mira"], "Works council (works agreement, annex 2) and clinic group (service report for August)", true);

  open("deletion", ["2026-08-25T14:20", "mira"], ["clinic-deletion", "accounts-records"], {
    title: "Everything deleted after the contract, books kept for years",
    impactAssessment:
      "Deleting vouchers that name the clinic breaks tax law; keeping more than those breaks the contract and data protection.",
    candidateRule: "delete_keep",
  });
  decide(
    "deletion",
    ["2026-08-27T11:00", "mira"],
    {
      method: "legal_precedence",
      impactAssessment:
        "Deleting vouchers that name the clinic breaks tax law; keeping more than those breaks the contract and data protection.",
      resolution:
        "Patient data goes within 30 days. Invoices and commercial letters stay for the legal periods, apart from everything else.",
      rationale: "Law takes precedence over the contract, and only as far as it reaches. Our counsel agrees.",
    },
    "accounts-records",
  );
  tell("deletion", ["2026-08-31T10:30", "mira"], "Elbmarsch clinic group, by letter", false);

  open("cameras", ["2026-09-01T09:00", "carla"], ["council-cameras", "emergency-evidence"], {
    title: "Pictures of the hall: gone after 72 hours, wanted after an attack",
    impactAssessment:
      "A break-in on a Friday evening may be noticed on Tuesday: then its pictures are gone, and nobody can be held to account.",
    options: "A longer period, which needs a new works agreement\nOne press of a button that keeps the pictures of the last 72 hours",
  });
  talk(
    "cameras",
    ["2026-09-03T16:00", "carla"],
    "Works council",
    "A longer period is out of the question. The button is fine, with two people.",
  );
  decide(
    "cameras",
    ["2026-09-04T08:45", "jonas"],
    {
      status: "accepted",
      method: "escalated",
      impactAssessment:
        "A break-in on a Friday evening may be noticed on Tuesday: then its pictures are gone, and nobody can be held to account.",
      resolution:
        "72 hours stay. Two people together can keep what is there at that moment. What is noticed later is lost, and we accept that.",
      rationale: "The hall is guarded at night and at weekends; a longer period would cost the trust of everybody who works there.",
    },
    "council-cameras",
  );
  tell("cameras", ["2026-09-07T09:20", "carla"], "Works council; cybercrime unit at the yearly meeting", false);
}
