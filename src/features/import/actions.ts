"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { batchInput, choicesInput, commitInput } from "./schema";

export const saveChoices = action({ permission: "import:run", input: choicesInput }, (access, input) =>
  mutations.saveChoices(access, input),
);
export const startCommit = action({ permission: "import:run", input: commitInput }, (access, input) =>
  mutations.startCommit(access, input),
);
export const undoImport = action({ permission: "import:run", input: batchInput }, (access, input) => mutations.undoImport(access, input));
export const discardImport = action({ permission: "import:run", input: batchInput }, (access, input) =>
  mutations.discardImport(access, input),
);
