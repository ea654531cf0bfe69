import type { EditableList } from "@/domain/list-edits";
import { defaultViewFor } from "@/domain/saved-view";
import { withMemory } from "@/lib/table-look";
import { parseTableState, type SearchParams, type TableConfig, type TableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { currentRequest } from "@/server/request";
import { listViews, type SavedView } from "./queries";

/** Stands for the list without anything, where an empty address opens the role's view. */
const PLAIN = "?view=all";

export interface ListState<Column extends string, Filter extends string> {
  /** With what this person's device remembers as the usual look. */
  config: TableConfig<Column, Filter>;
  state: TableState<Column, Filter>;
  views: SavedView[];
  plainQuery: string;
  /** Name of the cookie that remembers. */
  memory: string | undefined;
}

/** What a list shows: as its address says; without one as the role's own view says; with the columns and row height that this person last chose here. */
export async function listState<Column extends string, Filter extends string>(
  access: Access,
  list: EditableList,
  searchParams: SearchParams,
  given: TableConfig<Column, Filter>,
): Promise<ListState<Column, Filter>> {
  const memory = access.user ? memoryName(access.user.id, list) : undefined;
  const config = withMemory(given, memory && decoded((await currentRequest()).cookie(memory)));
  const views = await listViews(access, list, config);
  const opening = defaultViewFor(views, access.role);
  const asked = Object.values(searchParams).some((value) => value !== undefined);
  const params = opening && !asked ? new URLSearchParams(opening.query) : searchParams;
  return { config, state: parseTableState(params, config), views, plainQuery: opening ? PLAIN : "", memory };
}

/** Two people at one machine keep what they like apart. */
function memoryName(userId: string, list: EditableList): string {
  return `goldthread.look.${userId.slice(-12)}.${list}`;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
