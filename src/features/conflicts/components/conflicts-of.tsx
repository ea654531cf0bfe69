import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import type { ConflictBrief } from "../queries";
import { ConflictStatusMark } from "./conflict-marks";

interface ConflictsOfProps {
  /** "/nordwind" */
  home: string;
  conflicts: readonly ConflictBrief[];
  /** The query of the form for another one: "requirement=REQ-001"; null for whoever may not. */
  newQuery: string | null;
}

/** The conflicts in which a record's requirements stand. */
export function ConflictsOf({ home, conflicts, newQuery }: ConflictsOfProps) {
  const t = translator("conflicts");
  if (conflicts.length === 0 && !newQuery) return null;
  return (
    <section className="mt-8 max-w-5xl" aria-labelledby="conflicts-title">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="conflicts-title" className="font-serif text-xl font-semibold">
          {t("title")}
        </h2>
        {newQuery && (
          <LinkButton href={`${home}/conflicts/new?${newQuery}`} size="small" className="no-print">
            {t("conflictsWith")}
          </LinkButton>
        )}
      </div>
      {conflicts.length === 0 ? (
        <p className="mt-1 text-muted">{t("ofNone")}</p>
      ) : (
        <ul className="mt-2 border-t text-[0.9375rem]">
          {conflicts.map((conflict) => (
            <li key={conflict.ref} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
              <span className="min-w-0 flex-1 basis-72">
                <RefTag href={`${home}/conflicts/${conflict.ref}`}>{conflict.ref}</RefTag>{" "}
                <Link href={`${home}/conflicts/${conflict.ref}`} className="hover:underline">
                  {conflict.title}
                </Link>
              </span>
              <ConflictStatusMark status={conflict.status} open={null} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
