import Link from "next/link";
import type { ReactNode } from "react";
import { DiffText } from "@/components/ui/diff-text";
import { Timeline } from "@/components/ui/timeline";
import { translator } from "@/lib/translate";
import { actionWord, type EntryLine, entityWord, instantInWords } from "../entry-lines";
import type { HistoryItem } from "../queries";

/** A new record fills many fields: they stand behind one line, the changes of a later entry in the open. */
const MOST_OPEN_LINES = 8;

interface HistoryListProps {
  items: readonly HistoryItem[];
  /** The organisation's part of the address. */
  slug: string;
  /** Names the record of each entry; left out on a record's own page. */
  showRecord?: boolean;
}

/** Who, when, what before and after, why. */
export function HistoryList({ items, slug, showRecord = false }: HistoryListProps) {
  return (
    <Timeline
      entries={items.map((item) => ({
        id: String(item.sequence),
        when: instantInWords(item.at),
        dateTime: item.at,
        by: item.who,
        title: <EntryTitle item={item} slug={slug} showRecord={showRecord} />,
        strong: item.action.startsWith("decide") || item.action === "confirm" || item.action === "approve",
        children: <EntryBody item={item} />,
      }))}
    />
  );
}

function EntryTitle({ item, slug, showRecord }: { item: HistoryItem; slug: string; showRecord: boolean }): ReactNode {
  const action = actionWord(item.action);
  if (!showRecord) return action;
  const record = `${entityWord(item.entity)} ${item.record}`.trim();
  return (
    <>
      {action}
      {": "}
      {item.path ? (
        <Link className="link font-normal" href={`/${slug}${item.path}`} prefetch={false}>
          {record}
        </Link>
      ) : (
        <span className="font-normal">{record}</span>
      )}
    </>
  );
}

function EntryBody({ item }: { item: HistoryItem }) {
  const t = translator("history");
  return (
    <>
      {item.reason && (
        <p className="prose-width whitespace-pre-line">
          <span className="text-muted">{t("reason")}</span> {item.reason}
        </p>
      )}
      {item.note && <p className="prose-width whitespace-pre-line text-muted">{item.note}</p>}
      {item.erased && (
        <p className="text-muted">
          {item.erasure ? t("erasedBy", { name: item.erasure.by, at: instantInWords(item.erasure.at) }) : t("erased")}
        </p>
      )}
      {item.lines.length > MOST_OPEN_LINES ? (
        <details>
          <summary className="link">{t("fields", { count: item.lines.length })}</summary>
          <Lines lines={item.lines} />
        </details>
      ) : (
        <Lines lines={item.lines} />
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly EntryLine[] }) {
  const t = translator("history");
  if (lines.length === 0) return null;
  return (
    <dl className="mt-1">
      {lines.map((line) => (
        <div key={line.field} className="grid gap-x-4 py-0.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="text-muted">{line.label}</dt>
          <dd className="min-w-0">
            {line.parts ? (
              <DiffText segments={line.parts} />
            ) : (
              <span className="whitespace-pre-line">
                {line.before !== "" && (
                  <>
                    <del className="text-muted">
                      <span className="sr-only">{t("was")} </span>
                      {line.before}
                    </del>
                    <span aria-hidden> → </span>
                  </>
                )}
                {line.after === "" ? <span className="text-muted">{t("empty")}</span> : line.after}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
