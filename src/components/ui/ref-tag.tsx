import Link from "next/link";
import { classNames } from "@/lib/class-names";

/** A reference such as IP-012, A.8.24 or Clause 7.4, always in the mono and never broken over lines. */
export function RefTag({
  children,
  href,
  retired = false,
  className,
}: {
  children: string;
  href?: string;
  retired?: boolean;
  className?: string;
}) {
  const style = classNames("font-mono text-[0.8125em] whitespace-nowrap", retired && "text-muted line-through", className);
  return href ? (
    <Link href={href} className={classNames("link", style)}>
      {children}
    </Link>
  ) : (
    <span className={style}>{children}</span>
  );
}
