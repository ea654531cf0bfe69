import { type Field, LONGEST_TEXT } from "@/domain/register-file-fields";
import { type AnnexRecord, NATIVE, type ONCE_CARRIED } from "@/domain/register-file-records";

/**
 * A record that was carried to the letter before its collection had a room, in the form that the room can read: a key that the room does not know, or a
 * value that it cannot read, becomes a line of the note. A value that must be there stays as it is, so that an import names it.
 */
export function adopted(collection: (typeof ONCE_CARRIED)[number], record: AnnexRecord): AnnexRecord {
  const spec: Readonly<Record<string, Field<unknown>>> = NATIVE[collection];
  const note = collection === "soa" ? "implementation_note" : "note";
  const kept: AnnexRecord = {};
  const lines: string[] = [];
  for (const [key, value] of Object.entries(record)) {
    if (fits(spec, key, value) || (Object.hasOwn(spec, key) && spec[key]!.absent === undefined)) kept[key] = value;
    else lines.push(`${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  }
  if (lines.length > 0) kept[note] = [kept[note] ?? "", ...lines].filter(Boolean).join("\n").slice(0, LONGEST_TEXT);
  return kept;
}

function fits(spec: Readonly<Record<string, Field<unknown>>>, key: string, value: unknown): boolean {
  if (!Object.hasOwn(spec, key)) return false;
  let right = true;
  spec[key]!.read(value, key, () => {
    right = false;
  });
  return right;
}
