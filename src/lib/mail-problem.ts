import { translator } from "./translate";

/** What we say ourselves about a mail, as keys of words; everything else is the mail server's own. */
const OURS: ReadonlySet<string> = new Set(["not-an-address", "link-ended", "member-gone", "taken-back"]);

/** Whether the stored problem of a mail is ours and not the server's. */
export function isOurProblem(problem: string): boolean {
  return OURS.has(problem);
}

/** The stored problem of a mail as a sentence: ours in words, the server's as it came. */
export function mailProblem(problem: string): string {
  return OURS.has(problem) ? translator("mail")(`problem.${problem}`) : problem;
}

/** Whether a sentence that a record keeps about its mail is one of ours: it is then not put into the mouth of a mail server. */
export function isOurSentence(sentence: string): boolean {
  return [...OURS].some((problem) => mailProblem(problem) === sentence);
}
