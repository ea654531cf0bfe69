import { z } from "zod";
import { EDITABLE_LISTS } from "@/domain/list-edits";
import { ROLES } from "@/domain/vocabulary";
import { choice, flag, id, requiredLine } from "@/lib/zod-fields";

/** The address parameters of a list, as the browser has them. They are read tolerantly each time the view is opened. */
const query = () => z.string().max(4_000);
const said = { name: requiredLine(80), shared: flag(), defaultForRole: choice(ROLES) };

export const newView = z.strictObject({ list: z.enum(EDITABLE_LISTS), query: query(), ...said });
export type NewView = z.output<typeof newView>;
export const viewChange = z.strictObject({ id: id(), ...said });
export type ViewChange = z.output<typeof viewChange>;
export const viewQuery = z.strictObject({ id: id(), query: query() });
export const viewTarget = z.strictObject({ id: id() });
