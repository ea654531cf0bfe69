import type { SourceDocumentType } from "@/domain/vocabulary";

/** What we do with the party's information. */
export const DATA_HANDLING = ["stored", "processed", "transmitted"] as const;

/** Which source documents bind as a contract does. */
export const CONTRACT_TYPES: readonly SourceDocumentType[] = ["contract", "insurance_policy", "lease"];
