import { USUAL_CLOCK_HOURS } from "@/domain/communication";
import { type AssessedFields, areScoresAssessed } from "@/domain/interested-party";
import { ENGAGEMENT_DUTIES, type EngagementDuty, quadrant } from "@/domain/power-interest";

/**
 * Lines that the communication plan could have, each with the reason: from where a party stands on the grid, and from requirements whose words oblige
 * us to tell. Proposals only: a person takes, changes or dismisses each. Adverse parties are never talked to by plan (rule 26).
 */

/** How often each duty of the grid asks for a word, and how. A beginning of ours: no source gives numbers. */
export const DUTY_LINES: Readonly<Record<EngagementDuty, { frequencyDays: number; how: string }>> = {
  involve_in_decisions: { frequencyDays: 90, how: "meeting" },
  consult_before_changes: { frequencyDays: 180, how: "meeting" },
  inform_regularly: { frequencyDays: 180, how: "letter" },
  watch_for_change: { frequencyDays: 365, how: "letter" },
};

// Notice duties ------------------------------------------------------------------------------------------------------------------------------------

const TELLING =
  /\b(notif(?:y|ies|ied|ication)|report(?:s|ed|ing)?|inform(?:s|ed)?|tell(?:s)?|told|alert(?:s|ed)?|warn(?:s|ed|ing)?|melde[tn]?|meldung|gemeldet|anzeigen?|benachrichtig\w*|informier\w*|unterricht\w*|signal(?:er|ons|ez|é|ée)|notifi(?:e|er|ent|é|ée|ons|ez|cation)|informe[rz]?)(?![\p{L}])/iu;

/** What has to be told, by the kind of event that starts the clock. The first that is named counts. */
const EVENTS: readonly { eventKey: string; words: RegExp }[] = [
  { eventKey: "supplier-change", words: /\b(sub-?processors?|subcontractors?|unterauftrag\w*|sous-traitants?)(?![\p{L}])/iu },
  {
    eventKey: "incident-internal",
    words:
      /\b((?:data[- ])?breach(?:es)?|(?:\w+[- ])?incidents?|outages?|vulnerabilit(?:y|ies)|compromis(?:e|es|ed)|(?:\w*)vorf(?:all|älle[n]?)|(?:\w*)verletzung(?:en)?|datenpanne[n]?|störung(?:en)?|violations?|faille[s]?)(?![\p{L}])/iu,
  },
];

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  "twenty-four": 24,
  "forty-eight": 48,
  "seventy-two": 72,
  einer: 1,
  einem: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  acht: 8,
  zwölf: 12,
  vierundzwanzig: 24,
  achtundvierzig: 48,
  zweiundsiebzig: 72,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  douze: 12,
  "vingt-quatre": 24,
  "soixante-douze": 72,
};
const UNITS: readonly { words: RegExp; hours: number }[] = [
  { words: /^(?:h|hrs?|hours?|stunden?|heures?)$/iu, hours: 1 },
  { words: /^(?:days?|tage[n]?|tag(?:es)?|jours?)$/iu, hours: 24 },
  { words: /^(?:weeks?|wochen?|semaines?)$/iu, hours: 168 },
  { words: /^(?:months?|monat(?:e[n]?|s)?|mois)$/iu, hours: 720 },
];
const NUMBER = Object.keys(NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join("|");
/** "within 24 hours", "no later than seventy-two (72) hours", "binnen 24 Stunden", "a 24-hour early warning". */
const LIMIT = new RegExp(
  `(?:\\b(?:within|in|under|no later than|not later than|at the latest(?: within)?|latest|innerhalb(?: von)?|binnen|spätestens(?: nach| in)?|dans(?: les| un délai de)?|sous)\\s+(?:(?:the |a maximum of |at most |maximal |höchstens )?(?:first )?)|\\ba(?:n)? )(\\d{1,4}|${NUMBER})(?:\\s*\\((\\d{1,4})\\))?[\\s-]*(?:(?:working|business|calendar|full|werk|arbeits|ouvrés?)[\\s-]*)?([\\p{L}]+)`,
  "giu",
);
/** Of what lies ahead: that is announced beforehand and no clock runs. */
const BEFOREHAND = /^\W*(?:in advance|before|beforehand|prior|ahead|vorher|vor\b|im voraus|avant|à l'avance)/iu;
const AT_ONCE =
  /\b(without undue delay|immediately|promptly|at once|unverzüglich|sofort|sans délai|immédiatement|dans les meilleurs délais)(?![\p{L}])/iu;
const MOST_HOURS = 8_760;

export interface NoticeDuty {
  eventKey: string;
  clockHours: number;
  /** The text names no number: the hours are ours. */
  guessed: boolean;
}

/** The duties to tell that a sentence states, one for each time limit in it, the shortest first. Empty: it states none with a clock. */
export function noticeDuties(text: string): NoticeDuty[] {
  if (!TELLING.test(text)) return [];
  const event = EVENTS.find(({ words }) => words.test(text));
  if (!event) return [];
  const { eventKey } = event;
  const hours = new Set<number>();
  for (const match of text.matchAll(LIMIT)) {
    const unit = UNITS.find(({ words }) => words.test(match[3]!));
    const number = match[2] ? Number(match[2]) : (NUMBERS[match[1]!.toLowerCase()] ?? Number(match[1]));
    if (!unit || !Number.isFinite(number) || BEFOREHAND.test(text.slice(match.index + match[0].length))) continue;
    const limit = number * unit.hours;
    if (limit >= 1 && limit <= MOST_HOURS) hours.add(limit);
  }
  if (hours.size > 0) return [...hours].sort((a, b) => a - b).map((clockHours) => ({ eventKey, clockHours, guessed: false }));
  return AT_ONCE.test(text) ? [{ eventKey, clockHours: USUAL_CLOCK_HOURS, guessed: true }] : [];
}

// Proposals ----------------------------------------------------------------------------------------------------------------------------------------

export interface ProposingParty extends AssessedFields {
  id: string;
  status: string;
  relevance: string;
  adverse: boolean;
  requirements: readonly { id: string; ref: string; statement: string; obligationId: string | null }[];
  /** What the plan has for it already, and what was dismissed. */
  lines: readonly { frequencyDays: number | null; eventKey: string; clockHours: number | null; requirementIds: readonly string[] }[];
  dismissed: readonly string[];
}

export interface LineProposal {
  /** The same proposal has the same key each time. */
  key: string;
  partyId: string;
  because: { kind: "grid"; duty: EngagementDuty } | { kind: "notice"; requirementRef: string; statement: string; guessed: boolean };
  frequencyDays: number | null;
  how: string;
  eventKey: string;
  clockHours: number | null;
  requirementIds: string[];
  obligationId: string | null;
}

/** What the plan could have for one party. Nothing for adverse, irrelevant and retired ones, and nothing that it has already. */
export function proposeLines(party: ProposingParty): LineProposal[] {
  if (party.adverse || party.status !== "active" || party.relevance !== "relevant") return [];
  const found: LineProposal[] = [];
  if (areScoresAssessed(party) && !party.lines.some(({ frequencyDays }) => frequencyDays !== null)) {
    const duty = ENGAGEMENT_DUTIES[quadrant(party.power!, party.interest!)];
    const none = { eventKey: "", clockHours: null, requirementIds: [], obligationId: null };
    found.push({ key: `grid:${duty}`, partyId: party.id, because: { kind: "grid", duty }, ...DUTY_LINES[duty], ...none });
  }
  const clocks = new Map<string, LineProposal>();
  for (const { id, ref, statement, obligationId } of party.requirements) {
    for (const { eventKey, clockHours, guessed } of noticeDuties(statement)) {
      const covered = party.lines.some(
        (line) =>
          line.eventKey === eventKey && line.clockHours !== null && (line.requirementIds.includes(id) || line.clockHours <= clockHours),
      );
      if (covered) continue;
      // Two requirements with the same clock are told by one notice.
      const key = `notice:${eventKey}:${clockHours}`;
      const same = clocks.get(key);
      if (same) same.requirementIds.push(id);
      else
        clocks.set(key, {
          key,
          partyId: party.id,
          because: { kind: "notice", requirementRef: ref, statement, guessed },
          frequencyDays: null,
          how: "portal_or_mail",
          eventKey,
          clockHours,
          requirementIds: [id],
          obligationId,
        });
    }
  }
  found.push(...clocks.values());
  const dismissed = new Set(party.dismissed);
  return found.filter(({ key }) => !dismissed.has(key));
}
