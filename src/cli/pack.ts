import path from "node:path";
import { parseArgs } from "node:util";
import { packInto } from "@/features/audit-packs/mutations";
import { systemAccess } from "@/server/access";
import { NotFound, Refused } from "@/server/errors";
import { systemTask } from "@/server/tenant";
import { reachDatabase } from "../../scripts/steps.mjs";

// npm run --silent pack -- --organization SLUG --out FILE.zip [--version 2.0] [--without-evidence]: an audit pack, the same as from the page.
const USAGE = "Usage: npm run --silent pack -- --organization SLUG --out FILE.zip [--version NUMBER] [--without-evidence]";

class Unusable extends Error {}

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        organization: { type: "string" },
        out: { type: "string" },
        version: { type: "string" },
        "without-evidence": { type: "boolean" },
      },
    });
    const { organization, out, version = null } = values;
    if (organization && out) return { organization, out: path.resolve(out), version, evidence: values["without-evidence"] !== true };
  } catch {
    // An option nobody knows: the usage says it all.
  }
  throw new Unusable(USAGE);
}

async function main(): Promise<object> {
  const { organization: slug, out, version, evidence } = asked();
  const database = await reachDatabase();
  try {
    const organization = await systemTask((tx) =>
      tx.organization.findUnique({ where: { slug }, select: { id: true, slug: true, name: true } }),
    );
    if (!organization) throw new Unusable(`There is no organisation “${slug}”.`);
    try {
      return { file: out, ...(await packInto(systemAccess(organization, "command line"), { version, evidence }, out)) };
    } catch (error) {
      if (error instanceof NotFound) throw new Unusable(`There is no version ${version} of the register whose content was frozen.`);
      if (error instanceof Refused)
        throw new Unusable("The evidence is more than one ZIP holds (4 GB). Make the pack with --without-evidence.");
      throw error;
    }
  } finally {
    await database.close();
  }
}

try {
  process.stdout.write(`${JSON.stringify(await main(), null, 1)}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
