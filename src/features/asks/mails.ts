import { outsideWords } from "@/lib/outside-words";

/** What the mails of a round say, in the language of whoever gets them. The link comes in at sending. */
export interface Letter {
  language: string;
  organization: string;
  recipientName: string;
  title: string;
  message: string;
  dueOn: string;
  /** The last day on which the link works. */
  expiresOn: string;
  count: number;
}

export type LetterKind = "first" | "before" | "due";

// A round writes thousands of mails about the same two days; making a formatter takes longer than all the rest of a mail.
const formats = new Map<string, Intl.DateTimeFormat>();

/** A day as people of that language write it. */
export function dayIn(language: string, day: string): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    formats.set(language, format);
  }
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The last day of a round, which ends with the last moment of it. */
export function lastDayOf(expiresAt: Date): string {
  return new Date(expiresAt.getTime() - 1).toISOString().slice(0, 10);
}

/** Who asks, why, until when, and that nobody has to sign in. */
export function askMail(kind: LetterKind, letter: Letter): { subject: string; body: string } {
  const t = outsideWords(letter.language, "ask.mail");
  const { organization, title, count } = letter;
  const due = dayIn(letter.language, letter.dueOn);
  const until = dayIn(letter.language, letter.expiresOn);
  return {
    subject: t(`subject.${kind}`, { organization, title }),
    body: [
      t("greeting", { name: letter.recipientName }),
      t(`lead.${kind}`, { organization, due }),
      letter.message && `${t("message", { organization })}\n${letter.message.replaceAll("{link}", "")}`,
      `${t("question", { count })}\n{link}`,
      t("until", { due, until }),
      t("why", { organization }),
      t("noLogin"),
      t("farewell", { organization }),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
}

/** What we made of an answer. */
export function verdictMail(letter: {
  language: string;
  organization: string;
  recipientName: string;
  statement: string;
  verdict: string;
  answer: string;
  /** How it reads from now on. */
  newStatement: string;
  note: string;
}): { subject: string; body: string } {
  const t = outsideWords(letter.language, "ask.mail");
  const { organization } = letter;
  const outcome = letter.verdict === "accepted" ? (letter.answer === "no_longer" ? "removed" : "changed") : letter.verdict;
  const quoted = (text: string) => text.replaceAll("{link}", "");
  return {
    subject: t("verdict.subject", { organization }),
    body: [
      t("greeting", { name: letter.recipientName }),
      t("verdict.lead", { organization }),
      quoted(letter.statement),
      t(`verdict.${outcome}`, { organization }),
      outcome === "changed" && quoted(letter.newStatement),
      letter.note && `${t("verdict.note")}\n${quoted(letter.note)}`,
      t("farewell", { organization }),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
}
