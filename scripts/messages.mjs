// Merges the fragments in messages/parts into messages/en.json.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
const folder = new URL("../messages/parts/", import.meta.url);
const all = {};
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith(".json")) Object.assign(all, JSON.parse(readFileSync(new URL(name, folder), "utf8")));
}
writeFileSync(new URL("../messages/en.json", import.meta.url), `${JSON.stringify(all, null, 2)}\n`);
