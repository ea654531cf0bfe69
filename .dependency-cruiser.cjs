/** The arrows of the house (docs/architecture.md): app -> features -> {server, components} -> domain -> nothing. */
const feature = "^src/features/([^/]+)/";
module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "domain-knows-nothing", severity: "error", from: { path: "^src/domain/" }, to: { path: "^src/", pathNot: "^src/domain/" } },
    {
      name: "domain-is-pure",
      severity: "error",
      comment: "no React, Next, Prisma or file system; node:crypto hashes; canonicalize, diff and dagre compute",
      from: { path: "^src/domain/", pathNot: "\\.test\\.tsx?$" },
      to: {
        dependencyTypes: ["npm", "npm-dev", "core"],
        pathNot: "node_modules/(canonicalize|diff|@dagrejs)/|^(node:)?crypto$|react/jsx-runtime",
      },
    },
    { name: "lib-stays-small", severity: "error", from: { path: "^src/lib/" }, to: { path: "^src/(server|features|app|components|cli)/" } },
    {
      name: "components-know-no-business",
      severity: "error",
      from: { path: "^src/components/" },
      to: { path: "^src/(server|features|app|cli)/" },
    },
    {
      name: "server-below-features",
      severity: "error",
      from: { path: "^src/server/" },
      to: { path: "^src/(features|components|app|cli)/" },
    },
    { name: "features-below-app", severity: "error", from: { path: "^src/features/" }, to: { path: "^src/(app|cli)/" } },
    {
      name: "features-share-queries-and-mutations-only",
      comment: "and the shapes of their input, and the words of the history; never actions or components",
      severity: "error",
      from: { path: feature },
      to: {
        path: "^src/features/([^/]+)/",
        pathNot: ["^src/features/$1/", "^src/features/[^/]+/(queries|mutations|schema|form-fields|table|entry-lines|field-words)\\.ts$"],
      },
    },
    {
      name: "only-the-door-makes-access",
      severity: "error",
      from: { path: "^src/(features|app|cli|components)/" },
      to: { path: "^src/server/db\\.ts$" },
    },
    {
      name: "pages-ask-features",
      severity: "error",
      from: { path: "^src/app/" },
      to: { path: "^src/(generated|server/(db|record|entities))" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: false,
    doNotFollow: { path: ["node_modules", "src/generated"] },
    exclude: { path: ["\\.test\\.tsx?$", "^src/generated"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
