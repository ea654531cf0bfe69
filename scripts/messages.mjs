// Merges the fragments in messages/parts into messages/en.json.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../messages/parts/", import.meta.url);
const merge = (into, from) => {
  for (const [key, value] of Object.entries(from)) {
    if (typeof value === "object" && value !== null && typeof into[key] === "object") merge(into[key], value);
    else into[key] = value;
  }
  return into;
};
const all = {};
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith(".json")) merge(all, JSON.parse(readFileSync(new URL(name, folder), "utf8")));
}
writeFileSync(new URL("../messages/en.json", import.meta.url), `${JSON.stringify(all, null, 2)}\n`);
