import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import { browseCatalogue, CATALOGUE } from "@/domain/catalogue";
import { pickFromCatalogue, ruleOut, withdrawRuling } from "@/features/catalogue/actions";
import { CatalogueBrowser } from "@/features/catalogue/components/catalogue-browser";
import { CatalogueFilters } from "@/features/catalogue/components/catalogue-filters";
import { FindingTabs } from "@/features/catalogue/components/finding-tabs";
import { entryOf } from "@/features/catalogue/entries";
import { catalogueState } from "@/features/catalogue/queries";
import { CATALOGUE_TABLE } from "@/features/catalogue/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("catalogue")("title") };
}

export default async function CataloguePage({ params, searchParams }: PageProps) {
  const { organization } = await params;
  const access = await requireAccess(organization, "interested-party:read");
  const state = parseTableState(await searchParams, CATALOGUE_TABLE);
  const { entries, counts, awaitingReview, openValues, vectorNames } = await catalogueState(access);
  const t = translator("catalogue");
  const home = `/${organization}`;
  const { standing } = state.filters;
  const visible = browseCatalogue({ ...state.filters, q: state.q }).filter(
    ({ key }) => !standing || standing.includes(entries[key]!.standing),
  );
  return (
    <Words namespaces={["catalogueForm"]}>
      <PageHeader title={t("title")} clause={t("clause")} lead={t("lead")} />
      <FindingTabs home={home} current="catalogue" />
      <p className="mb-3 flex flex-wrap gap-x-5 text-sm">
        <Link href={`${home}/catalogue?standing=open`} className="link font-medium">
          {t("countsLine", { open: counts.open, total: CATALOGUE.length })}
        </Link>
        {awaitingReview > 0 && (
          <Link href={`${home}/interested-parties?awaitsReview=1`} className="link">
            {t("awaiting", { count: awaitingReview })}
          </Link>
        )}
      </p>
      {openValues.length > 0 && (
        <Callout tone="warn" className="mb-4" title={t("openValuesTitle", { count: openValues.length })}>
          <ul>
            {openValues.slice(0, 8).map((value) => (
              <li key={value.ref}>
                <RefTag href={`${home}/requirements/${value.ref}`}>{value.ref}</RefTag> {value.statement}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <CatalogueFilters path={`${home}/catalogue`} state={state} counts={counts} vectorNames={vectorNames} />
      <CatalogueBrowser
        home={home}
        entries={CATALOGUE.map((party) => entryOf(party, entries[party.key]!, vectorNames))}
        visible={visible.map(({ key }) => key)}
        can={{
          pick: access.can("interested-party:create"),
          pickRequirements: access.can("requirement:create"),
          decide: access.can("interested-party:decide"),
        }}
        pick={pickFromCatalogue.bind(null, organization)}
        ruleOut={ruleOut.bind(null, organization)}
        withdraw={withdrawRuling.bind(null, organization)}
      />
    </Words>
  );
}
