import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/dates";
import * as assuranceActions from "@/features/assurance/actions";
import { handOutSheet, makeSheet, openSheet, revokeSheet } from "@/features/assurance/mutations";
import { getSheet, listSheets, sheetDoor, sheetDraft } from "@/features/assurance/queries";
import { newSheet, sheetHandOut } from "@/features/assurance/schema";
import { lastCopies, publicCurrency } from "@/features/copies/queries";
import { withdrawMail } from "@/features/mail/mutations";
import { paperAnswer } from "@/features/papers/frame";
import type { Access } from "@/server/access-value";
import { now, setClock, today } from "@/server/clock";
import type { EntityName } from "@/server/entities";
import { Invalid, Refused } from "@/server/errors";
import { change, type Values } from "@/server/record";
import { withRequest } from "@/server/request";
import { meanwhile } from "./support/meanwhile";
import { engine, openWorld } from "./support/world";

const world = openWorld();
const create = (access: Access, entity: EntityName, values: Values) => change(access, (record) => record.create(entity, values));
const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return Object.keys(error.fieldErrors);
  if (error instanceof Refused) return error.code;
  throw error ?? new Error("was taken");
};
const tokenOf = (address: string) => address.split("/").at(-1)!;

let made = 0;
/** A party with two addressed requirements of its own, beside another with a secret. */
async function furnish(access: Access) {
  made += 1;
  const name = `Harbour ${made} Bank`;
  const party = await create(access, "interested-party", { name, category: "external", kind: "organisation", status: "active" });
  const rival = await create(access, "interested-party", {
    name: `Quayside${made}`,
    category: "external",
    kind: "organisation",
    status: "active",
  });
  const evidence = await create(access, "evidence", {
    title: "Report on encryption",
    dated: "2026-01-01",
    validUntil: "2027-01-01",
    origin: "IT",
  });
  const base = {
    status: "active",
    relevance: "relevant",
    ismsDecision: "addressed",
    relevanceDecidedAt: "2026-01-02",
    ismsDecidedAt: "2026-01-02",
    kind: "contractual",
    fulfilmentStatus: "met",
  };
  const first = await create(access, "requirement", {
    ...base,
    partyId: party.id,
    statement: "Data is encrypted",
    howAddressed: "Disks and backups are encrypted",
    links: [
      { targetType: "control", targetRef: "A.8.24", rationale: "r" },
      { targetType: "evidence", targetRef: evidence.ref, rationale: "r" },
    ],
  });
  const second = await create(access, "requirement", {
    ...base,
    partyId: party.id,
    statement: "Incidents are reported",
    howAddressed: `As for Quayside${made}, within a day`,
  });
  const theirs = await create(access, "requirement", { ...base, partyId: rival.id, statement: "RIVALSECRET", howAddressed: "RIVALSECRET" });
  return { party, rival, evidence, first, second, theirs };
}

const input = async (access: Access, partyRef: string, more: Record<string, unknown> = {}) => {
  const draft = (await sheetDraft(access, partyRef))!;
  return newSheet.parse({ partyId: draft.party.id, leftOut: ["risks", "owner", "priority"], seen: draft.seen, language: "de", ...more });
};

describe.skipIf(world.skip)("assurance sheets", () => {
  it("are frozen as chosen, hold nothing of another party, and open by a click", async () => {
    const mira = await world.as("mira");
    const { party, evidence, first, second } = await furnish(mira);
    const leftOut = ["risks", "owner", `${first.ref}/${evidence.ref}`];
    const saved = await makeSheet(mira, await input(mira, party.ref!, { leftOut }));
    const sheet = (await getSheet(mira, saved.ref))!;
    expect(sheet).toMatchObject({ intact: true, linkState: "waiting", openings: 0, moved: { changed: [], gone: [], added: [] } });
    expect(sheet.content.requirements).toMatchObject([
      { ref: first.ref, howMet: "Disks and backups are encrypted", controls: [{ ref: "A.8.24" }], evidence: [] },
      // It names somebody else, so it stays here.
      { ref: second.ref, howMet: "" },
    ]);
    expect(JSON.stringify(sheet.content)).not.toMatch(/RIVALSECRET|Quayside|Report on encryption/);
    const token = tokenOf(sheet.address!);
    // Looking at the door notes nothing, however often a mail program does it.
    expect(await sheetDoor(token)).toMatchObject({ organization: "Nordwind Data GmbH", language: "de" });
    expect((await getSheet(mira, saved.ref))?.openings).toBe(0);
    const answer = await withRequest(await world.request(null), () => assuranceActions.openSheet({ token }));
    expect(answer).toMatchObject({ ok: true, data: { contentHash: sheet.contentHash } });
    await openSheet(token);
    expect(await getSheet(mira, saved.ref)).toMatchObject({ openings: 2, linkState: "opened" });
    expect((await listSheets(mira, { partyId: party.id })).map(({ ref }) => ref)).toEqual([saved.ref]);
    const [entry] = await world.sql("SELECT actor_kind FROM history_entry WHERE entity = 'assurance-sheet' AND action = 'open' LIMIT 1");
    expect(entry).toMatchObject({ actor_kind: "token" });
    // Whoever may not share does not learn the address.
    expect(await getSheet(await world.as("aisha"), saved.ref)).toMatchObject({ address: null });
  });

  it("open nothing once they are withdrawn, expired, invented or of another house", async () => {
    const mira = await world.as("mira");
    const { party } = await furnish(mira);
    const open = async (days: number) => {
      const saved = await makeSheet(mira, await input(mira, party.ref!, { days }));
      return { saved, token: tokenOf((await getSheet(mira, saved.ref))!.address!) };
    };
    const [withdrawn, expired] = [await open(30), await open(1)];
    await revokeSheet(mira, { id: withdrawn.saved.id, version: withdrawn.saved.version, reason: "Sent to the wrong address" });
    expect(await fault(revokeSheet(mira, { id: withdrawn.saved.id, version: withdrawn.saved.version, reason: "Again" }))).toBe(
      "assurance-no_page",
    );
    setClock(new Date(now().getTime() + 2 * 86_400_000));
    try {
      expect(await sheetDoor(expired.token)).toBeNull();
      expect(await fault(openSheet(expired.token))).toBe("assurance-gone");
      expect((await getSheet(mira, expired.saved.ref))?.linkState).toBe("expired");
    } finally {
      setClock(null);
    }
    const elsewhere = expired.token.replace(world.nordwind.id, world.kestrel.id);
    for (const token of [withdrawn.token, elsewhere, `${world.nordwind.id}.invented`, "nothing", ""]) {
      expect(await sheetDoor(token)).toBeNull();
      expect(await fault(openSheet(token))).toBe("assurance-gone");
    }
    // A link opens the sheet that it stands with, and nothing while it is being withdrawn.
    const [one, other] = [await open(30), await open(30)];
    const pair = [one.saved.id, other.saved.id];
    await world.sql("UPDATE assurance_sheet SET link_id = (SELECT o.link_id FROM assurance_sheet o WHERE o.id = $2) WHERE id = $1", pair);
    expect(await fault(openSheet(one.token))).toBe("assurance-gone");
    const revoke = () => revokeSheet(mira, { id: other.saved.id, version: other.saved.version, reason: "Sent in error" });
    if (engine === "postgresql") expect(await fault(meanwhile(world, mira, revoke, () => openSheet(other.token)))).toBe("assurance-gone");
  });

  it("are for nobody who attacks, hold at least one line, and only what was seen", async () => {
    const mira = await world.as("mira");
    const { party, first, second } = await furnish(mira);
    const attacker = await create(mira, "interested-party", {
      name: "Extortionists",
      category: "external",
      adverse: true,
      status: "active",
    });
    const forAttacker = await input(mira, attacker.ref!);
    expect(await fault(makeSheet(mira, forAttacker))).toEqual(["partyId"]);
    const nothing = await input(mira, party.ref!, { leftOut: [first.ref, second.ref, "notAddressed"] });
    expect(await fault(makeSheet(mira, nothing))).toEqual(["leftOut"]);
    expect(await fault(makeSheet(mira, await input(mira, party.ref!, { leftOut: ["REQ-999"] })))).toEqual(["leftOut"]);
    expect(await fault(makeSheet(mira, await input(mira, party.ref!, { introduction: `As for Quayside${made}` })))).toEqual([
      "introduction",
    ]);
    expect(newSheet.safeParse({ partyId: party.id, leftOut: ["<script>"], seen: "0".repeat(64) }).success).toBe(false);
    expect(newSheet.safeParse({ partyId: party.id, leftOut: [], seen: "0".repeat(64), days: 5_000 }).success).toBe(false);
    const seen = await input(mira, party.ref!);
    await change(mira, (record) => record.update("requirement", first.id, 1, { howAddressed: "Otherwise" }));
    expect(await fault(makeSheet(mira, seen))).toBe("assurance-moved");
  });

  it("are handed out by mail to those who may be written to, into the log, and count as told", async () => {
    const mira = await world.as("mira");
    const { party, rival, first } = await furnish(mira);
    const contact = (partyId: string, name: string, more: Values = {}) =>
      create(mira, "party-contact", { partyId, name, email: `${name.toLowerCase()}@bank.example`, language: "de", ...more });
    const anna = await contact(party.id, "Anna");
    const silent = await contact(party.id, "Silent", { noMail: true });
    const stranger = await contact(rival.id, "Stranger");
    const saved = await makeSheet(mira, await input(mira, party.ref!));
    const hand = (more: Record<string, unknown>) =>
      handOutSheet(mira, sheetHandOut.parse({ id: saved.id, version: saved.version, ...more }));
    expect(await fault(hand({}))).toEqual(["contactIds"]);
    for (const { id } of [silent, stranger]) expect(await fault(hand({ contactIds: [anna.id, id] }))).toEqual(["contactIds"]);
    const handed = await hand({ contactIds: [anna.id], message: "Wie besprochen." });
    expect(handed).toMatchObject({ mails: 1, ref: saved.ref });
    const [mail] = await world.sql("SELECT * FROM mail_message WHERE record_id = $1", [saved.id]);
    expect(mail).toMatchObject({ kind: "assurance", to_email: "anna@bank.example", language: "de", status: "waiting" });
    expect(mail!.subject).toBe("Nordwind Data GmbH: wie Ihre Anforderungen erfüllt werden");
    // The secret is not stored: the address comes in when the mail goes out.
    expect(mail!.body).toContain("{link}?language=de");
    await withdrawMail(mira, { id: String(mail!.id) });
    expect((await getSheet(mira, saved.ref))!.mails).toMatchObject([{ status: "withdrawn", problem: "taken-back" }]);
    expect(
      await world.sql(
        "SELECT action FROM history_entry WHERE entity = 'assurance-sheet' AND entity_id = $1 ORDER BY sequence DESC LIMIT 1",
        [saved.id],
      ),
    ).toEqual([{ action: "mail-taken-back" }]);
    const [told] = await world.sql("SELECT communicated_at::text AS day FROM requirement WHERE id = $1", [first.id]);
    expect(told).toEqual({ day: today() });
    const [logged] = await world.sql("SELECT type, origin_ref, requirement_ids FROM engagement WHERE ref = $1", [handed.engagementRef]);
    expect(logged).toMatchObject({ type: "notice", origin_ref: saved.ref });
    expect(logged!.requirement_ids).toContain(first.id);
    expect(await getSheet(mira, saved.ref)).toMatchObject({ handedOut: [{ ref: handed.engagementRef }], moved: { changed: [] } });
    await revokeSheet(mira, { id: saved.id, version: saved.version, reason: "Over" });
    expect(await fault(hand({ contactIds: [anna.id] }))).toBe("assurance-no_page");
    // Without a page it can still be handed over in person.
    expect(await hand({ channel: "in_person", communicated: false })).toMatchObject({ mails: 0 });
  });

  it("say when the register moved on, and so does their paper", async () => {
    const mira = await world.as("mira");
    const { party, first, evidence } = await furnish(mira);
    const saved = await makeSheet(mira, await input(mira, party.ref!));
    const response = await paperAnswer(mira, "assurance-sheet", "json", new URLSearchParams({ ref: saved.ref }));
    const data = (await response.json()) as { document: { number: string; version: string }; sheet: unknown; contentHash: string };
    const sheet = (await getSheet(mira, saved.ref))!;
    expect(data.sheet).toEqual(sheet.content);
    expect(data.document.number).toContain(`ASH-${saved.ref}`);
    const currency = async () => {
      return (await lastCopies(mira, ["assurance-sheet"])).get("assurance-sheet")?.currency;
    };
    expect(await currency()).toBe("current");
    // What the sheet does not show leaves it as it is.
    await change(mira, (record) => record.update("requirement", first.id, 1, { communicatedAt: today(), note: "Rung up" }));
    expect(await currency()).toBe("current");
    expect((await getSheet(mira, saved.ref))?.moved.changed).toEqual([]);
    await change(mira, (record) => record.update("evidence", evidence.id, 1, { validUntil: addDays(today(), 900) }));
    expect(await currency()).toBe("superseded");
    expect((await getSheet(mira, saved.ref))?.moved.changed).toEqual([first.ref]);
    expect(await publicCurrency("invented")).toBe("unknown");
    // On paper it says what was frozen, as text.
    const pdf = await paperAnswer(mira, "assurance-sheet", "pdf", new URLSearchParams({ ref: saved.ref }));
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    // Printed after the register moved on, it is old from the beginning.
    expect(await currency()).toBe("superseded");
    // What was frozen did not move.
    expect((await getSheet(mira, saved.ref))?.content).toEqual(sheet.content);
    await world.sql("UPDATE assurance_sheet SET content = replace(content, 'encrypted', 'open') WHERE id = $1", [saved.id]);
    expect((await getSheet(mira, saved.ref))?.intact).toBe(false);
  });

  it("are made by those who run the register, and read by leadership and auditor", async () => {
    const mira = await world.as("mira");
    const { party } = await furnish(mira);
    const wanted = await input(mira, party.ref!);
    for (const name of ["carla", "jonas", "aisha", "vera"] as const) {
      const refused = await withRequest(await world.request(name), () => assuranceActions.makeSheet("nordwind", wanted));
      expect(refused, name).toMatchObject({ ok: false, kind: "forbidden" });
    }
    expect((await world.as("vera")).can("assurance:read")).toBe(false);
    expect((await world.as("aisha")).can("assurance:read")).toBe(true);
  });
});
