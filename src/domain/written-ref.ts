import { formatRef, parseRef } from "@/domain/refs";
import { readTarget } from "@/domain/thread-links";

/** A ref as the register writes it, from what somebody typed: "ip 1" is IP-001, "a.8.24" is A.8.24. Null: no ref, or one that could be two things. */
export function writtenRef(text: string): string | null {
  const parsed = parseRef(text);
  if (parsed) return formatRef(parsed.prefix, parsed.number);
  const read = readTarget(null, text);
  return read.ok ? read.choice.ref : null;
}
