import { addLine, markDone, takeProposals } from "@/features/communication/mutations";
import { lineProposals, listLines } from "@/features/communication/queries";
import { lineDone, newLine, takenProposals } from "@/features/communication/schema";
import { COMMUNICATION_TABLE } from "@/features/communication/table";
import { dropNotice, giveNotice, startNotices } from "@/features/notices/mutations";
import { getNotice, noticesOfEvent } from "@/features/notices/queries";
import { listEvents } from "@/features/triggers/queries";
import { TRIGGER_TABLE } from "@/features/triggers/table";
import { defaultTableState } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { Page, Story } from "./story";

/** The plan for the key parties, carried out in September but for one line; the notices of October's incident; and a clock that still runs. */
export function tellCommunication(story: Story): void {
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const at = (day: string, hour: string) => `${story.day(day)}T${hour}:00.000Z`;
  const take = async (page: Page) => {
    const t = translator("communication");
    const { rows } = await lineProposals(page.access);
    if (rows.length === 0) return;
    const lines = rows.map(
      ({ key, because, partyId, frequencyDays, how, eventKey, clockHours, requirementIds, obligationId, ownerId }) => ({
        key,
        partyId,
        what: t(`proposedWhat.${because.kind === "grid" ? because.duty : "notice"}`),
        frequencyDays,
        eventKey,
        clockHours,
        withWhom: t("proposedWith"),
        how: t(`proposedHow.${how}`),
        ownerId: ownerId ?? story.people.mira!.id,
        requirementIds,
        obligationId,
      }),
    );
    await takeProposals(page.access, takenProposals.parse({ lines }));
  };
  const planned = async (page: Page) => (await listLines(page.access, { ...defaultTableState(COMMUNICATION_TABLE), pageSize: 100 })).rows;
  const carryOut = async (page: Page, on: string, parties: (partyId: string) => boolean) => {
    for (const line of await planned(page)) {
      if (line.frequencyDays === null || line.lastDoneOn === story.day(on) || !parties(line.partyId)) continue;
      const done = { id: line.id, version: line.version, on: story.day(on), type: "meeting" as const, how: line.how };
      await markDone(page.access, lineDone.parse({ ...done, summary: `${line.what}, ${line.partyName}` }));
    }
  };

  scene("2026-06-17T09:30", "mira", async (page) => {
    await take(page);
    const report = {
      partyId: page.id("bsi"),
      what: "Final report of a significant incident",
      eventKey: "supplier-incident",
      clockHours: 720,
      withWhom: "Reporting office",
      how: "Reporting portal",
      ownerId: story.people.mira!.id,
    };
    await addLine(page.access, newLine.parse(report));
  });
  scene("2026-06-24T15:40", "mira", (page) => carryOut(page, "2026-06-23", (id) => id === page.id("works-council")));
  scene("2026-10-14T14:20", "mira", (page) => carryOut(page, "2026-10-13", (id) => id !== page.id("works-council")));
  scene("2026-10-27T08:55", "mira", async (page) => {
    const { rows } = await listEvents(page.access, { ...defaultTableState(TRIGGER_TABLE), filters: { kind: ["incident-internal"] } });
    const event = rows[0]!;
    const { lines } = await noticesOfEvent(page.access, event.id);
    const lineIds = lines.filter(({ concerned }) => concerned).map(({ id }) => id);
    if (lineIds.length === 0) return;
    await startNotices(page.access, { lineIds, triggerEventId: event.id, startedAt: at("2026-10-27", "08:10"), title: "" });
  });
  scene("2026-10-27T15:10", "mira", async (page) => {
    const clinics = await incidentNotices(page, "clinics");
    for (const { id, version } of clinics)
      await giveNotice(page.access, {
        id,
        version,
        doneAt: null,
        how: "Phone call to the head of IT, then by mail with our record of the incident.",
        theirReference: "MH-2026-118",
        reason: "",
      });
  });
  scene("2026-10-28T09:05", "mira", async (page) => {
    for (const { id, version } of await incidentNotices(page, "dpa"))
      await dropNotice(page.access, {
        id,
        version,
        reason: "The key was deleted unused within the hour; no personal data could be read with it.",
      });
  });
  scene("2026-11-12T10:15", "mira", async (page) => {
    await take(page);
    await carryOut(page, "2026-11-11", (id) => id !== page.id("works-council"));
  });
  scene("2026-11-16T11:00", "mira", async (page) => {
    const report = (await planned(page)).find(({ eventKey }) => eventKey === "supplier-incident")!;
    const title = "Outage of the backup cloud";
    await startNotices(page.access, { lineIds: [report.id], triggerEventId: null, startedAt: at("2026-11-16", "10:05"), title });
  });
}

/** The clocks that the incident of October started for a party. */
async function incidentNotices(page: Page, key: string) {
  const rows = await page.record.tx.notice.findMany({
    where: { organizationId: page.access.organization.id, partyId: page.id(key), status: "running", triggerEventId: { not: null } },
    select: { ref: true },
  });
  const notices = [];
  for (const { ref } of rows) notices.push((await getNotice(page.access, ref))!);
  return notices;
}
