"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const moveParty = action({ permission: "interested-party:update", input: schema.gridMove }, mutations.moveParty);
export const assessSalience = action({ permission: "interested-party:update", input: schema.salienceAssessment }, mutations.assessSalience);
