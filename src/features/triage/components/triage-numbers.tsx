import Link from "next/link";
import { buttonStyle } from "@/components/ui/button";
import { translator } from "@/lib/translate";
import type { TriageOverview } from "../queries";
import { type TriageFilter, triageQuery } from "../schema";

/** What triage has come to, each number with its rows behind it, and what is gone through. */
export function TriageNumbers({ home, overview, filter }: { home: string; overview: TriageOverview; filter: TriageFilter }) {
  const t = translator("triage");
  const word = translator("vocabulary");
  const list = `${home}/requirements`;
  const numbers = [
    { text: t("waiting", { count: overview.waiting }), href: `${list}${triageQuery(filter, { undecided: "1" })}` },
    { text: t("relevant", { count: overview.relevant }), href: `${list}?relevance=relevant` },
    { text: t("notAddressed", { count: overview.notAddressed }), href: `${list}?isms=not_addressed` },
    { text: t("discarded", { count: overview.discarded }), href: `${list}?relevance=discarded` },
  ];
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <nav aria-label={t("numbers")}>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {numbers.map(({ text, href }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className="link">
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <form className="no-print flex flex-wrap items-end gap-2 text-sm" aria-label={t("filter")}>
        <label className="flex flex-col gap-0.5">
          <span className="text-muted">{t("party")}</span>
          <select name="party" defaultValue={filter.party[0] ?? ""} className="control max-w-64">
            <option value="">{t("allParties")}</option>
            {overview.parties.map((party) => (
              <option key={party.ref} value={party.ref}>
                {t("partyOption", { name: party.name.length > 60 ? `${party.name.slice(0, 60)}…` : party.name, count: party.waiting })}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-0.5">
          <span className="text-muted">{t("kind")}</span>
          <select name="kind" defaultValue={filter.kind[0] ?? ""} className="control max-w-44">
            <option value="">{t("allKinds")}</option>
            {overview.kinds.map(({ kind, waiting }) => (
              <option key={kind} value={kind}>
                {t("partyOption", { name: word(`requirementKind.${kind}`), count: waiting })}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className={buttonStyle()}>
          {t("show")}
        </button>
      </form>
    </div>
  );
}
