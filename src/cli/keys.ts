import { standings } from "@/domain/signed-text";
import { publicKeys, rotateKey, sign } from "@/server/signing";
import { reachDatabase } from "../../scripts/steps.mjs";

// npm run --silent keys -- list | rotate: the public keys of this installation as JSON; a new key, vouched for by the one before it.
const USAGE = "Usage: npm run --silent keys -- list | rotate";

async function main(): Promise<object> {
  const [deed, ...rest] = process.argv.slice(2);
  if ((deed !== "list" && deed !== "rotate") || rest.length > 0) throw new Error(USAGE);
  const database = await reachDatabase();
  try {
    const rotated = deed === "rotate" ? await rotateKey() : null;
    // Makes the key known where none was used yet.
    await sign("goldthread-keys");
    const keys = await publicKeys();
    const standing = standings(keys);
    return {
      ...(rotated ? { rotated: { from: rotated.from, to: rotated.to } } : {}),
      ...(rotated?.privateKey ? { CHECKPOINT_KEY: rotated.privateKey } : {}),
      keys: keys.map((key) => ({ ...key, standing: standing.get(key.keyId) })),
    };
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
