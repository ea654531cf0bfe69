import { v7 as uuid } from "uuid";
import { buildSheet, judgeContent, judgeRecipient, lineKey, type SheetContent } from "@/domain/assurance";
import { canonicalText } from "@/domain/audit-trail";
import { reachable } from "@/features/contacts/queries";
import { recordEngagement } from "@/features/engagement/mutations";
import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { noteUndelivered, queueMail, type SettledMail } from "@/server/outbox";
import { issuePartyLink, openPartyLink, revokePartyLink } from "@/server/party-links";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { hashOf, hashOfFacts, type SheetParty, sheetFacts } from "./facts";
import type { NewSheet, SheetEnd, SheetHandOut } from "./schema";

interface SavedSheet {
  id: string;
  ref: string;
  version: number;
}

/**
 * Freezes a sheet as its maker saw it, with its SHA-256 and, where wanted, a page that expires. Throws Refused for an adverse or retired party and where
 * the register moved on while it was being chosen; Invalid where nothing would be left in it.
 */
export async function makeSheet(access: Access, input: NewSheet): Promise<SavedSheet> {
  return change(access, async (record) => {
    const party = await partyOf(record, access, input.partyId);
    refuseUnless(judgeRecipient(party));
    const facts = await sheetFacts(access, record.tx, party);
    if (hashOfFacts(facts) !== input.seen) throw new Refused("assurance-moved");
    const { content, heldBack } = buildSheet(facts, { leftOut: input.leftOut, introduction: input.introduction, madeOn: today() });
    const named = heldBack.find(({ what }) => what === "introduction");
    if (named) throw new Invalid({ introduction: translator("assurance")("introductionNames", { names: named.names }) });
    refuseUnless(judgeContent(content));
    const known = new Set(
      facts.requirements.flatMap(({ ref, links }) => [lineKey(ref), ...links.map(({ targetRef }) => lineKey(ref, targetRef))]),
    );
    const stray = input.leftOut.find((value) => value.startsWith("REQ-") && !known.has(value));
    if (stray) throw new Invalid({ leftOut: translator("validation")("not_an_option") });
    const text = canonicalText(content);
    const id = uuid();
    const linkId = input.withPage
      ? await issuePartyLink(record, {
          kind: "assurance",
          partyId: party.id,
          targetId: id,
          recipient: party.name,
          language: input.language,
          expiresAt: new Date(now().getTime() + input.days * 86_400_000),
        })
      : null;
    const title = input.title || translator("assurance")("titleOf", { party: party.name });
    return saved(
      await record.create("assurance-sheet", {
        id,
        partyId: party.id,
        title,
        madeOn: today(),
        versionLabel: content.versionLabel,
        leftOut: input.leftOut,
        content: text,
        contentHash: hashOf(text),
        linkId,
        note: input.note,
      }),
    );
  });
}

/**
 * Hands a sheet out: by mail to contacts of the party, each in their language, or otherwise; the log of interactions keeps it, and the requirements in it
 * count as told from today where that is wanted. Throws Refused without a page that opens, Invalid for contacts that may not be written to.
 */
export async function handOutSheet(access: Access, input: SheetHandOut): Promise<SavedSheet & { mails: number; engagementRef: string }> {
  return change(access, async (record) => {
    await record.tx.$queryRaw`
      SELECT 1 FROM assurance_sheet WHERE organization_id = ${access.organization.id}::uuid AND id = ${input.id}::uuid FOR UPDATE`;
    const sheet = await record.get("assurance-sheet", input.id);
    // Whoever opened the page before somebody else changed the sheet is told by this.
    if (sheet.version !== input.version) await record.update("assurance-sheet", sheet.id, input.version, {});
    const party = await partyOf(record, access, String(sheet.values.partyId));
    refuseUnless(judgeRecipient(party));
    if (input.contactIds.length === 0 && input.channel === "") throw new Invalid({ contactIds: translator("assurance")("chooseWay") });
    const people = await reachable(access, [party.id]);
    const chosen = people.filter(({ contactId }) => input.contactIds.includes(contactId));
    if (chosen.length !== new Set(input.contactIds).size) throw new Invalid({ contactIds: translator("validation")("not_an_option") });
    const linkId = sheet.values.linkId as string | null;
    if (chosen.length > 0) await requireOpenPage(record, access, linkId);
    const queued = await queueMail(
      record,
      chosen.map((contact) => {
        const t = outsideWords(contact.language, "sheet");
        const said = { organization: access.organization.name, party: party.name, name: contact.name };
        return {
          kind: "assurance",
          toEmail: contact.email,
          toName: contact.name,
          language: contact.language,
          subject: t("mailSubject", said),
          body: [t("mailGreeting", said), input.message, t("mailBody", said), `{link}?language=${contact.language}`, t("mailEnd", said)]
            .filter(Boolean)
            .join("\n\n"),
          linkId,
          entity: "assurance-sheet",
          recordId: sheet.id,
        };
      }),
    );
    const content = JSON.parse(String(sheet.values.content)) as SheetContent;
    const told = await record.tx.requirement.findMany({
      where: {
        organizationId: access.organization.id,
        ref: { in: [...content.requirements, ...content.notAddressed].map(({ ref }) => ref) },
      },
      select: { id: true, version: true, status: true, communicatedAt: true },
      orderBy: { ref: "asc" },
    });
    const t = translator("assurance");
    if (input.communicated) {
      const reason = t("communicatedReason", { ref: sheet.ref ?? "" });
      for (const { id, version, status } of told)
        if (status === "active") await record.update("requirement", id, version, { communicatedAt: today() }, { reason });
    }
    const entry = await recordEngagement(record, {
      partyId: party.id,
      type: "notice",
      channel: chosen.length > 0 ? "mail" : input.channel,
      summary: t("engagementSummary", { ref: sheet.ref ?? "", version: content.versionLabel, count: content.requirements.length }),
      participants: [...chosen.map(({ name }) => name), input.participants].filter(Boolean).join(", "),
      ourParticipantIds: access.user ? [access.user.id] : [],
      requirementIds: told.map(({ id }) => id),
      origin: "hand",
      originRef: sheet.ref ?? "",
    });
    record.note("assurance-sheet", sheet.id, sheet.ref ?? "", "hand-out");
    return { ...saved(sheet), mails: queued.filter(Boolean).length, engagementRef: entry.ref ?? "" };
  });
}

/** Takes the page of a sheet away before its time; the sheet itself stays, as what was told then. */
export async function revokeSheet(access: Access, { id, version, reason }: SheetEnd): Promise<SavedSheet> {
  return change(access, async (record) => {
    const sheet = await record.get("assurance-sheet", id);
    if (sheet.version !== version) await record.update("assurance-sheet", id, version, {});
    const linkId = sheet.values.linkId as string | null;
    if (!linkId || (await record.get("party-link", linkId)).values.revokedAt) throw new Refused("assurance-no_page");
    await revokePartyLink(record, linkId);
    record.note("assurance-sheet", id, sheet.ref ?? "", "withdraw-page", { reason });
    return saved(sheet);
  });
}

/** What became of a mail with which a sheet was handed out: what did not reach anybody is noted. */
export async function mailSettled(record: RecordWriter, mail: SettledMail): Promise<void> {
  const sheet = await record.get("assurance-sheet", mail.recordId);
  noteUndelivered(record, mail, { entity: "assurance-sheet", ref: sheet.ref ?? "" });
}

const MOST_NOTED_A_DAY = 200;

/**
 * Opens the page of a sheet: notes it, and gives what was frozen. Throws Refused("assurance-gone") for every link that opens nothing: expired, revoked,
 * invented, of another organisation.
 */
export async function openSheet(token: string): Promise<{ content: SheetContent; contentHash: string; ref: string }> {
  const link = await openPartyLink("assurance", token);
  if (!link?.targetId) throw new Refused("assurance-gone");
  const { access, targetId } = link;
  return change(access, async (record) => {
    const organizationId = access.organization.id;
    await record.tx
      .$queryRaw`SELECT 1 FROM party_link WHERE organization_id = ${organizationId}::uuid AND id = ${link.id}::uuid FOR UPDATE`;
    const { values, version } = await record.get("party-link", link.id);
    if (values.revokedAt) throw new Refused("assurance-gone");
    const sheet = await record.get("assurance-sheet", targetId);
    if (sheet.values.linkId !== link.id) throw new Refused("assurance-gone");
    const at = now();
    if (!values.firstOpenedAt) await record.update("party-link", link.id, version, { firstOpenedAt: at.toISOString() }, { action: "open" });
    const noted = await record.tx.historyEntry.count({
      where: {
        organizationId,
        entity: "assurance-sheet",
        entityId: sheet.id,
        action: "open",
        at: { gt: new Date(at.getTime() - 86_400_000) },
      },
    });
    if (noted < MOST_NOTED_A_DAY) record.note("assurance-sheet", sheet.id, sheet.ref ?? "", "open");
    return {
      content: JSON.parse(String(sheet.values.content)) as SheetContent,
      contentHash: String(sheet.values.contentHash),
      ref: sheet.ref ?? "",
    };
  });
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

async function partyOf(record: RecordWriter, access: Access, id: string): Promise<SheetParty> {
  const party = await record.tx.interestedParty.findFirst({
    where: { organizationId: access.organization.id, id },
    select: { id: true, ref: true, name: true, adverse: true, status: true },
  });
  if (!party) throw new Invalid({ partyId: translator("validation")("not_an_option") });
  return party;
}

async function requireOpenPage(record: RecordWriter, access: Access, linkId: string | null): Promise<void> {
  const link = linkId
    ? await record.tx.partyLink.findFirst({
        where: { organizationId: access.organization.id, id: linkId },
        select: { expiresAt: true, revokedAt: true },
      })
    : null;
  if (!link || link.revokedAt || (link.expiresAt && link.expiresAt <= now())) throw new Refused("assurance-no_page");
}

function refuseUnless(ruling: { ok: true } | { ok: false; code: string; field: string | null }): void {
  if (ruling.ok) return;
  const sentence = translator("refusals")(`assurance-${ruling.code}`);
  if (ruling.field) throw new Invalid({ [ruling.field]: sentence });
  throw new Refused(`assurance-${ruling.code}`);
}

function saved({ id, ref, version }: Stored): SavedSheet {
  return { id, ref: ref ?? "", version };
}
