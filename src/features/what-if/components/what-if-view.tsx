import Link from "next/link";
import { FilterForm } from "@/components/form/filter-form";
import { buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { RefTag } from "@/components/ui/ref-tag";
import { targetOfRef } from "@/domain/thread-links";
import type { DroppableKind } from "@/domain/what-if";
import { targetPath } from "@/lib/target-path";
import { translator } from "@/lib/translate";
import type { Drop, WhatIf } from "../queries";
import { dropsQuery } from "../schema";
import { dropWords, remarkWords, summaryWords } from "../words";
import { LossTable } from "./loss-table";

interface WhatIfViewProps {
  home: string;
  found: WhatIf;
  options: readonly { ref: string; title: string }[];
  mayExport: boolean;
}

/** What is thought away, and what would be lost without it. The address says it all, so it can be sent to somebody. */
export function WhatIfView({ home, found, options, mayExport }: WhatIfViewProps) {
  const t = translator("whatIf");
  const path = `${home}/what-if`;
  const refs = found.drops.map(({ ref }) => ref);
  const file = (format: string) => `${path}/export${dropsQuery(refs)}&format=${format}`;
  return (
    <>
      <FilterForm
        action={path}
        label={t("form.label")}
        submitLabel={t("form.submit")}
        kept={refs.map((value) => ({ name: "drop", value }))}
        clear={refs.length > 0 ? { href: path, label: t("form.clear") } : undefined}
        fields={[
          {
            name: "drop",
            label: t("form.drop"),
            value: "",
            placeholder: t("form.hint"),
            wide: true,
            suggestions: options.filter(({ ref }) => !refs.includes(ref)).map(({ ref, title }) => ({ value: ref, label: title })),
          },
        ]}
      />
      {found.unknown.length > 0 && (
        <Callout tone="warn" className="mb-3">
          {t("unknown", { given: found.unknown.join(", ") })}
        </Callout>
      )}
      {found.drops.length === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("emptyExamples")}
          examples={options.slice(0, 3).map(({ ref, title }) => (
            <Link key={ref} href={path + dropsQuery([ref])} className="link">
              {t("emptyExample", { ref, title })}
            </Link>
          ))}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <ul aria-label={t("dropped")} className="mb-4 border-t">
            {found.drops.map((drop) => (
              <li key={drop.ref} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b py-2 text-sm">
                <span className="text-muted">{t(`kind.${drop.kind}`)}</span>
                <RefTag href={placeOf(home, drop)}>{drop.ref}</RefTag>
                <bdi className="font-medium [overflow-wrap:anywhere]">{drop.title}</bdi>
                <span className="min-w-0 flex-1 basis-64">{dropWords(drop)}</span>
                <Link
                  href={path + dropsQuery(refs.filter((ref) => ref !== drop.ref))}
                  aria-label={t("keepOne", { ref: drop.ref })}
                  className="link no-print"
                >
                  {t("keep")}
                </Link>
              </li>
            ))}
          </ul>
          <div className="mb-2 flex flex-wrap items-baseline justify-between gap-3">
            <p role="status" className="prose-width text-base font-medium">
              {summaryWords(found)}
            </p>
            {mayExport && (
              <span className="no-print flex gap-2">
                <a href={file("xlsx")} download className={buttonStyle({ size: "small" })}>
                  {t("asXlsx")}
                </a>
                <a href={file("pdf")} download className={buttonStyle({ size: "small" })}>
                  {t("asPdf")}
                </a>
              </span>
            )}
          </div>
          <p className="mb-4 text-sm text-muted">{[...remarkWords(found), t("nothingChanged")].join(" ")}</p>
          {found.rows.length > 0 && <LossTable home={home} rows={found.rows} />}
        </>
      )}
    </>
  );
}

const ROOMS: Partial<Record<DroppableKind, string>> = {
  party: "interested-parties",
  source: "sources",
  obligation: "obligations",
  "budget-line": "budget",
};

function placeOf(home: string, { ref, kind }: Drop): string {
  const room = ROOMS[kind];
  return room ? `${home}/${room}/${ref}` : home + targetPath(targetOfRef(ref)!);
}
