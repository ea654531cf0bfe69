import { Plus } from "lucide-react";
import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import type { ActionRow } from "../queries";
import { ActionStatusMark } from "./action-marks";

interface ActionsOfProps {
  /** "/nordwind" */
  home: string;
  actions: readonly ActionRow[];
  today: string;
  /** The query of the form for another one: "finding=F-001"; null for whoever may not. */
  newQuery: string | null;
  /** What is said where there is none. */
  none: string;
}

/** The actions that answer a record. */
export function ActionsOf({ home, actions, today, newQuery, none }: ActionsOfProps) {
  const t = translator("actions");
  return (
    <section className="mt-8 max-w-5xl" aria-labelledby="actions-title">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="actions-title" className="font-serif text-xl font-semibold">
          {t("title")}
        </h2>
        {newQuery && (
          <LinkButton
            href={`${home}/actions/new?${newQuery}`}
            size="small"
            icon={<Plus aria-hidden className="size-4" />}
            className="no-print"
          >
            {t("add")}
          </LinkButton>
        )}
      </div>
      {actions.length === 0 ? (
        <p className="mt-1 text-muted">{none}</p>
      ) : (
        <ul className="mt-2 border-t text-[0.9375rem]">
          {actions.map((action) => (
            <li key={action.ref} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
              <span className="min-w-0 flex-1 basis-72">
                <RefTag href={`${home}/actions/${action.ref}`}>{action.ref}</RefTag>{" "}
                <Link href={`${home}/actions/${action.ref}`} className="hover:underline">
                  {action.title}
                </Link>
                <span className="block text-sm text-muted">
                  {[translator("vocabulary.actionKind")(action.kind), action.ownerName ?? t("unowned"), action.dueAt ?? t("noDay")].join(
                    " · ",
                  )}
                </span>
              </span>
              <ActionStatusMark action={action} today={today} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
