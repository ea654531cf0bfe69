import Link from "next/link";
import { classNames } from "@/lib/class-names";

interface RefTagProps {
  children: string;
  href?: string;
  retired?: boolean;
  /** Inside a DataTable: a plain link that the table makes soft, which costs the page less. */
  inTable?: boolean;
  className?: string;
}

/** A reference such as IP-012, A.8.24 or Clause 7.4, always in the mono and never broken over lines. */
export function RefTag({ children, href, retired = false, inTable = false, className }: RefTagProps) {
  const style = classNames("font-mono text-[0.8125em] whitespace-nowrap", href && "link", retired && "text-muted line-through", className);
  if (!href) return <span className={style}>{children}</span>;
  if (inTable) {
    return (
      <a href={href} data-soft="" className={style}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={style}>
      {children}
    </Link>
  );
}
