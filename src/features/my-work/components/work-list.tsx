import Link from "next/link";
import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { MyWork, WorkItem } from "../queries";

/** What waits for one person, the most urgent first: what it is, what is asked, by when. */
export function WorkList({ home, work, beside }: { home: string; work: MyWork; beside?: (item: WorkItem) => ReactNode }) {
  const t = translator("myWork");
  return (
    <div className="flex max-w-5xl flex-col gap-8">
      {work.groups.map(({ when, items }) => (
        <section key={when} aria-labelledby={`work-${when}`}>
          <h2 id={`work-${when}`} className="flex items-baseline gap-3 font-serif text-xl font-semibold">
            {t(`group.${when}`)} <span className="font-sans text-sm font-normal text-muted">{items.length}</span>
          </h2>
          <ul className="mt-2 border-t text-[0.9375rem]">
            {items.map((item) => (
              <li key={`${item.kind} ${item.path}`} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
                <span className="min-w-0 flex-1 basis-72">
                  <RefTag href={home + item.path}>{item.ref}</RefTag>{" "}
                  <Link href={home + item.path} className="[overflow-wrap:anywhere] hover:underline">
                    <bdi>{item.title || t(`kind.${item.kind}`)}</bdi>
                  </Link>
                  <span className="block text-sm text-muted">{asked(item)}</span>
                </span>
                <span className="text-sm whitespace-nowrap">
                  {when === "overdue" ? (
                    <StatusMark shape="overdue">{t("dueSince", { day: item.dueOn ?? "" })}</StatusMark>
                  ) : item.dueOn ? (
                    t("due", { day: item.dueOn })
                  ) : (
                    <span className="text-muted">{t("noDay")}</span>
                  )}
                </span>
                {beside?.(item)}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {work.more.length > 0 && (
        <ul className="text-sm">
          {work.more.map(({ kind, count, path }) => (
            <li key={kind} className="py-1">
              <Link href={home + path} className="link">
                {t("more", { count, kind: t(`kind.${kind}`) })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function asked({ kind, left }: WorkItem): string {
  const t = translator("myWork");
  const counted = left > 0 && t.has(`left.${kind}`) ? t(`left.${kind}`, { count: left }) : null;
  return [t(`kind.${kind}`), counted ?? t(`asks.${kind}`)].filter(Boolean).join(" · ");
}
