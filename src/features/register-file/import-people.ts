import { v7 as uuid } from "uuid";
import type { RegisterUser } from "@/domain/register-file-records";
import type { Access } from "@/server/access";
import type { RecordWriter, Values } from "@/server/record";

/** Who the people of an imported file are here. Roles are never taken from a file. */
export interface People {
  /** Id in the file -> id of the member, or a new one for somebody who is none. */
  ids: Map<string, string>;
  /** Id in the file -> name, for those who are no members. */
  guests: Map<string, string>;
}

/** People are found among the members by id or by a name that only one of them has. */
export async function matchPeople(record: RecordWriter, access: Access, users: readonly RegisterUser[]): Promise<People> {
  const members = await record.tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = ${access.organization.id}::uuid`;
  const byId = new Set(members.map(({ id }) => id));
  const byName = new Map<string, string | null>();
  for (const { id, name } of members) byName.set(name, byName.has(name) ? null : id);
  const people: People = { ids: new Map(), guests: new Map() };
  for (const user of users) {
    const member = byId.has(user.id) ? user.id : byName.get(user.name);
    people.ids.set(user.id, member ?? uuid());
    if (!member) people.guests.set(user.id, user.name);
  }
  return people;
}

/** Fields that name a person without being an owner; who is no member keeps an id of their own, which only the carried users know. */
export const PERSON_FIELDS: ReadonlySet<string> = new Set([
  "relevanceDecidedById",
  "ismsDecidedById",
  "priorityDecidedById",
  "lastVerifiedById",
  "resolvedById",
  "facilitatorId",
  "interviewerId",
  "authorId",
  "decidedById",
  "closedById",
  "requestedById",
  "acceptedById",
  "issuedById",
  "ranById",
  "drawnById",
  "completedById",
  "loggedById",
  "doneById",
]);

/** The owner as the record can hold it: a member, or a label where it has room for one. */
export function ownerOf(values: Values, people: People): Values {
  const id = typeof values.ownerId === "string" && values.ownerId ? values.ownerId : null;
  const guest = id ? people.guests.get(id) : undefined;
  if (guest === undefined) return { ownerId: id ? (people.ids.get(id) ?? null) : null };
  return "ownerLabel" in values && !values.ownerLabel ? { ownerId: null, ownerLabel: guest } : { ownerId: null };
}
