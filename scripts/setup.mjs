// npm run setup: installs what is missing and builds; npm start and npm test do the same by themselves.
import { ensureBuilt, ensureInstalled, loadEnvFile } from "./steps.mjs";

loadEnvFile();
await ensureInstalled();
await ensureBuilt();
