import { setImmediate as breathe } from "node:timers/promises";
import type { ImportProposal, PartyProposal } from "@/domain/import/proposal";
import { sortKey } from "@/domain/normalise";
import type { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import type { EntityName } from "@/server/entities";
import { Refused } from "@/server/errors";
import { insertRows } from "@/server/insert-rows";
import type { RecordWriter, Stored, Values } from "@/server/record";
import { connectionOf } from "@/server/tenant";
import type { ExistingParty, Matches } from "./existing";
import type { Job } from "./jobs";
import { planAnew } from "./plan-anew";
import {
  additionTo,
  type ImportedRecord,
  partyRecord,
  type Remark,
  requirementRecord,
  requirementsToWrite,
  type Surroundings,
} from "./records";

/** So many records are made ready at a stretch; between two stretches the server answers others. */
const STRETCH = 250;
/** So many traces of what was done go in one statement. */
const TRACES = 2_000;

export interface ImportResult {
  parties: number;
  requirements: number;
  retired: number;
  sources: number;
  comments: number;
  /** Parties of the register that the import added to. */
  changed: number;
  /** Requirements that stood in the register already and were left out. */
  standing: number;
  skippedRows: number;
}

interface Trace {
  entity: EntityName;
  record_id: string;
  record_version: number;
  effect: "created" | "changed";
  before: Values | null;
}

/** One import being written, inside its one transaction. */
export class Commit {
  private readonly traces: Trace[] = [];
  private readonly remarks: { entity: EntityName; entityId: string; remark: Remark }[] = [];

  constructor(
    private readonly access: Access,
    private readonly record: RecordWriter,
    private readonly batch: { id: string; reason: string; fileName: string },
    private readonly around: Surroundings,
    private readonly proposal: ImportProposal,
    private readonly matches: Matches,
    private readonly job: Job,
  ) {}

  async run(): Promise<ImportResult> {
    const { proposal, job, around, matches } = this;
    const parties = proposal.parties.filter((party) => !party.skip);
    const requirements = requirementsToWrite(proposal, around.choices, matches.requirements);
    job.phase = "writing";
    job.total = parties.length + requirements.length;
    await planAnew(this.record.tx);
    await this.reserveRefs(proposal);
    const ids = await this.writeParties(parties);
    const sources = around.choices.createSources ? await this.writeSources(requirements) : new Map<string, string>();
    const retired = await this.writeRequirements(requirements, ids, sources);
    await this.writeComments();
    await this.writeTraces();
    const wanted = parties.flatMap((party) => party.requirements.filter((requirement) => !requirement.skip)).length;
    const result: ImportResult = {
      parties: parties.length - matches.taken.size,
      requirements: requirements.length,
      retired,
      sources: this.traces.filter(({ entity, effect }) => entity === "source" && effect === "created").length,
      comments: this.remarks.length,
      changed: this.traces.filter(({ effect }) => effect === "changed").length,
      standing: wanted - requirements.length,
      skippedRows: proposal.skippedRows.length,
    };
    await this.finish(result);
    job.phase = "history";
    return result;
  }

  private options() {
    return { reason: this.batch.reason, action: "import", batchId: this.batch.id };
  }

  private async createMany(entity: EntityName, rows: readonly Values[], counted: boolean): Promise<Stored[]> {
    const stored = await this.record.createMany(entity, rows, {
      ...this.options(),
      onStored: (count) => {
        if (counted) this.job.done += count;
      },
    });
    for (const { id, version } of stored)
      this.traces.push({ entity, record_id: id, record_version: version, effect: "created", before: null });
    return stored;
  }

  /** Party of the file -> id in the register. */
  private async writeParties(parties: ImportProposal["parties"]): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    const fresh: { id: string; record: ImportedRecord }[] = [];
    for (const [at, party] of parties.entries()) {
      const existing = this.matches.taken.get(party.id);
      const record = partyRecord(party, this.around, existing ? existing.ref : this.freeRef(party.fields.party_ref, /^IP-\d{1,9}$/));
      if (existing) {
        ids.set(party.id, existing.id);
        await this.addTo(existing, record, party);
        this.job.done += 1;
      } else fresh.push({ id: party.id, record });
      if (at % STRETCH === STRETCH - 1) await breathe();
    }
    const stored = await this.createMany(
      "interested-party",
      fresh.map(({ record }) => record.values),
      true,
    );
    for (const [at, { id, record }] of fresh.entries()) {
      ids.set(id, stored[at]!.id);
      for (const remark of record.comments) this.remarks.push({ entity: "interested-party", entityId: stored[at]!.id, remark });
    }
    return ids;
  }

  private async addTo(existing: ExistingParty, imported: ImportedRecord, party: PartyProposal): Promise<void> {
    const before = await this.record.get("interested-party", existing.id);
    const patch = additionTo(before.values, imported, this.around, party);
    for (const remark of imported.comments) this.remarks.push({ entity: "interested-party", entityId: existing.id, remark });
    const after = await this.record.update("interested-party", existing.id, before.version, patch, this.options());
    if (after.version === before.version) return;
    const trace = this.traces.find((known) => known.record_id === existing.id);
    // Two parties of the file can be added to one of the register: undo then goes back to before the first.
    if (trace) trace.record_version = after.version;
    else
      this.traces.push({
        entity: "interested-party",
        record_id: existing.id,
        record_version: after.version,
        effect: "changed",
        before: before.values,
      });
  }

  /** Refs that the file brings along push the counters up first, so that none of them is drawn for another record on the way. */
  private async reserveRefs(proposal: ImportProposal): Promise<void> {
    const highest = (refs: unknown[], prefix: string) =>
      refs.reduce<number>((most, ref) => Math.max(most, Number(new RegExp(`^${prefix}-(\\d{1,9})$`).exec(String(ref))?.[1] ?? 0)), 0);
    const numbers: [string, number][] = [
      [
        "IP",
        highest(
          proposal.parties.map(({ fields }) => fields.party_ref),
          "IP",
        ),
      ],
      [
        "REQ",
        highest(
          proposal.parties.flatMap((party) => party.requirements.map(({ fields }) => fields.requirement_ref)),
          "REQ",
        ),
      ],
    ];
    for (const [prefix, last] of numbers) {
      if (last === 0) continue;
      await this.record.tx.$executeRaw`
        INSERT INTO ref_counter (organization_id, prefix, last) VALUES (${this.access.organization.id}::uuid, ${prefix}, ${last}::int)
        ON CONFLICT (organization_id, prefix) DO UPDATE SET last = greatest(ref_counter.last, excluded.last)`;
    }
  }

  /** A ref of one of our own lists is kept where it is free. */
  private freeRef(given: unknown, form: RegExp): string | null {
    if (typeof given !== "string" || !form.test(given) || this.matches.refs.has(given)) return null;
    this.matches.refs.add(given);
    return given;
  }

  /** Source as the file names it -> id of the document: one that exists under that title, or a new one. */
  private async writeSources(requirements: ReturnType<typeof requirementsToWrite>): Promise<Map<string, string>> {
    const titles = new Map<string, { title: string; type: string }>();
    for (const { requirement } of requirements) {
      if (!requirement.sourceRef) continue;
      const type =
        requirement.kind === "contractual"
          ? "contract"
          : requirement.kind === "legal" || requirement.kind === "regulatory"
            ? "law"
            : "other";
      const key = sortKey(requirement.sourceRef);
      if (!titles.has(key)) titles.set(key, { title: requirement.sourceRef, type });
    }
    const known = await this.record.tx.$queryRaw<{ id: string; key: string }[]>`
      SELECT id, title_key AS key FROM source_document WHERE organization_id = ${this.access.organization.id}::uuid AND status = 'active' ORDER BY ref DESC`;
    const ids = new Map(known.map(({ id, key }) => [key, id]));
    const missing = [...titles].filter(([key]) => !ids.has(key));
    const stored = await this.createMany(
      "source",
      missing.map(([, { title, type }]) => ({ title, type, note: translator("import.note")("source", { file: this.batch.fileName }) })),
      false,
    );
    for (const [at, [key]] of missing.entries()) ids.set(key, stored[at]!.id);
    return ids;
  }

  private async writeRequirements(
    requirements: ReturnType<typeof requirementsToWrite>,
    parties: ReadonlyMap<string, string>,
    sources: ReadonlyMap<string, string>,
  ): Promise<number> {
    const records: ImportedRecord[] = [];
    for (const [at, { party, requirement }] of requirements.entries()) {
      const record = requirementRecord(requirement, this.around, this.freeRef(requirement.fields.requirement_ref, /^REQ-\d{1,9}$/));
      const source = requirement.sourceRef && sources.size > 0 ? sources.get(sortKey(requirement.sourceRef)) : undefined;
      record.values.partyId = parties.get(party.id)!;
      record.values.sourceIds = source ? [source] : [];
      records.push(record);
      if (at % STRETCH === STRETCH - 1) await breathe();
    }
    const stored = await this.createMany(
      "requirement",
      records.map(({ values }) => values),
      true,
    );
    for (const [at, { comments }] of records.entries())
      for (const remark of comments) this.remarks.push({ entity: "requirement", entityId: stored[at]!.id, remark });
    return records.filter(({ values }) => values.status === "retired").length;
  }

  /** Comments of cells and questions that the file left open stand as unresolved comments at their record. */
  private async writeComments(): Promise<void> {
    await this.createMany(
      "comment",
      this.remarks.map(({ entity, entityId, remark }) => ({ entity, entityId, text: remark.text, origin: remark.origin, authorId: null })),
      false,
    );
  }

  private async writeTraces(): Promise<void> {
    for (let start = 0; start < this.traces.length; start += TRACES) {
      const traces = this.traces.slice(start, start + TRACES);
      await insertRows(connectionOf(this.record.tx), "import_record", {
        organization_id: traces.map(() => this.access.organization.id),
        batch_id: traces.map(() => this.batch.id),
        entity: traces.map(({ entity }) => entity),
        record_id: traces.map(({ record_id }) => record_id),
        record_version: traces.map(({ record_version }) => record_version),
        effect: traces.map(({ effect }) => effect),
        before: traces.map(({ before }) => before),
      });
    }
  }

  private async finish(result: ImportResult): Promise<void> {
    const { count } = await this.record.tx.importBatch.updateMany({
      where: { organizationId: this.access.organization.id, id: this.batch.id, status: "committing" },
      data: {
        status: "committed",
        committedAt: now(),
        updatedAt: now(),
        version: { increment: 1 },
        summary: { counts: this.proposal.counts, result: result as unknown as Prisma.InputJsonValue },
      },
    });
    // Somebody took the batch for abandoned: then it must not stand twice.
    if (count !== 1) throw new Refused("import-not-draft");
    this.record.note("import-batch", this.batch.id, this.batch.fileName, "import", {
      reason: this.batch.reason,
      batchId: this.batch.id,
      note: translator("import")("historyNote", { file: this.batch.fileName, ...result }),
    });
  }
}
