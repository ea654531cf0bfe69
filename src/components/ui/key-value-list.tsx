import type { ReactNode } from "react";

export interface KeyValue {
  /** The column's name in the register. */
  label: string;
  value: ReactNode;
  /** Clause or note, small, below the label. */
  note?: ReactNode;
}

/** A record page reads top-down like a row of the register. Nothing there is written as a dash with words for a screen reader. */
export function KeyValueList({ items, emptyLabel }: { items: readonly KeyValue[]; emptyLabel: string }) {
  return (
    <dl className="border-t text-[0.9375rem]">
      {items.map((item) => (
        <div
          key={item.label}
          className="grid gap-x-6 border-b py-2 sm:grid-cols-[12rem_minmax(0,1fr)] print:grid-cols-[10rem_minmax(0,1fr)]"
        >
          <dt className="text-sm text-muted">
            {item.label}
            {item.note && <span className="block font-mono text-xs">{item.note}</span>}
          </dt>
          <dd className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-line">
            {isEmpty(item.value) ? (
              <>
                <span aria-hidden className="text-muted">
                  –
                </span>
                <span className="sr-only">{emptyLabel}</span>
              </>
            ) : (
              item.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}
