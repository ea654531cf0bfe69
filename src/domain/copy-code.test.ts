import { describe, expect, it } from "vitest";
import { copyAddress, copyCode, readCopyAddress } from "./copy-code";

const organizationId = "0192f0c1-2b3d-7c4e-8f5a-6b7c8d9e0f1a";

describe("the code of a copy", () => {
  it("is 26 letters that nobody mixes up, in groups, and tells all 128 bits apart", () => {
    expect(copyCode(new Uint8Array(16)).replaceAll("-", "")).toBe("0".repeat(26));
    expect(copyCode(new Uint8Array(16).fill(255)).replaceAll("-", "")).toBe(`7${"Z".repeat(25)}`);
    const seen = new Set<string>();
    for (let bit = 0; bit < 128; bit += 1) {
      const bytes = new Uint8Array(16);
      bytes[bit >> 3] = 1 << (bit & 7);
      const code = copyCode(bytes);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}(-[0-9A-HJKMNP-TV-Z]{5}){4}$/);
      seen.add(code);
    }
    expect(seen.size).toBe(128);
  });

  it("is read however it was typed", () => {
    const code = copyCode(Uint8Array.from({ length: 16 }, (_, at) => at * 17));
    expect(readCopyAddress(copyAddress({ organizationId, code }))).toEqual({ organizationId, code });
    expect(readCopyAddress(`${organizationId}.${code.toLowerCase().replaceAll("-", "")}`)).toEqual({ organizationId, code });
    expect(readCopyAddress(`${organizationId}.${"o".repeat(13)}${"l".repeat(13)}`)?.code.replaceAll("-", "")).toBe(
      "0".repeat(13) + "1".repeat(13),
    );
  });

  it.each([
    "",
    "x",
    organizationId,
    `${organizationId}.`,
    `${organizationId}.${"U".repeat(26)}`,
    `${organizationId}.${"0".repeat(25)}`,
    `nobody.${"0".repeat(26)}`,
  ])("%s names nothing", (text) => expect(readCopyAddress(text)).toBeNull());
});
