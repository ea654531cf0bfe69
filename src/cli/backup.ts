// npm run backup -- FILE [--with-keys] [--without-evidence]: everything in one file (docs/backup.md), while people write, whether the application runs or not.
import path from "node:path";
import process from "node:process";
import { BackupRefused, makeBackup } from "@/server/backup";
import { reachDatabase } from "../../scripts/steps.mjs";

const [flags, files] = [
  process.argv.slice(2).filter((word) => word.startsWith("--")),
  process.argv.slice(2).filter((word) => !word.startsWith("--")),
];
const unknown = flags.find((flag) => flag !== "--with-keys" && flag !== "--without-evidence");
if (files.length !== 1 || unknown) {
  console.error(`${unknown ? `There is no option ${unknown}.\n` : ""}Usage: npm run backup -- FILE [--with-keys] [--without-evidence]`);
  process.exit(2);
}
const file = path.resolve(process.env.INIT_CWD ?? "", files[0]!);
const keys = flags.includes("--with-keys");
const began = performance.now();
let close = async () => {};
try {
  const database = await reachDatabase();
  close = database.close;
  const report = await makeBackup(file, process.env.MIGRATION_DATABASE_URL || database.url, {
    evidence: !flags.includes("--without-evidence"),
    keys,
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${file}: ${report.organizations} organisation(s), ${report.rows} rows in ${report.tables} tables, ${report.blobs} stored file(s), ${(report.bytes / 1e6).toFixed(1)} MB in ${seconds} s.`,
  );
  for (const { organizationId, hash, state } of report.missing)
    console.log(
      `Not in it, because the store holds it ${state === "missing" ? "no more" : "changed"}: ${hash} of organisation ${organizationId}.`,
    );
  console.log(
    keys
      ? "The private key that signs checkpoints is in it: keep it as you would keep the key."
      : "The private key that signs checkpoints is not in it (--with-keys takes it along): keep DATA_DIR/keys apart.",
  );
  await close();
  process.exit(0);
} catch (error) {
  await close();
  console.error(error instanceof BackupRefused ? error.message : `No backup was made: ${(error as Error).message}`);
  process.exit(1);
}
