import type { RelevanceHint } from "./proposal";

const PAY =
  /\b(?:pay\s+(?:rise|raise)|salar(?:y|ies)|wages?|bonus(?:es)?|pension|holiday|vacation|canteen|parking|lohn\w*|gehalt\w*|gehälter|urlaub\w*|kantine|parkpl(?:atz|ätze)|lohnerhöhung|gehaltserhöhung)\b/i;
const COMMERCIAL =
  /\b(?:(?:prompt|timely|punctual|on-time)\s+payments?|payment\s+(?:on\s+time|terms)|discounts?|low(?:er)?\s+prices?|pünktliche\s+(?:be)?zahlung|zahlungsziel|rabatte?|dividends?|dividende)\b/i;
const SECURITY =
  /\b(?:secur\w*|confiden\w*|data|daten\w*|vertraulich\w*|sicher\w*|integr\w*|availab\w*|verfügbar\w*|access|zugriff\w*|privacy|encrypt\w*|isms)\b/i;

/** A hint that a requirement may not be one of information security. It decides nothing: relevance stays open (rule 3). */
export function relevanceHint(statement: string, notIsms: string | null, hasGoalColumn: boolean, goals: number): RelevanceHint | null {
  if (notIsms !== null) return hasGoalColumn && goals === 0 ? "no_goals" : "not_isms_text";
  if (SECURITY.test(statement)) return null;
  if (PAY.test(statement)) return "pay";
  if (COMMERCIAL.test(statement)) return "commercial";
  return null;
}
