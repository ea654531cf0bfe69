import type { RegisterFile } from "@/domain/register-file-records";
import { parseVersionNumber } from "@/domain/register-version";
import type { Values } from "@/server/record";
import type { People } from "./import-people";

type FileVersion = RegisterFile["versions"][number];

/** The ids that matter to a version: who is known, and which meetings have a record here. */
interface Known {
  people: People;
  meetings: ReadonlyMap<string, string>;
}

/**
 * Which versions of a file can stand in the room, and which are carried to the letter: numbers are two and used once, one governs, one is being prepared,
 * everybody and every meeting that is named is known. What was in review elsewhere is carried, because nobody here could decide about its content.
 */
export function sortVersions(versions: readonly FileVersion[], known: Known): { stored: FileVersion[]; carried: FileVersion[] } {
  const [stored, carried]: [FileVersion[], FileVersion[]] = [[], []];
  const taken = new Set<string>();
  for (const version of versions) {
    const number = parseVersionNumber(version.number);
    const slot = version.status === "superseded" ? null : version.status;
    const people = [version.author_id, version.doc_owner_id, ...version.approved_by].filter((id): id is string => id !== null && id !== "");
    const fits =
      number !== null &&
      version.status !== "in_review" &&
      !taken.has(version.number) &&
      (slot === null || !taken.has(slot)) &&
      people.every((id) => known.people.ids.has(id)) &&
      (!version.management_review_id || known.meetings.has(version.management_review_id));
    if (!fits) {
      carried.push(version);
      continue;
    }
    taken.add(version.number);
    if (slot) taken.add(slot);
    stored.push(version);
  }
  return { stored, carried };
}

/** The columns of a version that a file told of. */
export function versionValues(version: FileVersion, { people, meetings }: Known): Values {
  const person = (id: string | null) => (id ? (people.ids.get(id) ?? null) : null);
  return {
    ...parseVersionNumber(version.number),
    origin: "file",
    // An owner is a member; who is none is carried beside it (import-annex.ts).
    ownerId: version.doc_owner_id && !people.guests.has(version.doc_owner_id) ? person(version.doc_owner_id) : null,
    authorId: person(version.author_id),
    approvedOn: version.approved_at,
    approvedByIds: version.approved_by.map((id) => person(id)!),
    managementReviewId: version.management_review_id ? (meetings.get(version.management_review_id) ?? null) : null,
  };
}

/** A version of the room in the names of the file. */
export function versionOfFile(record: Record<string, unknown>): Record<string, unknown> {
  const {
    id,
    number,
    status,
    change_summary,
    owner_id,
    author_id,
    approved_on,
    approved_by_ids,
    management_review_id,
    content_hash,
    approved_hash,
    exception_reason,
    superseded_on,
    open_comments,
    note,
    created_at,
  } = record;
  return {
    id,
    number,
    status,
    change_summary,
    doc_owner_id: owner_id,
    author_id,
    approved_at: approved_on,
    approved_by: approved_by_ids,
    management_review_id,
    content_hash,
    approved_hash,
    exception_reason,
    superseded_on,
    open_comments,
    note,
    created_at,
  };
}
