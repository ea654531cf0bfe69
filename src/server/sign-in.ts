import { v7 as uuid } from "uuid";
import { judgeSignIn, networkOf, SIGN_IN_LIMITS } from "@/domain/access-limits";
import { now } from "./clock";
import { passwordFits } from "./passwords";
import { hashToken, startSession } from "./sessions";
import { systemTask } from "./tenant";

export type SignInResult = { kind: "in"; sessionToken: string; userId: string } | { kind: "wrong" } | { kind: "wait"; minutes: number };

/** An e-mail address in the one form under which accounts are kept: NFKC first, so that a homoglyph of "@" is one; exactly one "@". Null: none. */
export function normaliseEmail(email: string): string | null {
  const text = email.normalize("NFKC").trim().toLowerCase();
  return /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(text) ? text : null;
}

/**
 * One try to sign in. A known and an unknown account take the same work and get the same answer. The try is written down as failed before the
 * password is looked at, so that parallel tries count.
 * @param device value of the known-device cookie, if the browser sent one
 */
export async function signIn(input: {
  email: string;
  password: string;
  address: string;
  userAgent: string;
  device: string | null;
}): Promise<SignInResult> {
  const email = normaliseEmail(input.email);
  const account = email ?? "";
  const network = networkOf(input.address);
  const at = now();
  const since = new Date(at.getTime() - SIGN_IN_LIMITS.windowMinutes * 60_000);
  const opened = await systemTask(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`sign-in ${account}`}))`;
    const user = email
      ? await tx.userAccount.findUnique({ where: { email }, select: { id: true, passwordHash: true, disabledAt: true } })
      : null;
    const hash = input.device ? hashToken(input.device) : null;
    const known =
      hash && user ? await tx.knownDevice.findFirst({ where: { tokenHash: hash, userId: user.id }, select: { tokenHash: true } }) : null;
    const device = known?.tokenHash ?? null;
    const attempts = await tx.signInAttempt.findMany({
      where: { at: { gt: since }, succeeded: false, OR: [{ account }, { network }] },
      select: { account: true, network: true, device: true, succeeded: true, at: true },
      take: 1_000,
    });
    const verdict = judgeSignIn(attempts, { account, network, device }, at);
    if (!verdict.allowed) return { waitUntil: verdict.waitUntil };
    const attempt = await tx.signInAttempt.create({
      data: { id: uuid(), account, network, device, succeeded: false, at },
      select: { id: true },
    });
    return { attempt: attempt.id, user };
  });
  if (opened.waitUntil) return { kind: "wait", minutes: Math.max(1, Math.ceil((opened.waitUntil.getTime() - at.getTime()) / 60_000)) };
  const { attempt, user } = opened;
  // A disabled account is as unknown as one that never was.
  const usable = user && !user.disabledAt ? user : null;
  const fits = await passwordFits(usable?.passwordHash ?? null, input.password);
  if (!fits || !usable) return { kind: "wrong" };
  await systemTask((tx) => tx.signInAttempt.update({ where: { id: attempt }, data: { succeeded: true }, select: { id: true } }));
  return { kind: "in", sessionToken: await startSession(usable.id, input.userAgent), userId: usable.id };
}
