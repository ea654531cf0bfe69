import Link from "next/link";
import { classNames } from "@/lib/class-names";
import { StatusMark } from "./status-mark";

export interface ThreadItem {
  reference?: string;
  label: string;
  href?: string;
  /** What the target does not hold: "planned only", "expired 2026-01-31". */
  weak?: string;
}

export type ThreadNode =
  | { kind: string; gap?: false; items: readonly ThreadItem[] /** Written where a station has no items of its own. */; label?: string }
  /** A link that is missing: what, and the deed that closes it (not shown where remedies are hidden). */
  | { kind: string; gap: true; label: string; items?: readonly ThreadItem[]; action?: { label: string; href: string } };

const SHOWN = 3;

/** The golden thread: one line through the chips, broken where a link is missing. Runs down on a narrow screen. */
export function ThreadLine({
  nodes,
  label,
  moreLabel,
}: {
  nodes: readonly ThreadNode[];
  label: string;
  moreLabel?: (count: number) => string;
}) {
  return (
    <ol aria-label={label} className="flex flex-col text-sm md:flex-row md:flex-wrap md:items-stretch md:gap-y-3">
      {nodes.map((node, index) => (
        <li key={index} className="flex break-inside-avoid flex-col md:flex-row md:items-center">
          {index > 0 && <Join broken={Boolean(node.gap || nodes[index - 1]?.gap)} />}
          <div
            className={classNames(
              "flex min-w-28 flex-col rounded-md border px-3 py-1.5 md:h-full md:max-w-60",
              node.gap ? "border-dashed border-line-strong" : "border-line-strong bg-surface",
            )}
          >
            <p className="text-xs text-muted">{node.kind}</p>
            <Items items={node.items ?? []} moreLabel={moreLabel} />
            {node.label && (
              <span className="line-clamp-3">{node.gap ? <StatusMark shape="open">{node.label}</StatusMark> : node.label}</span>
            )}
            {node.gap && node.action && (
              <Link href={node.action.href} className="link no-print block font-medium">
                {node.action.label}
              </Link>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Items({ items, moreLabel }: { items: readonly ThreadItem[]; moreLabel?: (count: number) => string }) {
  if (items.length === 0) return null;
  const more = items.length - SHOWN;
  return (
    <ul>
      {(more > 0 && moreLabel ? items.slice(0, SHOWN) : items).map((item, index) => (
        <li key={index}>
          <Name item={item} />
          {item.weak && (
            <StatusMark shape="partly" className="flex text-xs text-muted">
              {item.weak}
            </StatusMark>
          )}
        </li>
      ))}
      {more > 0 && moreLabel && <li className="text-xs text-muted">{moreLabel(more)}</li>}
    </ul>
  );
}

function Name({ item: { reference, label, href } }: { item: ThreadItem }) {
  const reading = (
    <>
      {reference && <span className="mr-1.5 font-mono text-[0.8125rem] whitespace-nowrap">{reference}</span>}
      {label}
    </>
  );
  return href ? (
    <Link href={href} prefetch={false} className="link line-clamp-2 min-h-6 leading-6">
      {reading}
    </Link>
  ) : (
    <span className="line-clamp-2">{reading}</span>
  );
}

/** The line itself; decoration, since the list says the order and the gap says itself in words. */
function Join({ broken }: { broken: boolean }) {
  const piece = "thread-line bg-gold";
  return (
    <span
      aria-hidden
      className={classNames("flex flex-col items-center self-start pl-5 md:flex-row md:self-auto md:pl-0", broken && "justify-between")}
    >
      {broken ? (
        <>
          <span className={classNames(piece, "h-1.5 w-0.5 md:h-0.5 md:w-2")} />
          <span className="h-2.5 w-0.5 md:h-0.5 md:w-3" />
          <span className={classNames(piece, "h-1.5 w-0.5 md:h-0.5 md:w-2")} />
        </>
      ) : (
        <span className={classNames(piece, "h-5 w-0.5 md:h-0.5 md:w-6")} />
      )}
    </span>
  );
}
