// npx tsx src/cli/new-migration.ts NAME [GIT-REVISION]: prints the SQL from the schema of a commit (none: from empty) to today's.
import { execFileSync } from "node:child_process";
import { diffSchemas } from "@/server/migrations";

const [revision] = process.argv.slice(2);
const before = revision
  ? execFileSync("git", ["ls-tree", "--name-only", revision, "prisma/schema/"], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((file) => ({
        path: file.replace("prisma/schema/", ""),
        content: execFileSync("git", ["show", `${revision}:${file}`], { encoding: "utf8" }),
      }))
  : null;
process.stdout.write(await diffSchemas(process.env.DATABASE_URL ?? "postgresql://nobody@127.0.0.1:1/none", before));
process.exit(0);
