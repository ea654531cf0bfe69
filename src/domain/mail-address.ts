/** One mail address, checked strictly enough that nothing but one address can reach an envelope or a header. */

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * The address in its one form (NFKC, the domain in small letters), or null where the text is not exactly one address: a name before it, two of them,
 * a control or invisible character, a quoted part, an address without a dot in its domain.
 */
export function mailAddressOf(text: string): string | null {
  const plain = text.normalize("NFKC").trim();
  if (plain.length > 254) return null;
  // Only after the plain form is made: some characters become an @, a line end or a space by it.
  if (/[\p{Cc}\p{Cf}\p{Z}\u2028\u2029]/u.test(plain)) return null;
  const parts = plain.split("@");
  if (parts.length !== 2) return null;
  const [local, domain] = parts as [string, string];
  if (local.length > 64 || !LOCAL.test(local)) return null;
  const labels = domain.split(".");
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null;
  return `${local}@${domain.toLowerCase()}`;
}

export const isMailAddress = (text: string): boolean => mailAddressOf(text) !== null;
