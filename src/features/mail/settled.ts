import { mailSettled as askSettled } from "@/features/asks/mutations";
import { mailSettled as engagementSettled } from "@/features/engagement/mutations";
import { mailSettled as surveySettled } from "@/features/surveys/mutations";
import type { RecordWriter } from "@/server/record";

/** What became of a mail, told to whatever it belongs to, in the change that marks the mail. */
export interface SettledMail {
  id: string;
  recordId: string;
  kind: string;
  status: "sent" | "refused" | "bounced" | "given_up";
  /** The server's words; empty where it was sent. */
  problem: string;
  sentAt: Date | null;
}

type Handler = (record: RecordWriter, mail: SettledMail) => Promise<void>;

/** By the entity that the mail names. Each is exported by that feature's mutations and writes to its own record only. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  ask: askSettled,
  "survey-invitation": surveySettled,
  engagement: engagementSettled,
};

export function handlerOf(entity: string): Handler | null {
  return Object.hasOwn(HANDLERS, entity) ? HANDLERS[entity]! : null;
}
