"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { erasurePreview } from "./queries";
import { erasureInput, erasureSearch } from "./schema";

/** A write by its form only: what is looked for names a person, so it stands in no address. */
export const previewErasure = action({ permission: "erasure:run", input: erasureSearch }, (access, { terms }) =>
  erasurePreview(access, terms),
);

export const erasePerson = action({ permission: "erasure:run", input: erasureInput }, (access, input) =>
  mutations.erasePerson(access, input),
);
