import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { translator } from "@/lib/translate";

interface PageHeaderProps {
  title: ReactNode;
  /** A reference before the title: IP-012. */
  reference?: string;
  /** "Clause 4.2 a", in the mono. */
  clause?: string;
  /** One or two sentences: what this room is for. */
  lead?: ReactNode;
  actions?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** Status marks beside the title. */
  marks?: ReactNode;
}

export function PageHeader({ title, reference, clause, lead, actions, breadcrumbs, marks }: PageHeaderProps) {
  return (
    <div className="mb-6">
      {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          {(clause || reference) && (
            <p className="mb-0.5 flex gap-3 font-mono text-[0.8125rem] text-muted">
              {reference && <span>{reference}</span>}
              {clause && <span>{clause}</span>}
            </p>
          )}
          <h1 dir="auto" className="font-serif text-[1.75rem] leading-tight font-semibold [overflow-wrap:anywhere]">
            {title}
          </h1>
          {marks && <div className="mt-2 flex flex-wrap gap-2">{marks}</div>}
          {lead && <p className="prose-width mt-2 text-base text-muted">{lead}</p>}
        </div>
        {actions && <div className="no-print flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  );
}

export interface Crumb {
  label: string;
  href?: string;
}

/** The way back; the last one is the page itself. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const t = translator("ui");
  return (
    <nav aria-label={t("breadcrumbs")} className="no-print mb-2 text-sm text-muted">
      <ol className="flex flex-wrap items-center gap-1">
        {items.map((item, index) => (
          <li key={`${item.label}-${index}`} className="flex min-w-0 items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5" />}
            {item.href ? (
              <Link
                href={item.href}
                dir="auto"
                title={item.label.length > 80 ? item.label : undefined}
                className="link line-clamp-1 [overflow-wrap:anywhere]"
              >
                {item.label}
              </Link>
            ) : (
              <span aria-current={index === items.length - 1 ? "page" : undefined}>{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
