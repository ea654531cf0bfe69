import { addDays } from "@/domain/dates";
import { newRound, verdictInput } from "@/features/asks/schema";
import { contactChange, newContact } from "@/features/contacts/schema";
import { today } from "@/server/clock";
import type { EntityName } from "@/server/entities";
import type { Stored, Values } from "@/server/record";
import type { Case } from "./tenancy.cases";

/** Contacts of parties and rounds of asking, as other organisations must not reach them. */

export interface AskTargets {
  contact: string;
  round: string;
  roundRef: string;
  ask: string;
  askItem: string;
}

export async function furnishAsks(
  create: (entity: EntityName, values: Values) => Promise<Stored>,
  of: { partyId: string; requirementId: string; canary: string },
): Promise<AskTargets> {
  const { partyId, requirementId, canary } = of;
  const contact = await create("party-contact", { partyId, name: canary, email: "canary@nordwind.example" });
  const round = await create("ask-batch", {
    ref: "ASK-701",
    title: `${canary} round`,
    message: canary,
    dueOn: "2999-01-01",
    expiresAt: "2999-02-01T00:00:00.000Z",
  });
  const link = await create("party-link", {
    kind: "ask",
    partyId,
    recipient: canary,
    expiresAt: "2999-02-01T00:00:00.000Z",
    tokenHash: "7".repeat(64),
  });
  const ask = await create("ask", {
    batchId: round.id,
    partyId,
    recipientName: canary,
    recipientEmail: "canary@nordwind.example",
    linkId: link.id,
    status: "answered",
    answeredAt: "2026-01-02T00:00:00.000Z",
    answeredBy: canary,
    comment: canary,
  });
  const item = await create("ask-item", {
    askId: ask.id,
    requirementId,
    requirementRef: "REQ-701",
    statement: canary,
    answer: "change",
    proposal: canary,
  });
  return { contact: contact.id, round: round.id, roundRef: "ASK-701", ask: ask.id, askItem: item.id };
}

const target =
  (name: keyof AskTargets): Case =>
  ({ access, targets }) => [access, { id: targets[name], version: 1, reason: "a reason" }];
const days = () => ({ title: "Ours", dueOn: addDays(today(), 5), expiresOn: addDays(today(), 9) });

export const ASK_CASES: Record<string, Case> = {
  "contacts/mutations.addContact": ({ access, targets }) => [
    access,
    newContact.parse({ partyId: targets.party, name: "Eve", email: "eve@kestrel.example" }),
  ],
  "contacts/mutations.updateContact": ({ access, targets }) => [
    access,
    contactChange.parse({ id: targets.contact, version: 1, name: "Eve" }),
  ],
  "contacts/mutations.retireContact": target("contact"),
  "contacts/mutations.takeOverRepresentative": ({ access, targets }) => [access, { partyId: targets.party, language: "en" }],
  "contacts/queries.contactsOf": ({ access, targets }) => [access, targets.party],
  "contacts/queries.representativeToTakeOver": ({ access, targets }) => [access, targets.party],
  "contacts/queries.reachable": ({ access, targets }) => [access, [targets.party]],
  "asks/queries.planRound": ({ access, targets }) => [
    access,
    { state: "all", partyRefs: [targets.partyRef], requirementRefs: [targets.requirementRef] },
  ],
  "asks/queries.listRounds": ({ access }) => [access],
  "asks/queries.getRound": ({ access, targets }) => [access, targets.roundRef],
  "asks/queries.asksOfParty": ({ access, targets }) => [access, targets.party],
  "asks/mutations.sendRound": ({ access, targets }) => [
    access,
    newRound.parse({
      ...days(),
      remindDays: 7,
      expected: 1,
      partyRefs: [targets.partyRef],
      contactIds: [targets.contact],
      tick: [targets.requirement],
    }),
  ],
  "asks/mutations.previewRound": ({ access, targets }) => [
    access,
    newRound.parse({ ...days(), remindDays: 7, expected: 1, partyRefs: [targets.partyRef], tick: [targets.requirement] }),
  ],
  "asks/mutations.closeRound": target("round"),
  "asks/mutations.reopenRound": target("round"),
  "asks/mutations.revokeAsk": target("ask"),
  "asks/mutations.resendAsk": ({ access, targets }) => [
    access,
    { id: targets.ask, version: 1, recipientName: "Eve", recipientEmail: "eve@kestrel.example", language: "en" },
  ],
  "asks/mutations.handOutLink": ({ access, targets }) => [access, { id: targets.ask }],
  "asks/mutations.remindNow": ({ access, targets }) => [access, { batchId: targets.round, askId: targets.ask }],
  "asks/mutations.decideAnswer": ({ access, targets }) => [
    access,
    verdictInput.parse({ id: targets.askItem, version: 1, requirementVersion: 1, verdict: "declined", note: "No" }),
  ],
  "asks/mutations.runDaily": ({ access }) => [access],
  "requirements/mutations.restateRequirement": ({ access, targets }) => [
    access,
    { id: targets.requirement, version: 1, statement: "Ours", partyWording: "", confirmation: null, reason: "r" },
  ],
};

export const ASKS_OF_NO_TENANT: Record<string, string> = {
  "asks/queries.outsideAsk": "the link is the proof (tests/asks.test.ts)",
  "asks/mutations.answerAsk": "the link is the proof (tests/asks.test.ts)",
  "asks/mutations.noteOpened": "the link is the proof (tests/asks.test.ts)",
  "asks/mutations.mailSettled": "runs inside the change of the mail (tests/asks.test.ts)",
};
