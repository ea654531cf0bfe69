import Link from "next/link";
import type { ReactNode } from "react";
import { KeyValueList } from "@/components/ui/key-value-list";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { ClimateState } from "../queries";

/** Whether climate change is a relevant issue: the one determination that clause 4.1 asks for by name. */
export function ClimateBlock({ state, path, deed }: { state: ClimateState; path: string; deed?: ReactNode }) {
  const t = translator("contextIssues.climate");
  const determined = state.climateDecision !== "undetermined";
  return (
    <section className="mb-8 max-w-5xl">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
        <h2 className="font-serif text-xl font-semibold">
          {t("title")}
          <span className="ml-3 font-mono text-[0.8125rem] font-normal text-muted">{t("clause")}</span>
        </h2>
        {deed && <div className="no-print">{deed}</div>}
      </div>
      {determined ? (
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            {
              label: t("decision"),
              value: <StatusMark shape="decided">{translator("vocabulary.climateDecision")(state.climateDecision)}</StatusMark>,
            },
            { label: t("reason"), value: state.climateRationale },
            { label: t("by"), value: state.climateDecidedBy ?? t("somebody") },
            { label: t("on"), value: state.climateDecidedAt },
            {
              label: t("related"),
              value: (
                <Link href={`${path}?climate=yes`} prefetch={false} className="link">
                  {t("relatedCount", { count: state.relatedIssues })}
                </Link>
              ),
            },
          ]}
        />
      ) : (
        <p className="border-t py-2">
          <StatusMark shape="open">{t("undetermined")}</StatusMark>
        </p>
      )}
    </section>
  );
}
