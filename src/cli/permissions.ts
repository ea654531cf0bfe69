import { permissionTable } from "@/domain/permissions";

// npm run --silent permissions: the table that pages, actions, routes and tests use, as JSON.
process.stdout.write(`${JSON.stringify(permissionTable(), null, 2)}\n`);
