// One application process of the soak of the chain: so many writers, each in its organisation, as fast as they can. Says what happened as JSON.
import { resolveAccess } from "@/server/access";
import { change } from "@/server/record";

const { label, entries, writers } = JSON.parse(process.argv[2]!) as {
  label: string;
  entries: number;
  writers: { slug: string; token: string }[];
};
const refused: string[] = [];
const times: number[] = [];
await Promise.all(
  writers.map(async ({ slug, token }, writer) => {
    const verdict = await resolveAccess(token, slug);
    if (verdict.kind !== "access") throw new Error(`not let in: ${verdict.kind}`);
    for (let turn = 0; turn < entries; turn += 1) {
      const began = performance.now();
      try {
        await change(verdict.access, (record) =>
          record.create("interested-party", { name: `${label} ${writer} ${turn}`, category: "external" }),
        );
      } catch (error) {
        refused.push(String(error));
      }
      times.push(performance.now() - began);
    }
  }),
);
times.sort((a, b) => a - b);
console.log(JSON.stringify({ refused, p95: times[Math.floor(times.length * 0.95)] }));
process.exit(0);
