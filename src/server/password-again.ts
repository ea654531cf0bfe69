import { v7 as uuid } from "uuid";
import { translator } from "@/lib/translate";
import type { Access } from "./access-value";
import { now } from "./clock";
import { Forbidden, Invalid, Refused } from "./errors";
import { passwordFits } from "./passwords";
import { systemTask } from "./tenant";

const LIMITS = { wrong: 5, minutes: 15 };

/**
 * Asks for the password once more before something is signed or approved: a screen that was left open is nobody's signature. Call it before the
 * change begins, for it works on the accounts, which belong to no organisation.
 * Throws Forbidden where nobody is signed in, Invalid at `password` for a wrong one, Refused("too-many-passwords") after five wrong ones in 15 minutes.
 */
export async function requirePassword(access: Access, password: string): Promise<void> {
  const user = access.user;
  if (!user) throw new Forbidden("password");
  const at = now();
  const account = `password:${user.id}`;
  // Written down as wrong before the password is looked at, so that parallel tries count.
  const attempt = await systemTask(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${account}))`;
    const since = new Date(at.getTime() - LIMITS.minutes * 60_000);
    const wrong = await tx.signInAttempt.count({ where: { account, succeeded: false, at: { gt: since } } });
    if (wrong >= LIMITS.wrong) throw new Refused("too-many-passwords", { minutes: LIMITS.minutes });
    return tx.signInAttempt.create({
      data: { id: uuid(), account, network: "", device: null, succeeded: false, at },
      select: { id: true },
    });
  });
  const row = await systemTask((tx) => tx.userAccount.findUnique({ where: { id: user.id }, select: { passwordHash: true } }));
  if (!(await passwordFits(row?.passwordHash ?? null, password))) throw new Invalid({ password: translator("auth")("wrongCurrent") });
  await systemTask((tx) => tx.signInAttempt.update({ where: { id: attempt.id }, data: { succeeded: true }, select: { id: true } }));
}
