import { LinkButton } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import type { LineRow } from "../queries";
import { LineMark } from "./line-mark";

interface PlanOfPartyProps {
  /** "/nordwind" */
  home: string;
  partyRef: string;
  lines: readonly LineRow[];
  canWrite: boolean;
}

/** On a party's page: what is planned to be told to it, and when next. */
export function PlanOfParty({ home, partyRef, lines, canWrite }: PlanOfPartyProps) {
  const t = translator("communication");
  const active = lines.filter(({ status }) => status !== "retired");
  if (active.length === 0 && !canWrite) return null;
  return (
    <section aria-labelledby="plan-title" className="mt-8 max-w-5xl">
      <h2 id="plan-title" className="font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      {active.length === 0 ? (
        <p className="mt-1 text-sm text-muted">{t("nothingPlanned")}</p>
      ) : (
        <ul className="mt-2 border-t">
          {active.map((line) => (
            <li key={line.id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
              <span className="min-w-0 flex-1 basis-72">
                <RefTag href={`${home}/communication/${line.ref}`}>{line.ref}</RefTag> {line.what}
                <span className="block text-sm text-muted">{[line.when, line.how, line.ownerName].filter(Boolean).join(" · ")}</span>
              </span>
              <LineMark line={line} />
            </li>
          ))}
        </ul>
      )}
      {canWrite && (
        <div className="mt-3 flex flex-wrap gap-2">
          <LinkButton size="small" href={`${home}/communication/new?party=${partyRef}`}>
            {t("add")}
          </LinkButton>
          <LinkButton size="small" href={`${home}/communication/proposals?party=${partyRef}`}>
            {t("proposals")}
          </LinkButton>
          <LinkButton size="small" href={`${home}/communication/to-tell/${partyRef}`}>
            {t("toTell")}
          </LinkButton>
        </div>
      )}
    </section>
  );
}
