"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

export const createParty = action({ permission: "interested-party:create", input: schema.newParty }, mutations.createParty);
export const updateParty = action({ permission: "interested-party:update", input: schema.partyChange }, mutations.updateParty);
export const decidePartyRelevance = action(
  { permission: "interested-party:decide", input: schema.relevanceDecision },
  mutations.decidePartyRelevance,
);
export const activateParty = action({ permission: "interested-party:decide", input: schema.partyTarget }, mutations.activateParty);
export const retireParty = action({ permission: "interested-party:retire", input: schema.partyRetirement }, mutations.retireParty);
export const bringBackParty = action({ permission: "interested-party:retire", input: schema.partyTarget }, mutations.bringBackParty);
export const confirmParty = action(
  { permission: "interested-party:confirm", input: schema.partyConfirmation },
  mutations.recordPartyConfirmation,
);
export const withdrawPartyConfirmation = action(
  { permission: "interested-party:confirm", input: schema.confirmationWithdrawal },
  mutations.withdrawPartyConfirmation,
);
export const reviewParty = action({ permission: "interested-party:update", input: schema.partyTarget }, mutations.reviewParty);

/** Asked while a name is typed: who is already called like that. */
export const namesakes = action({ permission: "interested-party:read", input: schema.nameQuestion }, (access, { name, except }) =>
  queries.partiesCalled(access, name, { except }),
);
/** For pickers that search among thousands. */
export const findParties = action({ permission: "interested-party:read", input: schema.partySearch }, (access, { q }) =>
  queries.partyOptions(access, { q }),
);
