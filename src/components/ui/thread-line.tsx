import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type ThreadNode =
  | { kind: string; reference?: string; label: string; href?: string; gap?: false }
  /** A link that is missing: what, and the deed that closes it (not shown where remedies are hidden). */
  | { kind: string; label: string; gap: true; action?: { label: string; href: string } };

/** The golden thread: one line through the chips, broken where a link is missing. Runs down on a narrow screen. */
export function ThreadLine({ nodes, label }: { nodes: readonly ThreadNode[]; label: string }) {
  return (
    <ol aria-label={label} className="flex flex-col text-sm md:flex-row md:flex-wrap md:items-stretch md:gap-y-3">
      {nodes.map((node, index) => (
        <li key={index} className="flex flex-col md:flex-row md:items-center">
          {index > 0 && <Join broken={Boolean(node.gap || nodes[index - 1]?.gap)} />}
          <div
            className={classNames(
              "max-w-64 rounded-md border px-3 py-1.5",
              node.gap ? "border-dashed border-line-strong" : "border-line-strong bg-surface",
            )}
          >
            <p className="text-xs text-muted">{node.kind}</p>
            {node.gap ? <Gap node={node} /> : <Present node={node} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Present({ node }: { node: Extract<ThreadNode, { gap?: false }> }) {
  const content: ReactNode = (
    <>
      {node.reference && <span className="mr-1.5 font-mono text-[0.8125rem]">{node.reference}</span>}
      {node.label}
    </>
  );
  return node.href ? (
    <Link href={node.href} className="link">
      {content}
    </Link>
  ) : (
    <span>{content}</span>
  );
}

function Gap({ node }: { node: Extract<ThreadNode, { gap: true }> }) {
  return (
    <>
      <span>{node.label}</span>
      {node.action && (
        <Link href={node.action.href} className="link no-print block font-medium">
          {node.action.label}
        </Link>
      )}
    </>
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
          <span className="h-2.5 w-0.5 md:h-0.5 md:w-4" />
          <span className={classNames(piece, "h-1.5 w-0.5 md:h-0.5 md:w-2")} />
        </>
      ) : (
        <span className={classNames(piece, "h-5 w-0.5 md:h-0.5 md:w-8")} />
      )}
    </span>
  );
}
