import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { specOf } from "@/server/action";

/** R07: a form of ours never carries a field that its schema does not name, however it is called and wherever it is slipped in. */
const modules = import.meta.glob<Record<string, unknown>>("../src/features/*/actions.ts", { eager: true });
const actions = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([name, run]) => {
    const spec = specOf(run);
    return spec ? [{ title: `${file.split("/").at(-2)}.${name}`, input: spec.input }] : [];
  }),
);

const PROTECTED = [
  ...["organizationId", "organization_id", "tenantId", "id", "ref", "version", "status", "role", "createdAt", "createdById"],
  ...["updatedAt", "approvedById", "approvedAt", "relevanceDecidedById", "isTopManagement", "passwordHash", "constructor", "__proto__"],
];

/** Every object schema that a schema holds, at any depth. */
function objectsIn(schema: unknown, seen = new Set<unknown>()): z.ZodObject[] {
  if (!(schema instanceof z.ZodType) || seen.has(schema)) return [];
  seen.add(schema);
  const parts = Object.values(schema.def as unknown as Record<string, unknown>).flatMap((part) => {
    if (part instanceof z.ZodType) return [part];
    if (Array.isArray(part)) return part;
    return typeof part === "object" && part !== null ? Object.values(part) : [];
  });
  const inner = parts.flatMap((part) => objectsIn(part, seen));
  return schema instanceof z.ZodObject ? [schema, ...inner] : inner;
}

const isStrict = (schema: z.ZodObject) => schema.def.catchall instanceof z.ZodNever;

describe("unknown fields", () => {
  it("finds actions at all", () => {
    expect(actions.length).toBeGreaterThan(10);
  });

  it.each(actions)("$title names each of its fields, at any depth", ({ input }) => {
    const objects = objectsIn(input);
    expect(objects.filter((schema) => !isStrict(schema)).map((schema) => Object.keys(schema.def.shape))).toEqual([]);
  });

  it("are refused by name in 5,000 runs over all actions", () => {
    const forms = actions.flatMap(({ title, input }) => objectsIn(input).map((schema) => ({ title, schema })));
    const extra = fc.uniqueArray(fc.oneof(fc.constantFrom(...PROTECTED), fc.string({ minLength: 1 })), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...forms), extra, fc.jsonValue(), ({ title, schema }, names, value) => {
        const unknown = names.filter((name) => !Object.hasOwn(schema.def.shape, name));
        fc.pre(unknown.length > 0);
        // As a body arrives: JSON.parse makes "__proto__" a field of its own.
        const input = JSON.parse(`{${unknown.map((name) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",")}}`);
        const result = schema.safeParse(input);
        expect(result.success, `${title} takes ${unknown.join(", ")}`).toBe(false);
        const refused = result.error!.issues.flatMap((issue) =>
          issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [],
        );
        expect(refused.sort()).toEqual(unknown.sort());
        expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      }),
      { numRuns: 5_000 },
    );
  }, 120_000);
});
