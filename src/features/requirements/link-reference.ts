import { parseReference } from "@/domain/references";

export interface LinkReading {
  ref: string;
  title: string;
  type: "clause" | "control";
}

type ReadLink =
  | { ok: true; reading: LinkReading }
  /** `readings` are what could be meant: both sides of a bare number, or the 2022 controls that took over a 2013 one. */
  | { ok: false; code: "ambiguous" | "legacy" | "unknown"; readings: LinkReading[] };

/**
 * Reads what a person types as a clause or an Annex A control, for the form and the server alike. A bare number is never decided for them (rule 1),
 * a 2013 id is offered as its 2022 successors and never rewritten.
 */
export function readLink(text: string): ReadLink {
  const parsed = parseReference(text);
  switch (parsed.kind) {
    case "clause":
      return { ok: true, reading: { ref: parsed.item ? `${parsed.ref} ${parsed.item}` : parsed.ref, title: parsed.title, type: "clause" } };
    case "control":
      return { ok: true, reading: { ref: parsed.ref, title: parsed.title, type: "control" } };
    case "legacy":
      return { ok: false, code: "legacy", readings: parsed.suggestions.map(readingOf) };
    case "ambiguous":
      return {
        ok: false,
        code: "ambiguous",
        readings: parsed.readings.flatMap((reading) =>
          reading.kind === "legacy" ? reading.suggestions.map(readingOf) : [readingOf(reading)],
        ),
      };
    case "unknown":
      return { ok: false, code: "unknown", readings: [] };
  }
}

function readingOf({ kind, ref, title }: { kind: "clause" | "control"; ref: string; title: string }): LinkReading {
  return { ref, title, type: kind };
}
