import * as asks from "@/features/asks/mutations";
import { checkpointOfEverybody } from "@/features/checkpoints/daily";
import { takeInMail } from "@/features/feedback/mutations";
import { type Jobs, startJobs } from "@/features/jobs/runner";
import { MailDelivery } from "@/features/mail/delivery";
import * as reminders from "@/features/reminders/mutations";
import * as surveys from "@/features/surveys/mutations";
import { type Access, systemAccess } from "@/server/access";
import { mailSettings } from "@/server/env";
import { log } from "@/server/log";
import { systemTask } from "@/server/tenant";

/** Everything that recurs, area by area, in the order in which it is carried out; the digest comes last, because it tells of what the others made. */
const DAILY: readonly { name: string; run: (access: Access) => Promise<unknown> }[] = [
  { name: "asks", run: asks.runDaily },
  { name: "surveys", run: surveys.runDaily },
  { name: "reminders", run: reminders.runDaily },
];

/** Work of one area for every organisation. One organisation in which it fails keeps nobody else from theirs. */
async function everywhere(name: string, run: (access: Access) => Promise<unknown>): Promise<void> {
  const organizations = await systemTask((tx) => tx.organization.findMany({ select: { id: true, slug: true, name: true } }));
  for (const organization of organizations) {
    try {
      await run(systemAccess(organization, name));
    } catch (error) {
      log("error", `recurring work failed in one organisation: ${name}`, error);
    }
  }
}

const held = globalThis as { goldthreadJobs?: Jobs };

/** Starts mail and recurring work in this process, in place of what it ran before. */
export function startAllJobs({ first }: { first?: number } = {}): Jobs {
  void held.goldthreadJobs?.stop();
  held.goldthreadJobs = startJobs({
    mail: new MailDelivery(() => mailSettings()),
    moments: [{ name: "mail intake", work: takeInMail }],
    hourly: [
      { name: "checkpoints", work: checkpointOfEverybody },
      ...DAILY.map(({ name, run }) => ({ name, work: () => everywhere(name, run) })),
    ],
    ...(first === undefined ? {} : { first }),
  });
  return held.goldthreadJobs;
}
