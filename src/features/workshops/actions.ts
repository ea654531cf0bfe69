"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createWorkshop = action({ permission: "workshop:run", input: schema.newWorkshop }, mutations.createWorkshop);
export const updateWorkshop = action({ permission: "workshop:run", input: schema.workshopChange }, mutations.updateWorkshop);
export const closeWorkshop = action({ permission: "workshop:run", input: schema.workshopTarget }, mutations.closeWorkshop);
export const openVotes = action({ permission: "workshop:run", input: schema.workshopTarget }, mutations.openVotes);
export const promoteEntry = action({ permission: "workshop:run", input: schema.promotion }, mutations.promoteEntry);
export const mergeEntry = action({ permission: "workshop:run", input: schema.merging }, mutations.mergeEntry);
export const dismissEntry = action({ permission: "workshop:run", input: schema.dismissal }, mutations.dismissEntry);
export const reopenEntry = action({ permission: "workshop:run", input: schema.entryTarget }, mutations.reopenEntry);
export const agreeOnParty = action({ permission: "workshop:run", input: schema.agreement }, mutations.agreeOnParty);

export const addEntries = action({ permission: "workshop:take-part", input: schema.newEntries }, mutations.addEntries);
export const castVote = action({ permission: "workshop:take-part", input: schema.ballot }, mutations.castVote);
