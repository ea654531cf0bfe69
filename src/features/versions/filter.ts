import { CONTENT_ENTITIES } from "@/domain/register-content";
import { RECORD_CHANGES, type RecordChange } from "@/domain/register-difference";
import type { SearchParams } from "@/lib/table-state";
import type { RedlineFilter } from "./queries";

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

/** What of a difference is shown, from the address; what is not known there is not asked for. */
export function parseRedlineFilter(query: SearchParams): RedlineFilter {
  const [change, entity, page] = [one(query.change), one(query.kind), Number(one(query.page))];
  return {
    change: (RECORD_CHANGES as readonly string[]).includes(change) ? (change as RecordChange) : null,
    entity: (CONTENT_ENTITIES as readonly string[]).includes(entity) ? entity : null,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The two points that are compared. `asked`: they came from the form, which names a point and a day apart. */
export function parsePoints(query: SearchParams, usual: { from: string; to: string }): { from: string; to: string; asked: boolean } {
  const side = (name: "from" | "to") => {
    const point = one(query[name]).slice(0, 20);
    return point === "day" ? one(query[`${name}Day`]).slice(0, 20) || usual[name] : point || usual[name];
  };
  return { from: side("from"), to: side("to"), asked: query.fromDay !== undefined || query.toDay !== undefined };
}
