import { v7 as uuid } from "uuid";
import { networkOf } from "@/domain/access-limits";
import { translator } from "@/lib/translate";
import { now } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { hashPassword, passwordFits } from "@/server/passwords";
import { hashToken, type SignedIn } from "@/server/sessions";
import { systemTask } from "@/server/tenant";
import { passwordFlaw } from "./password-rules";
import type { PasswordInput, SignUpInput } from "./schema";

/** Accounts belong to people, not to an organisation: these are the few writes outside the register and its history. */

const SIGN_UPS = { most: 20, withinMinutes: 60 };

/**
 * Makes an account, unless the address has one already. Work, words and time are the same in both cases, so that nobody can ask who has an account.
 * @param address of the peer, for limiting
 * @throws Invalid for a password that is too easily guessed, Refused("too-many-sign-ups")
 */
export async function signUp(input: SignUpInput, address: string): Promise<void> {
  refuseWeak(input.password, [input.name, input.email, input.email.split("@")[0] ?? ""]);
  const at = now();
  const network = networkOf(address);
  await systemTask(async (tx) => {
    // The rows of sign-in tries serve for this count too; the account "sign-up" is no address, so it meets none of them.
    const since = new Date(at.getTime() - SIGN_UPS.withinMinutes * 60_000);
    const many = await tx.signInAttempt.count({ where: { account: "sign-up", network, at: { gt: since } } });
    if (many >= SIGN_UPS.most) throw new Refused("too-many-sign-ups", { minutes: SIGN_UPS.withinMinutes });
    await tx.signInAttempt.create({
      data: { id: uuid(), account: "sign-up", network, device: null, succeeded: true, at },
      select: { id: true },
    });
  });
  const passwordHash = await hashPassword(input.password);
  await systemTask(
    (tx) => tx.$executeRaw`
      INSERT INTO user_account (id, email, name, password_hash, created_at)
      VALUES (${uuid()}::uuid, ${input.email}, ${input.name}, ${passwordHash}, ${at}) ON CONFLICT (email) DO NOTHING`,
  );
}

/** Lets this browser keep a budget of sign-in tries of its own. Returns false when it is known for this person already. */
export async function rememberDevice(user: SignedIn["user"], known: string | undefined, fresh: string): Promise<boolean> {
  return systemTask(async (tx) => {
    if (known && (await tx.knownDevice.findFirst({ where: { tokenHash: hashToken(known), userId: user.id }, select: { tokenHash: true } })))
      return false;
    await tx.knownDevice.create({ data: { tokenHash: hashToken(fresh), userId: user.id, createdAt: now() }, select: { tokenHash: true } });
    return true;
  });
}

/** Changes the name under which others see the person. Entries of the history keep the name of their time. */
export async function changeName({ user }: SignedIn, name: string): Promise<{ name: string }> {
  await systemTask((tx) => tx.userAccount.update({ where: { id: user.id }, data: { name }, select: { id: true } }));
  return { name };
}

/**
 * Changes the password of the person who knows the old one, and ends all their other sessions.
 * @throws Invalid when the old one is wrong or the new one too weak, Refused("too-many-passwords") after five wrong ones in 15 minutes
 */
export async function changePassword({ user, sessionId }: SignedIn, input: PasswordInput): Promise<{ ended: number }> {
  refuseWeak(input.password, [user.name, user.email, user.email.split("@")[0] ?? ""]);
  const t = translator("auth");
  const at = now();
  const account = `password:${user.id}`;
  // Written down as wrong before the password is looked at, so that parallel tries count.
  const attempt = await systemTask(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${account}))`;
    const since = new Date(at.getTime() - 15 * 60_000);
    const wrong = await tx.signInAttempt.count({ where: { account, succeeded: false, at: { gt: since } } });
    if (wrong >= 5) throw new Refused("too-many-passwords", { minutes: 15 });
    return tx.signInAttempt.create({
      data: { id: uuid(), account, network: "", device: null, succeeded: false, at },
      select: { id: true },
    });
  });
  const row = await systemTask((tx) => tx.userAccount.findUnique({ where: { id: user.id }, select: { passwordHash: true } }));
  if (!(await passwordFits(row?.passwordHash ?? null, input.current))) throw new Invalid({ current: t("wrongCurrent") });
  if (input.current === input.password) throw new Invalid({ password: t("samePassword") });
  const passwordHash = await hashPassword(input.password);
  const ended = await systemTask(async (tx) => {
    await tx.signInAttempt.update({ where: { id: attempt.id }, data: { succeeded: true }, select: { id: true } });
    await tx.userAccount.update({ where: { id: user.id }, data: { passwordHash }, select: { id: true } });
    return tx.session.updateMany({ where: { userId: user.id, endedAt: null, id: { not: sessionId } }, data: { endedAt: at } });
  });
  return { ended: ended.count };
}

/** Ends one session of the person's own. Throws NotFound for anybody else's, as for one that never was. */
export async function endOwnSession({ user }: SignedIn, id: string): Promise<void> {
  const { count } = await systemTask((tx) =>
    tx.session.updateMany({ where: { id, userId: user.id, endedAt: null }, data: { endedAt: now() } }),
  );
  if (count === 0) throw new NotFound();
}

/** Ends every session of the person but this one. */
export async function endOtherSessions({ user, sessionId }: SignedIn): Promise<{ ended: number }> {
  const { count } = await systemTask((tx) =>
    tx.session.updateMany({ where: { userId: user.id, endedAt: null, id: { not: sessionId } }, data: { endedAt: now() } }),
  );
  return { ended: count };
}

function refuseWeak(password: string, about: readonly string[]): void {
  const flaw = passwordFlaw(password, about);
  if (flaw) throw new Invalid({ password: translator("auth")(`passwordFlaw.${flaw}`) });
}
