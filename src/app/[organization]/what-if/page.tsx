import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { WhatIfView } from "@/features/what-if/components/what-if-view";
import { droppableOptions, whatIf } from "@/features/what-if/queries";
import { askedDrops } from "@/features/what-if/schema";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("whatIf")("title") };

export default async function WhatIfPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const asked = askedDrops(await searchParams);
  const { found, options } = await inTenant(access, async () => ({
    found: await whatIf(access, asked),
    options: await droppableOptions(access),
  }));
  const t = translator("whatIf");
  return (
    <>
      <PageHeader title={t("title")} clause={t("clause")} lead={t("lead")} />
      <WhatIfView home={`/${access.organization.slug}`} found={found} options={options} mayExport={access.can("list:export")} />
    </>
  );
}
