import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { browseCatalogue } from "@/domain/catalogue";
import { FindingTabs } from "@/features/catalogue/components/finding-tabs";
import { knownTemplates } from "@/features/catalogue/queries";
import { PartyBoard } from "@/features/party-board/components/board";
import { BOARD_GROUPS, partyBoard } from "@/features/party-board/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("board")("title") };
}

export default async function BoardPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "interested-party:read");
  const by = (await searchParams).by === "category" ? "category" : "vector";
  const [cards, known] = [await partyBoard(access, by), await knownTemplates(access)];
  const t = translator("board");
  const home = `/${access.organization.slug}`;
  const taken = new Set([...known.listed, ...known.ruledOut]);
  // Two examples, and only such as nobody has listed or ruled out yet.
  const examples = Object.fromEntries(
    cards.map(({ key }) => [
      key ?? "",
      browseCatalogue({ [by]: [key ?? ""] })
        .filter((party) => !taken.has(party.key))
        .slice(0, 2)
        .map(({ name }) => name),
    ]),
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={translator("catalogue")("clause")}
        lead={t("lead")}
        actions={
          <>
            <span className="text-sm text-muted">{t("by")}</span>
            {BOARD_GROUPS.map((group) => (
              <LinkButton
                key={group}
                href={`${home}/board${group === "vector" ? "" : `?by=${group}`}`}
                size="small"
                variant={group === by ? "secondary" : "quiet"}
                aria-current={group === by ? "true" : undefined}
              >
                {t(group === "vector" ? "byVector" : "byCategory")}
              </LinkButton>
            ))}
          </>
        }
      />
      <FindingTabs home={home} current="board" />
      <PartyBoard
        home={home}
        by={by}
        cards={cards}
        examples={examples}
        canCreate={access.can("interested-party:create")}
        canImport={access.can("import:run")}
      />
    </>
  );
}
