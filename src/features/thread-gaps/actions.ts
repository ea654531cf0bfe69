"use server";

import { z } from "zod";
import { MOST_ROWS } from "@/domain/list-edits";
import { type PageSize, parseTableState } from "@/lib/table-state";
import { line } from "@/lib/zod-fields";
import { action } from "@/server/action";
import { listThreads } from "./queries";
import { THREAD_TABLE } from "./table";

const matchingInput = z.strictObject({ list: z.literal("requirements"), query: line(4_000) });

/** Asked when somebody takes all threads that a search and filters find, beyond the page. */
export const matchingThreads = action({ permission: "requirement:update", input: matchingInput }, async (access, { query }) => {
  const state = parseTableState(new URLSearchParams(query), THREAD_TABLE);
  const { rows, matching } = await listThreads(access, { ...state, page: 1, pageSize: MOST_ROWS as PageSize });
  return { rows: rows.map(({ id, ref, version }) => ({ id, ref, version })), total: matching };
});
