import type { CanonicalValue, FieldChange } from "@/domain/audit-trail";
import { catalogueParty } from "@/domain/catalogue";
import { NO_RISK_REF } from "@/domain/risk";
import { type TextPart, textDiff } from "@/domain/text-diff";
import { translator } from "@/lib/translate";
import { FROZEN_CONTENT, holdsIds, SUPPORT_FIELDS, specOfEntity, vocabularyOf } from "./field-words";

/** One changed field of an entry, in words. */
export interface EntryLine {
  field: string;
  label: string;
  before: string;
  after: string;
  /** Word by word, where both sides are longer text. */
  parts: TextPart[] | null;
}

/** The name of a field as people call it. */
export function fieldLabel(field: string): string {
  const t = translator("fields");
  return t.has(field) ? t(field) : field;
}

export function actionWord(action: string): string {
  const t = translator("history.action");
  return t.has(action) ? t(action) : action.replaceAll("-", " ");
}

export function entityWord(entity: string): string {
  const t = translator("history.entity");
  return t.has(entity) ? t(entity) : entity.replaceAll("-", " ");
}

/** Every id in the fields of an entry, so that names can be looked up at once. */
export function idsIn(entity: string, fields: Readonly<Record<string, FieldChange>>): string[] {
  return Object.entries(fields)
    .filter(([field]) => holdsIds(entity, field))
    .flatMap(([, { before, after }]) => [before, after].flat())
    .filter((value): value is string => typeof value === "string");
}

/**
 * The fields of an entry in words, in the order in which the record's form shows them. What says nothing (a new record's empty fields, the version) is left out.
 * @param names of people and records by id
 */
export function entryLines(
  entity: string,
  fields: Readonly<Record<string, FieldChange>>,
  names: ReadonlyMap<string, string>,
  { support }: { support: boolean },
): EntryLine[] {
  const spec = specOfEntity(entity);
  const order = spec ? [...Object.keys(spec.fields), ...Object.keys(spec.links), "links"] : [];
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  return Object.entries(fields)
    .filter(([field]) => field !== "version" && field !== "entityId" && (support || !SUPPORT_FIELDS.has(field)))
    .filter(([field]) => !FROZEN_CONTENT.has(`${entity}.${field}`))
    .sort(([a], [b]) => place(a) - place(b))
    .map(([field, change]) => {
      const [before, after] = [change.before, change.after].map((value) => inWords(entity, field, value, names)) as [string, string];
      const prose = spec?.fields[field] === "text" && !vocabularyOf(entity, field) && before !== "" && after !== "";
      return { field, label: fieldLabel(field), before, after, parts: prose ? textDiff(before, after) : null };
    })
    .filter(({ before, after }) => before !== after);
}

function inWords(entity: string, field: string, value: CanonicalValue, names: ReadonlyMap<string, string>): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((item) => inWords(entity, field, item, names)).join(field === "links" ? "\n" : ", ");
  if (typeof value === "boolean") return translator("history")(value ? "yes" : "no");
  if (typeof value === "number") return String(value);
  if (typeof value === "object") return linkInWords(value);
  const group = vocabularyOf(entity, field);
  if (group) {
    const words = translator(`vocabulary.${group}`);
    return words.has(value) ? words(value) : value;
  }
  if (holdsIds(entity, field)) return names.get(value) ?? value;
  const called = keyInWords(entity, field, value);
  if (called !== null) return called;
  if (specOfEntity(entity)?.fields[field] === "instant") return instantInWords(value);
  return value;
}

/** Keys of lists of ours: a kind of record, a party of the catalogue, a question of a workshop. Null for any other field. */
function keyInWords(entity: string, field: string, value: string): string | null {
  if (field === "entity") return entityWord(value);
  if (field === "templateKey") return catalogueParty(value)?.name ?? value;
  if (entity === "workshop-entry" && field === "prompt") {
    const prompts = translator("workshops.prompts");
    return prompts.has(value) ? prompts(value) : value;
  }
  if (entity === "self-assessment" && field === "basis" && value === "live") return translator("history")("live");
  return null;
}

/** A requirement's link: what it leads to, how far it answers, and why. */
function linkInWords(value: { [key: string]: CanonicalValue }): string {
  const { targetType, targetRef, rationale, coverage } = value;
  const types = translator("vocabulary.linkTargetType");
  const type = typeof targetType === "string" ? (types.has(targetType) ? types(targetType) : targetType) : "";
  const coverages = translator("vocabulary.linkCoverage");
  const covers = typeof coverage === "string" && coverage !== "" ? ` (${coverages.has(coverage) ? coverages(coverage) : coverage})` : "";
  const none = targetType === "risk" && targetRef === NO_RISK_REF;
  // A clause is called "Clause 7.4" already.
  const target = none ? translator("history")("noRisk") : targetType === "clause" ? `${targetRef ?? ""}` : `${type} ${targetRef ?? ""}`;
  return `${target}${covers}${rationale ? `: ${rationale}` : ""}`.trim();
}

/** "2026-03-12 09:41:07 UTC" */
export function instantInWords(iso: string): string {
  return `${iso.slice(0, 19).replace("T", " ")} UTC`;
}
