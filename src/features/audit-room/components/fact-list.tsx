import Link from "next/link";
import { translator } from "@/lib/translate";
import type { Fact } from "../counting";
import { factPath } from "../facts";

/** Numbers that open exactly their rows. */
export function FactList({ home, facts, narrow = false }: { home: string; facts: readonly Fact[]; narrow?: boolean }) {
  const t = translator("auditRoom.fact");
  return (
    <ul className={narrow ? "text-sm" : "grid gap-x-8 text-sm sm:grid-cols-2"}>
      {facts.map((fact) => (
        <li key={fact.key} className="border-b">
          <Link href={home + factPath(fact)} className="group flex min-h-9 items-baseline gap-3 py-1.5 no-underline">
            <span className="w-12 shrink-0 text-right font-medium tabular-nums underline decoration-line-strong underline-offset-4 group-hover:decoration-current">
              {fact.count}
            </span>
            <span className="min-w-0 group-hover:underline">{t(fact.key)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
