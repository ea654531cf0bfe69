import { USUALLY_LEFT_OUT } from "@/domain/assurance";
import { handOutSheet, makeSheet, openSheet } from "@/features/assurance/mutations";
import { sheetDraft } from "@/features/assurance/queries";
import { newSheet, sheetHandOut } from "@/features/assurance/schema";
import { outsideWords } from "@/lib/outside-words";
import { systemAccess } from "@/server/access";
import { setClock } from "@/server/clock";
import { partyLinkAddress } from "@/server/party-links";
import { change } from "@/server/record";
import type { Story } from "./story";

/** One sheet, for the clinic group, after the golden thread is drawn: shown in a call, its page opened in it. */
export async function tellAssurance(story: Story): Promise<void> {
  const at = (when: string) => setClock(new Date(`${story.day(when.slice(0, 10))}${when.slice(10)}:00.000Z`));
  const mira = story.people.mira!;
  const access = systemAccess(story.organization, mira.name, mira);
  at("2026-11-18T10:45");
  const { party, facts, seen } = (await sheetDraft(access, story.record("clinics").stored.ref!))!;
  // The visit of the hall is theirs to ask for; how it is met says more of other tenants of the building than of us.
  const last = facts.requirements.at(-1)!.ref;
  const sheet = await makeSheet(
    access,
    newSheet.parse({
      partyId: party.id,
      title: "Annual assurance for the clinic group",
      leftOut: [...USUALLY_LEFT_OUT, last],
      introduction: outsideWords("de", "sheet")("introduction"),
      seen,
      days: 180,
      language: "de",
      note: "For the yearly talk with their data protection officer.",
    }),
  );
  at("2026-11-18T11:00");
  await handOutSheet(
    access,
    sheetHandOut.parse({
      id: sheet.id,
      version: sheet.version,
      channel: "video",
      participants: "Data protection officer of the clinic group",
      // The register stays as it was approved.
      communicated: false,
    }),
  );
  at("2026-11-18T11:20");
  const linkId = await change(access, async (record) => String((await record.get("assurance-sheet", sheet.id)).values.linkId));
  await openSheet(partyLinkAddress(story.organization.id, "assurance", linkId).split("/").at(-1)!);
}
