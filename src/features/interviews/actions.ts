"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

export const createInterview = action({ permission: "interview:write", input: schema.interviewInput }, (access, input) =>
  mutations.createInterview(access, input),
);
export const updateInterview = action({ permission: "interview:write", input: schema.interviewChange }, (access, input) =>
  mutations.updateInterview(access, input),
);
export const closeInterview = action({ permission: "interview:write", input: schema.interviewTarget }, (access, input) =>
  mutations.closeInterview(access, input),
);
export const saveAnswer = action({ permission: "interview:write", input: schema.answerInput }, (access, input) =>
  mutations.saveAnswer(access, input),
);
export const applyAnswer = action({ permission: "interview:write", input: schema.useInput }, (access, input) =>
  mutations.applyAnswer(access, input),
);
/** For the picker: parties that can be talked to. */
export const findInterviewParties = action({ permission: "interview:write", input: schema.partySearch }, (access, { q }) =>
  queries.interviewCandidates(access, { q }),
);
