import { setImmediate as breathe } from "node:timers/promises";
import { fold } from "@/domain/import/cell-text";
import { partyKey } from "@/domain/import/party-names";
import type { ImportProposal, PartyProposal } from "@/domain/import/proposal";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import type { BatchChoices } from "./batch-choices";

export interface ExistingParty {
  id: string;
  ref: string;
  name: string;
}

export interface Matches {
  /** Party of the file -> the party of the register with the same name or, in one of our own lists, the same ref. */
  parties: Map<string, ExistingParty>;
  /** The same for those that the person chose to add to it. */
  taken: Map<string, ExistingParty>;
  /** Requirement of the file -> ref of the requirement of that party that says the same. */
  requirements: Map<string, string>;
  /** Refs that exist, so that those of the file are kept only where they are free. */
  refs: Set<string>;
}

/** Long loops over a register give way to others after so many steps. */
const STEPS = 500;

/** What of the file stands in the register already. Nothing is decided here that the preview does not show. */
export async function matchExisting(access: Access, proposal: ImportProposal, choices: BatchChoices): Promise<Matches> {
  const organization = access.organization.id;
  const { parties, refs } = await inTenant(access, async (tx) => ({
    parties: await tx.$queryRaw<(ExistingParty & { status: string })[]>`
      SELECT id, ref, name, status FROM interested_party WHERE organization_id = ${organization}::uuid ORDER BY ref`,
    refs: await tx.$queryRaw<{ ref: string }[]>`SELECT ref FROM requirement WHERE organization_id = ${organization}::uuid`,
  }));
  const matches: Matches = { parties: new Map(), taken: new Map(), requirements: new Map(), refs: new Set() };
  const byKey = new Map<string, ExistingParty>();
  const byRef = new Map<string, ExistingParty>();
  for (const [at, { id, ref, name, status }] of parties.entries()) {
    matches.refs.add(ref);
    byRef.set(ref, { id, ref, name });
    const key = partyKey(name) || name;
    if (status !== "retired" && !byKey.has(key)) byKey.set(key, { id, ref, name });
    if (at % STEPS === STEPS - 1) await breathe();
  }
  for (const { ref } of refs) matches.refs.add(ref);
  for (const [at, party] of proposal.parties.entries()) {
    const match = sameRef(party, byRef) ?? byKey.get(partyKey(party.name) || party.name);
    if (match) matches.parties.set(party.id, match);
    const choice = choices.existing[party.id] ?? match?.ref ?? "new";
    const chosen = choice === "new" ? undefined : byRef.get(choice);
    if (chosen && !party.skip) matches.taken.set(party.id, chosen);
    if (at % STEPS === STEPS - 1) await breathe();
  }
  await matchRequirements(access, proposal, matches);
  return matches;
}

/** A list that Goldthread exported brings the refs along; the same ref is the same party only under the same name. */
function sameRef(party: PartyProposal, byRef: ReadonlyMap<string, ExistingParty>): ExistingParty | undefined {
  const ref = party.fields.party_ref;
  const found = typeof ref === "string" ? byRef.get(ref) : undefined;
  return found && partyKey(found.name) === partyKey(party.name) ? found : undefined;
}

async function matchRequirements(access: Access, proposal: ImportProposal, matches: Matches): Promise<void> {
  if (matches.taken.size === 0) return;
  const ids = [...new Set([...matches.taken.values()].map(({ id }) => id))];
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ ref: string; party: string; statement: string }[]>`
      SELECT ref, party_id AS party, statement FROM requirement
       WHERE organization_id = ${access.organization.id}::uuid AND party_id = ANY(${ids}::uuid[]) AND status <> 'retired'`,
  );
  const known = new Map<string, string>();
  for (const [at, { ref, party, statement }] of rows.entries()) {
    known.set(`${party} ${fold(statement) || statement}`, ref);
    if (at % STEPS === STEPS - 1) await breathe();
  }
  for (const party of proposal.parties) {
    const existing = matches.taken.get(party.id);
    if (!existing) continue;
    for (const requirement of party.requirements) {
      const ref = known.get(`${existing.id} ${fold(requirement.statement) || requirement.statement}`);
      if (ref) matches.requirements.set(requirement.id, ref);
    }
    await breathe();
  }
}
