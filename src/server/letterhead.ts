import type { PaperWords } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import type { Access } from "./access-value";
import { inTenant } from "./tenant";

export interface Letterhead {
  organization: string;
  classification: string;
  words: PaperWords;
}

/** What stands at the head and foot of every document that leaves the organisation: spread it into a Paper. */
export async function letterhead(access: Access): Promise<Letterhead> {
  const profile = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirst({ where: { organizationId: access.organization.id }, select: { classification: true } }),
  );
  const t = translator("paper");
  return {
    organization: access.organization.name,
    classification: profile?.classification ?? "",
    words: { uncontrolled: t("uncontrolled"), page: t("page"), of: t("of") },
  };
}
