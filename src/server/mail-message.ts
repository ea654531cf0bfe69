import type { SendMailOptions } from "nodemailer";
import { mailHtml, messageIdOf } from "@/domain/mail-delivery";

/** A mail as it leaves: everything filled in, in its one form. */
export interface OutgoingMail {
  organizationId: string;
  id: string;
  toEmail: string;
  toName: string;
  /** The organisation that writes, where the installation sets no name of its own. */
  fromName: string;
  subject: string;
  text: string;
  language: string;
}

export interface Sender {
  address: string;
  name: string;
  /** Host of APP_URL. */
  host: string;
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();

/** What the mail library is given. Names and subject are one line each and go in as values, never as header text; nothing is fetched or read. */
export function messageOf(mail: OutgoingMail, from: Sender): SendMailOptions {
  const subject = oneLine(mail.subject);
  const text = mail.text.replaceAll("\r\n", "\n");
  return {
    messageId: messageIdOf(mail.organizationId, mail.id, from.host),
    from: { name: oneLine(from.name || mail.fromName), address: from.address },
    to: { name: oneLine(mail.toName), address: mail.toEmail },
    envelope: { from: from.address, to: [mail.toEmail] },
    subject,
    text,
    html: mailHtml({ text, subject, language: mail.language }),
    // Nobody's absence note answers it, and no list takes it for a person's.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply", "Content-Language": mail.language },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
