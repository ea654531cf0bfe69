import { hash, verify } from "@node-rs/argon2";

// OWASP's floor for Argon2id: 19 MiB, two passes.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** At most two at once, so that a storm of sign-ins costs neither memory nor the other requests' time. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 100;

let running = 0;
const waiting: (() => void)[] = [];

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new Error("too many sign-ins at once");
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** The Argon2id hash of a password, as text with its parameters. */
export function hashPassword(password: string): Promise<string> {
  return limited(() => hash(password, PARAMETERS));
}

let decoy: Promise<string> | undefined;

/** Whether the password fits. For an unknown account (null) it takes the same work and says no, so that time tells nothing. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const expected = passwordHash ?? (await decoy);
  const fits = await limited(() => verify(expected, password));
  return fits && passwordHash !== null;
}
