import { v7 as uuid } from "uuid";
import { ANNEX_COLLECTIONS, type Json, type RegisterFile } from "@/domain/register-file-records";
import type { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import type { RecordWriter } from "@/server/record";
import { RECORD_COLLECTIONS, specOf } from "./collections";
import { ANNEX_REFERENCES } from "./field-names";
import { chairsOfGuests } from "./import-meetings";
import type { People } from "./import-people";
import { meetingsOf, type NativeIds } from "./import-records";
import { sortVersions } from "./import-versions";
import { noteOnRisk } from "./risk-notes";

/** Collections whose records have an owner and no label in which the name of somebody who is no member could stand. */
const UNLABELLED = RECORD_COLLECTIONS.filter((name) => "ownerId" in specOf(name).fields && !("ownerLabel" in specOf(name).fields));

/** Keeps what the rooms cannot hold: collections without one, people who are no members and what they own, what risks cannot say. */
export async function keepAnnex(record: RecordWriter, access: Access, file: RegisterFile, ids: NativeIds, people: People): Promise<void> {
  const guests = file.users.filter(({ id }) => people.guests.has(id)).map((user) => ({ ...user, id: people.ids.get(user.id)! }));
  const guestIn = (id: string | null) => (id && people.guests.has(id) ? people.ids.get(id)! : null);
  const organization = {
    register_owner_id: guestIn(file.org.register_owner_id),
    accountable_id: guestIn(file.org.accountable_id),
    climate_decided_by: guestIn(file.org.climate_decided_by),
  };
  const unlabelled = UNLABELLED.flatMap((name) =>
    (file[name] as readonly { id: string | null; owner_id?: string | null; doc_owner_id?: string | null }[]).flatMap((one) => {
      const own = one.id === null ? undefined : ids[name].get(one.id);
      const guest = guestIn(one.owner_id ?? one.doc_owner_id ?? null);
      return guest && own ? [{ id: own, owner_id: guest }] : [];
    }),
  );
  const riskNotes = file.risks.flatMap((risk) => {
    const note = noteOnRisk(risk, file, people);
    return note ? [{ id: ids.risks.get(risk.id)!, ...note }] : [];
  });
  const contents: [string, Json[]][] = [
    ["owners", unlabelled],
    ["risk_notes", riskNotes as unknown as Json[]],
    ["users", guests as unknown as Json[]],
    ["chairs", chairsOfGuests(file, ids, people)],
    ["org", [organization]],
    [
      "versions",
      sortVersions(file.versions, { people, meetings: meetingsOf(ids) }).carried.map((entry) => renamed(entry as unknown as Json, ids)),
    ],
    ...ANNEX_COLLECTIONS.map((name): [string, Json[]] => [name, file[name].map((entry) => renamed(entry, ids) as Json)]),
  ];
  for (const [collection, content] of contents) {
    if (content.length === 0) continue;
    const at = now();
    await record.tx.registerAnnex.upsert({
      where: { organizationId_collection: { organizationId: access.organization.id, collection } },
      create: {
        organizationId: access.organization.id,
        id: uuid(),
        collection,
        content: content as Prisma.InputJsonValue,
        createdAt: at,
        updatedAt: at,
      },
      update: { content: content as Prisma.InputJsonValue, updatedAt: at, version: { increment: 1 } },
    });
  }
}

/** The same entry with the ids under which its records are known here. */
function renamed(value: Json, ids: NativeIds, key = ""): Json {
  const collection = Object.hasOwn(ANNEX_REFERENCES, key) ? ANNEX_REFERENCES[key]! : null;
  if (typeof value === "string") return collection ? (ids[collection].get(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, ids, key));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, renamed(entry, ids, name)]));
  return value;
}
