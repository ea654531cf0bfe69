import { describe, expect, test } from "vitest";
import { holdsSeveral, isTooVague } from "@/domain/audit-checks/statement";

describe("too vague to be tested", () => {
  test.each([
    "",
    "Keep it encrypted",
    "Customers want us to be safe",
    "We expect SECURE services from you",
    "Plain wording of good quality everywhere",
    "Measures are appropriate to the threat",
    "Protection is state of the art",
    "Protection is state-of-the-art",
    "Incidents are handled as soon as possible",
    "Names, addresses, numbers etc. are protected",
    "Data is handled according to best practice",
    "The logistics are kept in good order",
    "安全",
  ])("%s", (statement) => {
    expect(isTooVague(statement)).toBe(true);
  });

  test.each([
    "Data is kept secure by AES-256",
    "Safe storage means an encrypted disk",
    "Backups are kept in a good place",
    "A good log is kept always",
    "You notify us as soon as possible",
    "A reasonable audit is granted yearly",
    "The deletion follows in reasonable time",
    "Security is explained to the staff",
    "Unreasonable requests are refused in writing",
    "The property is guarded at night",
    "The staff are unsafely housed here",
    "A fetch of the keys is witnessed",
    "客户数据在存储时必须加密",
  ])("not: %s", (statement) => {
    expect(isTooVague(statement)).toBe(false);
  });
});

describe("several in one", () => {
  test.each([
    "Data is encrypted\nBackups are tested",
    "Data is encrypted\r\nand tested",
    "- Data is encrypted at rest",
    "• Data is encrypted at rest",
    "*Data is encrypted at rest",
    "encrypt; test; report",
    "a".repeat(401),
  ])("%j", (statement) => {
    expect(holdsSeveral(statement)).toBe(true);
  });

  test.each([
    "Data is encrypted at rest",
    "Data is encrypted; keys are kept apart",
    "-20 °C is kept in the store",
    "Data is end-to-end encrypted - always",
    "  Data is encrypted at rest\n",
    "a".repeat(400),
  ])("not: %j", (statement) => {
    expect(holdsSeveral(statement)).toBe(false);
  });
});
