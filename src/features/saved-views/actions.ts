"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const saveView = action({ permission: "view:save", input: schema.newView }, mutations.saveView);
export const changeView = action({ permission: "view:save", input: schema.viewChange }, mutations.changeView);
export const updateViewQuery = action({ permission: "view:save", input: schema.viewQuery }, mutations.updateViewQuery);
export const deleteView = action({ permission: "view:save", input: schema.viewTarget }, mutations.deleteView);
