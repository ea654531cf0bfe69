import Link from "next/link";
import type { Worth } from "@/domain/impact-category";
import { translator } from "@/lib/translate";
import { worthPath } from "@/lib/worth-path";

const STATES = [
  ["not_met", "notMet"],
  ["partly", "partly"],
  ["not_assessed", "notAssessed"],
  ["met", "met"],
] as const;

/** What meeting the requirements is worth, by kind of impact; each number opens the list it counts. */
export function WorthStatement({ worth, home }: { worth: Worth; home: string }) {
  const t = translator("requirements.worth");
  const word = translator("vocabulary.impactCategory");
  return (
    <section aria-labelledby="worth" className="mb-8 max-w-3xl text-sm">
      <h2 id="worth" className="mb-1 text-base font-semibold">
        {t("title")}
      </h2>
      <p className="mb-2 text-muted">{t("lead")}</p>
      {worth.named > 0 && (
        <ul className="border-t">
          {worth.categories.map(({ category, all, ...counts }) => (
            <li key={category} className="flex flex-wrap items-baseline gap-x-4 border-b py-1.5 [&_a]:inline-block [&_a]:min-h-6">
              <span className="w-28 font-medium">{word(category)}</span>
              {all === 0 ? (
                <span className="text-muted">{t("none")}</span>
              ) : (
                <>
                  <Link prefetch={false} href={home + worthPath(category)} className="link">
                    {t("all", { count: all })}
                  </Link>
                  {STATES.filter(([, name]) => counts[name] > 0).map(([status, name]) => (
                    <Link
                      key={status}
                      prefetch={false}
                      href={home + worthPath(category, status)}
                      className={status === "not_met" ? "link font-semibold" : "link"}
                    >
                      {t(name, { count: counts[name] })}
                    </Link>
                  ))}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {worth.unnamed > 0 && (
        <p className="mt-2">
          <Link prefetch={false} href={home + worthPath("none")} className="link">
            {t("unnamed", { count: worth.unnamed })}
          </Link>
        </p>
      )}
    </section>
  );
}
