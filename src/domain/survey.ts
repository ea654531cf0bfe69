import { mailAddressOf } from "@/domain/mail-address";
import { accept, type Ruling, refuse } from "@/domain/ruling";
import type { SurveyQuestionKind, SurveyStatus } from "@/domain/vocabulary";

/**
 * Questions to a group: when a survey may be opened, which answers are taken, and what its results show. Scores of a scale are ordinal: they are counted
 * and their middle is named, never an average. An anonymous survey shows nothing by which one person could be made out.
 */
export const LONGEST_SURVEY_ANSWER = 4_000;
export const MOST_QUESTIONS = 60;
export const MOST_OPTIONS = 20;
export const MOST_RECIPIENTS = 2_000;
/** Fewer answers than this are not shown for one party of an anonymous survey. */
export const SMALLEST_GROUP = 3;
export const SCALE_STEPS = ["1", "2", "3", "4", "5"] as const;
export const YES_NO = ["yes", "no"] as const;

/** The four questions that every party is asked, by their keys in the question bank. */
export const LEADING_QUESTIONS = ["general-1", "general-2", "general-3", "general-4"] as const;

export interface AskedQuestion {
  id: string;
  kind: SurveyQuestionKind;
  options: readonly string[];
  required: boolean;
}

/** What may be chosen; null: free text. */
export function offeredBy({ kind, options }: Pick<AskedQuestion, "kind" | "options">): readonly string[] | null {
  return kind === "text" ? null : kind === "choice" ? options : kind === "scale" ? SCALE_STEPS : YES_NO;
}

// Opening and answering ------------------------------------------------------------------------------------------------------------------------------

export interface SurveyFacts {
  status: SurveyStatus;
  anonymous: boolean;
  closesOn: string | null;
}

/** draft -> open. Nobody who is adverse to the organisation is asked (rule 29). */
export function judgeOpening(
  survey: SurveyFacts,
  asked: { questions: number; recipients: number; adverse: boolean; today: string },
): Ruling<{ status: "open" }, "not_draft" | "no_questions" | "no_closing_day" | "closing_day_over" | "adverse" | "nobody_asked"> {
  if (survey.status !== "draft") return refuse("not_draft");
  if (asked.questions === 0) return refuse("no_questions");
  if (asked.adverse) return refuse("adverse");
  if (survey.closesOn === null) return refuse("no_closing_day");
  if (survey.closesOn < asked.today) return refuse("closing_day_over");
  // An anonymous one can be passed on by its link alone.
  if (!survey.anonymous && asked.recipients === 0) return refuse("nobody_asked");
  return accept({ status: "open" });
}

/** Whether answers are taken: until the end of the closing day, whether or not a job has closed it yet. */
export function takesAnswers({ status, closesOn }: Pick<SurveyFacts, "status" | "closesOn">, today: string): boolean {
  return status === "open" && closesOn !== null && today <= closesOn;
}

export type AnswerFault = "required" | "too_long" | "not_offered" | "control_characters";

// NUL cannot be stored; the other control characters have no business in an answer.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * The answers in the form they are kept, or what is wrong with each. What was asked and not answered is kept as nothing said. Text stays text, whatever
 * stands in it.
 */
export function judgeAnswers(
  questions: readonly AskedQuestion[],
  given: Readonly<Record<string, string>>,
): { answers: Map<string, string>; faults: Map<string, AnswerFault> } {
  const answers = new Map<string, string>();
  const faults = new Map<string, AnswerFault>();
  for (const question of questions) {
    const said = Object.hasOwn(given, question.id) ? given[question.id]! : "";
    const text = said
      .replace(/\p{Cs}/gu, "\ufffd")
      .replace(/\r\n?/g, "\n")
      .trim();
    const offered = offeredBy(question);
    if (text === "") {
      if (question.required) faults.set(question.id, "required");
      else answers.set(question.id, "");
    } else if (offered ? !offered.includes(text) : false) faults.set(question.id, "not_offered");
    else if ([...text].length > LONGEST_SURVEY_ANSWER) faults.set(question.id, "too_long");
    else if (CONTROL.test(text)) faults.set(question.id, "control_characters");
    else answers.set(question.id, text);
  }
  return { answers, faults };
}

// Who is asked ---------------------------------------------------------------------------------------------------------------------------------------

export interface PastedRecipient {
  name: string;
  email: string;
}

export interface PastedFault {
  line: number;
  text: string;
  fault: "no_address" | "several_addresses" | "twice" | "too_long" | "control_characters";
}

/** Addresses one to a line, "Name <mail>" or the mail alone, with what is wrong said line by line. Empty lines count as lines and say nothing. */
export function readRecipients(text: string): { recipients: PastedRecipient[]; faults: PastedFault[] } {
  const recipients: PastedRecipient[] = [];
  const faults: PastedFault[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of text.split(/\r\n?|\n/).entries()) {
    const line = raw.trim();
    if (line === "") continue;
    const wrong = (fault: PastedFault["fault"]) => faults.push({ line: index + 1, text: line.slice(0, 80), fault });
    if (CONTROL.test(line) || /[\u2028\u2029\u0085]/.test(line)) {
      wrong("control_characters");
      continue;
    }
    if (line.length > 400) {
      wrong("too_long");
      continue;
    }
    if (line.split("@").length > 2) {
      wrong("several_addresses");
      continue;
    }
    const inBrackets = /^(.*?)<([^<>]*)>[,;]?$/.exec(line);
    const email = mailAddressOf(inBrackets ? inBrackets[2]! : line.replace(/[,;]$/, ""));
    if (email === null) {
      wrong("no_address");
      continue;
    }
    if (seen.has(email.toLowerCase())) {
      wrong("twice");
      continue;
    }
    seen.add(email.toLowerCase());
    const name = (inBrackets?.[1] ?? "")
      .trim()
      .replace(/^["']|["']$/g, "")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 200);
    recipients.push({ name: name || email, email });
  }
  return { recipients, faults };
}

/**
 * Whether the parties of an anonymous survey get a link each, so that results can be told apart by party: only where nobody in any group, and nobody in
 * the rest without a party, could be made out by it.
 */
export function linkForEachParty(partyOfRecipients: readonly (string | null)[]): boolean {
  const groups = new Map<string | null, number>();
  for (const party of partyOfRecipients) groups.set(party, (groups.get(party) ?? 0) + 1);
  return groups.size > 1 && [...groups.values()].every((count) => count >= SMALLEST_GROUP);
}

// Results --------------------------------------------------------------------------------------------------------------------------------------------

export interface Tally {
  /** Who said something to this question. */
  answered: number;
  counts: { value: string; count: number }[];
  /** Of a scale: the middle score; two of them where the middle lies between. */
  median: [number] | [number, number] | null;
}

/** How often each of the offered answers was given, in their order. */
export function tallyOf(question: Pick<AskedQuestion, "kind" | "options">, answers: readonly string[]): Tally {
  const said = answers.filter((answer) => answer !== "");
  const offered = offeredBy(question) ?? [];
  return {
    answered: said.length,
    counts: offered.map((value) => ({ value, count: said.filter((answer) => answer === value).length })),
    median: question.kind === "scale" ? medianOf(said.map(Number)) : null,
  };
}

/** The middle of ordinal scores: one score, or the two between which it lies. */
export function medianOf(scores: readonly number[]): Tally["median"] {
  if (scores.length === 0) return null;
  const sorted = [...scores].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!];
  return low === high ? [low] : [low, high];
}

/**
 * The parties whose results may be looked at by themselves. Of an anonymous survey only those with enough answers, and none at all where the answers that
 * are left over would be so few that whoever subtracts makes somebody out.
 */
export function partiesShown(anonymous: boolean, answersOf: ReadonlyMap<string | null, number>): string[] {
  const parties = [...answersOf].filter(([party, count]) => party !== null && count > 0) as [string, number][];
  if (!anonymous) return parties.map(([party]) => party);
  const shown = parties.filter(([, count]) => count >= SMALLEST_GROUP);
  const total = [...answersOf.values()].reduce((sum, count) => sum + count, 0);
  const left = total - shown.reduce((sum, [, count]) => sum + count, 0);
  return left === 0 || left >= SMALLEST_GROUP ? shown.map(([party]) => party) : [];
}

/** Answers for how many asked, in hundredths; null where nobody was asked by name or the link was passed on to more. */
export function responseRate(answers: number, asked: number): number | null {
  return asked === 0 || answers > asked ? null : Math.round((answers / asked) * 100);
}

/** How a requirement names the survey it came from; stored with the record, so it is written in one language. */
export function surveyReference(ref: string, respondent: string): string {
  return respondent === "" ? ref : `${ref}, ${respondent}`;
}
