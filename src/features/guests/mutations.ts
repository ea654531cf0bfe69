import { v7 as uuid } from "uuid";
import { guestProblems, MOST_OPENINGS_A_DAY } from "@/domain/guest-access";
import { mailAddressOf } from "@/domain/mail-address";
import { addressOf } from "@/domain/past-address";
import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { newGuestSession } from "@/server/guests";
import { letInAddress, mailedSecret } from "@/server/let-in-links";
import { dropWaitingMail, noteUndelivered, queueMail, type SettledMail } from "@/server/outbox";
import { change, type RecordWriter } from "@/server/record";
import { hashToken, newToken } from "@/server/sessions";
import { guestVersions, openGuestLink } from "./queries";
import type { GuestInput } from "./schema";

/**
 * Lets a guest in: makes a link that is returned this once and of which only a hash is kept; where wanted, it also goes out by mail.
 * @throws Invalid when the scope names no version, a version that cannot be read, or a history without a period, or a mail has no address
 */
export async function inviteGuest(
  access: Access,
  { days, byMail = false, language = "en", ...wanted }: GuestInput,
): Promise<{ id: string; ref: string; link: string; expiresAt: string; mailed: boolean }> {
  const t = translator("guests.problem");
  const problems: Record<string, string> = Object.fromEntries(
    Object.entries(guestProblems(wanted)).map(([field, problem]) => [field, t(problem)]),
  );
  const known = new Set((await guestVersions(access)).map(({ id }) => id));
  if (!problems.versionIds && wanted.versionIds.some((id) => !known.has(id))) problems.versionIds = t("unknown_version");
  if (wanted.periodTo && wanted.periodTo > today()) problems.periodTo = t("period_to_come");
  const address = byMail ? mailAddressOf(wanted.email) : null;
  if (byMail && !address) problems.email = translator("validation")("not_a_mail_address");
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  const organizationId = access.organization.id;
  const newId = uuid();
  const secret = address ? mailedSecret("guest-access", organizationId, newId) : newToken();
  const expiresAt = new Date(now().getTime() + days * 86_400_000).toISOString();
  const tokenHash = hashToken(secret);
  const made = await change(access, async (record) => {
    const guest = await record.create(
      "guest-access",
      { ...wanted, id: newId, expiresAt, invitedById: access.user?.id ?? null, tokenHash },
      { action: "invite", reason: wanted.purpose },
    );
    if (address) await queueMail(record, [guestMail(access, { ...wanted, id: newId, address, language, expiresAt })]);
    return guest;
  });
  return { id: made.id, ref: made.ref!, link: letInAddress("guest-access", organizationId, secret), expiresAt, mailed: address !== null };
}

interface GuestLetter {
  id: string;
  name: string;
  address: string;
  language: string;
  purpose: string;
  expiresAt: string;
}

function guestMail(access: Access, { id, name, address, language, purpose, expiresAt }: GuestLetter) {
  const t = outsideWords(language, "guest.mail");
  const plain = (text: string) => text.replaceAll("{link}", "");
  const said = {
    organization: plain(access.organization.name),
    name: plain(name),
    purpose: plain(purpose),
    until: new Date(expiresAt),
  };
  return {
    kind: "guest",
    toEmail: address,
    toName: name,
    language,
    subject: t("subject", said),
    body: [
      t("greeting", said),
      t("lead", said),
      t("purpose", said),
      "{link}",
      t("until", said),
      t("noted", said),
      t("farewell", said),
    ].join("\n\n"),
    dedupeKey: `guest:${id}`,
    entity: "guest-access",
    recordId: id,
  };
}

/** What became of the mail of a guest's link: what did not reach anybody is noted. */
export async function mailSettled(record: RecordWriter, mail: SettledMail): Promise<void> {
  noteUndelivered(record, mail, { entity: "guest-access", ref: (await record.get("guest-access", mail.recordId)).ref ?? "" });
}

/** Ends a guest's access before its time: their next request opens nothing. */
export async function revokeGuest(
  access: Access,
  { id, version }: { id: string; version: number },
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const { values } = await record.get("guest-access", id);
    if (values.revokedAt) throw new Refused("guest-gone");
    const stored = await record.update(
      "guest-access",
      id,
      version,
      { revokedAt: now().toISOString(), revokedById: access.user?.id ?? null },
      { action: "revoke" },
    );
    await dropWaitingMail(record, "guest-access", id);
    return { id, version: stored.version };
  });
}

/**
 * Opens a link in a browser: a session of its own, as long as the access lasts. Returns the value for the cookie and where to go.
 * @throws Refused("guest-gone") for every link that opens nothing, Refused("guest-worn") when it was opened too often today
 */
export async function openAsGuest(token: string): Promise<{ cookie: string; path: string; maxAge: number }> {
  const found = await openGuestLink(token);
  if (!found) throw new Refused("guest-gone");
  const { link, access } = found;
  const organizationId = access.organization.id;
  const path = await change(access, async (record) => {
    const opened = await record.tx.guestSession.count({
      where: { organizationId, guestAccessId: link.id, createdAt: { gt: new Date(now().getTime() - 86_400_000) } },
    });
    if (opened >= MOST_OPENINGS_A_DAY) throw new Refused("guest-worn");
    const [version] = await record.tx.registerVersion.findMany({
      where: { organizationId, id: { in: link.versionIds }, historySequence: { not: null } },
      orderBy: [{ major: "desc" }, { minor: "desc" }],
      select: { number: true },
      take: 1,
    });
    if (!version) throw new Refused("guest-gone");
    const session = newGuestSession(organizationId, link.id, link.expiresAt);
    await record.tx.guestSession.create({ data: session.row });
    if (!link.firstOpenedAt)
      await record.update("guest-access", link.id, link.version, { firstOpenedAt: now().toISOString() }, { action: "open" });
    return { cookie: session.cookie, path: `/${addressOf(access.organization.slug, version.number)}` };
  });
  return { ...path, maxAge: Math.max(1, Math.floor((link.expiresAt.getTime() - now().getTime()) / 1_000)) };
}
