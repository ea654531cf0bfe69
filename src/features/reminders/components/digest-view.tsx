import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { outsideWords } from "@/lib/outside-words";
import type { DigestView } from "../queries";

/** One digest as it was made, in the language it was made in. */
export function DigestText({ home, digest }: { home: string; digest: DigestView }) {
  const t = outsideWords(digest.language, "digest");
  return (
    <div lang={digest.language} className="flex flex-col gap-4">
      {digest.content.groups.map(({ group, items }) => (
        <div key={group}>
          <h3 className="font-semibold">{t(`group.${group}`, { count: items.length })}</h3>
          <ul className="mt-1 border-t text-[0.9375rem]">
            {items.map((item) => (
              <li
                key={`${item.kind} ${item.path}`}
                className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-1.5"
              >
                <span className="min-w-0 flex-1 basis-72">
                  <RefTag href={home + item.path}>{item.ref}</RefTag>{" "}
                  <Link href={home + item.path} className="[overflow-wrap:anywhere] hover:underline">
                    <bdi>{item.title}</bdi>
                  </Link>
                  {item.waitsWith && <span className="block text-sm text-muted">{t("waitsWith", { name: item.waitsWith })}</span>}
                </span>
                {item.dueOn && (
                  <span className="text-sm whitespace-nowrap text-muted">
                    {t(group === "overdue" || group === "escalated" ? "since" : "due", { day: item.dueOn })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
