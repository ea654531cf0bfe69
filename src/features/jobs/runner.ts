import { log } from "@/server/log";
import { onMailQueued } from "@/server/outbox";

/** Recurring work of one area: `work` may be called as often as anybody likes and carries out what is missing, once. */
export interface Job {
  name: string;
  work: () => Promise<unknown>;
}

export interface Jobs {
  /** Carries out everything that is missing now; resolves when that is done. */
  once(): Promise<void>;
  /** Takes on nothing more, and waits for what is running. */
  stop(): Promise<void>;
}

interface Mail {
  run(): Promise<void>;
  stop(): Promise<void>;
}

const MAIL_MS = 30_000;
const HOURLY_MS = 60 * 60_000;
/** Long enough for the server to answer its first pages before anything else. */
const FIRST_MS = 20_000;
/** Mails queued one after the other are looked for together. */
const GATHER_MS = 50;

/**
 * Carries out mail and recurring work: mail as soon as some is queued in this process and every half minute, everything else every hour. What is done
 * and what is not stands in the database; the timers only look. One job that fails keeps no other from its turn.
 */
export function startJobs({
  mail,
  hourly,
  moments = [],
  first = FIRST_MS,
}: {
  mail: Mail;
  hourly: readonly Job[];
  /** Looked for every half minute, before mail goes out: what came in. */
  moments?: readonly Job[];
  first?: number;
}): Jobs {
  let stopped = false;
  let working: Promise<void> = Promise.resolve();
  const timers = new Set<NodeJS.Timeout>();
  const after = (milliseconds: number, work: () => void) => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!stopped) work();
    }, milliseconds);
    // Stopping does not wait for it.
    timer.unref();
    timers.add(timer);
  };
  const sendMail = () => mail.run().catch((error: unknown) => log("warn", "mail could not be sent now", error));
  const carryOut = async (jobs: readonly Job[]) => {
    for (const { name, work } of jobs) {
      if (stopped) return;
      await work().catch((error: unknown) => log("error", `recurring work failed: ${name}`, error));
    }
  };
  const everyHour = () => {
    working = carryOut(hourly);
    void working.then(() => after(HOURLY_MS, everyHour));
  };
  let looking: Promise<void> = Promise.resolve();
  const everyMoment = () => {
    looking = carryOut(moments);
    void looking.then(sendMail).then(() => after(MAIL_MS, everyMoment));
  };
  let gathering = false;
  const forget = onMailQueued(() => {
    if (gathering) return;
    gathering = true;
    after(GATHER_MS, () => {
      gathering = false;
      void sendMail();
    });
  });
  after(first, everyHour);
  after(first, everyMoment);
  return {
    async once() {
      await carryOut(moments);
      await carryOut(hourly);
      await sendMail();
    },
    async stop() {
      stopped = true;
      forget();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([mail.stop(), working.catch(() => {}), looking.catch(() => {})]);
    },
  };
}
