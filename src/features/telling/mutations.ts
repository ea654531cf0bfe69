import { judgeDone } from "@/domain/communication";
import { reachable } from "@/features/contacts/queries";
import { recordEngagement } from "@/features/engagement/mutations";
import { noteTold } from "@/features/requirements/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { type NewMail, queueMail } from "@/server/outbox";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { NeedNotTell, ToldByMail, ToldOtherwise } from "./schema";

interface Told {
  /** The interaction in the log. */
  engagementRef: string;
  mails: number;
}

/**
 * Tells one party by mail: to contacts of this party and of no other, each in their language, as one interaction. Changes of the list go to members
 * concerned as well. Throws Invalid for people who may not be written to, and Refused where something changed since the page was read.
 */
export async function tellByMail(access: Access, input: ToldByMail): Promise<Told> {
  return change(access, async (record) => {
    const party = await settled(record, access, input);
    const t = translator("telling");
    const contacts = (await reachable(access, [party.id])).filter(({ contactId }) => input.contactIds.includes(contactId));
    if (contacts.length !== new Set(input.contactIds).size)
      throw new Invalid({ contactIds: translator("refusals")("telling-not_reachable") });
    const members = input.listChanges ? await membersOf(record, access, input.memberIds) : [];
    if (contacts.length + members.length === 0) throw new Invalid({ contactIds: translator("refusals")("telling-nobody") });
    const textIn = (language: string) => input.texts.find((text) => text.language === language) ?? input.texts[0]!;
    const mails: NewMail[] = [
      ...contacts.map(({ name, email, language }) => ({ toEmail: email, toName: name, language, userId: null })),
      ...members.map(({ id, name, email }) => ({ toEmail: email, toName: name, language: "en", userId: id })),
    ].map((to) => ({ kind: "notice", ...to, subject: textIn(to.language).subject, body: textIn(to.language).body }));
    const names = [...contacts, ...members].map(({ name, email }) => name || email);
    const entry = await entered(record, access, input, party, {
      on: today(),
      type: "notice",
      channel: "mail",
      participants: contacts.map(({ name, email }) => name || email).join(", "),
      note: [t("mailTo", { names: names.join(", ") }), ...input.texts.map(({ subject, body }) => `${subject}\n${body}`)]
        .join("\n\n")
        .slice(0, LONGEST_NOTE),
    });
    await queueMail(
      record,
      mails.map((mail) => ({ ...mail, entity: "engagement", recordId: entry.id })),
    );
    return { engagementRef: entry.ref ?? "", mails: mails.length };
  });
}

/** They were told in another way, on a day: in a meeting, by letter. */
export async function tellOtherwise(access: Access, input: ToldOtherwise): Promise<Told> {
  return change(access, async (record) => {
    const ruling = judgeDone(input.on, today());
    if (!ruling.ok) throw new Invalid({ on: translator("refusals")(`communication-${ruling.code}`) });
    const party = await settled(record, access, input);
    const { on, type, how } = input;
    const entry = await entered(record, access, input, party, { on, type, channel: "", participants: "", note: how });
    return { engagementRef: entry.ref ?? "", mails: 0 };
  });
}

/** They need not be told of this, with a reason. Nothing was said to anybody: no interaction, and the day on which they were told stays as it is. */
export async function needNotTell(access: Access, input: NeedNotTell): Promise<{ settled: number }> {
  return change(access, async (record) => {
    const party = await settled(record, access, input);
    const { reason } = input;
    for (const id of new Set(input.requirementIds)) {
      const { ref } = await record.get("requirement", id);
      record.note("requirement", id, ref ?? "", "need-not-tell", { reason });
    }
    if (input.listChanges) record.note("interested-party", party.id, party.ref, "need-not-tell-list", { reason });
    return { settled: new Set(input.requirementIds).size + (input.listChanges ? 1 : 0) };
  });
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

const LONGEST_NOTE = 10_000;

interface About {
  partyId: string;
  requirementIds: readonly string[];
  listChanges: boolean;
  upTo: number;
}

/**
 * The party, once it is sure that all of it may be told to this party, and that nothing of it changed since the page was read. Whoever settles the
 * same at the same time waits, and is then told that it moved on.
 */
async function settled(record: RecordWriter, access: Access, about: About): Promise<{ id: string; ref: string }> {
  const organization = access.organization.id;
  const ids = [...new Set(about.requirementIds)];
  const [party] = await record.tx.$queryRaw<{ id: string; ref: string; adverse: boolean; status: string; category: string }[]>`
    SELECT id, ref, adverse, status, category FROM interested_party
     WHERE organization_id = ${organization}::uuid AND id = ${about.partyId}::uuid FOR UPDATE`;
  if (!party) throw new NotFound();
  if (party.adverse) throw new Refused("telling-adverse");
  if (party.status === "retired") throw new Refused("telling-retired");
  if (ids.length === 0 && !about.listChanges) throw new Invalid({ requirementIds: translator("refusals")("telling-nothing") });
  // The list names other parties: only who belongs to the organisation hears of it.
  if (about.listChanges && party.category !== "internal") throw new Refused("telling-list_is_internal");
  const where = { organizationId: organization, partyId: party.id, id: { in: ids }, status: { not: "retired" } };
  if ((await record.tx.requirement.count({ where })) !== ids.length)
    throw new Invalid({ requirementIds: translator("validation")("not_an_option") });
  const [moved] = await record.tx.$queryRaw<[{ moved: boolean }]>`
    SELECT EXISTS (SELECT 1 FROM history_entry e JOIN history_payload q ON q.organization_id = e.organization_id AND q.sequence = e.sequence
      WHERE e.organization_id = ${organization}::uuid AND e.sequence > ${about.upTo}
        AND ((e.entity = 'requirement' AND e.entity_id = ANY(${ids}::uuid[]) AND (e.action IN ('tell', 'need-not-tell')
              OR q.payload LIKE '%"howAddressed":{%' OR q.payload LIKE '%"statement":{%'))
          OR (${about.listChanges}::boolean AND e.entity = 'interested-party' AND (e.action IN ('create', 'import')
              OR (e.entity_id = ${party.id}::uuid AND e.action IN ('tell-list', 'need-not-tell-list'))
              OR q.payload LIKE '%"status":{%' OR q.payload LIKE '%"relevance":{%')))) AS moved`;
  if (moved.moved) throw new Refused("telling-moved_on");
  return party;
}

async function membersOf(record: RecordWriter, access: Access, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  const found = await record.tx.$queryRaw<{ id: string; name: string; email: string }[]>`
    SELECT u.id, u.name, u.email FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.organization_id = ${access.organization.id}::uuid AND m.ended_at IS NULL AND m.user_id = ANY(${wanted}::uuid[]) ORDER BY u.name, u.id`;
  if (found.length !== wanted.length) throw new Invalid({ memberIds: translator("validation")("not_an_option") });
  return found;
}

/** One interaction for all of it, and the marks that say so. */
async function entered(
  record: RecordWriter,
  access: Access,
  about: About,
  party: { id: string; ref: string },
  how: { on: string; type: "notice" | "meeting"; channel: "mail" | ""; participants: string; note: string },
): Promise<Stored> {
  const t = translator("telling");
  const requirementIds = [...new Set(about.requirementIds)];
  const summary = [requirementIds.length > 0 && t("summary", { count: requirementIds.length }), about.listChanges && t("summaryList")];
  const entry = await recordEngagement(record, {
    partyId: party.id,
    type: how.type,
    heldOn: how.on,
    channel: how.channel,
    summary: summary.filter(Boolean).join(" "),
    participants: how.participants,
    ourParticipantIds: access.user ? [access.user.id] : [],
    requirementIds,
    note: how.note,
    origin: "plan",
  });
  const ref = entry.ref ?? "";
  await noteTold(record, { partyId: party.id, requirementIds, on: how.on, where: ref });
  if (about.listChanges) record.note("interested-party", party.id, party.ref, "tell-list", { note: ref });
  return entry;
}
