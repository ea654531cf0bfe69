export const MINIMUM_PASSWORD = 12;

/** Long enough to pass the length, and among the first that anybody would try. */
const COMMON = new Set([
  "123456789012",
  "1234567890123",
  "password1234",
  "passwordpassword",
  "qwertyuiop12",
  "qwertyuiopas",
  "iloveyou1234",
  "letmeinletmein",
  "adminadminadmin",
  "administrator",
  "welcome12345",
  "changeme1234",
  "correcthorsebatterystaple",
  "goldthread123",
]);

export type PasswordFlaw = "too_short" | "common" | "repetitive" | "holds_name";

/**
 * What is wrong with a password, or null. Length counts more than mixed signs (OWASP ASVS 5.0, 6.2), so no sign is demanded.
 * @param about words that stand for the person (name, address): the password must not be one of them
 */
export function passwordFlaw(password: string, about: readonly string[] = []): PasswordFlaw | null {
  if ([...password].length < MINIMUM_PASSWORD) return "too_short";
  const plain = password.normalize("NFKC").toLowerCase();
  if (COMMON.has(plain) || COMMON.has(plain.replace(/[^a-z0-9]/g, ""))) return "common";
  if (new Set(plain).size < 5) return "repetitive";
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (about.some((word) => word.length >= 4 && letters(word).length > 0 && letters(plain) === letters(word))) return "holds_name";
  return null;
}

/** A remark while typing, never a condition: how far a password is from being guessed. */
export function passwordStrength(password: string): "short" | "fair" | "good" {
  const length = [...password].length;
  if (length < MINIMUM_PASSWORD) return "short";
  return length >= 16 && new Set(password).size >= 9 ? "good" : "fair";
}
