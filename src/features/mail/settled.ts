import { mailSettled as askSettled } from "@/features/asks/mutations";
import { mailSettled as sheetSettled } from "@/features/assurance/mutations";
import { mailSettled as engagementSettled } from "@/features/engagement/mutations";
import { mailSettled as guestSettled } from "@/features/guests/mutations";
import { mailSettled as invitationSettled } from "@/features/members/mutations";
import { mailSettled as surveySettled } from "@/features/surveys/mutations";
import type { SettledMail } from "@/server/outbox";
import type { RecordWriter } from "@/server/record";

type Handler = (record: RecordWriter, mail: SettledMail) => Promise<void>;

/** By the entity that the mail names. Each is exported by that feature's mutations and writes to its own record only. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  ask: askSettled,
  "survey-invitation": surveySettled,
  engagement: engagementSettled,
  "assurance-sheet": sheetSettled,
  invitation: invitationSettled,
  "guest-access": guestSettled,
};

export function handlerOf(entity: string): Handler | null {
  return Object.hasOwn(HANDLERS, entity) ? HANDLERS[entity]! : null;
}
