// Before a start: what is misspelt is reported, what is missing or dangerous refuses, one clear line each.
import { misspelt, refusals } from "@/server/env";

for (const { found, meant } of misspelt(process.env)) console.log(`${found} is not a variable of Goldthread. Did you mean ${meant}?`);
const lines = refusals(process.env, { production: process.env.GOLDTHREAD_EMBEDDED !== "1" });
for (const line of lines) console.error(line);
process.exit(lines.length > 0 ? 1 : 0);
