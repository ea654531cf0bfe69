/**
 * How many wrong passwords are tried before somebody has to wait. Guessing is limited for the account, whoever guesses, and for the network, whatever
 * account it guesses at. A browser from which the account once signed in has a budget of its own, so that a stranger who burns the account's tries
 * cannot lock its owner out.
 */
export const SIGN_IN_LIMITS = {
  windowMinutes: 15,
  /** Wrong passwords for one account from browsers it does not know, all networks together. */
  account: 10,
  /** Wrong passwords for one account from one known browser. */
  device: 10,
  /** Wrong passwords from one network, all accounts together; an office behind one address has many people. */
  network: 50,
} as const;

export interface SignInTry {
  account: string;
  /** As {@link networkOf} gives it. */
  network: string;
  /** Which known browser of this account it came from; null for an unknown one. A cookie that belongs to another account is unknown. */
  device: string | null;
  succeeded: boolean;
  at: Date;
}

export type SignInVerdict = { allowed: true } | { allowed: false; because: "account" | "device" | "network"; waitUntil: Date };

/**
 * Whether another try may be made now. `attempts` are those of the last 15 minutes that share the account or the network (more do no harm). So that parallel
 * tries count, write a try down as failed before the password is looked at and mark it succeeded afterwards. A success forgives nothing: the failures
 * before it may have been a stranger's.
 */
export function judgeSignIn(
  attempts: readonly SignInTry[],
  { account, network, device }: Pick<SignInTry, "account" | "network" | "device">,
  now: Date,
): SignInVerdict {
  const since = now.getTime() - SIGN_IN_LIMITS.windowMinutes * 60_000;
  const failures = attempts.filter(({ succeeded, at }) => !succeeded && at.getTime() > since);
  if (device !== null)
    return within(
      failures.filter((a) => a.account === account && a.device === device),
      "device",
    );
  const ofAccount = within(
    failures.filter((a) => a.account === account && a.device === null),
    "account",
  );
  if (!ofAccount.allowed) return ofAccount;
  return within(
    failures.filter((a) => a.network === network && a.device === null),
    "network",
  );
}

function within(failures: readonly SignInTry[], because: "account" | "device" | "network"): SignInVerdict {
  const limit = SIGN_IN_LIMITS[because];
  if (failures.length < limit) return { allowed: true };
  const times = failures.map(({ at }) => at.getTime()).sort((a, b) => a - b);
  // When this one is older than the window, one try fewer than the limit is left in it.
  const leaving = times[times.length - limit]!;
  return { allowed: false, because, waitUntil: new Date(leaving + SIGN_IN_LIMITS.windowMinutes * 60_000) };
}

/**
 * The network an address counts for: an IPv4 address itself, an IPv6 address its first 64 bits, because one customer has all the rest. "unknown" for what is
 * no address: all of those share one budget.
 */
export function networkOf(address: string): string {
  const bare = address
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, "$1")
    .replace(/%.*$/, "")
    .toLowerCase();
  const v4 = ipv4(bare) ?? ipv4(bare.replace(/^((?:\d+\.){3}\d+):\d+$/, "$1"));
  if (v4) return v4;
  const groups = ipv6Groups(bare);
  if (!groups) return "unknown";
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

function ipv4(text: string): string | null {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256) ? parts.map(Number).join(".") : null;
}

function ipv6Groups(text: string): number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === "" ? [] : readGroups(half)));
  if (!head || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? head : null;
  const missing = 8 - head.length - tail.length;
  return missing >= 1 ? [...head, ...new Array<number>(missing).fill(0), ...tail] : null;
}

function readGroups(half: string): number[] | null {
  const groups: number[] = [];
  const pieces = half.split(":");
  for (const [index, piece] of pieces.entries()) {
    const v4 = index === pieces.length - 1 ? ipv4(piece)?.split(".").map(Number) : undefined;
    if (v4) groups.push(v4[0]! * 256 + v4[1]!, v4[2]! * 256 + v4[3]!);
    else if (/^[0-9a-f]{1,4}$/.test(piece)) groups.push(Number.parseInt(piece, 16));
    else return null;
  }
  return groups;
}
