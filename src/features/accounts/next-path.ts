/**
 * The address to go to after signing in, when it is one of ours: a path that begins with a single "/". Anything else (another host in whatever
 * disguise) becomes "/". Browsers drop tabs and line breaks inside an address and take "\" for "/", so both are refused.
 */
export function nextPath(wanted: unknown): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (typeof wanted !== "string" || wanted.length > 500 || !/^\/(?![/\\])/.test(wanted) || /[\u0000-\u001f\\]/.test(wanted)) return "/";
  return wanted;
}

/** The same address with another page's address to come back to. */
export function withNext(path: string, next: string): string {
  return next === "/" ? path : `${path}?next=${encodeURIComponent(next)}`;
}
