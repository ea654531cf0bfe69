import { entryChange, newEntry } from "@/features/engagement/schema";
import { ENGAGEMENT_TABLE } from "@/features/engagement/table";
import { linkInput, tellInput } from "@/features/feedback/schema";
import { defaultTableState } from "@/lib/table-state";
import type { EntityName } from "@/server/entities";
import type { Stored, Values } from "@/server/record";
import type { Case } from "./tenancy.cases";

/** The log of interactions and feedback, as other organisations must not reach them. */

export interface EngagementTargets {
  logEntry: string;
  logEntryRef: string;
  feedbackLink: string;
}

export async function furnishEngagement(
  create: (entity: EntityName, values: Values) => Promise<Stored>,
  of: { partyId: string; requirementId: string; canary: string },
): Promise<EngagementTargets> {
  const { partyId, requirementId, canary } = of;
  const entry = await create("engagement", {
    ref: "ENG-701",
    partyId,
    type: "feedback",
    heldOn: "2026-01-02",
    summary: canary,
    requirementIds: [requirementId],
    feedbackKind: "complaint",
    fromName: canary,
    fromEmail: "canary@nordwind.example",
    status: "answered",
    response: canary,
  });
  const link = await create("party-link", { kind: "feedback", partyId, recipient: canary, tokenHash: "8".repeat(64) });
  return { logEntry: entry.id, logEntryRef: "ENG-701", feedbackLink: link.id };
}

const deed =
  (more: Record<string, unknown> = {}): Case =>
  ({ access, targets }) => [access, { id: targets.logEntry, version: 1, reason: "a reason", ...more }];
const only: Case = ({ access }) => [access];
const state = defaultTableState(ENGAGEMENT_TABLE);

export const ENGAGEMENT_CASES: Record<string, Case> = {
  "engagement/mutations.logEntry": ({ access, targets }) => [
    access,
    newEntry.parse({
      type: "meeting",
      partyId: targets.party,
      heldOn: "2026-01-02",
      summary: "Ours",
      requirementIds: [targets.requirement],
      documentRefs: [targets.evidenceRef],
    }),
  ],
  "engagement/mutations.updateEntry": ({ access, targets }) => [
    access,
    entryChange.parse({ id: targets.logEntry, version: 1, heldOn: "2026-01-02", summary: "Ours", feedbackKind: "praise" }),
  ],
  "engagement/mutations.retireEntry": deed(),
  "engagement/mutations.bringBackEntry": deed(),
  "engagement/queries.listEntries": ({ access }) => [access, state],
  "engagement/queries.exportEntries": ({ access }) => [access, state],
  "engagement/queries.getEntry": ({ access, targets }) => [access, targets.logEntryRef],
  "engagement/queries.partyEngagement": ({ access, targets }) => [access, targets.party],
  "engagement/queries.entriesOnRequirement": ({ access, targets }) => [access, targets.requirement],
  "engagement/queries.entryParty": ({ access, targets }) => [access, targets.partyRef],
  "engagement/queries.requirementsOfParty": ({ access, targets }) => [access, { partyId: targets.party }],
  "engagement/queries.documentOptions": ({ access }) => [access, { q: "canary" }],
  "feedback/mutations.takeFeedback": deed({ ownerId: null }),
  "feedback/mutations.answerFeedback": deed({ response: "Ours" }),
  "feedback/mutations.closeFeedback": deed({ outcome: "Ours", toldOn: "2026-01-03", whyNotTold: "" }),
  "feedback/mutations.reopenFeedback": deed(),
  "feedback/mutations.tellByMail": ({ access, targets }) => [
    access,
    tellInput.parse({ id: targets.logEntry, version: 1, toEmail: "", language: "en", message: "Ours" }),
  ],
  "feedback/mutations.openActionOfFeedback": deed({ title: "Ours", actionOwnerId: null, dueAt: null }),
  "feedback/mutations.requirementOfFeedback": deed({ statement: "Ours", kind: "business", strength: "need" }),
  "feedback/mutations.issueFeedbackLink": ({ access, targets }) => [
    access,
    linkInput.parse({ partyId: targets.party, language: "en", days: null, recipient: "Ours" }),
  ],
  "feedback/mutations.revokeFeedbackLink": ({ access, targets }) => [access, { id: targets.feedbackLink }],
  "feedback/queries.feedbackInbox": only,
  "feedback/queries.feedbackLinks": only,
  "feedback/queries.answerAddresses": ({ access, targets }) => [access, targets.logEntry],
};

export const ENGAGEMENT_OF_NO_TENANT: Record<string, string> = {
  "engagement/mutations.recordEngagement": "runs inside another mutation's change",
  "engagement/mutations.mailSettled": "runs inside the change that marks the mail",
  "requirements/mutations.noteTold": "runs inside another mutation's change",
  "feedback/mutations.giveFeedback": "the link is the proof (tests/engagement.test.ts)",
  "feedback/mutations.takeInMail": "the Message-ID of our mail is the proof (tests/mail-intake.test.ts)",
  "feedback/queries.feedbackDoor": "the link is the proof (tests/engagement.test.ts)",
  "feedback/queries.proposeFromMail": "reads the file that is handed in and nothing else",
};
