import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MailDelivery } from "@/features/mail/delivery";
import { mailBounced, sendAgain, sendTestMail, withdrawMail } from "@/features/mail/mutations";
import { getMail, listMails, mailSetup } from "@/features/mail/queries";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { type MailSettings, mailSettings, misspelt, refusals } from "@/server/env";
import { NotFound, Refused } from "@/server/errors";
import { type NewMail, queueMail } from "@/server/outbox";
import { issuePartyLink, partyLinkAddress, revokePartyLink } from "@/server/party-links";
import { change } from "@/server/record";
import { mailServer } from "./support/mail-server";
import { openWorld } from "./support/world";

const world = openWorld();
let folder = "";
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "goldthread-mail-"));
  if (!world.skip) await world.sql("DELETE FROM mail_message");
});
afterEach(async () => {
  setClock(null);
  for (const one of open.splice(0)) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (url: string | null): MailSettings => ({
  ...mailSettings({ ...(url ? { SMTP_URL: url } : {}), MAIL_FROM: "register@nordwind.example" }),
  mailboxFolder: path.join(folder, "mailbox"),
  journalFolder: path.join(folder, "journal"),
});
async function server(options: Parameters<typeof mailServer>[0] = {}) {
  const made = await mailServer(options);
  open.push(made);
  return made;
}
const deliver = async (url: string | null) => {
  const delivery = new MailDelivery(() => settings(url));
  await delivery.run();
  await delivery.stop();
};
const mail = (toEmail: string, more: Partial<NewMail> = {}): NewMail => ({
  kind: "test",
  toEmail,
  subject: "Hello",
  body: "A word.",
  ...more,
});
const queue = (access: Access, ...mails: NewMail[]) => change(access, (record) => queueMail(record, mails));
const rows = () =>
  world.sql<{ to_email: string; status: string; problem: string; attempts: number; message_id: string }>(
    "SELECT to_email, status, problem, attempts, message_id FROM mail_message ORDER BY to_email",
  );

describe("settings of mail", () => {
  const wrong = (variables: Record<string, string>) => refusals(variables, { production: false });
  it("say what is wrong, one line each", () => {
    expect(wrong({ SMTP_URL: "smtp://u:p%40ss@mail.example.org:587", MAIL_FROM: "a@example.org" })).toEqual([]);
    expect(mailSettings({ SMTP_URL: "smtps://u:p%40ss@mail.example.org", MAIL_FROM: "a@example.org" }).smtp).toEqual({
      host: "mail.example.org",
      port: 465,
      secure: true,
      user: "u",
      password: "p@ss",
    });
    for (const SMTP_URL of [
      "mail.example.org",
      "http://mail.example.org",
      "smtp://u@mail.example.org",
      "smtp://u:%zz@mail.example.org",
      "smtp://",
    ])
      expect(wrong({ SMTP_URL, MAIL_FROM: "a@example.org" })[0], SMTP_URL).toContain("SMTP_URL");
    expect(wrong({ SMTP_URL: "smtp://mail.example.org" })[0]).toContain("MAIL_FROM is missing");
    expect(wrong({ MAIL_FROM: "Register <a@example.org>" })[0]).toContain("MAIL_FROM");
    expect(wrong({ MAIL_FROM_NAME: "a\nBcc: b@example.org" })[0]).toContain("one line");
    expect(wrong({ JOBS: "no" })[0]).toContain("JOBS");
    expect(misspelt({ SMTP_ULR: "x" })).toEqual([{ found: "SMTP_ULR", meant: "SMTP_URL" }]);
  });
});

describe.skipIf(world.skip)("mail", () => {
  it("goes out with a stable Message-ID, text and a page of its own, in the language and with the link put in at sending", async () => {
    const box = await server();
    const mira = await world.as("mira");
    const linkId = await change(mira, (record) =>
      issuePartyLink(record, { kind: "feedback", partyId: null, targetId: null, recipient: "Anna", language: "de", expiresAt: null }),
    );
    const [id] = await queue(
      mira,
      mail("anna@clinic.example", {
        toName: "Änna Müller",
        subject: "Ihre Anforderungen",
        body: "Guten Tag,\n\n{link}\n\nNordwind",
        language: "de",
        linkId,
      }),
    );
    await deliver(box.url);
    expect(box.received).toHaveLength(1);
    const address = partyLinkAddress(mira.organization.id, "feedback", linkId);
    const read = await box.parse(box.received[0]!);
    expect(read).toMatchObject({
      subject: "Ihre Anforderungen",
      messageId: `<${mira.organization.id}.${id}@127.0.0.1>`,
      from: { name: "Nordwind Data GmbH", address: "register@nordwind.example" },
      to: [{ name: "Änna Müller", address: "anna@clinic.example" }],
    });
    expect(read.text).toContain(address);
    expect(read.html).toContain(`<a href="${address}">`);
    expect(read.html).toContain('<html lang="de">');
    expect(read.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
    expect(await rows()).toMatchObject([{ status: "sent", problem: "", attempts: 1, message_id: read.messageId }]);
    // What is stored never holds the link's secret.
    expect(JSON.stringify(await world.sql("SELECT * FROM mail_message"))).not.toContain(address.split("/").at(-1));
    await deliver(box.url);
    expect(box.received).toHaveLength(1);
  });

  it("holds no header that a name, a subject or an address brought along", async () => {
    const box = await server();
    const mira = await world.as("mira");
    const evil = 'x\r\nBcc: thief@evil.example\r\n\r\n"<b@evil.example>, ';
    await queue(
      mira,
      mail("one@clinic.example", { toName: evil, subject: `Hi${evil}`, body: "\r\n.\r\nRCPT TO:<thief@evil.example>\r\nQUIT" }),
      mail("two@clinic.example", { toName: "a\u2028Bcc: thief@evil.example" }),
      mail("three@clinic.example>\r\nRCPT TO:<thief@evil.example"),
      mail("four@clinic.example, thief@evil.example"),
      mail("Four <four@clinic.example>"),
      mail("five＠clinic.example@evil.example"),
    );
    expect(await world.sql("SELECT subject FROM mail_message WHERE subject || to_name || to_email ~ '[[:cntrl:]]'")).toEqual([]);
    // Rows that came past the outbox, e.g. from a restored backup.
    await world.sql("UPDATE mail_message SET subject = $1, to_name = $1 WHERE to_email = 'two@clinic.example'", [evil]);
    await deliver(box.url);
    expect(box.received.map(({ to }) => to).sort()).toEqual(["one@clinic.example", "two@clinic.example"]);
    for (const one of box.received) {
      const read = await box.parse(one);
      expect(read.bcc).toBeUndefined();
      expect(read.to).toHaveLength(1);
      expect(read.to![0]!.address).toBe(one.to);
      expect(one.raw.split("\r\n\r\n")[0]).not.toMatch(/^bcc:/im);
    }
    const told = await rows();
    expect(told.filter(({ status }) => status === "refused").map(({ problem }) => problem)).toEqual(Array(4).fill("not-an-address"));
  });

  it("is refused at once by a 5xx about the recipient, tried again after a 4xx, and given up in the end; the others go out", async () => {
    const box = await server({
      answer: (to) =>
        to.startsWith("gone")
          ? { code: 550, text: "5.1.1 No such user here" }
          : to.startsWith("grey")
            ? { code: 451, text: "4.7.1 Try later" }
            : null,
    });
    const mira = await world.as("mira");
    await queue(mira, mail("gone@x.example"), mail("grey@x.example"), mail("ok@x.example"));
    await deliver(box.url);
    expect(await rows()).toMatchObject([
      { status: "refused", problem: "550 5.1.1 No such user here", attempts: 1 },
      { status: "waiting", problem: "451 4.7.1 Try later", attempts: 1 },
      { status: "sent" },
    ]);
    await deliver(box.url);
    expect(box.refused.filter((to) => to.startsWith("grey"))).toHaveLength(1);
    for (let days = 0; days < 30; days += 1) {
      setClock(new Date(Date.now() + (days + 1) * 6 * 3_600_000));
      await world.sql("UPDATE mail_message SET not_before = now() - interval '1 minute' WHERE status = 'waiting'");
      if ((await world.sql("SELECT 1 FROM mail_message WHERE status = 'waiting'")).length === 0) break;
      if (days > 1) await world.sql("UPDATE mail_message SET attempts = 14 WHERE status = 'waiting'");
      await deliver(box.url);
    }
    expect((await rows())[1]).toMatchObject({ status: "given_up", problem: "451 4.7.1 Try later", attempts: 15 });
    setClock(null);
    const { rows: failed, counts } = await listMails(mira, { filter: "failed", page: 1 });
    expect(counts).toEqual({ waiting: 0, sent: 1, failed: 2, withdrawn: 0 });
    await sendAgain(mira, { id: failed.find(({ toEmail }) => toEmail === "grey@x.example")!.id });
    expect((await rows())[1]).toMatchObject({ status: "waiting", attempts: 0, problem: "" });
  });

  it("waits while the server is away or does not answer, and blocks nobody", async () => {
    const mira = await world.as("mira");
    await queue(mira, ...Array.from({ length: 40 }, (_, index) => mail(`n${index}@x.example`)));
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, "127.0.0.1", resolve));
    const { port } = nobody.address() as { port: number };
    await new Promise((resolve) => nobody.close(resolve));
    const began = Date.now();
    await deliver(`smtp://127.0.0.1:${port}`);
    expect(Date.now() - began).toBeLessThan(15_000);
    const told = await rows();
    expect(told.every(({ status }) => status === "waiting")).toBe(true);
    // Not every mail was tried against a server that is not there.
    expect(told.filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(10);
    expect(told.find(({ attempts }) => attempts > 0)?.problem).toMatch(/ECONNREFUSED|refused/i);
    const box = await server();
    setClock(new Date(Date.now() + 2 * 60_000));
    await deliver(box.url);
    expect(new Set(box.received.map(({ to }) => to)).size).toBe(40);
    expect(box.received).toHaveLength(40);
  });

  it("is sent once by two instances at once, and once when the clock goes back an hour", async () => {
    const box = await server({ delayMs: 5 });
    const mira = await world.as("mira");
    await queue(mira, ...Array.from({ length: 120 }, (_, index) => mail(`n${index}@x.example`)));
    await Promise.all([deliver(box.url), deliver(box.url), deliver(box.url)]);
    expect(box.received).toHaveLength(120);
    // Queued before the clock went back: nothing is sent twice, nothing waits for an hour.
    await queue(mira, mail("later@x.example"));
    setClock(new Date(Date.now() - 3_600_000));
    await deliver(box.url);
    expect(box.received).toHaveLength(121);
    await deliver(box.url);
    setClock(null);
    await deliver(box.url);
    expect(box.received).toHaveLength(121);
    // A lease whose end lies further away than any lease lasts was written before the database's clock went back.
    await queue(mira, mail("leased@x.example"));
    await world.sql(
      "UPDATE mail_message SET status = 'sending', lease_owner = 'somebody', lease_until = now() + interval '70 minutes' WHERE to_email = 'leased@x.example'",
    );
    await deliver(box.url);
    expect(box.received).toHaveLength(121);
    const [lease] = await world.sql(
      "SELECT lease_until < now() + interval '11 minutes' AS short FROM mail_message WHERE to_email = 'leased@x.example'",
    );
    expect(lease!.short).toBe(true);
    await world.sql("UPDATE mail_message SET lease_until = now() - interval '1 second' WHERE to_email = 'leased@x.example'");
    await deliver(box.url);
    expect(box.received).toHaveLength(122);
  });

  it("that a process had sent before it died is known from its journal; what it had only claimed goes out", async () => {
    const box = await server();
    const mira = await world.as("mira");
    const [done] = await queue(mira, mail("done@x.example"), mail("claimed@x.example"));
    await world.sql("UPDATE mail_message SET status = 'sending', lease_owner = 'dead', lease_until = now() + interval '9 minutes'");
    const { journalFolder } = settings(null);
    await queue(mira);
    const { mkdirSync } = await import("node:fs");
    mkdirSync(journalFolder, { recursive: true });
    writeFileSync(
      path.join(journalFolder, "dead.log"),
      `p 999999999 1\nb ${mira.organization.id} ${done}\ns ${mira.organization.id} ${done}\nb ${mira.organization.id} cut off`,
    );
    await deliver(box.url);
    expect(box.received.map(({ to }) => to)).toEqual(["claimed@x.example"]);
    expect((await rows()).map(({ status }) => status)).toEqual(["sent", "sent"]);
    expect(readdirSync(journalFolder)).toEqual([]);
  });

  it("goes into a folder where no server is set: one file for each, readable", async () => {
    const mira = await world.as("mira");
    const linkId = await change(mira, (record) =>
      issuePartyLink(record, { kind: "feedback", partyId: null, targetId: null, recipient: "Anna", language: "en", expiresAt: null }),
    );
    const [id] = await queue(mira, mail("anna@clinic.example", { body: "See {link}", linkId }));
    await deliver(null);
    const house = path.join(folder, "mailbox", mira.organization.id);
    expect(readdirSync(house)).toEqual([`${id}.eml`]);
    const read = await PostalMime.parse(readFileSync(path.join(house, `${id}.eml`)));
    expect(read.text).toContain(partyLinkAddress(mira.organization.id, "feedback", linkId));
    // A repeat after a crash changes nothing.
    await world.sql("UPDATE mail_message SET status = 'waiting', sent_at = NULL");
    await deliver(null);
    expect(readdirSync(house)).toEqual([`${id}.eml`]);
    expect((await getMail(mira, id!)).text).toContain("/feedback/");
    expect((await getMail(await world.as("aisha"), id!)).text).toBe("See {link}");
    expect(mailSetup(mira)).toMatchObject({ server: null });
    await expect(getMail(await world.as("kim"), id!)).rejects.toThrow(NotFound);
  });

  it("of a link that has ended, or for somebody who has left, does not go out", async () => {
    const box = await server();
    const mira = await world.as("mira");
    const linkId = await change(mira, (record) =>
      issuePartyLink(record, { kind: "feedback", partyId: null, targetId: null, recipient: "Anna", language: "en", expiresAt: null }),
    );
    await queue(mira, mail("a@x.example", { linkId }), mail("b@x.example", { userId: world.people.vera.id }));
    await change(mira, (record) => revokePartyLink(record, linkId));
    await world.sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [world.people.vera.id]);
    await deliver(box.url);
    await world.sql("UPDATE user_account SET disabled_at = NULL WHERE id = $1", [world.people.vera.id]);
    expect(box.received).toEqual([]);
    expect(await rows()).toMatchObject([
      { status: "withdrawn", problem: "link-ended" },
      { status: "withdrawn", problem: "member-gone" },
    ]);
  });

  it("can be taken back, tried out, and comes back as bounced", async () => {
    const box = await server();
    const mira = await world.as("mira");
    const [id] = await queue(mira, mail("a@x.example"));
    await withdrawMail(mira, { id: id! });
    await expect(withdrawMail(mira, { id: id! })).rejects.toThrow(Refused);
    await expect(withdrawMail(await world.as("kim"), { id: id! })).rejects.toThrow(NotFound);
    expect(await sendTestMail(mira)).toEqual({ to: world.people.mira.email });
    await deliver(box.url);
    expect(box.received.map(({ to }) => to)).toEqual([world.people.mira.email]);
    const { messageId } = box.received[0]!;
    await expect(sendAgain(mira, { id: (await listMails(mira, { filter: "sent", page: 1 })).rows[0]!.id })).rejects.toThrow(Refused);
    expect(await mailBounced(await world.as("kim"), messageId, "no")).toBe(false);
    expect(await mailBounced(mira, "<something@else>", "no")).toBe(false);
    expect(await mailBounced(mira, messageId, "550 mailbox\r\n gone")).toBe(true);
    expect(await mailBounced(mira, messageId, "again")).toBe(false);
    expect((await listMails(mira, { filter: "failed", page: 9 })).rows).toMatchObject([{ status: "bounced", problem: "550 mailbox gone" }]);
  });
});
