import { catalogueParty } from "@/domain/catalogue";
import { searchKey } from "@/domain/normalise";
import type { IdentificationMethod, SourceDocumentType } from "@/domain/vocabulary";

/**
 * Parties that the register itself points to and nobody listed: a lease has a landlord, a policy an insurer, personal data has people behind it. And
 * the reverse: documents and laws whose other side is not in the register. Facts in, proposals with reasons out; a person decides (clause 4.2 a).
 */
export type FactKind = "source" | "obligation" | "requirement" | "context-issue";

/** One record of the register, as far as the rules look at it. */
export interface Fact {
  kind: FactKind;
  id: string;
  ref: string;
  title: string;
  /** All words of the record, as people wrote them or as a search key. */
  text: string;
  /** Type of a source document; null for other records. */
  type: SourceDocumentType | null;
  /** Country or union that an obligation names. */
  jurisdiction: string;
  /** Whether its counterparty or authority is in the register and not retired. Always true for requirements, which belong to a party. */
  otherSideKnown: boolean;
}

export interface SilentRule {
  key: string;
  /** The catalogue's parties it speaks for. */
  proposes: readonly string[];
  /** How the party was found, for the record of its identification. */
  method: IdentificationMethod;
  /** Document types that are enough by themselves. */
  types?: readonly SourceDocumentType[];
  /** Words, as search keys (no accents, no capitals). */
  words?: readonly string[];
  /** Any law of a country or union is enough. */
  jurisdiction?: boolean;
  /** The party would be the other side of that record: where the other side is in the register already, the record proposes nobody. */
  isOtherSideOf?: readonly FactKind[];
}

export const SILENT_RULES: readonly SilentRule[] = [
  {
    key: "lease",
    proposes: ["landlord"],
    method: "contract_review",
    types: ["lease"],
    words: ["landlord", "leased premises", "rented premises", "rental agreement", "lease of", "vermieter", "mietvertrag"],
    isOtherSideOf: ["source"],
  },
  {
    key: "shared_building",
    proposes: ["neighbours"],
    method: "contract_review",
    words: ["shared building", "other tenants", "neighbouring tenants", "business park", "campus operator"],
  },
  {
    key: "insurance",
    proposes: ["insurers"],
    method: "insurance_review",
    types: ["insurance_policy"],
    words: ["insurer", "insurance", "underwriter", "insurance cover", "versicherung", "versicherer"],
    isOtherSideOf: ["source"],
  },
  {
    key: "personal_data",
    proposes: ["data-subjects"],
    method: "legal_register",
    words: [
      "gdpr",
      "dsgvo",
      "ds-gvo",
      "personal data",
      "personenbezogene daten",
      "data subject",
      "data subjects",
      "privacy",
      "ccpa",
      "data protection",
      "2016/679",
    ],
  },
  {
    key: "data_protection_law",
    proposes: ["dpa"],
    method: "legal_register",
    words: [
      "gdpr",
      "dsgvo",
      "ds-gvo",
      "bdsg",
      "data protection act",
      "data protection law",
      "data protection authority",
      "ccpa",
      "personal data breach",
      "data protection regulation",
      "2016/679",
    ],
    isOtherSideOf: ["obligation"],
  },
  {
    key: "data_protection_officer",
    proposes: ["dpo"],
    method: "legal_register",
    words: ["data protection officer", "datenschutzbeauftragter", "datenschutzbeauftragten"],
  },
  {
    key: "subprocessors",
    proposes: ["subprocessors"],
    method: "contract_review",
    words: ["subprocessor", "subprocessors", "sub-processor", "sub-processors", "subcontracted processing"],
  },
  {
    key: "cloud",
    proposes: ["cloud-providers"],
    method: "contract_review",
    words: ["cloud", "saas", "iaas", "paas", "aws", "azure", "google cloud"],
    isOtherSideOf: ["source"],
  },
  {
    key: "managed_it",
    proposes: ["it-suppliers"],
    method: "contract_review",
    words: ["managed service", "managed services", "it outsourcing", "service desk provider", "remote maintenance"],
    isOtherSideOf: ["source"],
  },
  {
    key: "software",
    proposes: ["software-vendors"],
    method: "contract_review",
    words: ["software licence", "software license", "licence agreement", "license agreement", "eula", "end of support"],
    isOtherSideOf: ["source"],
  },
  {
    key: "open_source",
    proposes: ["oss-maintainers"],
    method: "other",
    words: ["open source", "open-source", "gpl", "mit licence", "apache licence", "sbom"],
  },
  {
    key: "utilities",
    proposes: ["utilities-telecom"],
    method: "contract_review",
    words: [
      "grid connection",
      "power supply",
      "electricity",
      "internet uplink",
      "transit agreement",
      "telecom",
      "telecommunications provider",
    ],
    isOtherSideOf: ["source"],
  },
  {
    key: "payment_cards",
    proposes: ["card-brands"],
    method: "contract_review",
    words: [
      "pci",
      "pci dss",
      "pci-dss",
      "payment card",
      "payment cards",
      "cardholder",
      "cardholder data",
      "credit card",
      "visa",
      "mastercard",
    ],
    isOtherSideOf: ["source", "obligation"],
  },
  {
    key: "cyber_law",
    proposes: ["cyber-authority"],
    method: "legal_register",
    words: [
      "nis 2",
      "2022/2555",
      "nis2",
      "nis-2",
      "bsi",
      "bsig",
      "csirt",
      "enisa",
      "cyber resilience act",
      "critical infrastructure",
      "kritis",
    ],
    isOtherSideOf: ["obligation"],
  },
  {
    key: "financial_law",
    proposes: ["regulators"],
    method: "legal_register",
    words: ["dora", "2022/2554", "bafin", "financial supervisory", "mas trm", "eba guidelines", "psd2", "solvency"],
    isOtherSideOf: ["obligation"],
  },
  {
    key: "law_of_a_country",
    proposes: ["regulators", "legislator"],
    method: "legal_register",
    jurisdiction: true,
    isOtherSideOf: ["obligation"],
  },
  {
    key: "co_determination",
    proposes: ["works-council"],
    method: "legal_register",
    words: ["works council", "betriebsrat", "betrvg", "works agreement", "works constitution act", "co-determination", "trade union"],
    isOtherSideOf: ["source"],
  },
  {
    key: "monitoring_of_staff",
    proposes: ["staff"],
    method: "legal_register",
    words: ["employee data", "employees", "staff monitoring", "employment contract"],
  },
  {
    key: "applicants",
    proposes: ["job-applicants"],
    method: "other",
    words: ["applicant", "applicants", "recruiting", "recruitment", "bewerber"],
  },
  {
    key: "leavers",
    proposes: ["former-employees"],
    method: "other",
    words: ["former employees", "leavers", "leaver", "offboarding", "post-contractual"],
  },
  {
    key: "temporary_staff",
    proposes: ["contractors"],
    method: "contract_review",
    words: ["freelancer", "freelancers", "temporary staff", "temporary workers", "agency workers"],
    isOtherSideOf: ["source"],
  },
  {
    key: "lenders",
    proposes: ["lenders-investors"],
    method: "contract_review",
    words: ["loan agreement", "credit agreement", "credit facility", "covenant", "investor", "venture capital"],
    isOtherSideOf: ["source"],
  },
  {
    key: "certificate",
    proposes: ["certification-body"],
    method: "contract_review",
    words: ["certification contract", "certification body", "iso 27001 certificate", "iso/iec 27001 certificate", "surveillance audit"],
    isOtherSideOf: ["source"],
  },
  {
    key: "annual_accounts",
    proposes: ["financial-auditors"],
    method: "legal_register",
    words: ["annual accounts", "financial statements", "statutory audit", "books and records", "sarbanes-oxley", "sox"],
  },
  {
    key: "group",
    proposes: ["parent-company"],
    method: "contract_review",
    words: ["parent company", "group headquarters", "group policy", "intra-group", "intragroup"],
    isOtherSideOf: ["source"],
  },
  {
    key: "resellers",
    proposes: ["partners"],
    method: "contract_review",
    words: ["reseller", "resellers", "partner agreement", "distribution agreement"],
    isOtherSideOf: ["source"],
  },
  { key: "tenders", proposes: ["prospects"], method: "contract_review", words: ["tender", "tenders", "request for proposal", "rfp"] },
  {
    key: "premises_services",
    proposes: ["facility-services"],
    method: "contract_review",
    words: ["cleaning", "guarding", "security guards", "facility management"],
    isOtherSideOf: ["source"],
  },
  {
    key: "fire",
    proposes: ["emergency-services"],
    method: "legal_register",
    words: ["fire brigade", "fire protection", "fire safety", "rescue services"],
  },
  { key: "visitors", proposes: ["visitors"], method: "other", words: ["visitor", "visitors"] },
  {
    key: "weakness_reports",
    proposes: ["security-researchers"],
    method: "other",
    words: ["vulnerability disclosure", "bug bounty", "responsible disclosure", "coordinated disclosure"],
  },
  {
    key: "criminal_law",
    proposes: ["law-enforcement"],
    method: "legal_register",
    words: ["criminal code", "stgb", "prosecution", "police", "court order", "lawful interception"],
    isOtherSideOf: ["obligation"],
  },
  { key: "attackers", proposes: ["hackers"], method: "other", words: ["ransomware", "extortion", "phishing", "cybercrime"] },
];

/**
 * A rule's words as one regular expression that JavaScript and PostgreSQL read alike, for a text in search-key form; null for a rule without words.
 * Word boundaries are spelled out, for the two disagree on them.
 */
export function wordPattern(rule: SilentRule): string | null {
  if (!rule.words || rule.words.length === 0) return null;
  return `(^|[^a-z0-9])(${rule.words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|")})([^a-z0-9]|$)`;
}

const PATTERNS = new Map(SILENT_RULES.map((rule) => [rule.key, wordPattern(rule)]));
const COMPILED = new Map([...PATTERNS].flatMap(([key, pattern]) => (pattern ? [[key, new RegExp(pattern)] as const] : [])));

export interface SilentReason {
  rule: string;
  /** What in the record says so: the word, or the type or jurisdiction. */
  because: { by: "type" | "word" | "jurisdiction"; value: string };
  kind: FactKind;
  id: string;
  ref: string;
  title: string;
}

export interface SilentProposal {
  /** Key in the starter catalogue. */
  key: string;
  name: string;
  method: IdentificationMethod;
  /** The strongest first: a type of document before a law's country before a word. At most {@link REASONS_SHOWN}. */
  reasons: SilentReason[];
  /** How many records point to it in all. */
  count: number;
}

const REASONS_SHOWN = 5;
const STRENGTH: Readonly<Record<SilentReason["because"]["by"], number>> = { type: 0, jurisdiction: 1, word: 2 };

/**
 * The catalogue's parties that the facts point to and that nobody listed or ruled out, those with the strongest reasons first.
 * @param listed keys of catalogue parties that are in the register (retired ones too: somebody decided about them)
 * @param ruledOut keys of catalogue parties that were ruled out with a reason
 */
export function silentStakeholders(
  facts: readonly Fact[],
  { listed, ruledOut }: { listed: ReadonlySet<string>; ruledOut: ReadonlySet<string> },
): SilentProposal[] {
  const wanted = SILENT_RULES.map((rule) => ({
    rule,
    keys: rule.proposes.filter((key) => !listed.has(key) && !ruledOut.has(key) && catalogueParty(key) !== null),
  })).filter(({ keys }) => keys.length > 0);
  const found = new Map<string, { method: IdentificationMethod; reasons: Map<string, SilentReason> }>();
  for (const fact of facts) {
    const text = searchKey(fact.text);
    for (const { rule, keys } of wanted) {
      const because = reasonIn(rule, fact, text);
      if (!because) continue;
      const reason: SilentReason = { rule: rule.key, because, kind: fact.kind, id: fact.id, ref: fact.ref, title: fact.title };
      for (const key of keys) {
        const entry = found.get(key) ?? { method: rule.method, reasons: new Map<string, SilentReason>() };
        const known = entry.reasons.get(fact.id);
        // One record is one reason, by the strongest thing it says.
        if (!known || STRENGTH[known.because.by] > STRENGTH[because.by]) entry.reasons.set(fact.id, reason);
        found.set(key, entry);
      }
    }
  }
  const proposals = [...found].map(([key, { method, reasons }]): SilentProposal => {
    const sorted = [...reasons.values()].sort((a, b) => STRENGTH[a.because.by] - STRENGTH[b.because.by]);
    return { key, name: catalogueParty(key)!.name, method, reasons: sorted.slice(0, REASONS_SHOWN), count: sorted.length };
  });
  const first = (proposal: SilentProposal) => STRENGTH[proposal.reasons[0]!.because.by];
  return proposals.sort((a, b) => first(a) - first(b) || b.count - a.count || (a.name < b.name ? -1 : 1));
}

function reasonIn(rule: SilentRule, fact: Fact, text: string): SilentReason["because"] | null {
  if (fact.otherSideKnown && rule.isOtherSideOf?.includes(fact.kind)) return null;
  if (fact.type && rule.types?.includes(fact.type)) return { by: "type", value: fact.type };
  if (rule.jurisdiction && fact.kind === "obligation" && fact.jurisdiction.trim() !== "")
    return { by: "jurisdiction", value: fact.jurisdiction.trim() };
  const word = COMPILED.get(rule.key)?.exec(text)?.[2];
  return word ? { by: "word", value: word } : null;
}

// The reverse ------------------------------------------------------------------------------------------------------------------------------------

export interface OneSided {
  kind: "source" | "obligation";
  id: string;
  ref: string;
  title: string;
  type: SourceDocumentType | null;
  jurisdiction: string;
  /** missing: none named; retired: the named one is retired. */
  otherSide: "missing" | "retired";
  /** The catalogue's party that the other side probably is; null where anybody could be. */
  likely: string | null;
}

/** Documents that two sides agree on. A law has an authority in the legal register, not here. */
const TWO_SIDED: readonly SourceDocumentType[] = ["contract", "insurance_policy", "lease", "policy"];

/** Sources and obligations whose counterparty or authority is not in the register, or is retired there. */
export function oneSidedRecords(records: readonly (Fact & { otherSideStatus: string | null })[]): OneSided[] {
  return records.flatMap((record): OneSided[] => {
    const { kind, id, ref, title, type, jurisdiction, otherSideStatus } = record;
    if (kind !== "source" && kind !== "obligation") return [];
    if (kind === "source" && (type === null || !TWO_SIDED.includes(type))) return [];
    if (otherSideStatus !== null && otherSideStatus !== "retired") return [];
    return [
      {
        kind,
        id,
        ref,
        title,
        type,
        jurisdiction,
        otherSide: otherSideStatus === null ? "missing" : "retired",
        likely: likelyOtherSide(record),
      },
    ];
  });
}

function likelyOtherSide(fact: Fact): string | null {
  if (fact.type === "insurance_policy") return "insurers";
  if (fact.type === "lease") return "landlord";
  const text = searchKey(fact.text);
  const rule = SILENT_RULES.find((candidate) => candidate.isOtherSideOf?.includes(fact.kind) && COMPILED.get(candidate.key)?.test(text));
  return rule?.proposes[0] ?? (fact.kind === "obligation" ? "regulators" : null);
}
