import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import type { LeftOut, LeftOutReason } from "../plan";

const MOST_NAMED = 50;
/** What can be mended comes first. */
const ORDER: readonly LeftOutReason[] = [
  "no_contact",
  "asked_already",
  "nothing_recorded",
  "nothing_to_confirm",
  "not_active",
  "not_relevant",
  "adverse",
];

/** Who is not asked, by the reason. */
export function LeftOutList({ home, leftOut, mayAddContacts }: { home: string; leftOut: readonly LeftOut[]; mayAddContacts: boolean }) {
  const t = translator("asks.form");
  if (leftOut.length === 0) return null;
  return (
    <section className="mt-10 max-w-4xl" aria-labelledby="left-out-title">
      <h2 id="left-out-title" className="font-serif text-xl font-semibold">
        {t("leftOut", { count: leftOut.length })}
      </h2>
      {ORDER.map((because) => {
        const parties = leftOut.filter((one) => one.because === because);
        if (parties.length === 0) return null;
        return (
          <details key={because} className="border-b py-2" open={because === "no_contact" || parties.length === 1 || undefined}>
            <summary className="cursor-pointer py-1 font-medium">
              {t(`because.${because}`)} ({parties.length})
            </summary>
            <ul className="pl-4 text-sm">
              {parties.slice(0, MOST_NAMED).map((party) => (
                <li key={party.ref} className="flex flex-wrap items-center gap-x-3 py-1">
                  <RefTag href={`${home}/interested-parties/${party.ref}`} className="inline-flex min-h-6 items-center">
                    {party.ref}
                  </RefTag>
                  <bdi>{party.name}</bdi>
                  {party.roundRef && (
                    <RefTag href={`${home}/asks/${party.roundRef}`} className="inline-flex min-h-6 items-center">
                      {party.roundRef}
                    </RefTag>
                  )}
                  {because === "no_contact" && mayAddContacts && (
                    <Link
                      className="link inline-flex min-h-6 items-center"
                      href={`${home}/interested-parties/${party.ref}#contacts-title`}
                      aria-label={`${t("toContacts")}: ${party.name}`}
                    >
                      {t("toContacts")}
                    </Link>
                  )}
                </li>
              ))}
              {parties.length > MOST_NAMED && (
                <li className="py-1 text-muted">{t("leftOutMore", { count: parties.length - MOST_NAMED })}</li>
              )}
            </ul>
          </details>
        );
      })}
    </section>
  );
}
