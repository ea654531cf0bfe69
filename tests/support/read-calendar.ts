/** A small reader of calendars of its own: unfolds, unescapes, and gives the properties of each component. Throws where a rule of RFC 5545 is broken. */
export function readCalendar(text: string): { name: string; properties: Record<string, string> }[] {
  if (!text.endsWith("\r\n") || /[\r\n]/.test(text.replaceAll("\r\n", ""))) throw new Error("lines end with CR LF");
  const long = text.split("\r\n").find((line) => new TextEncoder().encode(line).length > 75);
  if (long !== undefined) throw new Error(`a line of more than 75 octets: ${long}`);
  const found: { name: string; properties: Record<string, string> }[] = [];
  const open: typeof found = [];
  for (const line of text
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n")
    .slice(0, -1)) {
    const colon = line.indexOf(":");
    const [key, value] = [line.slice(0, colon), line.slice(colon + 1)];
    if (key === "BEGIN") {
      const component = { name: value, properties: {} };
      open.push(component);
      found.push(component);
    } else if (key === "END") {
      if (open.pop()?.name !== value) throw new Error(`${value} ends where it was not begun`);
    } else
      open.at(-1)!.properties[key] = value.replaceAll(/\\([\\;,nN])/g, (_all, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign));
  }
  if (open.length > 0) throw new Error("something is not ended");
  return found;
}
