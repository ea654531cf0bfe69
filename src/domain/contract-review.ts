import { searchKey } from "@/domain/normalise";

/**
 * What to look for when a contract is read for requirements (rule 16): one question for each topic that contracts of this kind usually hold, and words
 * by which a requirement that answers it is recognised. Whether a topic is dealt with is read from the register; nobody keeps a second list.
 */
export const CONTRACT_TOPICS = [
  { key: "incident_notice", words: ["incident", "breach", "notice of", "notif", "report to"] },
  { key: "audit_right", words: ["audit", "inspect", "evidence", "attestation"] },
  { key: "certification", words: ["27001", "soc 2", "certif", "tisax"] },
  { key: "penetration_test", words: ["penetration", "pen test", "pentest", "vulnerability scan"] },
  { key: "subcontractors", words: ["subcontract", "subprocess", "sub-process", "third part", "supplier"] },
  { key: "location", words: ["germany", "european", " eu", "country", "location", "abroad"] },
  { key: "confidentiality", words: ["confiden", "secrecy", "secret", "non-disclosure", "encrypt"] },
  { key: "access", words: ["access", "password", "two-factor", "second factor", "authenti", "account"] },
  { key: "availability", words: ["availab", "uptime", "maintenance", "standstill", "response time"] },
  { key: "continuity", words: ["backup", "restore", "recover", "continuity", "emergency"] },
  { key: "return_deletion", words: ["delet", "erase", "return of", "destroy", "exit", "end of the contract"] },
  { key: "changes", words: ["change", "patch", "update", "in advance", "announce"] },
  { key: "penalties", words: ["penalt", "liab", "damages", "insur", "cover"] },
] as const;

export type ContractTopic = (typeof CONTRACT_TOPICS)[number]["key"];

export interface ReviewedTopic {
  key: ContractTopic;
  /** Requirements resting on the contract that seem to answer it; none: somebody should look. */
  refs: string[];
}

/** Each topic with the requirements of this contract that speak of it. A proposal by words, for a person to judge. */
export function reviewContract(requirements: readonly { ref: string; statement: string }[]): ReviewedTopic[] {
  const texts = requirements.map(({ ref, statement }) => ({ ref, text: ` ${searchKey(statement)}` }));
  return CONTRACT_TOPICS.map(({ key, words }) => ({
    key,
    refs: texts.filter(({ text }) => words.some((word) => text.includes(word))).map(({ ref }) => ref),
  }));
}
