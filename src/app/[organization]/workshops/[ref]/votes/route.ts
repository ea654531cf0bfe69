import { votingState } from "@/features/workshops/queries";
import { json, route } from "@/server/route";

/** How a vote stands; before it is opened only one's own votes are in it. */
export const GET = route<{ ref: string }>({ permission: "workshop:read" }, async (access, _request, { ref }) =>
  json(await votingState(access, ref)),
);
