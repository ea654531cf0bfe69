import { expect, test } from "vitest";
import { apiTokenState } from "./api-token";

test("a token is over at the instant that was named, or as soon as it is revoked", () => {
  const until = "2026-12-01T10:00:00.000Z";
  expect(apiTokenState({ expiresAt: until, revokedAt: null }, "2026-12-01T09:59:59.999Z")).toBe("open");
  expect(apiTokenState({ expiresAt: until, revokedAt: null }, until)).toBe("expired");
  expect(apiTokenState({ expiresAt: until, revokedAt: "2026-11-01T10:00:00.000Z" }, "2026-11-02T00:00:00.000Z")).toBe("revoked");
});
