import type { z } from "zod";
import { addIdentified } from "@/features/catalogue/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { Refused } from "@/server/errors";
import { change } from "@/server/record";
import { silentFindings } from "./queries";
import { reasonSentence } from "./reason";
import type { silentInput } from "./schema";

/**
 * Enters a proposed party as a candidate. The reasons are read again here and kept in its identification: they are the evidence of how it was found
 * (clause 4.2 a), so they do not come from a browser. Throws Refused when nothing points to it any more, or somebody was faster.
 */
export async function addSilentParty(access: Access, { key }: z.output<typeof silentInput>): Promise<{ ref: string }> {
  return change(access, async () => {
    const { proposals } = await silentFindings(access);
    const proposal = proposals.find((candidate) => candidate.key === key);
    if (!proposal) throw new Refused("silent-no_longer");
    const more = proposal.count - proposal.reasons.length;
    const t = translator("silent");
    const note = [t("foundBecause"), ...proposal.reasons.map(reasonSentence), ...(more > 0 ? [t("andMore", { count: more })] : [])].join(
      "\n",
    );
    return addIdentified(access, { key, method: proposal.method, note, reason: t("historyReason") });
  });
}
