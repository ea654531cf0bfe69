/**
 * What the user changed in the preview. Plain JSON; every key is optional, and what is absent is decided by the importer. Comes from a browser or a
 * file, so it only reaches the rules through `sanitizeChoices`: maps without a prototype, known types, bounded sizes.
 */
export interface ImportChoices {
  /** CSV reading. */
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  /** Row numbers of the heading, one or two; empty means that there is none. */
  headerRows?: number[];
  /** Column index ("0" is A) -> field, or "ignore". */
  columns: Record<string, string>;
  /** Field -> folded text in the cells -> value ("h" -> 4, "must" -> "requirement"; null leaves it empty). */
  values: Record<string, Record<string, string | number | null>>;
  /** Doubt id -> chosen option. */
  doubts: Record<string, string>;
  parties: Record<string, { skip?: boolean; name?: string; mergeInto?: string }>;
  requirements: Record<string, { skip?: boolean; statement?: string }>;
}

const MOST_ENTRIES = 100_000;
const LONGEST = 16_000;

/** Choices with nothing chosen. */
export function noChoices(): ImportChoices {
  return { columns: bare(), values: bare(), doubts: bare(), parties: bare(), requirements: bare() };
}

/** Takes what has the right shape from untrusted JSON and drops the rest. Never throws, never touches a prototype. */
export function sanitizeChoices(input: unknown): ImportChoices {
  const choices = noChoices();
  if (!isObject(input)) return choices;
  const text = (key: string) => {
    const value = own(input, key);
    return typeof value === "string" && value.length <= 200 ? value : undefined;
  };
  const encoding = text("encoding");
  const delimiter = text("delimiter");
  const sheet = text("sheet");
  if (encoding) choices.encoding = encoding;
  if (delimiter) choices.delimiter = delimiter;
  if (sheet !== undefined) choices.sheet = sheet;
  const headerRows = own(input, "headerRows");
  if (Array.isArray(headerRows)) {
    const rows = headerRows.filter((row): row is number => Number.isInteger(row) && row > 0 && row <= 1_048_576);
    choices.headerRows = [...new Set(rows)].sort((a, b) => a - b).slice(0, 2);
  }
  for (const [key, value] of entries(own(input, "columns")))
    if (typeof value === "string" && /^\d{1,5}$/.test(key)) choices.columns[key] = value;
  for (const [field, mapping] of entries(own(input, "values"))) {
    const values = bare<string | number | null>();
    for (const [word, value] of entries(mapping)) {
      if (value === null || (typeof value === "string" && value.length <= 200) || (typeof value === "number" && Number.isFinite(value)))
        values[word] = value;
    }
    choices.values[field] = values;
  }
  for (const [id, value] of entries(own(input, "doubts")))
    if (typeof value === "string" && value.length <= LONGEST) choices.doubts[id] = value;
  for (const [id, value] of entries(own(input, "parties"))) {
    if (!isObject(value)) continue;
    const party: ImportChoices["parties"][string] = {};
    if (own(value, "skip") === true) party.skip = true;
    const name = own(value, "name");
    const mergeInto = own(value, "mergeInto");
    if (typeof name === "string" && name.trim() !== "" && name.length <= 500) party.name = name.trim();
    if (typeof mergeInto === "string" && mergeInto.length <= 100) party.mergeInto = mergeInto;
    choices.parties[id] = party;
  }
  for (const [id, value] of entries(own(input, "requirements"))) {
    if (!isObject(value)) continue;
    const requirement: ImportChoices["requirements"][string] = {};
    if (own(value, "skip") === true) requirement.skip = true;
    const statement = own(value, "statement");
    if (typeof statement === "string" && statement.trim() !== "" && statement.length < LONGEST) requirement.statement = statement.trim();
    choices.requirements[id] = requirement;
  }
  return choices;
}

function bare<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

function entries(value: unknown): [string, unknown][] {
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([key]) => key !== "__proto__" && key.length <= LONGEST)
    .slice(0, MOST_ENTRIES);
}
