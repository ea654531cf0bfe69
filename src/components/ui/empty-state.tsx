import Link from "next/link";
import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** What belongs here, in a sentence or two. */
  children: ReactNode;
  examplesLabel?: string;
  /** Two real-sounding entries. */
  examples?: readonly ReactNode[];
  /** The ways in: catalogue, import, add. */
  ways?: readonly { href: string; label: string; description?: string; icon?: ReactNode }[];
}

/** Teaches instead of apologising. */
export function EmptyState({ title, children, examplesLabel, examples, ways }: EmptyStateProps) {
  return (
    <section className="max-w-3xl border-t border-line-strong py-6">
      <h2 className="font-serif text-xl font-semibold">{title}</h2>
      <div className="prose-width mt-1 text-base text-muted">{children}</div>
      {examples && examples.length > 0 && (
        <div className="mt-4 text-sm">
          {examplesLabel && <p className="font-medium">{examplesLabel}</p>}
          <ul className="mt-1 border-l border-line-strong pl-4">
            {examples.map((example, index) => (
              <li key={index} className="py-0.5">
                {example}
              </li>
            ))}
          </ul>
        </div>
      )}
      {ways && ways.length > 0 && (
        <ul className="no-print mt-5 grid gap-3 sm:grid-cols-3">
          {ways.map((way) => (
            <li key={way.href}>
              <Link
                href={way.href}
                className="flex h-full gap-3 rounded-md border border-line-strong bg-surface p-3 text-sm hover:bg-sunken"
              >
                {way.icon && (
                  <span aria-hidden className="mt-0.5 shrink-0 text-muted [&>svg]:size-4">
                    {way.icon}
                  </span>
                )}
                <span>
                  <span className="block font-medium">{way.label}</span>
                  {way.description && <span className="block text-muted">{way.description}</span>}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
