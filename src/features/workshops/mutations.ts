import type { Ruling } from "@/domain/ruling";
import type { PestleFactor } from "@/domain/vocabulary";
import { mayAgree, mayVote, revealVotes } from "@/domain/voting";
import {
  closeWorkshop as closing,
  decideEntry,
  type EntryStatus,
  foundBy,
  mayAddEntry,
  mayChangeWorkshop,
  nameFrom,
  type WorkshopKind,
  type WorkshopStatus,
} from "@/domain/workshop";
import { createParty, requireOwner, updateParty } from "@/features/interested-parties/mutations";
import { newParty, type PartyChange, partyChange } from "@/features/interested-parties/schema";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { Agreement, Ballot, NewEntries, NewWorkshop, Promotion, WorkshopChange } from "./schema";

export interface SavedWorkshop {
  id: string;
  ref: string;
  version: number;
}

/** Opens a workshop; its ref is drawn. Throws Invalid where the facilitator is no member or a party is not of this register. */
export async function createWorkshop(access: Access, input: NewWorkshop): Promise<SavedWorkshop> {
  return change(access, async (record) => {
    await requireFacilitator(record, access, input.facilitatorId);
    const partyIds = await checkedParties(record, access, input.kind, input.partyIds);
    return saved(await record.create("workshop", { ...input, partyIds, status: "open" }));
  });
}

/** Changes date, people, note, and the parties of a vote that nobody has opened. Refused once the workshop is closed. */
export async function updateWorkshop(access: Access, { id, version, ...input }: WorkshopChange): Promise<SavedWorkshop> {
  return change(access, async (record) => {
    const workshop = await locked(record, access, id);
    take(mayChangeWorkshop(workshop));
    const before = await record.get("workshop", id);
    if (input.facilitatorId !== before.values.facilitatorId) await requireFacilitator(record, access, input.facilitatorId);
    const partyIds = workshop.status === "open" ? await checkedParties(record, access, workshop.kind, input.partyIds) : workshop.partyIds;
    // What people have voted on stays in the vote.
    const voted = await record.tx.workshopVote.findMany({
      where: { organizationId: access.organization.id, workshopId: id },
      select: { partyId: true },
      distinct: ["partyId"],
    });
    const kept = voted.map(({ partyId }) => partyId).filter((partyId) => !partyIds.includes(partyId));
    return saved(await record.update("workshop", id, version, { ...input, partyIds: [...partyIds, ...kept] }));
  });
}

/** From now on it is evidence: read-only for everybody, with everything that was said. */
export async function closeWorkshop(access: Access, { id, reason }: { id: string; reason: string }): Promise<SavedWorkshop> {
  return change(access, async (record) => {
    const workshop = await locked(record, access, id);
    const patch = take(closing(workshop, { at: now().toISOString() }));
    return saved(await record.update("workshop", id, workshop.version, { ...patch }, { action: "close", reason }));
  });
}

// Saying ------------------------------------------------------------------------------------------------------------------------------------------

/**
 * Notes what somebody said, one entry or a pasted list. Many may do so at the same moment; closing waits for them.
 * Throws NotFound, Refused once the workshop is closed.
 */
export async function addEntries(
  access: Access,
  { workshopId, entries, prompt, pestle, department }: NewEntries,
): Promise<{ ids: string[] }> {
  return change(access, async (record) => {
    take(mayAddEntry(await shared(record, access, workshopId)));
    const ids = entries.map(({ id }) => id);
    const taken = await record.tx.workshopEntry.count({ where: { organizationId: access.organization.id, id: { in: ids } } });
    if (taken > 0 || new Set(ids).size < ids.length) throw new Refused("workshop-entry_known");
    const authorId = access.user?.id ?? null;
    await record.createMany(
      "workshop-entry",
      entries.map(({ id, text }) => ({ id, workshopId, text, prompt, pestle, department, authorId, status: "open" })),
    );
    return { ids };
  });
}

export interface DecidedEntry {
  id: string;
  status: EntryStatus;
  partyRef: string | null;
}

/**
 * Makes a candidate of an entry. The entry is locked first: of two people who do it at once one makes the party, and the other is told who was faster
 * and which party it became.
 */
export async function promoteEntry(access: Access, { id, name, category, kind }: Promotion): Promise<DecidedEntry> {
  if (!access.can("interested-party:create")) throw new Forbidden("interested-party:create");
  return change(access, async (record) => {
    const { entry, workshop } = await openEntry(record, access, id, "promoted");
    const t = translator("workshops.found");
    const where = [entry.department, entry.prompt && translator("workshops.prompts")(entry.prompt)].filter(Boolean).join(", ");
    const party = await createParty(
      access,
      newParty.parse({
        name,
        category,
        kind,
        ...foundBy(entry),
        identificationNote: t(where ? "noteWhere" : "note", { ref: workshop.ref, title: workshop.title, where }),
        // Nothing that was said gets lost where the name is another or had to end earlier.
        note: name === entry.text ? "" : t("said", { text: nameFrom(entry.text).rest || entry.text }),
      }),
    );
    await decide(record, access, entry, workshop, { outcome: "promoted", partyId: party.id, reason: "" });
    return { id, status: "promoted", partyRef: party.ref };
  });
}

/** Says that an entry means a party that is in the register already. */
export async function mergeEntry(access: Access, { id, partyId }: { id: string; partyId: string }): Promise<DecidedEntry> {
  return change(access, async (record) => {
    const { entry, workshop } = await openEntry(record, access, id, "merged");
    const party = await record.tx.interestedParty.findFirst({
      where: { organizationId: access.organization.id, id: partyId, status: { not: "retired" } },
      select: { ref: true },
    });
    if (!party) throw new Invalid({ partyId: translator("validation")("not_an_option") });
    await decide(record, access, entry, workshop, { outcome: "merged", partyId, reason: "" });
    return { id, status: "merged", partyRef: party.ref };
  });
}

/** Nothing comes of it, for a reason; it stays in the record. */
export async function dismissEntry(access: Access, { id, reason }: { id: string; reason: string }): Promise<DecidedEntry> {
  return change(access, async (record) => {
    const { entry, workshop } = await openEntry(record, access, id, "dismissed");
    await decide(record, access, entry, workshop, { outcome: "dismissed", partyId: null, reason });
    return { id, status: "dismissed", partyRef: null };
  });
}

/** Takes up again what was dismissed. */
export async function reopenEntry(access: Access, { id }: { id: string }): Promise<DecidedEntry> {
  return change(access, async (record) => {
    const { entry, workshop } = await openEntry(record, access, id, "open");
    await decide(record, access, entry, workshop, { outcome: "open", partyId: null, reason: "" });
    return { id, status: "open", partyRef: null };
  });
}

interface Entry {
  id: string;
  version: number;
  text: string;
  prompt: string;
  pestle: PestleFactor | null;
  department: string;
  status: EntryStatus;
}

interface Decision {
  outcome: EntryStatus;
  partyId: string | null;
  reason: string;
}

/** The entry, locked, and its workshop, held open. Throws Refused that names who decided it before. */
async function openEntry(
  record: RecordWriter,
  access: Access,
  id: string,
  outcome: EntryStatus,
): Promise<{ entry: Entry; workshop: Workshop }> {
  const organizationId = access.organization.id;
  const [found] = await record.tx.$queryRaw<{ workshop_id: string }[]>`
    SELECT workshop_id FROM workshop_entry WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid`;
  if (!found) throw new NotFound();
  const workshop = await shared(record, access, found.workshop_id);
  const [entry] = await record.tx.$queryRaw<Entry[]>`
    SELECT id, version, text, prompt, pestle, department, status FROM workshop_entry
     WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  if (!entry) throw new NotFound();
  if (workshop.status === "open" && outcome !== "open" && (entry.status === "promoted" || entry.status === "merged")) {
    // A statement of its own: one that waited for the lock would have read the names before the faster one wrote them.
    const [faster] = await record.tx.$queryRaw<{ name: string; ref: string }[]>`
      SELECT u.name, p.ref FROM workshop_entry e
        LEFT JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.party_id
        LEFT JOIN user_account u ON u.id = e.decided_by_id
       WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${id}::uuid`;
    throw new Refused(`workshop-entry_${entry.status}`, { name: faster?.name ?? "", ref: faster?.ref ?? "" });
  }
  return { entry, workshop };
}

async function decide(record: RecordWriter, access: Access, entry: Entry, workshop: Workshop, decision: Decision): Promise<void> {
  const patch = take(decideEntry(workshop, entry, { ...decision, at: now().toISOString(), byId: user(access) }));
  const action =
    decision.outcome === "open"
      ? "reopen"
      : decision.outcome === "promoted"
        ? "promote"
        : decision.outcome === "merged"
          ? "merge"
          : "dismiss";
  await record.update("workshop-entry", entry.id, entry.version, { ...patch }, { action, reason: decision.reason });
}

// Voting ------------------------------------------------------------------------------------------------------------------------------------------

/**
 * Gives or changes one's own vote on one party. Votes of one workshop are taken one after the other, so that a double click makes one vote and none
 * slips in while the votes are opened. Throws NotFound, Refused after the votes were opened.
 */
export async function castVote(access: Access, { workshopId, partyId, ...given }: Ballot): Promise<{ partyId: string }> {
  const voterId = user(access);
  // Whoever may not see support does not vote on it either.
  const scores = { ...given, support: access.can("party-support:read") ? given.support : null };
  return change(access, async (record) => {
    take(mayVote(await locked(record, access, workshopId), partyId));
    await putVote(record, access, { workshopId, partyId, voterId, ...scores });
    return { partyId };
  });
}

/** Opens the votes: from now on everybody sees all of them and none can be changed. */
export async function openVotes(access: Access, { id, reason }: { id: string; reason: string }): Promise<SavedWorkshop> {
  return change(access, async (record) => {
    const workshop = await locked(record, access, id);
    const votes = await record.tx.workshopVote.count({ where: { organizationId: access.organization.id, workshopId: id } });
    const patch = take(revealVotes(workshop, { at: now().toISOString(), votes }));
    return saved(await record.update("workshop", id, workshop.version, { ...patch }, { action: "open-votes", reason }));
  });
}

/**
 * Records what was agreed on a party: on the party, with the workshop as the reason, and beside the votes, as the vote of the workshop itself (its
 * voter is the workshop's own id). Throws Conflict when somebody changed the party since it was shown.
 */
export async function agreeOnParty(
  access: Access,
  { workshopId, partyId, partyVersion, ...given }: Agreement,
): Promise<{ partyId: string; version: number }> {
  if (!access.can("interested-party:update")) throw new Forbidden("interested-party:update");
  return change(access, async (record) => {
    const workshop = await locked(record, access, workshopId);
    take(mayAgree(workshop, partyId));
    const party = await record.get("interested-party", partyId);
    if (party.values.status === "retired") throw new Refused("party-retired");
    const support = access.can("party-support:read") ? given.support : (party.values.support as number | null);
    const scores = { power: given.power, interest: given.interest, support };
    const reason = translator("workshops.found")("reason", { ref: workshop.ref });
    const { version } = await updateParty(access, {
      ...writtenOf(party),
      ...scores,
      scoresConfirmed: true,
      id: partyId,
      version: partyVersion,
      reason,
    });
    await putVote(record, access, { workshopId, partyId, voterId: workshopId, ...scores });
    return { partyId, version };
  });
}

interface Vote {
  workshopId: string;
  partyId: string;
  voterId: string;
  power: number | null;
  interest: number | null;
  support: number | null;
}

/** Expects the workshop to be locked. */
async function putVote(record: RecordWriter, access: Access, vote: Vote): Promise<void> {
  const { workshopId, partyId, voterId, ...scores } = vote;
  const before = await record.tx.workshopVote.findFirst({
    where: { organizationId: access.organization.id, workshopId, partyId, voterId },
    select: { id: true, version: true },
  });
  const action = voterId === workshopId ? "agree" : "vote";
  if (before) await record.update("workshop-vote", before.id, before.version, scores, { action });
  else await record.create("workshop-vote", { ...vote }, { action });
}

/** The fields of a party that a person writes, as they stand. */
function writtenOf(party: Stored): Omit<PartyChange, "id" | "version" | "reason"> {
  const { id: _id, version: _version, reason: _reason, scoresConfirmed: _only, ...shape } = partyChange.shape;
  return Object.fromEntries(Object.keys(shape).map((field) => [field, party.values[field]])) as Omit<
    PartyChange,
    "id" | "version" | "reason"
  >;
}

// Shared ------------------------------------------------------------------------------------------------------------------------------------------

interface Workshop {
  id: string;
  ref: string;
  version: number;
  kind: WorkshopKind;
  title: string;
  status: WorkshopStatus;
  partyIds: string[];
}

/** The workshop, kept as it is until this is done: others may read it and add to it, but nobody can close it. Throws NotFound. */
async function shared(record: RecordWriter, access: Access, id: string): Promise<Workshop> {
  const [workshop] = await record.tx.$queryRaw<Workshop[]>`
    SELECT id, ref, version, kind, title, status, party_ids AS "partyIds" FROM workshop
     WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR SHARE`;
  if (!workshop) throw new NotFound();
  return workshop;
}

/** The workshop, for this transaction alone. Throws NotFound. */
async function locked(record: RecordWriter, access: Access, id: string): Promise<Workshop> {
  const [workshop] = await record.tx.$queryRaw<Workshop[]>`
    SELECT id, ref, version, kind, title, status, party_ids AS "partyIds" FROM workshop
     WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  if (!workshop) throw new NotFound();
  return workshop;
}

async function requireFacilitator(record: RecordWriter, access: Access, facilitatorId: string | null): Promise<void> {
  try {
    await requireOwner(record, access, facilitatorId);
  } catch (error) {
    if (error instanceof Invalid) throw new Invalid({ facilitatorId: translator("validation")("not_an_option") });
    throw error;
  }
}

/** The parties of a vote, as they were chosen: at least one, all of this register and not retired. None for an identification workshop. */
async function checkedParties(record: RecordWriter, access: Access, kind: WorkshopKind, partyIds: readonly string[]): Promise<string[]> {
  if (kind !== "voting") return [];
  const wanted = [...new Set(partyIds)];
  if (wanted.length === 0) throw new Invalid({ partyIds: translator("refusals")("workshop-parties_needed") });
  const found = await record.tx.interestedParty.count({
    where: { organizationId: access.organization.id, id: { in: wanted }, status: { not: "retired" } },
  });
  if (found !== wanted.length) throw new Invalid({ partyIds: translator("validation")("not_an_option") });
  return wanted;
}

/** What a rule accepted; a refusal about the reason is told at its field. */
function take<T>(ruling: Ruling<T>): T {
  if (ruling.ok) return ruling.value;
  if (ruling.field === "reason") throw new Invalid({ reason: translator("refusals")(`workshop-${ruling.code}`) });
  throw new Refused(`workshop-${ruling.code}`);
}

/** What is said, decided or voted has a person. Throws Forbidden for work that nobody signed in does. */
function user(access: Access): string {
  if (!access.user) throw new Forbidden("workshop:take-part");
  return access.user.id;
}

function saved({ id, ref, version }: Stored): SavedWorkshop {
  return { id, ref: ref ?? "", version };
}
