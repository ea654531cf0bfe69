import type { ReactNode } from "react";

export interface TimelineEntry {
  id: string;
  /** As shown, with its zone where it is an instant. */
  when: string;
  dateTime: string;
  title: ReactNode;
  by?: ReactNode;
  children?: ReactNode;
  /** An entry of weight: an approval, a decision. */
  strong?: boolean;
}

/** What happened, newest first as given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="border-l border-line-strong pl-5">
      {entries.map((entry) => (
        <li key={entry.id} className="relative pb-5 last:pb-0">
          <span
            aria-hidden
            className={`absolute top-1.5 -left-[25.5px] size-2.5 rounded-full border-2 border-ink ${entry.strong ? "bg-ink" : "bg-paper"}`}
          />
          <p className="text-sm text-muted">
            <time dateTime={entry.dateTime}>{entry.when}</time>
            {entry.by && <> · {entry.by}</>}
          </p>
          <p className="font-medium">{entry.title}</p>
          {entry.children && <div className="mt-1 text-sm">{entry.children}</div>}
        </li>
      ))}
    </ol>
  );
}
