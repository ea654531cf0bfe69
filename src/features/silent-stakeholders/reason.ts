import type { SilentReason } from "@/domain/silent-stakeholders";
import { translator } from "@/lib/translate";

/** Why a record points to a party, as a sentence: "SRC-005 Lease of the data hall is a lease". */
export function reasonSentence({ because, ref, title }: SilentReason): string {
  const value = because.by === "type" ? translator("vocabulary.sourceDocumentType")(because.value) : because.value;
  return translator("silent.because")(because.by, { ref, title, value });
}
