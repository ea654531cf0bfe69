import {
  CONTROL,
  dayOrNull,
  type Field,
  isPlainObject,
  MOST_RECORDS,
  own,
  type RecordOf,
  type RegisterProblem,
  type Report,
  readText,
} from "@/domain/register-file-fields";
import {
  ANNEX_COLLECTIONS,
  type AnnexRecord,
  type Json,
  NATIVE,
  NATIVE_COLLECTIONS,
  ORGANIZATION,
  type RegisterFile,
} from "@/domain/register-file-records";
import { checkReferences } from "@/domain/register-file-references";

/**
 * The register file: one JSON document that holds a whole register, in the field names of the audit checks (domain/register-fields.json). Export writes
 * it, import reads it back without loss, the self-assessment reads it. Keys the vocabulary does not know but Goldthread needs (notes, dates of decisions,
 * several sources of one requirement) stand beside them; any other key is refused by name, because a key that is silently dropped is a loss.
 */

const MOST_PROBLEMS = 100;
const DEEPEST = 20;

export type RegisterReading = { ok: true; file: RegisterFile } | { ok: false; problems: RegisterProblem[] };

/**
 * Reads parsed JSON as a register file. Absent collections are empty, absent fields take the value that says nothing. `references: "strict"` (an import)
 * also refuses ids that lead nowhere and ids or refs given twice; `"lenient"` (the self-assessment) takes those as facts to be found. Gives either
 * the whole file or the problems, at most 100, each with its path.
 */
export function readRegisterFile(json: unknown, { references = "strict" }: { references?: "strict" | "lenient" } = {}): RegisterReading {
  const problems: RegisterProblem[] = [];
  const report: Report = (path, code, values) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ path, code, ...(values ? { values } : {}) });
  };
  if (!isPlainObject(json)) return { ok: false, problems: [{ path: "register", code: "not_an_object" }] };
  for (const key of Object.keys(json)) if (!isKnownTopKey(key)) report(key, "unknown_key");

  const org = readRecord(ORGANIZATION, own(json, "org") ?? {}, "org", report);
  const native = Object.fromEntries(NATIVE_COLLECTIONS.map((name) => [name, readCollection(NATIVE[name], own(json, name), name, report)]));
  const annex = Object.fromEntries(ANNEX_COLLECTIONS.map((name) => [name, readAnnex(own(json, name), name, report)]));
  const today = dayOrNull().read(own(json, "today") ?? null, "today", report);
  const file = { today, org, ...native, ...annex } as unknown as RegisterFile;
  if (problems.length === 0 && references === "strict") checkReferences(file, report);
  return problems.length === 0 ? { ok: true, file } : { ok: false, problems };
}

function isKnownTopKey(key: string): boolean {
  return key === "today" || key === "org" || Object.hasOwn(NATIVE, key) || (ANNEX_COLLECTIONS as readonly string[]).includes(key);
}

function readRecord<Spec extends Record<string, Field<unknown>>>(spec: Spec, value: unknown, path: string, report: Report): RecordOf<Spec> {
  if (!isPlainObject(value)) {
    report(path, "not_an_object");
    return {} as RecordOf<Spec>;
  }
  for (const key of Object.keys(value)) if (!Object.hasOwn(spec, key)) report(`${path}.${key}`, "unknown_key");
  const record = Object.entries(spec).map(([key, field]): [string, unknown] => {
    const given = own(value, key);
    if (given !== undefined) return [key, field.read(given, `${path}.${key}`, report)];
    if (field.absent === undefined) report(`${path}.${key}`, "missing");
    return [key, freshCopy(field.absent)];
  });
  return Object.fromEntries(record) as RecordOf<Spec>;
}

// Only empty lists and empty objects stand for something absent; two records must not share one.
function freshCopy(absent: unknown): unknown {
  if (Array.isArray(absent)) return [];
  return typeof absent === "object" && absent !== null ? {} : absent;
}

function asList(value: unknown, path: string, report: Report): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) report(path, "not_a_list");
  else if (value.length > MOST_RECORDS) report(path, "too_many", { maximum: MOST_RECORDS });
  else return value;
  return [];
}

function readCollection<Spec extends Record<string, Field<unknown>>>(
  spec: Spec,
  value: unknown,
  name: string,
  report: Report,
): RecordOf<Spec>[] {
  return asList(value, name, report).map((entry, index) => readRecord(spec, entry, `${name}[${index}]`, report));
}

function readAnnex(value: unknown, name: string, report: Report): AnnexRecord[] {
  return asList(value, name, report).map((entry, index) => {
    const path = `${name}[${index}]`;
    if (!isPlainObject(entry)) report(path, "not_an_object");
    return carry(entry, path, report, 0) as AnnexRecord;
  });
}

// A copy to the letter, in which "__proto__" cannot do anything: it is refused like any key that nobody means as data.
function carry(value: unknown, path: string, report: Report, depth: number): Json {
  if (depth > DEEPEST) {
    report(path, "too_deep", { maximum: DEEPEST });
    return null;
  }
  if (typeof value === "string") return readText(value, path, report);
  if (Array.isArray(value)) return value.map((entry, index) => carry(entry, `${path}[${index}]`, report, depth + 1));
  if (isPlainObject(value)) {
    const entries = Object.keys(value).map((key): [string, Json] => {
      if (key === "__proto__" || CONTROL.test(key)) report(`${path}.${key}`, "unknown_key");
      return [key, carry(value[key], `${path}.${key}`, report, depth + 1)];
    });
    return Object.fromEntries(entries);
  }
  return value as Json;
}
