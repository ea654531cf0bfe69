/**
 * What a periodic review asks beyond the records. The first three are the yearly prompts of the source documents; the others are what an auditor
 * expects to have been asked. Their words stand in the messages (reviewPrompts).
 */
export const REVIEW_PROMPTS = [
  { key: "politics", origin: "sources" },
  { key: "suppliers", origin: "sources" },
  { key: "leadership", origin: "sources" },
  { key: "law", origin: "sources" },
  { key: "contracts", origin: "sources" },
  { key: "organisation", origin: "sources" },
  { key: "technology", origin: "good_practice" },
  { key: "incidents", origin: "sources" },
  { key: "climate", origin: "standard" },
  { key: "feedback", origin: "standard" },
] as const;

export type ReviewPromptKey = (typeof REVIEW_PROMPTS)[number]["key"];
/** Where a prompt comes from: what the register was built after, the standard, what is usual, or the event that triggered the review. */
export const PROMPT_ORIGINS = ["sources", "standard", "good_practice", "event"] as const;
export type PromptOrigin = (typeof PROMPT_ORIGINS)[number];

/** Prompts of an event carry its key behind this. */
export const EVENT_PROMPT = "event";

/** Where the prompt with that key comes from; what is not one of ours was asked by the event. */
export function promptOrigin(key: string): PromptOrigin {
  return REVIEW_PROMPTS.find((prompt) => prompt.key === key)?.origin ?? "event";
}
