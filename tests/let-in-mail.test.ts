import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inviteGuest, openAsGuest, revokeGuest } from "@/features/guests/mutations";
import { getGuest } from "@/features/guests/queries";
import { guestInput } from "@/features/guests/schema";
import { MailDelivery } from "@/features/mail/delivery";
import { mailBounced, sendAgain, withdrawMail } from "@/features/mail/mutations";
import { getMail, listMails } from "@/features/mail/queries";
import { acceptInvitation, invite, revokeInvitation } from "@/features/members/mutations";
import { openInvitation, pendingInvitations } from "@/features/members/queries";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { mailSettings } from "@/server/env";
import { Invalid } from "@/server/errors";
import { change } from "@/server/record";
import { mailServer } from "./support/mail-server";
import { createPerson, openWorld } from "./support/world";

const world = openWorld();
let folder = "";
let mira: Access;
let box: Awaited<ReturnType<typeof mailServer>>;

beforeEach(async () => {
  if (world.skip) return;
  folder = mkdtempSync(path.join(tmpdir(), "goldthread-let-in-"));
  mira = await world.as("mira");
  box = await mailServer();
  await world.sql("DELETE FROM mail_message");
});
afterEach(async () => {
  if (world.skip) return;
  setClock(null);
  await box.close();
  rmSync(folder, { recursive: true, force: true });
});

const deliver = async () => {
  const delivery = new MailDelivery(() => ({
    ...mailSettings({ SMTP_URL: box.url, MAIL_FROM: "register@nordwind.example" }),
    mailboxFolder: path.join(folder, "mailbox"),
    journalFolder: path.join(folder, "journal"),
  }));
  await delivery.run();
  await delivery.stop();
};
const tokenOf = (link: string) => link.split("/").at(-1)!;
const mails = () =>
  world.sql<{ id: string; status: string; problem: string; message_id: string }>(
    "SELECT id, status, problem, message_id FROM mail_message ORDER BY created_at, id",
  );
const actionsOf = async (id: string) =>
  (await world.sql<{ action: string }>("SELECT action FROM history_entry WHERE entity_id = $1 ORDER BY sequence", [id])).map(
    ({ action }) => action,
  );
/** Everything that the database keeps, as text. */
async function everythingKept(): Promise<string> {
  const tables = await world.sql<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const kept = [];
  for (const { name } of tables) kept.push(JSON.stringify(await world.sql(`SELECT t::text FROM "${name}" t`)));
  return kept.join("\n");
}

describe.skipIf(world.skip)("an invitation by mail", () => {
  const asked = async (more: object = {}) => {
    const person = await createPerson("Nils Neu", `nils-${uuid()}@house.example`);
    const made = await invite(mira, { email: person.email, role: "viewer", days: 7, byMail: true, language: "de", ...more });
    const state = async () => (await pendingInvitations(mira)).find(({ id }) => id === made.id);
    return { person, made, state };
  };

  it("carries its link, in the language that was chosen, and the secret is kept nowhere", async () => {
    const { person, made, state } = await asked();
    expect(made.mailed).toBe(true);
    expect(await state()).toMatchObject({ mail: { status: "waiting" } });
    await deliver();
    expect(box.received.map(({ to }) => to)).toEqual([person.email]);
    const read = await box.parse(box.received[0]!);
    expect(read.subject).toContain("lädt Sie in sein Register ein");
    expect(read.text).toContain(made.link);
    expect(read.text).toContain("Mira Lindqvist lädt Sie ein");
    expect(await state()).toMatchObject({ mail: { status: "sent", problem: "" } });
    const kept = await everythingKept();
    expect(kept).toContain(made.id);
    expect(kept).not.toContain(tokenOf(made.link).split(".")[1]);
    const { rows } = await listMails(mira, { filter: "sent", page: 1 });
    expect(rows).toMatchObject([{ kind: "invitation", toEmail: person.email }]);
    expect((await getMail(mira, rows[0]!.id)).text).toContain("{link}");
    expect(await acceptInvitation({ sessionId: uuid(), user: person }, tokenOf(made.link))).toEqual({ slug: "nordwind" });
  });

  it("is not sent once it was revoked, accepted, made anew or is over", async () => {
    const revoked = await asked();
    await revokeInvitation(mira, { id: revoked.made.id, version: 1 });
    const accepted = await asked();
    await acceptInvitation({ sessionId: uuid(), user: accepted.person }, tokenOf(accepted.made.link));
    const anew = await asked();
    await invite(mira, { email: anew.person.email, role: "viewer", days: 7 });
    const over = await asked({ days: 1 });
    expect((await mails()).map(({ status, problem }) => [status, problem])).toEqual([
      ...Array(3).fill(["withdrawn", "link-ended"]),
      ["waiting", ""],
    ]);
    // Claimed at the very moment in which it ended: looked at again before it goes.
    await world.sql("UPDATE mail_message SET status = 'waiting', problem = ''");
    setClock(new Date(Date.now() + 2 * 86_400_000));
    await deliver();
    expect(box.received).toEqual([]);
    expect(await mails()).toMatchObject(Array(4).fill({ status: "withdrawn", problem: "link-ended" }));
    expect(await over.state()).toMatchObject({ expired: true, mail: { status: "withdrawn" } });
  });

  it("says when it came back, and when it was taken back by hand", async () => {
    const { made, state } = await asked();
    const [mail] = await mails();
    await withdrawMail(mira, { id: mail!.id });
    expect(await state()).toMatchObject({ mail: { status: "withdrawn", problem: "taken-back" } });
    await sendAgain(mira, { id: mail!.id });
    await deliver();
    expect(box.received).toHaveLength(1);
    expect(await mailBounced(mira, (await mails())[0]!.message_id, "550 5.1.1 unknown")).toBe(true);
    expect(await state()).toMatchObject({ mail: { status: "bounced", problem: "550 5.1.1 unknown" } });
    expect(await actionsOf(made.id)).toEqual(["invite", "mail-taken-back", "mail-again", "send-failed"]);
    expect(await openInvitation(tokenOf(made.link))).not.toBeNull();
  });

  it("that was only shown cannot be mailed: nobody finds its secret again", async () => {
    const { made, state } = await asked({ byMail: false });
    expect(made.mailed).toBe(false);
    expect(await state()).toMatchObject({ mail: null });
    expect(await mails()).toEqual([]);
    await world.sql(
      `INSERT INTO mail_message (organization_id, id, kind, to_email, subject, body, entity, record_id, not_before, created_at)
       VALUES ($1, $2, 'invitation', 'a@x.example', 'S', '{link}', 'invitation', $3, now(), now())`,
      [mira.organization.id, uuid(), made.id],
    );
    await deliver();
    expect(box.received).toEqual([]);
    expect(await mails()).toMatchObject([{ status: "withdrawn", problem: "link-ended" }]);
  });
});

describe.skipIf(world.skip)("a guest's link by mail", () => {
  const letIn = async (more: object = {}) => {
    const [head] = await world.sql<{ sequence: number }>("SELECT sequence::int FROM history_head WHERE organization_id = $1", [
      mira.organization.id,
    ]);
    const [known] = await world.sql<{ id: string }>("SELECT id FROM register_version WHERE number = '3.0'");
    const version =
      known ??
      (await change(mira, (record) =>
        record.create("register-version", {
          number: "3.0",
          major: 3,
          minor: 0,
          status: "approved",
          historySequence: head!.sequence,
          approvedOn: "2026-05-12",
        }),
      ));
    const wanted = { name: "Aïcha {link}", email: "aicha@cert.example", purpose: "Audit", versionIds: [version.id], areas: [], days: 7 };
    return inviteGuest(mira, guestInput.parse({ ...wanted, byMail: true, language: "fr", ...more }));
  };

  it("goes to the address that was typed, and opens; the page says so", async () => {
    const made = await letIn();
    await deliver();
    const read = await box.parse(box.received[0]!);
    expect(read.to).toMatchObject([{ address: "aicha@cert.example" }]);
    expect(read.subject).toContain("vous laisse lire son registre");
    expect(read.text!.split(made.link)).toHaveLength(2);
    expect(await getGuest(mira, made.ref)).toMatchObject({ mail: { status: "sent", toEmail: "aicha@cert.example" } });
    expect(await everythingKept()).not.toContain(tokenOf(made.link).split(".")[1]);
    expect((await openAsGuest(tokenOf(made.link))).path).toBe("/nordwind~3.0");
    await mailBounced(mira, (await mails())[0]!.message_id, "550 gone");
    expect(await getGuest(mira, made.ref)).toMatchObject({ mail: { status: "bounced", problem: "550 gone" } });
    expect(await actionsOf(made.id)).toContain("send-failed");
  });

  it("does not go once the access was withdrawn, and not without an address", async () => {
    const made = await letIn();
    await revokeGuest(mira, { id: made.id, version: 1 });
    expect(await getGuest(mira, made.ref)).toMatchObject({ mail: { status: "withdrawn", problem: "link-ended" } });
    await world.sql("UPDATE mail_message SET status = 'waiting', problem = ''");
    await deliver();
    expect(box.received).toEqual([]);
    for (const email of ["", "not an address", "a@x.example, b@x.example"]) await expect(letIn({ email })).rejects.toBeInstanceOf(Invalid);
    expect(await letIn({ email: "", byMail: false })).toMatchObject({ mailed: false });
  });
});
