import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { messageIdOf } from "@/domain/mail-delivery";
import { getEntry } from "@/features/engagement/queries";
import { takeInMail } from "@/features/feedback/mutations";
import { proposeFromMail } from "@/features/feedback/queries";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import type { Access } from "@/server/access-value";
import { Refused } from "@/server/errors";
import { queueMail } from "@/server/outbox";
import { issuePartyLink } from "@/server/party-links";
import { LARGEST_MAIL, readMail } from "@/server/read-mail";
import { change } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "goldthread-inbox-"));
  process.env.MAIL_INBOX_DIR = folder;
});
afterAll(() => {
  delete process.env.MAIL_INBOX_DIR;
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true, force: true });
});

let drawn = 0;
/** Puts a mail into the intake folder as one that has been there for a while. */
function put(text: string | Uint8Array, name = `mail-${++drawn}.eml`): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const before = new Date(Date.now() - 60_000);
  utimesSync(file, before, before);
  return name;
}
const filesIn = (name: string) => readdirSync(path.join(folder, name));
const lines = (...all: string[]) => all.join("\r\n");
const bytes = (text: string) => new TextEncoder().encode(text);
const code = async (work: Promise<unknown>) =>
  work.then(
    () => "read",
    (error: unknown) => (error instanceof Refused ? error.code : Promise.reject(error)),
  );

/** A mail of ours that has gone out to somebody of a party. */
async function sentMail(access: Access, more: { userId?: string } = {}): Promise<{ partyId: string; messageId: string; id: string }> {
  const party = await createParty(access, newParty.parse({ name: `Bank ${++drawn}`, category: "external", kind: "organisation" }));
  const [id] = await change(access, async (record) => {
    const linkId = await issuePartyLink(record, {
      kind: "feedback",
      partyId: party.id,
      targetId: null,
      recipient: "Ada",
      language: "en",
      expiresAt: null,
    });
    return queueMail(record, [{ kind: "notice", toEmail: "ada@bank.example", subject: "A notice", body: "Hello", linkId, ...more }]);
  });
  const messageId = messageIdOf(access.organization.id, id!, "127.0.0.1");
  await world.sql("UPDATE mail_message SET status = 'sent', sent_at = now(), message_id = $2 WHERE id = $1", [id, messageId]);
  return { partyId: party.id, messageId, id: id! };
}
const answer = (messageId: string, text = "We need it sooner.", more: string[] = []) =>
  lines(
    "From: =?utf-8?Q?Ada_B=C3=B6ld?= <ada@bank.example>",
    "To: register@nordwind.example",
    "Subject: Re: A notice",
    `In-Reply-To: ${messageId}`,
    ...more,
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
  );

describe.skipIf(world.skip)("the intake folder", () => {
  it("makes an answer to our mail feedback of the party that was written to, once", async () => {
    const mira = await world.as("mira");
    const ours = await sentMail(mira);
    const text = answer(
      ours.messageId,
      "We need it sooner.\r\n\r\nOn Mon, 3 Aug 2026 at 10:00, Nordwind <r@nordwind.example> wrote:\r\n> Hello",
    );
    put(text);
    expect(await takeInMail()).toMatchObject({ feedback: 1, failed: 0 });
    const [row] = await world.sql<{ ref: string }>("SELECT ref FROM engagement WHERE party_id = $1", [ours.partyId]);
    const entry = await getEntry(mira, row!.ref);
    expect(entry?.values).toMatchObject({
      type: "feedback",
      status: "new",
      origin: "mail",
      channel: "mail",
      summary: "We need it sooner.",
      fromName: "Ada Böld",
      fromEmail: "ada@bank.example",
    });
    expect(entry?.values.note).toContain("A notice");
    expect(filesIn("done")).toHaveLength(1);
    put(text);
    expect(await takeInMail()).toMatchObject({ feedback: 0, ignored: 1 });
    const [count] = await world.sql<{ count: number }>("SELECT count(*)::int AS count FROM engagement WHERE party_id = $1", [ours.partyId]);
    expect(count?.count).toBe(1);
  });

  it("takes the organisation from our Message-ID only, never from an address", async () => {
    const kim = await world.as("kim", world.kestrel);
    const theirs = await sentMail(kim);
    put(answer(theirs.messageId).replace("register@nordwind.example", "mira@nordwind.example"));
    put(lines("From: a@b.example", "To: mira@nordwind.example", "Subject: Hello Nordwind", "", "No answer to anything"));
    put(answer(theirs.messageId.replace(world.kestrel.id, world.nordwind.id)));
    put(answer("<not-ours@elsewhere.example>"));
    const before = await world.sql("SELECT 1 FROM engagement WHERE organization_id = $1", [world.nordwind.id]);
    expect(await takeInMail()).toMatchObject({ feedback: 1, failed: 3 });
    expect(await world.sql("SELECT 1 FROM engagement WHERE organization_id = $1", [world.nordwind.id])).toHaveLength(before.length);
    const [row] = await world.sql<{ organization_id: string }>("SELECT organization_id FROM engagement WHERE party_id = $1", [
      theirs.partyId,
    ]);
    expect(row?.organization_id).toBe(world.kestrel.id);
    expect(filesIn("failed")).toHaveLength(3);
  });

  it("marks the mail that came back, and leaves one that is only late", async () => {
    const mira = await world.as("mira");
    const [gone, late] = [await sentMail(mira), await sentMail(mira)];
    const report = (messageId: string, action: string) =>
      lines(
        "From: MAILER-DAEMON@mx.example",
        "Subject: Undelivered Mail",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "I could not deliver your message.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "",
        "Final-Recipient: rfc822; ada@bank.example",
        `Action: ${action}`,
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 no such user",
        "--b",
        "Content-Type: message/rfc822",
        "",
        `Message-ID: ${messageId}`,
        "Subject: A notice",
        "",
        "Hello",
        "--b--",
      );
    put(report(gone.messageId, "failed"));
    put(report(late.messageId, "delayed"));
    put(report("<other@elsewhere.example>", "failed"));
    expect(await takeInMail()).toEqual({ feedback: 0, bounced: 1, ignored: 1, failed: 1 });
    const marks = await world.sql<{ id: string; status: string; problem: string }>(
      "SELECT id, status, problem FROM mail_message WHERE id = ANY($1::uuid[])",
      [[gone.id, late.id]],
    );
    expect(marks.find(({ id }) => id === gone.id)).toMatchObject({ status: "bounced", problem: expect.stringContaining("no such user") });
    expect(marks.find(({ id }) => id === late.id)).toMatchObject({ status: "sent" });
  });

  it("takes an absence note for nobody's feedback, and an answer to a member's digest neither", async () => {
    const mira = await world.as("mira");
    const ours = await sentMail(mira);
    put(answer(ours.messageId, "I am away until Monday.", ["Auto-Submitted: auto-replied"]));
    const digest = await sentMail(mira, { userId: world.people.mira.id });
    put(answer(digest.messageId));
    expect(await takeInMail()).toEqual({ feedback: 0, bounced: 0, ignored: 1, failed: 1 });
  });

  it("leaves what is still being written, and puts aside what is broken, too big, or no file", async () => {
    writeFileSync(path.join(folder, "fresh.eml"), "From: a@b.example\r\n");
    put("", "empty.eml");
    put(Buffer.alloc(LARGEST_MAIL + 1, 65), "big.eml");
    put(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), "outlook.eml");
    put("not read at all", "note.txt");
    mkdirSync(path.join(folder, "folder.eml"));
    symlinkSync("/etc/hostname", path.join(folder, "link.eml"));
    utimesSync(path.join(folder, "folder.eml"), new Date(0), new Date(0));
    await takeInMail();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const left = readdirSync(folder).filter((name) => !["done", "failed", "reading"].includes(name));
    expect(left).toContain("fresh.eml");
    expect(left).toContain("note.txt");
    expect(left).not.toContain("big.eml");
    expect(filesIn("reading")).toEqual([]);
    expect(filesIn("done")).toEqual([]);
  });
});

describe.skipIf(world.skip)("a mail that somebody saved as a file", () => {
  it("is proposed with its headers decoded, HTML as text and attachments named", async () => {
    const mira = await world.as("mira");
    const text = lines(
      "From: =?iso-8859-1?Q?J=F6rg?= <joerg@bank.example>",
      "Subject: =?utf-8?B?w4RuZGVydW5n?=",
      "Date: Mon, 02 Mar 2026 10:00:00 +0100",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "",
      "<p>Please <b>tell</b> us sooner.</p><script>alert(1)</script>",
      "--b",
      'Content-Type: application/pdf; name="../../contract.pdf"',
      'Content-Disposition: attachment; filename="../../contract.pdf"',
      "Content-Transfer-Encoding: base64",
      "",
      "JVBERi0=",
      "--b--",
    );
    const proposal = await proposeFromMail(mira, bytes(text));
    expect(proposal).toMatchObject({ fromName: "Jörg", fromEmail: "joerg@bank.example", heldOn: "2026-03-02" });
    expect(proposal.summary).toContain("tell us sooner.");
    expect(proposal.summary).not.toContain("<b>");
    expect(proposal.note).toContain("Änderung");
    expect(proposal.note).toContain("contract.pdf");
  });

  it("is cut where it has no room, and the rest stands in the note", async () => {
    const mira = await world.as("mira");
    const { summary, note } = await proposeFromMail(mira, bytes(lines("From: a@b.example", "Subject: Long", "", "word ".repeat(1_500))));
    expect(summary.length).toBeLessThanOrEqual(4_000);
    expect(note).toContain("word word");
  });

  it.each([
    ["nothing of a mail", "just text", "mail-unreadable"],
    ["zeros", "\u0000".repeat(1_000), "mail-unreadable"],
    ["a PDF", "%PDF-1.7\n%âãÏÓ\n1 0 obj", "mail-unreadable"],
    ["headers without end", `From: a@b.example\r\n${"X-A: b\r\n".repeat(60_000)}\r\nHello`, "mail-unreadable"],
    ["parts in parts in parts", nested(300), "mail-unreadable"],
  ])("is refused with a sentence: %s", async (_name, text, expected) => {
    expect(await code(readMail(bytes(text)))).toBe(expected);
  });

  it("comes to an end, whatever it is made of", async () => {
    const head = "From: a@b.example\r\nSubject: x\r\n";
    await readMail(bytes(`${head}\r\n${" ".repeat(2_000_000)}x`));
    expect(await code(readMail(bytes(`${head}\r\n${"\n".repeat(2_000_000)}x`)))).toBe("mail-unreadable");
    await readMail(bytes(`${head}Content-Type: text/html\r\n\r\nHello ${"<a <!-- ".repeat(200_000)}`));
    await readMail(bytes(`From: mailer-daemon@b.example\r\nSubject: x\r\n\r\n${"> message-id:\n".repeat(20_000)}`));
  }, 20_000);

  it("carries nothing into names and subjects that would be another header, or turn the order of writing", async () => {
    const mail = await readMail(
      bytes(lines('From: "Eve\u202e gnp" <eve@b.example>', "Subject: =?utf-8?B?SGkNCkJjYzogeEB5LmV4YW1wbGU=?=", "", "Hello\u0007")),
    );
    expect(mail.fromName).not.toMatch(/[\u202e\r\n]/);
    expect(mail.subject).toBe("Hi Bcc: x@y.example");
    expect(mail.text).toBe("Hello");
  });
});

function nested(depth: number): string {
  let text = "From: a@b.example\r\nSubject: x\r\n";
  for (let level = 0; level < depth; level += 1) text += `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`;
  return `${text}\r\nHello`;
}
