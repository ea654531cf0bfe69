/**
 * The code of a copy: 128 random bits in Crockford's base32 (no I, L, O, U), in groups that people can read out. It stands in the QR and beside it; the
 * register of copies keeps only its hash.
 */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS = 128;
const LENGTH = 26;

/** The code of these 16 random bytes: "7ZK0Q4-...". */
export function copyCode(random: Uint8Array): string {
  if (random.length * 8 !== BITS) throw new Error("A code is made of 16 bytes");
  let value = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = "";
  for (let at = 0; at < LENGTH; at += 1) {
    text = LETTERS[Number(value & 31n)]! + text;
    value >>= 5n;
  }
  return inGroups(text);
}

function inGroups(text: string): string {
  return [text.slice(0, 6), ...text.slice(6).match(/.{5}/g)!].join("-");
}

const ADDRESS = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([0-9A-Za-z-]{26,40})$/;

export interface CopyAddress {
  organizationId: string;
  code: string;
}

/** The last part of a copy's public address. */
export function copyAddress({ organizationId, code }: CopyAddress): string {
  return `${organizationId}.${code}`;
}

/** What such an address names, however somebody typed the code; null where it can name nothing. */
export function readCopyAddress(text: string): CopyAddress | null {
  const [, organizationId, typed] = ADDRESS.exec(text.trim()) ?? [];
  if (!organizationId || !typed) return null;
  const letters = typed.toUpperCase().replaceAll("-", "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (letters.length !== LENGTH || [...letters].some((letter) => !LETTERS.includes(letter))) return null;
  return { organizationId, code: inGroups(letters) };
}
