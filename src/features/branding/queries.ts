import type { PaperLogo } from "@/lib/paper/paper";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { storedLogo } from "@/server/letterhead";
import { inTenant } from "@/server/tenant";

export interface Branding {
  id: string;
  version: number;
  documentPrefix: string;
  logoSha256: string;
}

/** What stands at the head and foot of documents that leave. Throws NotFound for a half-made organisation. */
export async function brandingOf(access: Access): Promise<Branding> {
  const found = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirst({
      where: { organizationId: access.organization.id },
      select: { id: true, version: true, documentPrefix: true, logoSha256: true },
    }),
  );
  if (!found) throw new NotFound();
  return found;
}

/** The logo itself; null where there is none, or its file is not what it was. */
export async function logoOf(access: Access): Promise<Omit<PaperLogo, "alt"> | null> {
  const { logoSha256 } = await brandingOf(access);
  return logoSha256 ? storedLogo(access.organization.id, logoSha256) : null;
}
