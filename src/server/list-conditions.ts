import { searchKey } from "@/domain/normalise";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "./access-value";

/** Conditions that every list of records asks the same way. `column` is a name of ours, never input. */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One condition for each word searched for; all must hold. */
export function containsWords(column: string, q: string): Prisma.Sql[] {
  return searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => Prisma.sql`${Prisma.raw(column)} LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
}

/** Owned by one of these people; "mine" is the reader, "none" nobody. What is no id matches nothing. */
export function ownedBy(access: Access, column: string, owners: readonly string[]): Prisma.Sql {
  const people = owners.map((value) => (value === "mine" ? (access.user?.id ?? "") : value)).filter((value) => UUID.test(value));
  const named = Prisma.sql`${Prisma.raw(column)} = ANY(${people}::uuid[])`;
  return owners.includes("none") ? Prisma.sql`(${Prisma.raw(column)} IS NULL OR ${named})` : named;
}

/** How many requirements lean on each record of a list, retired ones left out. `alias` is the record's table in the statement. */
export function countOfRequirements(alias: string): Prisma.Sql {
  return Prisma.raw(`(SELECT count(DISTINCT l.requirement_id)::int FROM requirement_link l
    JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired'
   WHERE l.organization_id = ${alias}.organization_id AND l.target_ref = ${alias}.ref)`);
}

/** Whether no requirement leans on the record. */
export function withoutRequirement(alias: string): Prisma.Sql {
  return Prisma.raw(`NOT EXISTS (SELECT 1 FROM requirement_link l
    JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired'
   WHERE l.organization_id = ${alias}.organization_id AND l.target_ref = ${alias}.ref)`);
}
