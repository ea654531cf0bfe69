import { describe, expect, it } from "vitest";
import { attemptOf, MOST_ATTEMPTS, mailHtml, messageIdOf, pauseAfter, pauseWhenDown, problemText, readMessageId } from "./mail-delivery";

describe("what becomes of a mail", () => {
  it("is refused for good only where the server says 5xx about this recipient or this mail", () => {
    expect(attemptOf({ message: "x", code: "EENVELOPE", command: "RCPT TO", responseCode: 550, response: "550 no such user" })).toEqual({
      outcome: "refused",
      problem: "550 no such user",
    });
    expect(attemptOf({ message: "x", code: "EMESSAGE", command: "DATA", responseCode: 554, response: "554 spam" }).outcome).toBe("refused");
    expect(attemptOf({ message: "x", command: "RCPT TO", responseCode: 451, response: "451 greylisted" })).toMatchObject({
      outcome: "later",
      down: false,
    });
    for (const fault of [
      { message: "connect ECONNREFUSED", code: "ECONNECTION" },
      { message: "Timeout", code: "ETIMEDOUT" },
      { message: "535 bad password", code: "EAUTH", responseCode: 535, command: "AUTH PLAIN" },
      { message: "550 who are you", code: "EENVELOPE", responseCode: 550, command: "MAIL FROM" },
      { message: "421 too busy", code: "EENVELOPE", responseCode: 421, command: "RCPT TO" },
    ])
      expect(attemptOf(fault)).toMatchObject({ outcome: "later", down: true });
  });

  it("is tried with growing pauses for about two days", () => {
    const pauses = Array.from({ length: MOST_ATTEMPTS }, (_, index) => pauseAfter(index + 1));
    expect(pauses.at(-1)).toBeNull();
    const known = pauses.slice(0, -1) as number[];
    expect([...known].sort((a, b) => a - b)).toEqual(known);
    const hours = known.reduce((sum, pause) => sum + pause, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(46);
    expect(hours).toBeLessThan(54);
    expect(pauseWhenDown(1)).toBeLessThan(pauseWhenDown(99));
  });

  it("keeps the server's words short and in one line", () => {
    expect(problemText("550 5.1.1\r\n no such user\u0000 here")).toBe("550 5.1.1 no such user here");
    expect(problemText("x".repeat(5_000))).toHaveLength(300);
  });

  it("is found again by its Message-ID", () => {
    const [house, mail] = ["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"];
    expect(readMessageId(messageIdOf(house, mail, "register.example.org"))).toEqual({ organizationId: house, mailId: mail });
    for (const foreign of ["", "<a@b>", `<${house}@x>`, `<${house}.${mail}@>`, `<${house}.${mail}@a b>`])
      expect(readMessageId(foreign)).toBeNull();
  });

  it("has a page made from its text in which nothing is markup", () => {
    const html = mailHtml({
      subject: "</title><script>",
      language: "de",
      text: 'Hello <b>"you"</b>\r\nsecond line\n\nSee https://register.example.org/ask/a.b?x=1&y=<2>.',
    });
    expect(html).toContain('<html lang="de">');
    expect(html).toContain("<title>&lt;/title&gt;&lt;script&gt;</title>");
    expect(html).toContain("Hello &lt;b&gt;&quot;you&quot;&lt;/b&gt;<br>\nsecond line");
    expect(html).toContain(
      '<a href="https://register.example.org/ask/a.b?x=1&amp;y=">https://register.example.org/ask/a.b?x=1&amp;y=</a>&lt;2&gt;.',
    );
    expect(html).not.toContain("<script");
  });
});
