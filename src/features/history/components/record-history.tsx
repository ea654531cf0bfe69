import Link from "next/link";
import { translator } from "@/lib/translate";
import type { HistoryPage } from "../queries";
import { HistoryList } from "./history-list";

interface RecordHistoryProps {
  history: HistoryPage;
  slug: string;
  /** Where everything that happened to this record is listed. */
  moreHref: string;
}

/** What happened to one record, for its page. Shows nothing to those who may not read the history. */
export function RecordHistory({ history, slug, moreHref }: RecordHistoryProps) {
  const t = translator("history");
  if (history.items.length === 0) return null;
  return (
    <section aria-labelledby="record-history" className="mt-10">
      <h2 id="record-history" className="mb-3 font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <HistoryList items={history.items} slug={slug} />
      {history.more && (
        <p className="mt-3 text-sm">
          <Link className="link" href={moreHref} prefetch={false}>
            {t("older")}
          </Link>
        </p>
      )}
    </section>
  );
}
