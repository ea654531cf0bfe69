"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

// The door lets in whoever drafts anything; what a single change needs is asked for each row inside.
export const editRows = action({ permission: "requirement:update", input: schema.editRowsInput }, mutations.editRows);
export const undoEdits = action({ permission: "requirement:update", input: schema.undoInput }, mutations.undoEdits);
/** Asked when somebody takes all rows of a list, beyond the page. */
export const matchingRows = action({ permission: "requirement:update", input: schema.matchingInput }, queries.matchingRows);
