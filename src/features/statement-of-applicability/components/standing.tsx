import Link from "next/link";
import { translator } from "@/lib/translate";
import type { StatementStanding } from "../queries";

interface StandingProps {
  /** "/nordwind/statement-of-applicability" */
  path: string;
  standing: { applicable: number; excluded: number; undecided: number; challenged: number };
  issued: StatementStanding;
}

/** Where the statement stands: what waits comes first, every number leads to its rows. */
export function Standing({ path, standing, issued: { latest, since } }: StandingProps) {
  const t = translator("statement");
  const parts = [
    { count: standing.challenged, label: t("standing.challenged"), href: `${path}?challenged=1` },
    { count: standing.undecided, label: t("standing.undecided"), href: `${path}?applicable=undecided` },
    { count: standing.applicable, label: t("standing.applicable"), href: `${path}?applicable=yes` },
    { count: standing.excluded, label: t("standing.excluded"), href: `${path}?applicable=no` },
  ];
  return (
    <section aria-label={t("standing.label")} className="mb-5 flex flex-wrap items-baseline gap-x-6 gap-y-2 border-y py-2.5 text-sm">
      {parts.map(({ count, label, href }) => (
        <Link key={href} href={href} prefetch={false} className="hover:underline">
          <strong className="font-semibold">{count}</strong> <span className="text-muted">{label}</span>
        </Link>
      ))}
      <span className="flex-1" />
      {latest ? (
        <Link href={`${path}/issued`} prefetch={false} className="link">
          {since.length > 0
            ? t("standing.issuedAndChanged", { number: latest.number, day: latest.issuedOn, count: since.length })
            : t("standing.issued", { number: latest.number, day: latest.issuedOn })}
        </Link>
      ) : (
        <span className="text-muted">{t("standing.neverIssued")}</span>
      )}
    </section>
  );
}
