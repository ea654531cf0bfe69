import { createHash } from "node:crypto";
import type { PaperLogo, PaperWords } from "@/lib/paper/paper";
import { pictureSize } from "@/lib/picture-size";
import { translator } from "@/lib/translate";
import type { Access } from "./access-value";
import { blobStore } from "./blob-store";
import { log } from "./log";
import { inTenant } from "./tenant";

export interface Letterhead {
  organization: string;
  classification: string;
  logo?: PaperLogo;
  words: PaperWords;
}

/** What stands at the head and foot of every document that leaves the organisation: spread it into a Paper. */
export async function letterhead(access: Access): Promise<Letterhead> {
  const profile = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirst({
      where: { organizationId: access.organization.id },
      select: { classification: true, logoSha256: true },
    }),
  );
  const t = translator("paper");
  const organization = access.organization.name;
  const logo = profile?.logoSha256 ? await storedLogo(access.organization.id, profile.logoSha256) : null;
  return {
    organization,
    classification: profile?.classification ?? "",
    ...(logo ? { logo: { ...logo, alt: t("logo", { organization }) } } : {}),
    words: { uncontrolled: t("uncontrolled"), page: t("page"), of: t("of") },
  };
}

/** The picture, where it is in the store and what it was when it was chosen; a document without its logo is better than none. */
export async function storedLogo(organizationId: string, sha256: string): Promise<Omit<PaperLogo, "alt"> | null> {
  try {
    const stream = await blobStore().read(organizationId, sha256);
    if (!stream) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const size = pictureSize(bytes);
    if (!size || createHash("sha256").update(bytes).digest("hex") !== sha256) return null;
    return { ...size, base64: bytes.toString("base64") };
  } catch (error) {
    log("error", "the logo could not be read", error);
    return null;
  }
}
