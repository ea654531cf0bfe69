import { describe, expect, test } from "vitest";
import { isMailAddress, mailAddressOf } from "./mail-address";

describe("a mail address", () => {
  test.each([
    ["anna.berger@kunde.example", "anna.berger@kunde.example"],
    ["  anna+isms@Sub.Kunde.EXAMPLE ", "anna+isms@sub.kunde.example"],
    // Full-width letters, as a Japanese keyboard makes them, become plain ones.
    ["ａｎｎａ＠kunde.example", "anna@kunde.example"],
    ["O'Neil@kunde.example", "O'Neil@kunde.example"],
    ["anna@müller.example", "anna@müller.example"],
  ])("%s is %s", (typed, address) => {
    expect(mailAddressOf(typed)).toBe(address);
  });

  test.each([
    [""],
    ["anna"],
    ["anna@"],
    ["@kunde.example"],
    ["anna@kunde"],
    ["anna@@kunde.example"],
    ["anna@kunde.example,bert@other.example"],
    ["anna@kunde.example;bert@other.example"],
    ["anna@kunde.example bert@other.example"],
    ["Anna <anna@kunde.example>"],
    ["<anna@kunde.example>"],
    ['"anna"@kunde.example'],
    ["anna@kunde.example\r\nBcc: all@other.example"],
    ["anna@kunde.example\nX: y"],
    ["an\tna@kunde.example"],
    ["anna\u0000@kunde.example"],
    ["anna\u2028@kunde.example"],
    ["anna\u200b@kunde.example"],
    ["anna@kunde..example"],
    [".anna@kunde.example"],
    ["anna.@kunde.example"],
    ["an..na@kunde.example"],
    ["anna@-kunde.example"],
    ["anna@kunde-.example"],
    ["anna@kunde.example."],
    ["anna@[127.0.0.1]"],
    // The commercial at of other scripts becomes a second @ only after the form is made plain.
    ["anna@evil.example﹫kunde.example"],
    ["mailto:anna@kunde.example"],
    [`${"a".repeat(65)}@kunde.example`],
    [`anna@${"a".repeat(64)}.example`],
    [`anna@${"abcdefgh.".repeat(30)}example`],
  ])("%j is none", (typed) => {
    expect(mailAddressOf(typed)).toBeNull();
    expect(isMailAddress(typed)).toBe(false);
  });
});
