import { lineChange, lineDone, newLine, takenProposals } from "@/features/communication/schema";
import { COMMUNICATION_TABLE } from "@/features/communication/table";
import { toldByMail } from "@/features/telling/schema";
import { parseTableState } from "@/lib/table-state";
import type { EntityName } from "@/server/entities";
import type { Stored, Values } from "@/server/record";
import type { Case } from "./tenancy.cases";

/** The communication plan, clocks, telling and calendar addresses, as other organisations must not reach them. */

export interface CommunicationTargets {
  line: string;
  lineRef: string;
  notice: string;
  noticeRef: string;
}

export async function furnishCommunication(
  create: (entity: EntityName, values: Values) => Promise<Stored>,
  of: { partyId: string; requirementId: string; eventId: string; canary: string },
): Promise<CommunicationTargets> {
  const { partyId, requirementId, eventId, canary } = of;
  const line = await create("communication-item", {
    ref: "COM-701",
    partyId,
    what: `${canary} line`,
    eventKey: "new-client",
    clockHours: 24,
    withWhom: canary,
    requirementIds: [requirementId],
  });
  const notice = await create("notice", {
    ref: "NTC-701",
    communicationItemId: line.id,
    partyId,
    title: `${canary} notice`,
    triggerEventId: eventId,
    startedAt: "2026-01-02T10:00:00.000Z",
    dueAt: "2026-01-03T10:00:00.000Z",
  });
  return { line: line.id, lineRef: "COM-701", notice: notice.id, noticeRef: "NTC-701" };
}

const only: Case = ({ access }) => [access];
const state = () => parseTableState({ q: "canary" }, COMMUNICATION_TABLE);
const of =
  (name: "line" | "notice", more: Record<string, unknown> = {}): Case =>
  ({ access, targets }) => [access, { id: targets[name], version: 1, reason: "a reason", ...more }];
const line = { what: "Ours", frequencyDays: 30 };
const about = (partyId: string, requirementId: string) => ({ partyId, requirementIds: [requirementId], listChanges: false, upTo: 0 });

export const COMMUNICATION_CASES: Record<string, Case> = {
  "communication/mutations.addLine": ({ access, targets }) => [
    access,
    newLine.parse({ ...line, partyId: targets.party, requirementIds: [targets.requirement], obligationId: targets.obligation }),
  ],
  "communication/mutations.updateLine": ({ access, targets }) => [
    access,
    lineChange.parse({ ...line, id: targets.line, version: 1, partyId: targets.party }),
  ],
  "communication/mutations.retireLine": of("line"),
  "communication/mutations.bringBackLine": of("line"),
  "communication/mutations.markDone": ({ access, targets }) => [
    access,
    lineDone.parse({ id: targets.line, version: 1, on: "2026-01-02", how: "Letter", requirementIds: [targets.requirement] }),
  ],
  "communication/mutations.takeProposals": ({ access, targets }) => [
    access,
    takenProposals.parse({ lines: [{ ...line, key: "grid:x", partyId: targets.party }] }),
  ],
  "communication/mutations.dismissProposal": ({ access, targets }) => [access, { partyId: targets.party, key: "grid:x", reason: "r" }],
  "communication/queries.listLines": ({ access }) => [access, state()],
  "communication/queries.exportLines": ({ access }) => [access, state()],
  "communication/queries.planCounts": only,
  "communication/queries.planOfParty": ({ access, targets }) => [access, targets.party],
  "communication/queries.wholePlan": only,
  "communication/queries.getLine": ({ access, targets }) => [access, targets.lineRef],
  "communication/queries.partyToPlan": ({ access, targets }) => [access, targets.partyRef],
  "communication/queries.requirementsToName": ({ access, targets }) => [access, targets.party],
  "communication/queries.lineProposals": ({ access, targets }) => [access, { partyRef: targets.partyRef }],
  "notices/mutations.startNotices": ({ access, targets }) => [
    access,
    { lineIds: [targets.line], triggerEventId: targets.event, startedAt: "2026-01-02T10:00:00.000Z", title: "" },
  ],
  "notices/mutations.moveStart": of("notice", { startedAt: "2026-01-02T09:00:00.000Z" }),
  "notices/mutations.setNoticeOwner": ({ access, targets }) => [access, { id: targets.notice, version: 1, ownerId: null }],
  "notices/mutations.giveNotice": of("notice", { doneAt: null, how: "Portal", theirReference: "" }),
  "notices/mutations.dropNotice": of("notice"),
  "notices/mutations.reopenNotice": of("notice"),
  "notices/queries.listNotices": only,
  "notices/queries.getNotice": ({ access, targets }) => [access, targets.noticeRef],
  "notices/queries.noticesOfEvent": ({ access, targets }) => [access, targets.event],
  "telling/mutations.tellByMail": ({ access, targets }) => [
    access,
    toldByMail.parse({
      ...about(targets.party, targets.requirement),
      contactIds: [],
      texts: [{ language: "en", subject: "Ours", body: "Ours" }],
    }),
  ],
  "telling/mutations.tellOtherwise": ({ access, targets }) => [
    access,
    { ...about(targets.party, targets.requirement), on: "2026-01-02", type: "meeting", how: "Talked" },
  ],
  "telling/mutations.needNotTell": ({ access, targets }) => [
    access,
    { ...about(targets.party, targets.requirement), reason: "Nothing of theirs" },
  ],
  "telling/queries.partiesToTell": only,
  "telling/queries.toTell": ({ access, targets }) => [access, targets.partyRef],
  "telling/queries.mailTexts": ({ access, targets }) => [
    access,
    { partyId: targets.party, requirementIds: [targets.requirement], listChanges: true },
  ],
  "calendar/mutations.makeFeed": ({ access }) => [access, { scope: "mine" }],
  "calendar/mutations.endFeed": ({ access, targets }) => [access, { id: targets.line }],
  "calendar/queries.ownFeeds": only,
  "calendar/queries.calendarDates": ({ access }) => [access, "all"],
};

/** What draws something new each time, or answers by the reader alone. */
export const COMMUNICATION_WITHOUT_IDS = ["calendar/mutations.makeFeed"];
