import { readRegisterFile } from "@/domain/register-file";
import type { RegisterProblem } from "@/domain/register-file-fields";
import type { RegisterFile } from "@/domain/register-file-records";
import { readLevel } from "@/domain/register-file-risk-levels";
import { leaves } from "@/features/copies/mutations";
import { standingOf } from "@/features/copies/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { ENTITIES } from "@/server/entities";
import { Invalid, Refused } from "@/server/errors";
import { change, type Values } from "@/server/record";
import { COUNTED, type Counted } from "./collections";
import { countsInWords, isEmptyRegister } from "./counts";
import { fileKey } from "./field-names";
import { keepAnnex } from "./import-annex";
import { matchPeople, type People } from "./import-people";
import { commentedRecord, createAll, newIds } from "./import-records";
import { exportRegister, registerCounts } from "./queries";
import { scaleOfFile } from "./risk-notes";

const LONG = { timeout: 120_000 };

/** Hands the register out as a file; that it left is entered in the register of copies. */
export async function takeRegister(access: Access): Promise<Uint8Array> {
  const standing = await standingOf(access);
  const file = await exportRegister(access);
  const t = translator("register");
  const counts = countsOf(file);
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { bytes } = await leaves(access, {
    kind: "register-file",
    format: "json",
    title: t("historyRef"),
    fileName: `${access.organization.slug}_register_${today()}.json`,
    filterText: "",
    rowsShown: records,
    rowsTotal: records,
    standing,
    entry: { entity: "register-file", ref: t("historyRef"), note: t("noteExport", { counts: countsInWords(counts) }) },
    make: async () => `${JSON.stringify(file, null, 1)}\n`,
  });
  return bytes;
}

/** How many records of each kind came in, and of how many risks only a level: taken apart into two positions, or kept because none give it. */
export type ImportedRegister = Record<Counted, number> & { levels: { derived: number; kept: number }; inWords: string };

/**
 * Brings a register file into an organisation whose register is empty, all or nothing. Refs are kept; ids are kept where they can be. People are found
 * among the members by id or by name; who is none stays with the file's name as the label of the owner, and roles are never taken from a file. A
 * decision whose day the file does not tell carries the day of the import, because a decision without a day cannot be stored.
 * Throws Invalid (each problem under its path) and Refused("register-not-empty").
 */
export async function importRegister(access: Access, json: unknown): Promise<ImportedRegister> {
  const reading = readRegisterFile(json);
  if (!reading.ok) throw new Invalid(sentences(reading.problems));
  const file: RegisterFile = {
    ...reading.file,
    soa: reading.file.soa.map((row) => ({ ...row, id: row.id ?? row.control_ref })),
    versions: reading.file.versions.map((version) => ({ ...version, id: version.id ?? version.number })),
  };
  return change(
    access,
    async (record) => {
      // Two imports at once: the second waits here and then finds a register that is not empty.
      const [profile] = await record.tx.$queryRaw<{ id: string; version: number }[]>`
        SELECT id, version FROM organization_profile WHERE organization_id = ${access.organization.id}::uuid FOR UPDATE`;
      const present = await registerCounts(access);
      if (!isEmptyRegister(present))
        throw new Refused("register-not-empty", { parties: present.parties, requirements: present.requirements });
      const people = await matchPeople(record, access, file.users);
      const ids = newIds(file, people);
      const lost = file.comments.flatMap((comment, index) =>
        commentedRecord(comment, ids) === null
          ? [{ path: `comments[${index}].entity_id`, code: "dangling" as const, values: { id: comment.entity_id, collection: "records" } }]
          : [],
      );
      if (lost.length > 0) throw new Invalid(sentences(lost));
      await createAll(record, file, ids, people);
      await keepAnnex(record, access, file, ids, people);
      if (profile) await record.update("organization", profile.id, profile.version, organizationPatch(file, people), { action: "import" });
      const counts = countsOf(file);
      const levels = levelsOf(file);
      const t = translator("register");
      const inWords = [
        t("noteImport", { counts: countsInWords(counts) }),
        levels.derived > 0 ? t("levelsDerived", { count: levels.derived }) : "",
        levels.kept > 0 ? t("levelsKept", { count: levels.kept }) : "",
      ]
        .filter(Boolean)
        .join(" ");
      record.note("register-file", access.organization.id, t("historyRef"), "import", { note: inWords });
      return { ...counts, levels, inWords };
    },
    LONG,
  );
}

/** One sentence for each place where the file is wrong. */
function sentences(problems: readonly RegisterProblem[]): Record<string, string> {
  const t = translator("registerFile");
  return Object.fromEntries(problems.map(({ path, code, values }) => [path, t(code, { path, ...values })]));
}

function countsOf(file: RegisterFile): Record<Counted, number> {
  return Object.fromEntries(COUNTED.map((name) => [name, file[name].length])) as Record<Counted, number>;
}

function levelsOf(file: RegisterFile): ImportedRegister["levels"] {
  const scale = scaleOfFile(file);
  const found = file.risks.map((risk) => readLevel(risk, scale).how);
  return { derived: found.filter((how) => how === "derived").length, kept: found.filter((how) => how === "kept").length };
}

function organizationPatch(file: RegisterFile, people: People): Values {
  const from = file.org as unknown as Record<string, unknown>;
  const patch: Values = {};
  for (const field of Object.keys(ENTITIES.organization.fields)) {
    const value = from[fileKey(field)];
    if (field === "registerOwnerId" || field === "accountableId" || field === "climateDecidedById") {
      patch[field] = typeof value === "string" && !people.guests.has(value) ? (people.ids.get(value) ?? null) : null;
    } else if (value !== undefined && (value !== "" || field !== "name")) patch[field] = value;
  }
  return patch;
}
